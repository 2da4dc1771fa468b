"""Tables: spans, Scope and ID of header cells, the headers of each data cell, and the parts in reading order."""

from __future__ import annotations

from rammeaftale.engine.tagging.draft import Draft
from rammeaftale.engine.tagging.grid import Cell, HeaderFinder, grid, table_rows

_ORDER = {"Caption": 0, "THead": 1, "TBody": 2, "TR": 2, "TFoot": 3}


def finish_table(table: Draft, name: str) -> None:
    """Give the cells of the table of that name their attributes, and put caption, head, body and foot in order."""
    table.kids.sort(key=lambda kid: _ORDER.get(kid.role, 2) if isinstance(kid, Draft) else 2)
    _spans(table)
    cells = grid(table)
    headers = [cell for cell in cells if cell.is_header]
    for cell in headers:
        cell.element.attributes["Scope"] = _scope(cell)
        cell.element.attributes["ID"] = f"{name}-r{cell.row}-k{cell.column}"
    by_id = {cell.element.attribute("id"): cell.element for cell in headers}
    finder = HeaderFinder(cells)
    for cell in cells:
        if not cell.is_header:
            named = (cell.element.attribute("headers") or "").split()
            heads = [by_id[name] for name in named if name in by_id] or finder.of(cell)
            if heads:
                cell.element.attributes["Headers"] = tuple(str(head.attributes["ID"]) for head in heads)


def _spans(table: Draft) -> None:
    """What HTML says of spans; none goes below the table's last row."""
    rows = table_rows(table)
    for number, (row, _, _) in enumerate(rows):
        for cell in row.nodes:
            spans = {"ColSpan": _span(cell, "colspan"), "RowSpan": min(_span(cell, "rowspan"), len(rows) - number)}
            cell.attributes |= {name: size for name, size in spans.items() if size > 1}


def _span(cell: Draft, name: str) -> int:
    value = cell.attribute(name) or "1"
    return max(int(value), 1) if value.isdigit() else 1


def _scope(cell: Cell[Draft]) -> str:
    named = cell.element.attribute("scope") or ""
    if named:
        return "Row" if named.startswith("row") else "Column"
    top = cell.part == "THead" or (cell.row == 0 and cell.part != "TFoot")
    return "Column" if top else "Row"
