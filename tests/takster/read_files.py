"""Table files of every format for the tests of reading, written as real files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

from rammeaftale.base.diagnostics import Checked
from rammeaftale.read.tables.sheet import CellValue, Sheet, Workbook
from rammeaftale.read.tables.workbook import read_table
from rammeaftale.world import Source
from tests.takster.zips import pack, unpack

Rows = Iterable[Sequence[object]]
ROWS: tuple[tuple[object, ...], ...] = (
    ("Kommunekode", "Tilbud", "Pladser", "Takst", "Fra", "Aktiv"),
    ("615", "Birkegården, Ærø", 12, 1234.5, date(2021, 1, 1), True),
    (None, "  Åhuset\u00a0", -3, 0.1, date(2021, 12, 31), False),
)
VALUES: list[list[CellValue]] = [
    ["Kommunekode", "Tilbud", "Pladser", "Takst", "Fra", "Aktiv"],
    ["615", "Birkegården, Ærø", Decimal(12), Decimal("1234.5"), date(2021, 1, 1), True],
    [None, "Åhuset", Decimal(-3), Decimal("0.1"), date(2021, 12, 31), False],
]
MAIN_SHEET = "xl/worksheets/sheet1.xml"


def xlsx(rows: Rows = (), *, change: Callable[[xlsxwriter.Workbook], object] | None = None, **options: object) -> bytes:
    """A workbook whose first sheet is »Takster«; `change` may add to it before it is closed."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, **options})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    sheet = book.add_worksheet("Takster")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif value is not None:
                sheet.write(number, column, value)
    if change is not None:
        change(book)
    book.close()
    return made.getvalue()


def xlsx_of(cells: str, **parts: bytes) -> bytes:
    """A workbook whose only sheet has these rows of raw XML; further parts replace those whose name ends so."""
    whole = dict(unpack(xlsx([["x"]])))
    sheet = re.sub("<sheetData>.*</sheetData>", lambda _: f"<sheetData>{cells}</sheetData>", whole[MAIN_SHEET].decode())
    return pack(whole | {MAIN_SHEET: sheet.encode()} | parts)


def xls(rows: Rows = (), *, change: Callable[[xlwt.Workbook], object] | None = None) -> bytes:
    """The same as Excel 97-2003 wrote it."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Takster")
    day = xlwt.easyxf(num_format_str="DD-MM-YYYY")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write(number, column, value, day)
            elif value is not None:
                sheet.write(number, column, value)
    if change is not None:
        change(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file with one stream."""
    file = io.BytesIO()
    xlwt.CompoundDoc.XlsDoc().save(file, stream)
    made = file.getvalue()
    entry = made.rindex("Workbook".encode("utf-16-le"))
    named = name.encode("utf-16-le")
    return made[:entry] + named.ljust(64, b"\0") + bytes((len(named) + 2, 0)) + made[entry + 66 :]


_ODS = "urn:oasis:names:tc:opendocument:xmlns:"
_ODS_SPACES = (
    f'xmlns:office="{_ODS}office:1.0" xmlns:table="{_ODS}table:1.0" xmlns:text="{_ODS}text:1.0" '
    f'xmlns:style="{_ODS}style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def ods(rows: Rows = (), *, more: Mapping[str, bytes] | None = None) -> bytes:
    """The same as LibreOffice writes it."""
    lines = ("".join(ods_cell(value) for value in row) for row in rows)
    return ods_of("".join(f"<table:table-row>{line}</table:table-row>" for line in lines), more=more)


def ods_of(rows: str, *, after: str = "", styles: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """An .ods with these rows of raw XML in the table »Takster«, and more tables after it."""
    content = (
        f'<?xml version="1.0"?><office:document-content {_ODS_SPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="Takster">{rows}</table:table>{after}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content.encode(),
        "META-INF/manifest.xml": b"<manifest/>",
    }
    return pack(parts | dict(more or {}))


def ods_cell(value: object) -> str:
    """A cell as LibreOffice writes it."""
    kind, shown = "string", str(value)
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        kind = f'boolean" office:boolean-value="{str(value).lower()}'
    elif isinstance(value, int | float):
        kind = f'float" office:value="{value}'
    elif isinstance(value, date):
        kind = f'date" office:date-value="{value}T00:00:00'
    return f'<table:table-cell office:value-type="{kind}"><text:p>{escape(shown)}</text:p></table:table-cell>'


def deflated(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a zip that is packed hard."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def read(data: bytes, name: str = "fil.xlsx") -> Checked[Workbook | None]:
    return read_table(Source(f"ind/{name}", data))


def book_of(data: bytes, name: str = "fil.xlsx") -> Workbook:
    """The workbook of a file without fault."""
    checked = read(data, name)
    assert checked.value is not None, checked.diagnostics
    return checked.value


def sheet_of(data: bytes, name: str = "fil.xlsx") -> Sheet:
    return book_of(data, name).sheets[0]


def values_of(data: bytes, name: str = "fil.xlsx") -> list[list[CellValue]]:
    return [[cell.value for cell in row] for row in sheet_of(data, name).rows]


def kinds(data: bytes, name: str = "fil.xlsx") -> list[tuple[str, str]]:
    """Each finding's severity and kind."""
    return [(found.severity.value, found.kind) for found in read(data, name).diagnostics]


def lower_cell(path: Path, row: int, value: Decimal) -> None:
    """Lower a number by one that stands once in the sheets' rows of that number, as an economist would type it."""
    parts = dict(unpack(path.read_bytes()))
    old, new = f"<v>{value}</v>".encode(), f"<v>{value - 1}</v>".encode()
    places = [
        (name, found)
        for name, data in parts.items()
        if name.startswith("xl/worksheets/sheet")
        for found in re.finditer(rf'<row r="{row}".*?</row>'.encode(), data, re.DOTALL)
        if found[0].count(old) == 1
    ]
    ((name, found),) = places
    data = parts[name]
    path.write_bytes(pack(parts | {name: data[: found.start()] + found[0].replace(old, new) + data[found.end() :]}))
