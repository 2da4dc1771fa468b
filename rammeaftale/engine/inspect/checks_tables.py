"""Check 6: header cells say what they head, and each data cell names the right ones."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from rammeaftale.engine.inspect.inspected import Finding, Inspected, short
from rammeaftale.engine.inspect.tag_grid import GridCell, HeaderFinder, grid
from rammeaftale.engine.inspect.tagtree import TagNode


def headers(file: Inspected) -> Iterator[Finding]:
    """Scope on every header cell, Headers that lead somewhere and are those of the grid, an IDTree with every id."""
    known = _ids(file)
    for node in file.nodes:
        name = node.get("ID")
        if name is not None and str(name) not in known:
            yield Finding("id-uden-opslag", f"ID'et »{name}« mangler i PDF'ens opslag over ID'er (IDTree).")
    for table in (node for node in file.nodes if node.role == "Table"):
        cells = grid(table)
        yield from _shape(cells)
        by_id = {str(cell.node.get("ID")): cell.node for cell in cells if cell.node.get("ID")}
        for cell in cells:
            if cell.is_header and cell.node.get("Scope") not in ("Row", "Column", "Both"):
                yield Finding(
                    "tabel-hoved-uden-scope",
                    f"Hovedcellen »{short(cell.node.text)}« siger ikke, hvad den er hoved for.",
                )
        finder = HeaderFinder(cells)
        for cell in cells:
            yield from _named_headers(cell, finder, by_id)


def _named_headers(cell: GridCell, finder: HeaderFinder, by_id: dict[str, TagNode]) -> Iterator[Finding]:
    names = cell.node.get("Headers")
    if cell.is_header or not isinstance(names, tuple):
        return
    named = list(map(str, names))
    unknown = [name for name in named if name not in by_id]
    if unknown:
        sentence = f"{_place(cell)} henviser til hovedcellen »{unknown[0]}«, som ikke findes."
        yield Finding("tabel-hoved-ukendt", sentence)
    elif set(named) != {str(node.get("ID")) for node in finder.of(cell)}:
        sentence = f"{_place(cell)} henviser til andre hovedceller end dem, den står under og ud for."
        yield Finding("tabel-hoved-forkert", sentence)


def _place(cell: GridCell) -> str:
    return f"Cellen »{short(cell.node.text)}« i række {cell.row + 1}"


def _shape(cells: list[GridCell]) -> Iterator[Finding]:
    """Every row fills the same columns."""
    widths: dict[int, int] = {}
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rows):
            widths[row] = widths.get(row, 0) + cell.columns
    if len(set(widths.values())) > 1:
        yield Finding("tabel-ujaevn", "En tabel har rækker med forskelligt antal kolonner.")


def _ids(file: Inspected) -> set[str]:
    root = file.pdf.Root.get("/StructTreeRoot")
    tree = root.get("/IDTree") if root is not None else None
    return {str(name) for name in pikepdf.NameTree(tree)} if isinstance(tree, pikepdf.Dictionary) else set()
