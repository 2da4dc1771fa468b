"""A written workbook opened again: its sheets, comments, fills and parts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from lxml import etree
from python_calamine import CalamineWorkbook

_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def rows(data: bytes, sheet: str) -> list[list[object]]:
    """The values of a sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [list(row) for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]


def sheets(data: bytes) -> list[str]:
    """The names of the sheets by order."""
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names


def parts(data: bytes) -> Mapping[str, str]:
    """The parts of the file as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name).decode("utf-8") for name in file.namelist()}


def comments(data: bytes) -> Mapping[str, str]:
    """The comments of the first sheet by cell."""
    text = parts(data).get("xl/comments1.xml", "<comments/>")
    found = etree.fromstring(text.encode()).iterfind(".//m:comment", _NS)
    return {one.attrib["ref"]: "".join(one.itertext()) for one in found}


def fills(data: bytes) -> Mapping[str, str]:
    """The colours of the first sheet's cells that have one, by cell."""
    files = parts(data)
    styles = etree.fromstring(files["xl/styles.xml"].encode())
    colours = [
        "" if (colour := fill.find("m:patternFill/m:fgColor", _NS)) is None else colour.attrib.get("rgb", "")
        for fill in styles.iterfind("m:fills/m:fill", _NS)
    ]
    looks = [colours[int(xf.attrib["fillId"])] for xf in styles.iterfind("m:cellXfs/m:xf", _NS)]
    cells = etree.fromstring(files["xl/worksheets/sheet1.xml"].encode()).iterfind(".//m:c", _NS)
    filled = {cell.attrib["r"]: looks[int(cell.attrib.get("s", "0"))] for cell in cells}
    return {name: f"#{colour[-6:]}" for name, colour in filled.items() if colour}


def has_formula_or_outward_link(data: bytes) -> bool:
    """Whether any part could calculate, or lead out of the file."""
    files = parts(data)
    return any(
        re.search(r"<f[ >/]", text) or 'TargetMode="External"' in text or "<ddeLink" in text for text in files.values()
    )
