"""Workbooks for tests, written as real .xlsx files."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date

import xlsxwriter

from rammeaftale.decode.takst_columns import COLUMNS

HEADINGS = tuple(COLUMNS)
LINE: tuple[object, ...] = (
    "615", "Horsens", "Birkegården", "Nord", "SEL", "§ 107", "Døgntilbud", "Voksne med autisme",
    12, 95, 1234.5, "døgn", 1250,
)  # fmt: skip
ABOUT = (("Datastatus", "Eksempeldata"), ("Gyldig fra", "1. januar 2021"), ("Kilde", "opdigtet"))

Rows = Iterable[Sequence[object]]


def workbook(**sheets: Rows) -> bytes:
    """A workbook with these sheets; an underscore in a name stands for a space."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name.replace("_", " "))
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write(number, column, value)
    book.close()
    return made.getvalue()


def takstfil(*lines: Sequence[object], headings: Sequence[str] = HEADINGS, about: Rows = ABOUT) -> bytes:
    """A takstfil with these lines."""
    return workbook(Takster=[headings, *lines], Om_filen=about)


def changed(**cells: object) -> tuple[object, ...]:
    """LINE with some cells replaced, by field name."""
    fields = list(COLUMNS.values())
    line = list(LINE)
    for field, value in cells.items():
        line[fields.index(field)] = value
    return tuple(line)
