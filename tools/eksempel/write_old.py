"""Sheets → the bytes of an .xls (Excel 97-2003) and of an .ods (OpenDocument) file, the same every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

import xlwt

from tools.eksempel.cells import Cell, Sheet

XLS_LOOKS = {
    "": "",
    "kr": "#,##0.00",
    "kr0": "#,##0",
    "pct": "0.0",
    "share": "0.0%",
    "year": "0",
    "bold": "",
}
ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (("office", "office"), ("table", "table"), ("text", "text"))
)
_HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {_SPACES} office:version="1.2"><office:body>'
_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{ODS}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""


def xls(sheets: Sequence[Sheet]) -> bytes:
    """The bytes of an .xls file."""
    book = xlwt.Workbook(encoding="utf-8")
    styles = {look: _xls_style(look, shown) for look, shown in XLS_LOOKS.items()}
    for sheet in sheets:
        target = book.add_sheet(sheet.name)
        for row, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells):
                if cell.value is not None:
                    target.write(row, column, cell.value, styles[cell.look])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _xls_style(look: str, shown: str) -> xlwt.XFStyle:
    style = xlwt.XFStyle()
    style.num_format_str = shown or "General"
    style.font.bold = look == "bold"
    return style


def ods(sheets: Sequence[Sheet]) -> bytes:
    """The bytes of an .ods file."""
    made = io.BytesIO()
    tables = "".join(_ods_table(sheet) for sheet in sheets)
    content = f"{_HEAD}<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    with zipfile.ZipFile(made, "w") as package:
        for name, text, how in (
            ("mimetype", ODS, zipfile.ZIP_STORED),
            ("META-INF/manifest.xml", _MANIFEST, zipfile.ZIP_DEFLATED),
            ("content.xml", content, zipfile.ZIP_DEFLATED),
        ):
            part = zipfile.ZipInfo(name, (2020, 9, 9, 0, 0, 0))
            part.compress_type, part.external_attr = how, 0o644 << 16
            package.writestr(part, text)
    return made.getvalue()


def _ods_table(sheet: Sheet) -> str:
    width = max(map(len, sheet.rows))
    rows = "".join(f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>" for cells in sheet.rows)
    columns = f'<table:table-column table:number-columns-repeated="{width}"/>'
    return f'<table:table table:name="{escape(sheet.name)}">{columns}{rows}</table:table>'


def _ods_cell(cell: Cell) -> str:
    if cell.value is None:
        return "<table:table-cell/>"
    kind = 'office:value-type="string"'
    if isinstance(cell.value, Decimal):
        name = "percentage" if cell.look == "share" else "float"
        kind = f'office:value-type="{name}" office:value="{cell.value.normalize():f}"'
    return f"<table:table-cell {kind}><text:p>{escape(str(cell.value))}</text:p></table:table-cell>"
