"""Bytes of an .xlsx → sheets of cells with their places. The only importer of python_calamine; no formula is evaluated."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from rammeaftale.diagnostics import CellSpan, Checked, Diagnostic, FileSpan, error
from rammeaftale.world import Source

MAX_ROWS = 50_000
MAX_COLUMNS = 100
MAX_UNPACKED = 200_000_000
"""Bytes a workbook may unpack to: a few kilobytes can be made to fill a machine."""

CellValue = str | Decimal | date | bool | None
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: text without outer white space, an exact number, a day, yes/no, or None when empty."""

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
    if finding := _refusal(source):
        return Checked(None, (finding,))
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(source.data)) as book:
            names = [sheet.name for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
            sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names]
    except PasswordError:
        return Checked(None, (_locked(source.path),))
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile):
        return Checked(None, (_broken(source.path),))
    for name, rows in sheets:
        if len(rows) > MAX_ROWS or len(rows[0] if rows else ()) > MAX_COLUMNS:
            message = f"arket »{name}« har mere end {MAX_ROWS} rækker eller {MAX_COLUMNS} kolonner"
            hint = "slet de tomme rækker og kolonner efter data, og gem filen igen"
            return Checked(None, (error("excel-for-stor", message, CellSpan(source.path, name, "A1"), hint),))
    return Checked(Workbook(source.path, tuple(_sheet(source.path, name, rows) for name, rows in sheets)))


def _refusal(source: Source) -> Diagnostic | None:
    """What can be said before the workbook is opened."""
    if source.data.startswith(_OLD_EXCEL):
        return _locked(source.path)
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return _broken(source.path)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        return error("excel-for-stor", "filen fylder for meget, når den pakkes ud", FileSpan(source.path))
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        hint = "gem den som »Excel-projektmappe (*.xlsx)« uden makroer"
        return error("excel-makro", "filen har makroer, og dem bruger vi ikke", FileSpan(source.path), hint)
    return None


def _broken(path: str) -> Diagnostic:
    hint = "åbn filen i Excel, og gem den igen som »Excel-projektmappe (*.xlsx)«"
    return error("excel-ulaeselig", "filen er ikke en Excel-fil, der kan læses", FileSpan(path), hint)


def _locked(path: str) -> Diagnostic:
    hint = "åbn filen i Excel, fjern adgangskoden, og gem den som »Excel-projektmappe (*.xlsx)«"
    return error("excel-laast", "filen er låst med en adgangskode eller gemt i et gammelt format", FileSpan(path), hint)


def _sheet(path: str, name: str, rows: list[list[object]]) -> Sheet:
    return Sheet(
        name,
        tuple(
            tuple(
                Cell(_value(raw), CellSpan(path, name, f"{column_letters(column)}{row}"))
                for column, raw in enumerate(cells, 1)
            )
            for row, cells in enumerate(rows, 1)
        ),
    )


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


def column_letters(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
