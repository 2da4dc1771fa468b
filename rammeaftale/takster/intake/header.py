"""Takes a workbook and the known names, gives the table of takster in it: the sheet and the rows of its headings.

The sheet is the one that knows most columns; nothing is chosen between two that know as many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rammeaftale.base.danish import listing
from rammeaftale.base.diagnostics import CellSpan, Checked, Diagnostic, FileSpan, error, warning
from rammeaftale.model.intake import ColumnNames
from rammeaftale.model.takst_columns import COLUMNS
from rammeaftale.read.tables.sheet import Sheet, Workbook
from rammeaftale.takster.intake.headings import headings, recognise

HEADER_ROWS = 30
OWN_SHEETS = ("Fund", "Ændringer", "Om filen")
"""What our answers have beside the takster."""

_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}$")

LEAST = 4
"""Headings that make a row a header."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with the indices (from 0) of its one or two rows of headings; `known` is how many fields they name."""

    sheet: Sheet
    rows: tuple[int, ...]
    known: int


def find_table(workbook: Workbook, names: ColumnNames) -> Checked[Table | None]:
    """The table; None when there is none, or several that are as good."""
    tables = [_table(sheet, names) for sheet in workbook.sheets if not sheet.is_hidden and sheet.name not in OWN_SHEETS]
    found = sorted((table for table in tables if table and _has_values(table)), key=lambda table: -table.known)
    if not found:
        return Checked(None, (_none(workbook, [table for table in tables if table]),))
    best, *others = found
    equal = [table for table in others if table.known == best.known]
    if equal:
        return Checked(None, (_several(workbook.path, [best, *equal]),))
    return Checked(best, tuple(_unread(workbook.path, table, best) for table in others))


def _table(sheet: Sheet, names: ColumnNames) -> Table | None:
    """The first row of the sheet that knows most fields; two rows only if they know more than one of them alone."""
    best: Table | None = None
    for index in range(min(len(sheet.rows), HEADER_ROWS)):
        for rows in ((index,), (index, index + 1)):
            if rows[-1] < len(sheet.rows) and (len(rows) == 1 or _has_no_numbers(sheet, rows[-1])):
                known = _known(sheet, rows, names)
                if known >= LEAST and (best is None or known > best.known):
                    best = Table(sheet, rows, known)
    return _shortened(best, names) if best else None


def _has_no_numbers(sheet: Sheet, row: int) -> bool:
    """A lower row of headings has words and years; with other numbers it is the first takst."""
    shown = [str(cell.value) for cell in sheet.rows[row] if cell.value is not None]
    return not any(text[-1:].isdecimal() and not _YEAR.search(text) for text in shown)


def _shortened(table: Table, names: ColumnNames) -> Table:
    """The lower row alone when it knows as much: a title above it is no heading."""
    known = _known(table.sheet, table.rows[-1:], names)
    return Table(table.sheet, table.rows[-1:], known) if known == table.known else table


def _known(sheet: Sheet, rows: Sequence[int], names: ColumnNames) -> int:
    """How many columns are known; "Takst 2020" and "Takst 2021" are two."""
    return len({(known.field, known.year) for known in recognise(headings(sheet, rows), names)})


def _has_values(table: Table) -> bool:
    return any(cell.value is not None for row in table.sheet.rows[table.rows[-1] + 1 :] for cell in row)


def _none(workbook: Workbook, empty: Sequence[Table]) -> Diagnostic:
    if empty:
        span = CellSpan(workbook.path, empty[0].sheet.name, f"A{empty[0].rows[-1] + 1}")
        return error("takst-ingen-linjer", "der står ingen takster under overskrifterne", span)
    message = f"overskrifterne findes ikke i de første {HEADER_ROWS} rækker af noget synligt ark"
    needed = "; ".join(column.heading for column in COLUMNS if column.is_required)
    hint = "er arket skjult, så gør det synligt" if any(sheet.is_hidden for sheet in workbook.sheets) else ""
    hints = (f"der skal stå: {needed}", hint) if hint else (f"der skal stå: {needed}",)
    return error("takst-overskrifter", message, FileSpan(workbook.path), *hints)


def _several(path: str, tables: Iterable[Table]) -> Diagnostic:
    names = listing(f"»{table.sheet.name}«" for table in tables)
    message = f"det kan ikke ses, hvilket ark der gælder: {names} har lige mange kendte overskrifter"
    return error("takst-ark-flere", message, FileSpan(path), "skjul eller slet de ark, der ikke gælder")


def _unread(path: str, table: Table, best: Table) -> Diagnostic:
    span = CellSpan(path, table.sheet.name, f"A{table.rows[0] + 1}")
    message = f"arket ligner også en tabel med takster, men kun »{best.sheet.name}« er læst"
    return warning("takst-ark-ikke-laest", message, span, "saml takster i ét ark, hvis begge gælder")
