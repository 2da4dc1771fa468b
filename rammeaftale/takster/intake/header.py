"""Takes a workbook and the known names, gives the table of takster in it: the sheet and the rows of its headings.

The sheet is the one that knows most columns; nothing is chosen between two that know as many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rammeaftale.base.danish import listing
from rammeaftale.base.diagnostics import CellSpan, Checked, Diagnostic, FileSpan, error, warning
from rammeaftale.model.intake import ColumnNames
from rammeaftale.model.takst_columns import COLUMNS
from rammeaftale.read.tables.grid import MAX_COLUMNS
from rammeaftale.read.tables.sheet import Sheet, Workbook
from rammeaftale.read.tables.values import column_number
from rammeaftale.takster.intake.headings import Heading, headings

HEADER_ROWS = 30
_OWN_SHEETS = ("Fund", "Ændringer", "Om filen")
"""What our answers have beside the takster."""
_LEAST = 4
"""So many known headings make a row a header: fewer can stand in a title or a note."""
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}$")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with the indices (from 0) of its one or two rows of headings, and the headings themselves."""

    sheet: Sheet
    rows: tuple[int, ...]
    headings: tuple[Heading, ...]

    @property
    def known(self) -> int:
        """How many columns are known; "Takst 2020" and "Takst 2021" are two."""
        return len({(heading.field, heading.year) for heading in self.headings if heading.field})


def find_table(workbook: Workbook, names: ColumnNames) -> Checked[Table | None]:
    """The table; None when there is none, several that are as good, or one that is too large to be read.

    A sheet that is too large for us matters only where it is the one with the takster; what stands in one that cannot
    be read nobody knows.
    """
    sheets = [sheet for sheet in workbook.sheets if not sheet.is_hidden and sheet.name not in _OWN_SHEETS]
    faults = tuple(sheet.fault for sheet in sheets if sheet.fault)
    broken = tuple(sheet.fault for sheet in workbook.sheets if sheet.fault and not sheet.rows)
    tables = [table for sheet in sheets if (table := _table(sheet, names))]
    filled = sorted(filter(_has_values, tables), key=lambda table: -table.known)
    if not filled:
        return Checked(None, faults or (_none(workbook, tables),))
    best, *others = filled
    equal = [table for table in others if table.known == best.known]
    if equal:
        is_same = all(_is_copy(table, best) for table in equal)
        return Checked(best if is_same else None, (_several(workbook.path, [best, *equal]), *broken))
    own = (_with_last_column(best.sheet.fault, best),) if best.sheet.fault else ()
    unread = (_unread(workbook.path, table, best) for table in others)
    return Checked(None if best.sheet.is_top_only else best, (*own, *broken, *unread))


def _with_last_column(fault: Diagnostic, table: Table) -> Diagnostic:
    """Where a sheet goes on too far to the right, the last column that has a heading is said."""
    if not isinstance(fault.span, CellSpan) or table.sheet.is_top_only:
        return fault
    if column_number(_letters(fault.span)) <= MAX_COLUMNS:
        return fault
    last = _letters(table.headings[-1].span)
    return replace(fault, hints=(f"slet kolonnerne efter {last}, og gem filen igen",))


def _letters(span: CellSpan) -> str:
    return span.cell.rstrip("0123456789")


def _table(sheet: Sheet, names: ColumnNames) -> Table | None:
    """The first row of the sheet that knows most fields; two rows only if they know more than one of them alone."""
    best: Table | None = None
    for index in range(min(len(sheet.rows), HEADER_ROWS)):
        for rows in ((index,), (index, index + 1)):
            if rows[-1] < len(sheet.rows) and (len(rows) == 1 or _has_no_numbers(sheet, rows[-1])):
                table = Table(sheet, rows, tuple(headings(sheet, rows, names)))
                if table.known >= _LEAST and (best is None or table.known > best.known):
                    best = table
    if best is None or len(best.rows) == 1:
        return best
    lower = Table(sheet, best.rows[-1:], tuple(headings(sheet, best.rows[-1:], names)))
    return lower if lower.known == best.known else best  # a title above the headings is none


def _has_no_numbers(sheet: Sheet, row: int) -> bool:
    """A lower row of headings has words and years; with other numbers it is the first takst."""
    shown = [str(cell.value) for cell in sheet.rows[row] if cell.value is not None]
    return not any(text[-1:].isdecimal() and not _YEAR.search(text) for text in shown)


def _is_copy(table: Table, other: Table) -> bool:
    """Whether two sheets say the same in every cell, so that the one can be answered as well as the other."""
    return [[cell.value for cell in row] for row in table.sheet.rows] == [
        [cell.value for cell in row] for row in other.sheet.rows
    ]


def _has_values(table: Table) -> bool:
    return any(cell.value is not None for row in table.sheet.rows[table.rows[-1] + 1 :] for cell in row)


def no_lines(span: CellSpan) -> Diagnostic:
    """The finding that nothing stands below the headings."""
    hint = "skriv taksterne i rækkerne under overskrifterne; er der ingen i år, så skriv det til sekretariatet"
    return error("takst-ingen-linjer", "der står ingen takster under overskrifterne", span, hint)


def _none(workbook: Workbook, empty: Sequence[Table]) -> Diagnostic:
    if empty:
        span = CellSpan(workbook.path, empty[0].sheet.name, f"A{empty[0].rows[-1] + 1}")
        return no_lines(span)
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
