"""Bytes of an .xlsx → sheets of cells with their places; runs no formula. The only importer of python_calamine."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from rammeaftale.diagnostics import CellSpan, Checked, Diagnostic, FileSpan, error
from rammeaftale.read.sheet_parts import BrokenParts, Extent, TooLarge, column_letters, extents, pack, unpack
from rammeaftale.world import Source

MAX_ROWS = 50_000
MAX_COLUMNS = 100
_OLE = b"\xd0\xcf\x11\xe0"
"""How the files of Excel 97-2003 begin, and those of today that a password locks."""
_LOCK = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class CellFault:
    """What stands in a cell without a usable value: `#REF!` and its like, or empty for a formula never calculated."""

    shown: str


CellValue = str | Decimal | date | bool | CellFault | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: text without outer white space, an exact number, a day, yes/no, a fault, or None when empty."""

    value: CellValue
    span: CellSpan


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows from its first cell; every row is as long as the widest."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets by order."""

    path: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def read_workbook(source: Source) -> Checked[Workbook | None]:
    """Every worksheet of the workbook. A file that is none, is locked, or unpacks too large gives None and why."""
    try:
        parts = unpack(source.data)
        reaches = extents(parts)
    except TooLarge:
        message = "filen fylder for meget, når den pakkes ud"
        return Checked(None, (error("excel-for-stor", message, FileSpan(source.path)),))
    except BrokenParts:
        return Checked(None, (_unreadable(source),))
    if findings := _refusals(source.path, parts, reaches):
        return Checked(None, findings)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(pack(parts))) as book:
            names = [sheet.name for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
            sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names]
    except (CalamineError, OSError, ValueError):
        return Checked(None, (_unreadable(source),))
    made = (_sheet(source.path, name, rows, reaches[name].failed if name in reaches else {}) for name, rows in sheets)
    return Checked(Workbook(source.path, tuple(made)))


def _refusals(path: str, parts: Mapping[str, bytes], reaches: Mapping[str, Extent]) -> tuple[Diagnostic, ...]:
    """What can be said before the cells are read, which takes room for every cell up to the last one."""
    found = []
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        hint = "gem den som »Excel-projektmappe (*.xlsx)« uden makroer"
        found.append(error("excel-makro", "filen har makroer, og dem bruger vi ikke", FileSpan(path), hint))
    for name, reach in reaches.items():
        if reach.rows > MAX_ROWS or reach.columns > MAX_COLUMNS:
            last = f"{column_letters(reach.columns)}{reach.rows}"
            message = f"arket »{name}« når til {last}; det må højst have {MAX_ROWS} rækker og {MAX_COLUMNS} kolonner"
            hint = "slet rækker og kolonner efter data (Ctrl+End viser den sidste celle), og gem filen igen"
            found.append(error("excel-for-stor", message, CellSpan(path, name, last), hint))
    return tuple(found)


def _unreadable(source: Source) -> Diagnostic:
    """Why the bytes are no workbook, as far as their beginning tells."""
    span, data = FileSpan(source.path), source.data
    save = "gem den som »Excel-projektmappe (*.xlsx)«"
    if data.startswith(_OLE) and _LOCK in data:
        hint = f"åbn filen i Excel, fjern adgangskoden, og {save}"
        return error("excel-laast", "filen er låst med en adgangskode", span, hint)
    if data.startswith(_OLE):
        hint = f"åbn filen i Excel, og {save}; det hjælper ikke at give den et andet navn"
        return error("excel-gammel", "filen er gemt i Excels gamle format (.xls)", span, hint)
    if data and not data.startswith(b"PK") and b"\0" not in data:
        hint = f"åbn filen i Excel, og {save}; det hjælper ikke at give den et andet navn"
        return error("excel-tekstfil", "filen er en tekstfil (fx CSV) og ikke en Excel-fil", span, hint)
    hint = f"åbn filen i Excel, og {save}"
    return error("excel-ulaeselig", "filen er ikke en Excel-fil, der kan læses", span, hint)


def _sheet(path: str, name: str, rows: Sequence[Sequence[object]], failed: Mapping[str, str]) -> Sheet:
    letters = [column_letters(column) for column in range(1, len(rows[0]) + 1)] if rows else []
    return Sheet(
        name,
        tuple(
            tuple(
                _cell(CellSpan(path, name, f"{letter}{row}"), raw, failed)
                for letter, raw in zip(letters, cells, strict=True)
            )
            for row, cells in enumerate(rows, 1)
        ),
    )


def _cell(span: CellSpan, raw: object, failed: Mapping[str, str]) -> Cell:
    return Cell(CellFault(failed[span.cell]) if span.cell in failed else _value(raw), span)


def _value(raw: object) -> CellValue:
    match raw:
        case bool():
            return raw
        case int() | float():
            return Decimal(repr(raw)).normalize() + 0  # 0.1 is 0.1, and 1E+3 is 1000
        case datetime():
            return raw.date()
        case date():
            return raw
        case _:
            return str(raw).replace("\u00a0", " ").strip() or None
