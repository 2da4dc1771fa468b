"""Takes the words of a table and the rooms of its columns, gives whether it may be kept together on a page.

The typesetter gives up when it cannot keep together all that the style sheet asks for: it then prints a caption alone
and rows without their head. So what would fill more than a part of a page is not asked for. Heights are reckoned by
letters, since only the typesetter knows them.
"""

from __future__ import annotations

from collections.abc import Sequence

from rammeaftale.model.page import Page

_LETTER = 0.515  # the breadth of a letter in a table in ems, with what lines leave empty
_FIRST, _LAST = 2, 3  # so many rows at a table's beginning and end stand together (templates/print/tabeller.css)
_UNBROKEN_ROWS = 9  # a table of so few rows stays on one page
_HELD, _WHOLE = 0.5, 0.8
"""How much of a page rows that stand together, or a whole table, may fill by this reckoning, which is not exact."""


def row_heights(rows: Sequence[Sequence[str]], rooms: Sequence[float], page: Page) -> tuple[float, ...]:
    """How tall each row is, in points: `rows` are the words of the cells, `rooms` the widths of the columns."""
    letters = [max(page.tabel.letters(room, _LETTER), 1) for room in rooms]
    return tuple(
        page.tabel.line * max(-(-len(cell) // fitting) for cell, fitting in zip(cells, letters, strict=True))
        + 2 * page.raekkeluft
        for cells in rows
    )


def stays_whole(heights: Sequence[float], page: Page) -> bool:
    """Whether a table of these rows, the head first, stays on one page."""
    return len(heights) - 1 <= _UNBROKEN_ROWS and sum(heights) <= _WHOLE * page.hoejde


def is_tall(heights: Sequence[float], page: Page) -> bool:
    """Whether some rows, with the head above them, are too tall to stand together: then pages may divide them."""
    head, *rows = heights
    held = [rows[:_FIRST], rows[-_LAST:], *([row] for row in rows)]
    if len(rows) < _FIRST + _LAST:
        held.append(rows)
    return any(head + sum(together) > _HELD * page.hoejde for together in held)
