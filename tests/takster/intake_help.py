"""Senders' files for the tests of the intake, written as real .xlsx and .csv bytes and read by the real reader."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import xlsxwriter

from rammeaftale.base.diagnostics import CellSpan, Checked, Diagnostic
from rammeaftale.decode.takster.column_names import decode_column_names
from rammeaftale.model.agreement import Contact
from rammeaftale.model.intake import ColumnNames, HiddenRows, Received
from rammeaftale.model.takst_columns import COLUMNS
from rammeaftale.model.takster import DataState, Origin, Takst, Takstregister
from rammeaftale.read.tables.workbook import read_table
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.takster.intake.receive import receive
from rammeaftale.world import Source
from tests import frozen

DRIFTSHERRER = {
    "615": "Horsens", "730": "Randers", "741": "Samsø", "751": "Aarhus", "760": "Ringkøbing-Skjern",
    "779": "Skive", "1082": "Region Midtjylland",
}  # fmt: skip
HEADINGS = (
    "Driftsherrekode", "Driftsherre", "Tilbud", "Afdeling", "Lov", "Paragraf", "Tilbudstype", "Målgruppe",
    "Normerede pladser", "Forudsat belægning, pct.", "Takst, kr.", "Enhed", "Takst året før, kr.",
)  # fmt: skip
FIELDS = tuple(next(c.field for c in COLUMNS if c.heading == heading) for heading in HEADINGS)
LINE: tuple[object, ...] = (
    "615", "Horsens", "Birkegården", "Nord", "SEL", "§ 107", "Døgntilbud", "Voksne med autisme",
    12, 95, 1234.5, "døgn", 1200,
)  # fmt: skip
ABOUT = Takstregister(2021, 2019, date(2021, 1, 1), DataState.EXAMPLE, "opdigtet", "2021.csv")
CONTACT = Contact("Sekretariatet", "", "", "https://eksempel.dk", "takst@eksempel.dk", "12 34 56 78")
NAMES = "content/faelles/kolonnenavne.yaml"

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Formula:
    """A cell with a formula, and what Excel showed when the file was saved: a fault such as `#REF!`, or nothing."""

    shown: str


@dataclass(frozen=True)
class Page:
    """A sheet to write: rows, hidden rows (from 1), merges ("A1:B1", text), cells in the form 0 %."""

    rows: Rows
    hidden: Sequence[int] = ()
    merges: Sequence[tuple[str, object]] = ()
    percent: Sequence[str] = ()
    is_hidden: bool = False
    dates: Sequence[str] = field(default=())


def line(**cells: object) -> tuple[object, ...]:
    """LINE with some cells replaced, by field."""
    return tuple(cells.get(name, value) for name, value in zip(FIELDS, LINE, strict=True))


def xlsx(**pages: Page | Rows) -> bytes:
    """A workbook; an underscore in a sheet's name stands for a space."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    percent, day = book.add_format({"num_format": "0 %"}), book.add_format({"num_format": "dd-mm-yyyy"})
    for name, content in pages.items():
        page = content if isinstance(content, Page) else Page(content)
        sheet = book.add_worksheet(name.replace("_", " "))
        for row, values in enumerate(page.rows):
            for column, value in enumerate(values):
                cell = f"{chr(ord('A') + column)}{row + 1}"
                if isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif isinstance(value, Formula):
                    sheet.write_formula(row, column, "=1/0", None, value.shown)
                elif value is not None:
                    sheet.write(row, column, value, percent if cell in page.percent else None)
        for area, value in page.merges:
            sheet.merge_range(area, value)
        for row in page.hidden:
            sheet.set_row(row - 1, None, None, {"hidden": True})
        if page.is_hidden:
            sheet.hide()
    book.close()
    return made.getvalue()


def csv(*rows: Sequence[object]) -> bytes:
    """A CSV file as Danish Excel writes it."""
    return "\r\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in rows).encode("cp1252")


@cache
def names() -> ColumnNames:
    """The names of the frozen edition."""
    tree = parse_yaml(Source(NAMES, frozen.files()[NAMES])).value
    assert tree is not None
    found = decode_column_names(tree)
    assert found.diagnostics == ()
    assert found.value is not None
    return found.value


def received(
    data: bytes, path: str = "ind/fil.xlsx", hidden: HiddenRows = HiddenRows.UNDECIDED
) -> Checked[Received | None]:
    """The file as understood."""
    source = Source(path, data)
    book = read_table(source)
    assert book.value is not None, book.diagnostics
    return receive(book.value, source.digest, names(), DRIFTSHERRER, "Midtjylland", hidden)


def takster(checked: Checked[Received | None]) -> tuple[Takst, ...]:
    """The takster of a file that can be used."""
    assert checked.value is not None, checked.diagnostics
    return tuple(line.takst for line in checked.value.lines if line.takst is not None)


def told(diagnostics: Sequence[Diagnostic]) -> list[tuple[str, str, str]]:
    """Severity, kind and cell of each finding."""
    return [(d.severity.value, d.kind, d.span.cell if isinstance(d.span, CellSpan) else "") for d in diagnostics]


def register(*last: Takst, year: int = 2020) -> Takstregister:
    """A register of an earlier year."""
    return Takstregister(year, year - 2, date(year, 1, 1), DataState.EXAMPLE, "opdigtet", f"{year}.csv", last)


ORIGIN = Origin("fil.xlsx", "Takster", 2)
