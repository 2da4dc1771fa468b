"""Takes tables of figures made from data, gives them as they fit the page.

A figure never parts, so a column is as wide as its widest; names give way, and a table with more columns than the page
has room for becomes several with the same names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import ceil

from rammeaftale.model.letters import Face, width_of
from rammeaftale.model.page import MM_PER_POINT, Page
from rammeaftale.render.accounts_tables import AUTO, GROUPS, PLACES, NumberTable
from rammeaftale.render.columns import share
from rammeaftale.render.words import fitted_text, widest_word

_LEAST_NAME = 30 / MM_PER_POINT
"""Points that names have at least, beside figures that want more than the page has."""
_MOST_HEAD = 40 / MM_PER_POINT
"""Points that a word of a head may ask for; a longer one is divided."""
_HAIR = 0.05


def fitting_tables(tables: Iterable[NumberTable], page: Page) -> tuple[NumberTable, ...]:
    """The tables with their widths in CSS and the words divided that are wider than their column."""
    return tuple(part for table in tables for part in _Layout(table, page).tables())


class _Layout:
    """One table with what its columns have and need, in points with the white space at their side."""

    def __init__(self, table: NumberTable, page: Page) -> None:
        is_list = AUTO in table.widths
        self._size = page.tabel.size if is_list else page.taltabel.size
        self._gutter = page.spalteluft
        most = _MOST_HEAD / self._size
        self._table = replace(table, heads=tuple(fitted_text(head, most, Face.SANS_SEMIBOLD) for head in table.heads))
        self._room = page.bred if table.css else page.tekstspalte
        self._wanted = _wanted(table.widths, self._room, page)
        self._needs = [self._need(column) for column in range(len(table.heads))]

    def tables(self) -> Iterator[NumberTable]:
        """The table, or its parts."""
        name, *figures = self._wanted
        if all(need <= wish for need, wish in zip(self._needs, figures, strict=True)):
            yield self._named(self._table, name)
            return
        parts = self._even_parts()
        for number, (start, end) in enumerate(parts, 1):
            needs = self._needs[start:end]
            given = min(name, self._room - sum(needs))
            more = (self._room - given - sum(needs)) / len(needs)
            part = self._part(start, end, f", del {number} af {len(parts)}" if len(parts) > 1 else "")
            yield self._laid_out(part, [given, *(need + more for need in needs)])

    def _need(self, column: int) -> float:
        head = widest_word(self._table.heads[column], Face.SANS_SEMIBOLD)
        figures = (width_of(row[column], Face.SANS) for _, row in self._table.rows)
        total = width_of(self._table.total[1][column], Face.SANS_SEMIBOLD)
        return max(head, total, *figures) * self._size + self._gutter + _HAIR

    def _even_parts(self) -> list[tuple[int, int]]:
        """From which to which column each part of the table has: as few parts as may be, and as even."""
        parts = list(self._parts(len(self._needs)))
        even = list(self._parts(ceil(len(self._needs) / len(parts))))
        return even if len(even) == len(parts) else parts

    def _parts(self, most: int) -> Iterator[tuple[int, int]]:
        """So many columns at most, and as many as there is room for beside the names."""
        start, taken = 0, 0.0
        for column, need in enumerate(self._needs):
            if column > start and (taken + need > self._room - _LEAST_NAME or column - start == most):
                yield start, column
                start, taken = column, 0.0
            taken += need
        yield start, len(self._needs)

    def _part(self, start: int, end: int, which: str) -> NumberTable:
        table = self._table
        return replace(
            table,
            caption=f"{table.caption}{which}",
            heads=table.heads[start:end],
            rows=tuple((name, row[start:end]) for name, row in table.rows),
            total=(table.total[0], table.total[1][start:end]),
            note=table.note if end == len(table.heads) else "",
        )

    def _laid_out(self, table: NumberTable, widths: Sequence[float]) -> NumberTable:
        css = tuple(share(width, self._room) for width in widths)
        return replace(self._named(table, widths[0]), widths=css)

    def _named(self, table: NumberTable, width: float) -> NumberTable:
        """The table with its names fitted into their column."""
        room = (width - self._gutter) / self._size
        return replace(table, rows=tuple((fitted_text(name, room, Face.SANS), row) for name, row in table.rows))


def _wanted(widths: Sequence[str], room: float, page: Page) -> list[float]:
    """The widths that a table asks for in CSS, in points."""
    named = {PLACES: page.pladsnavn, GROUPS: page.gruppenavn}
    given = [named.get(width) or (0 if width == AUTO else float(width.rstrip("%")) * room / 100) for width in widths]
    return [width or (room - sum(given)) / given.count(0) for width in given]
