"""Rows of a CSV file that were written with a separator too many or too few: all their cells stand one column wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rammeaftale.base.diagnostics import Diagnostic, Refused, error
from rammeaftale.read.tables.sheet import Cell
from rammeaftale.takster.intake.header import Table
from rammeaftale.takster.row import READERS

_TELLING = ("paragraph", "places", "occupancy", "amount", "unit")
"""Fields whose cells cannot be read when they hold what belongs in another column."""
_MANY = 2
"""One cell alone may be wrong by itself; a row that has moved has several."""


def is_shifted(table: Table, number: int, row: Mapping[str, Cell]) -> bool:
    """Whether a row (from 1) has another number of cells than the headings, and cells that cannot be what they should.

    A row may well have fewer or more cells at its end, where there is nothing in them.
    """
    lengths = table.sheet.lengths
    if number not in lengths or lengths[number] == lengths[table.rows[-1] + 1]:
        return False
    return sum(not _is_readable(field, row[field]) for field in _TELLING if field in row) >= _MANY


def _is_readable(field: str, cell: Cell) -> bool:
    try:
        READERS[field](cell.value)
    except Refused:
        return False
    return True


def shifts(table: Table, shifted: Iterable[int]) -> Iterator[Diagnostic]:
    """One finding for each of the rows, in place of one for each of its cells."""
    lengths = table.sheet.lengths
    headings = lengths.get(table.rows[-1] + 1, 0)
    for number in sorted(shifted):
        more = lengths[number] - headings
        message = f"rækken har {lengths[number]} felter, men der er {headings} overskrifter"
        hint = f"er der {'et skilletegn for meget' if more > 0 else 'glemt et skilletegn'}? tekst med et skilletegn i"
        span = table.sheet.rows[number - 1][0].span
        yield error("csv-antal-felter", message, span, f"{hint} skal stå i anførselstegn")
