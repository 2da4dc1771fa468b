"""Takes a table that is written in the text, gives its layout: how wide its columns are, and its words divided to fit.

Whole words come first, then a table that uses the margin too, then words divided at their joints. What is still too
wide is divided between letters; whether that may be is for `render/fitting.py` to say, before anything is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rammeaftale.model.agreement import Document
from rammeaftale.model.letters import Face
from rammeaftale.model.page import Page
from rammeaftale.model.plain import plain_text
from rammeaftale.model.text import Block, Cell, FactBox, Gap, Row, Table
from rammeaftale.model.walk import Inlines
from rammeaftale.render.columns import ALIGN, is_wide, levelled, share, widths, wishes
from rammeaftale.render.table_height import is_tall, row_heights, stays_whole
from rammeaftale.render.words import fitted, widest, words

_HAIR = 0.05  # points that a column has to spare: its width is written with four decimals
_NO_ROOM = 0.0  # a room that no word fits, so that each is divided wherever it has a joint


class _Set(NamedTuple):
    """The words of a cell in their face, and how wide the widest of them is, in ems."""

    run: Inlines
    face: Face
    widest: float


_Column = Sequence[_Set]
"""The cells of a column, the head first."""


@dataclass(frozen=True, slots=True)
class _TooWide:
    """A word that is wider than its column even when divided at its joints: both in points, with the cell and head."""

    cell: Cell
    head: str
    word: str
    width: float
    room: float


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table's rows as they are printed, and how its columns stand.

    `widths` are CSS percentages and `aligns` classes of alignment by column; `is_wide` when it needs the margin,
    `is_short` when it stays on one page, `is_tall` when pages may divide its rows.
    """

    header: Row
    rows: tuple[Row, ...]
    widths: tuple[str, ...]
    aligns: tuple[str, ...]
    is_wide: bool
    is_short: bool
    is_tall: bool
    too_wide: tuple[_TooWide, ...]


def placed_tables(document: Document) -> Iterator[tuple[Table, int]]:
    """The tables in a document's text with the number of boxes that each stands in, in reading order."""
    for chapter in document.chapters:
        yield from _tables(chapter.blocks, 0)


def _tables(blocks: Iterable[Block], boxes: int) -> Iterator[tuple[Table, int]]:
    for block in blocks:
        if isinstance(block, Table):
            yield block, boxes
        elif isinstance(block, FactBox | Gap):
            yield from _tables(block.blocks, boxes + 1)


def table_layout(table: Table, page: Page, boxes: int = 0) -> TableLayout:
    """How a table is laid out that stands in so many boxes."""
    faces = (Face.SANS_SEMIBOLD, *(_face(table, row) for row in table.rows))
    rows = (table.header, *table.rows)
    lines = [
        [_Set(cell.children, face, widest(cell.children, face)) for cell in row.cells]
        for row, face in zip(rows, faces, strict=True)
    ]
    columns = list(zip(*lines, strict=True))
    wide, given = _columns(columns, page, boxes)
    rooms = [width - gutter for width, gutter in zip(given, _gutters(len(columns), page), strict=True)]
    fits = [_Fit(plain_text(column[0].run), room, page.tabel.size) for column, room in zip(columns, rooms, strict=True)]
    printed = [
        replace(
            row,
            cells=tuple(fit.cell(cell, words_of) for fit, cell, words_of in zip(fits, row.cells, line, strict=True)),
        )
        for row, line in zip(rows, lines, strict=True)
    ]
    heights = row_heights([[plain_text(cell.children) for cell in row.cells] for row in rows], rooms, page)
    return TableLayout(
        header=printed[0],
        rows=tuple(printed[1:]),
        widths=tuple(share(width, sum(given)) for width in given),
        aligns=tuple(ALIGN[side] for side in table.align),
        is_wide=wide,
        is_short=stays_whole(heights, page),
        is_tall=is_tall(heights, page),
        too_wide=tuple(problem for fit in fits for problem in fit.too_wide),
    )


def _face(table: Table, row: Row) -> Face:
    return Face.SANS_SEMIBOLD if table.total and row is table.rows[-1] else Face.SANS


def _columns(columns: Sequence[_Column], page: Page, boxes: int) -> tuple[bool, tuple[float, ...]]:
    """Whether the table uses the margin, and the width of each column with the white space after it, in points."""
    wanted = wishes([[plain_text(cell.run) for cell in column] for column in columns])
    begins_wide = not boxes and is_wide(wanted, page)
    narrow = (False, page.tekstspalte - boxes * page.boks_kant)
    rooms = (narrow,) * (not begins_wide) + ((True, page.bred),) * (not boxes)
    for reckon in (_widest, _widest_divided):
        least = _least(map(reckon, columns), len(columns), page)
        for wide, room in rooms:
            if given := widths(wanted, least, room):
                return wide, given
    wide, room = rooms[-1]
    return wide, levelled(least, room)


def _least(needs: Iterable[float], columns: int, page: Page) -> list[float]:
    """What columns need at least, with the white space after them, in points; `needs` are their widest words in ems."""
    gutters = _gutters(columns, page)
    return [need * page.tabel.size + gutter + _HAIR for need, gutter in zip(needs, gutters, strict=True)]


def _gutters(columns: int, page: Page) -> tuple[float, ...]:
    """The white space after each column, in points; none after the last."""
    return (page.spalteluft,) * (columns - 1) + (0.0,)


def _widest(column: _Column) -> float:
    return max(cell.widest for cell in column)


def _widest_divided(column: _Column) -> float:
    """The same when every word is divided at its joints, in ems."""
    return max(widest(fitted(cell.run, _NO_ROOM, cell.face, at_letters=False), cell.face) for cell in column)


class _Fit:
    """Fits the cells of a column into its room (points), and notes the words that only letters can part."""

    def __init__(self, head: str, room: float, size: float) -> None:
        self._head, self._room, self._size = head, room, size
        self.too_wide: list[_TooWide] = []

    def cell(self, cell: Cell, line: _Set) -> Cell:
        """The cell as it is printed."""
        room, face = self._room / self._size, line.face
        if line.widest <= room:
            return cell
        divided = fitted(line.run, room, face, at_letters=False)
        self.too_wide += [
            _TooWide(cell, self._head, word.text, word.width * self._size, self._room)
            for word in words(divided, face)
            if word.width > room
        ]
        return replace(cell, children=fitted(divided, room, face))
