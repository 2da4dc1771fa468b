"""A table's cells in their grid, and the header cells that belong to each: asked when tags are made, judged or read.

HTML's algorithm for header cells (HTML, 4.9.12) in the part that an agreement needs: a column header covers the cells
below it in its columns, a row header those to the right in its rows. A row header that opens a group of rows, and spans
columns that the next row divides, covers the whole group; the file knows no other sign of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rammeaftale.engine.tagging.tree import Element

_Element = TypeVar("_Element", bound=Element)


@dataclass(frozen=True, slots=True)
class Cell(Generic[_Element]):
    """One cell; rows and columns count from 0. `part` is the role of its part of the table, `group` the part's rows."""

    element: _Element
    row: int
    column: int
    rows: int
    columns: int
    group: range
    part: str

    @property
    def is_header(self) -> bool:
        """Whether it is a header cell."""
        return self.element.role == "TH"

    @property
    def heads_row(self) -> bool:
        """Whether it is the header of its row, not of its column."""
        return self.element.get("Scope") == "Row"


def table_rows(table: _Element) -> list[tuple[_Element, str, range]]:
    """The rows of a table through head, body and foot, each with the role and the rows of its part.

    A row that stands in no part is a part of its own, and counts as of the body.
    """
    rows: list[tuple[_Element, str, range]] = []
    for part in table.nodes:
        own: Sequence[_Element] = [part] if part.role == "TR" else [row for row in part.nodes if row.role == "TR"]
        group = range(len(rows), len(rows) + len(own))
        rows += [(row, "TBody" if part.role == "TR" else part.role, group) for row in own]
    return rows


def grid(table: _Element) -> list[Cell[_Element]]:
    """Every cell of the table with its place; one that spans rows pushes those of the next rows to the right."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for number, (row, part, group) in enumerate(table_rows(table)):
        column = 0
        for element in row.nodes:
            if element.role not in ("TH", "TD"):
                continue
            while (number, column) in taken:
                column += 1
            rows, columns = _span(element, "RowSpan"), _span(element, "ColSpan")
            taken.update((number + down, column + right) for down in range(1, rows) for right in range(columns))
            cells.append(Cell(element, number, column, rows, columns, group, part))
            column += columns
    return cells


class HeaderFinder(Generic[_Element]):
    """The header cells of each data cell, with every row and column asked once. Header cells must have their Scope."""

    def __init__(self, cells: Sequence[Cell[_Element]]) -> None:
        self._rows: dict[int, list[Cell[_Element]]] = {}
        self._columns: dict[int, list[Cell[_Element]]] = {}
        starts = {(cell.row, cell.column) for cell in cells}
        for cell in cells:
            if cell.is_header and cell.heads_row:
                for row in _headed_rows(cell, starts):
                    self._rows.setdefault(row, []).append(cell)
            elif cell.is_header:
                for column in range(cell.column, cell.column + cell.columns):
                    self._columns.setdefault(column, []).append(cell)

    def of(self, cell: Cell[_Element]) -> list[_Element]:
        """Those of its rows to the left, as they are read, then those of its columns from the top."""
        return list({id(head.element): head.element for head in self._heads(cell)}.values())

    def _heads(self, cell: Cell[_Element]) -> Iterator[Cell[_Element]]:
        for row in range(cell.row, cell.row + cell.rows):
            for head in self._rows.get(row, ()):
                if head.column < cell.column or head.row < cell.row:
                    yield head
        for column in range(cell.column, cell.column + cell.columns):
            yield from (head for head in self._columns.get(column, ()) if head.row < cell.row)


def _headed_rows(cell: Cell[_Element], starts: set[tuple[int, int]]) -> range:
    opens_group = cell.column == 0 and cell.row == cell.group.start and len(cell.group) > 1
    if opens_group and any((cell.row + 1, column) in starts for column in range(1, cell.columns)):
        return cell.group
    return range(cell.row, cell.row + cell.rows)


def _span(cell: Element, name: str) -> int:
    value = cell.get(name)
    return value if isinstance(value, int) and value > 0 else 1
