"""Takes a Table of the tag tree; gives its cells in a grid and the header cells that belong to each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rammeaftale.engine.inspect.tagtree import TagNode


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell; rows and columns count from 0. `group` are the rows of its part of the table."""

    node: TagNode
    row: int
    column: int
    rows: int
    columns: int
    group: range

    @property
    def is_header(self) -> bool:
        """Whether it is a header cell."""
        return self.node.role == "TH"

    @property
    def heads_row(self) -> bool:
        """Whether it is the head of its row, not of its column."""
        return self.node.get("Scope") == "Row"

    @property
    def headed_rows(self) -> range:
        """The rows that a row header is head of: those of its group when it opens one and spans columns."""
        opens = self.columns > 1 and self.column == 0 and self.row == self.group.start and len(self.group) > 1
        return self.group if opens else range(self.row, self.row + self.rows)


def table_rows(table: TagNode) -> list[TagNode]:
    """The rows of a table, through head, body and foot."""
    rows = []
    for part in table.nodes:
        rows += [part] if part.role == "TR" else [row for row in part.nodes if row.role == "TR"]
    return rows


def grid(table: TagNode) -> list[GridCell]:
    """Every cell of the table with its place."""
    taken: set[tuple[int, int]] = set()
    cells = []
    groups = list(_groups(table))
    for number, row in enumerate(table_rows(table)):
        column = 0
        for node in row.nodes:
            if node.role not in ("TH", "TD"):
                continue
            while (number, column) in taken:
                column += 1
            rows, columns = _span(node, "RowSpan"), _span(node, "ColSpan")
            taken.update((number + down, column + right) for down in range(1, rows) for right in range(columns))
            cells.append(GridCell(node, number, column, rows, columns, groups[number]))
            column += columns
    return cells


def _groups(table: TagNode) -> Iterator[range]:
    """For each row the range of rows of its part."""
    start = 0
    for part in table.nodes:
        size = 1 if part.role == "TR" else sum(row.role == "TR" for row in part.nodes)
        yield from [range(start, start + size)] * size
        start += size


class HeaderFinder:
    """The header cells of each data cell, with every row and column asked once."""

    def __init__(self, cells: list[GridCell]) -> None:
        self.rows: dict[int, list[GridCell]] = {}
        self.columns: dict[int, list[GridCell]] = {}
        for cell in cells:
            if not cell.is_header:
                continue
            if cell.heads_row:
                for row in cell.headed_rows:
                    self.rows.setdefault(row, []).append(cell)
            else:
                for column in range(cell.column, cell.column + cell.columns):
                    self.columns.setdefault(column, []).append(cell)

    def of(self, cell: GridCell) -> list[TagNode]:
        """Those of its rows to the left, then those of its columns from the top."""
        rows, columns = range(cell.row, cell.row + cell.rows), range(cell.column, cell.column + cell.columns)
        before = (head for row in rows for head in self.rows.get(row, ()))
        found = [head for head in before if head.column < cell.column or head.row < cell.row]
        found += [head for column in columns for head in self.columns.get(column, ()) if head.row < cell.row]
        return list({id(head.node): head.node for head in found}.values())


def _span(node: TagNode, name: str) -> int:
    value = node.get(name)
    return value if isinstance(value, int) and value > 0 else 1
