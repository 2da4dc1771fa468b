"""Takes the words of a table's columns, gives widths: how many twenty-fourths of the table each column gets.

Fixed widths chosen by content: the typesetter need not measure every cell, which takes a quarter of the time of a long
table, and no table is wider than its page. The classes `b1` … `b24` stand in `tabeller.css`.
"""

from __future__ import annotations

from collections.abc import Sequence

from rammeaftale.model.page import Page

PARTS = 24
_LETTER = 0.515  # the breadth of a letter in a table in ems, with what lines leave empty
_MOST = 44  # beyond this a column gains nothing from being wider: the cell takes another line
_SLACK = 2  # letters of white space between columns
ALIGN = {"left": "", "right": "tal", "center": "midt"}  # the CSS classes of cells


def wishes(columns: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """What each column would like, in letters: room for its longest word, and for most of its longest cell."""
    return tuple(_wish(cells) for cells in columns)


def _wish(cells: Sequence[str]) -> int:
    longest_word = max((len(word) for cell in cells for word in cell.split()), default=1)
    longest_cell = max((len(cell) for cell in cells), default=1)
    return max(longest_word, min(longest_cell, _MOST)) + _SLACK


def shares(wanted: Sequence[int], parts: int = PARTS) -> tuple[int, ...]:
    """`parts` dealt out in proportion to the wishes, at least one each and exactly `parts` in all (largest remainder).

    >>> shares((10, 20, 10))
    (6, 12, 6)
    """
    spare = parts - len(wanted)
    total = sum(wanted)
    dealt = [1 + spare * wish // total for wish in wanted]
    remainders = sorted(range(len(wanted)), key=lambda i: (-(spare * wanted[i] % total), i))
    for index in remainders[: parts - sum(dealt)]:
        dealt[index] += 1
    return tuple(dealt)


def is_wide(wanted: Sequence[int], page: Page) -> bool:
    """True when the table needs the margin as well as the text column."""
    return sum(wanted) > page.tabel.letters(page.tekstspalte, _LETTER)
