"""Takes the words of a table's columns, gives widths: how many twenty-fourths of the table each column gets.

Fixed widths chosen by content: the typesetter need not measure every cell, which takes a quarter of the time of a long
table, and no table is wider than its page. A column is never narrower than its widest word (`least`), if there is room.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from rammeaftale.model.page import Page

PARTS = 24
_FINE = 10 * PARTS
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


def share(parts: float, of: float = PARTS) -> str:
    """A part of a table's width in CSS: `share(3)` is `12.5%`."""
    return f"{round(100 * parts / of, 4):g}%"


def shares(wanted: Sequence[int], parts: int = PARTS) -> tuple[int, ...]:
    """`parts` dealt out in proportion to the wishes, at least one each and exactly `parts` in all (largest remainder).

    >>> shares((10, 20, 10))
    (6, 12, 6)
    """
    return tuple(1 + more for more in _in_proportion(wanted, parts - len(wanted)))


def _in_proportion(wanted: Sequence[int], parts: int) -> tuple[int, ...]:
    total = sum(wanted) or 1
    dealt = [parts * wish // total for wish in wanted]
    remainders = sorted(range(len(wanted)), key=lambda i: (-(parts * wanted[i] % total), i))
    for index in remainders[: parts - sum(dealt)]:
        dealt[index] += 1
    return tuple(dealt)


def widths(wanted: Sequence[int], least: Sequence[float], room: float) -> tuple[float, ...] | None:
    """How much of the room each column gets, so that each has the least that it needs; None when there is no way.

    By the wishes alone where these give every column enough; else each its least and the rest by the wishes, in finer
    parts where the twenty-fourths do not go up.
    """
    for parts in (PARTS, _FINE):
        part = room / parts
        if len(wanted) > parts:
            continue
        wish = shares(wanted, parts)
        if all(share * part >= need for share, need in zip(wish, least, strict=True)):
            return tuple(share * part for share in wish)
        floor = [ceil(need / part) for need in least]
        if sum(floor) <= parts:
            more = [max(share - need, 0) for share, need in zip(wish, floor, strict=True)]
            spare = _in_proportion(more if any(more) else wanted, parts - sum(floor))
            return tuple((need + extra) * part for need, extra in zip(floor, spare, strict=True))
    return None


def levelled(least: Sequence[float], room: float) -> tuple[float, ...]:
    """The room dealt out when there is not enough: columns get what they need, the neediest the same less.

    >>> levelled((10.0, 90.0, 80.0), 100.0)
    (10.0, 45.0, 45.0)
    """
    given = [0.0] * len(least)
    rest = room
    for taken, index in enumerate(sorted(range(len(least)), key=lambda i: least[i])):
        given[index] = min(least[index], rest / (len(least) - taken))
        rest -= given[index]
    return tuple(given)


def is_wide(wanted: Sequence[int], page: Page) -> bool:
    """True when the table needs the margin as well as the text column."""
    return sum(wanted) > page.tabel.letters(page.tekstspalte, _LETTER)
