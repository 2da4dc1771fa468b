"""Tables: the grid with spans, then Scope, ID and Headers for each cell, and the parts in reading order.

HTML's algorithm for header cells (HTML, 4.9.12) in the part that the agreement needs: a column header covers the cells
below it in its columns, a row header those to the right in its rows, and a row header over several columns at the top
of a group of rows (`scope="rowgroup"`) those of the whole group.
"""

from __future__ import annotations

from dataclasses import dataclass

from rammeaftale.engine.tagging.draft import Draft

ORDER = {"Caption": 0, "THead": 1, "TBody": 2, "TR": 2, "TFoot": 3}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with its place in the grid; rows and columns count from 0, `last` is the last row of its group."""

    draft: Draft
    row: int
    column: int
    rows: int
    columns: int
    section: str
    last: int

    @property
    def is_header(self) -> bool:
        """Whether it is a header cell."""
        return self.draft.role == "TH"


def finish(table: Draft, name: str) -> None:
    """Give the cells of the table of that name their attributes, and put caption, head, body and foot in order."""
    table.kids.sort(key=lambda kid: ORDER.get(kid.role, 2) if isinstance(kid, Draft) else 2)
    cells = grid(_rows(table))
    headers = [cell for cell in cells if cell.is_header]
    for cell in headers:
        cell.draft.attributes["Scope"] = _scope(cell)
        cell.draft.attributes["ID"] = f"{name}-r{cell.row}-k{cell.column}"
    by_id = {cell.draft.attribute("id"): str(cell.draft.attributes["ID"]) for cell in headers}
    finder = HeaderFinder(headers)
    for cell in cells:
        if cell.columns > 1:
            cell.draft.attributes["ColSpan"] = cell.columns
        if cell.rows > 1:
            cell.draft.attributes["RowSpan"] = cell.rows
        if not cell.is_header and headers:
            named = (cell.draft.attribute("headers") or "").split()
            found = tuple(by_id[name] for name in named if name in by_id) or finder.of(cell)
            if found:
                cell.draft.attributes["Headers"] = found


class HeaderFinder:
    """The header cells of a data cell; each column and each row is asked once."""

    def __init__(self, headers: list[Cell]) -> None:
        self.columns: dict[int, list[Cell]] = {}
        self.rows: dict[int, list[Cell]] = {}
        for cell in headers:
            if cell.draft.attributes["Scope"] == "Row":
                heads_group = cell.columns > 1 and cell.draft.attribute("scope") == "rowgroup"
                for row in range(cell.row, cell.last + 1 if heads_group else cell.row + cell.rows):
                    self.rows.setdefault(row, []).append(cell)
            else:
                for column in range(cell.column, cell.column + cell.columns):
                    self.columns.setdefault(column, []).append(cell)

    def of(self, cell: Cell) -> tuple[str, ...]:
        """Row headers first, as they are read, then column headers from the top."""
        rows = range(cell.row, cell.row + cell.rows)
        columns = range(cell.column, cell.column + cell.columns)
        before = (head for row in rows for head in self.rows.get(row, ()))
        found = [head for head in before if head.column < cell.column or head.row < cell.row]
        found += [head for column in columns for head in self.columns.get(column, ()) if head.row < cell.row]
        return tuple(dict.fromkeys(str(head.draft.attributes["ID"]) for head in found))


def grid(rows: list[tuple[Draft, str, int]]) -> list[Cell]:
    """Every cell with its place; a cell that spans rows pushes those of the next rows to the right."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for number, (row, section, last) in enumerate(rows):
        column = 0
        for draft in row.drafts():
            while (number, column) in taken:
                column += 1
            columns = _span(draft, "colspan")
            height = min(_span(draft, "rowspan"), len(rows) - number)
            if height > 1:
                taken.update((number + down, column + right) for down in range(height) for right in range(columns))
            cells.append(Cell(draft, number, column, height, columns, section, last))
            column += columns
    return cells


def _rows(table: Draft) -> list[tuple[Draft, str, int]]:
    """Each row with its part of the table and the number of the part's last row."""
    rows: list[tuple[Draft, str, int]] = []
    for part in table.drafts():
        if part.role == "TR":
            rows.append((part, "TBody", len(rows)))
        inside = [row for row in part.drafts() if row.role == "TR"]
        last = len(rows) + len(inside) - 1
        rows += [(row, part.role, last) for row in inside]
    return rows


def _scope(cell: Cell) -> str:
    named = cell.draft.attribute("scope") or ""
    if named:
        return "Row" if named.startswith("row") else "Column"
    top = cell.section == "THead" or (cell.row == 0 and cell.section != "TFoot")
    return "Column" if top else "Row"


def _span(draft: Draft, name: str) -> int:
    value = draft.attribute(name) or "1"
    return max(int(value), 1) if value.isdigit() else 1
