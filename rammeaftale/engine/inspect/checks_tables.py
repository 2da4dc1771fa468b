"""Check 6: header cells say what they head, and each data cell names the right ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pikepdf

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.engine.inspect.inspected import Inspected, short
from rammeaftale.engine.inspect.tagtree import TagNode
from rammeaftale.engine.tagging.grid import Cell, HeaderFinder, grid


def headers(file: Inspected) -> Iterator[Diagnostic]:
    """Words and scope on every header cell, Headers that lead to those of the grid, an IDTree with every id."""
    known = _ids(file)
    for node in file.nodes:
        name = node.get("ID")
        if name is not None and str(name) not in known:
            yield file.error("id-uden-opslag", f"ID'et »{name}« mangler i PDF'ens opslag over ID'er (IDTree).")
    for table in (node for node in file.nodes if node.role == "Table"):
        cells = grid(table)
        if not _is_even(cells):
            yield file.error("tabel-ujaevn", "En tabel har rækker med forskelligt antal kolonner.")
        for cell in cells:
            if cell.is_header and not cell.element.text and all(node.role != "Figure" for node in cell.element.nodes):
                place = f"række {cell.row + 1}, kolonne {cell.column + 1}"
                yield file.error("tabel-hoved-tomt", f"Hovedcellen i {place} har ingen ord, som cellerne kan kaldes.")
            if cell.is_header and cell.element.get("Scope") not in ("Row", "Column", "Both"):
                message = f"Hovedcellen »{short(cell.element.text)}« siger ikke, hvad den er hoved for."
                yield file.error("tabel-hoved-uden-scope", message)
        ids = {str(cell.element.get("ID")) for cell in cells if cell.element.get("ID")}
        finder = HeaderFinder(cells)
        for cell in cells:
            yield from _named_headers(file, cell, finder, ids)


def _named_headers(
    file: Inspected, cell: Cell[TagNode], finder: HeaderFinder[TagNode], ids: set[str]
) -> Iterator[Diagnostic]:
    names = cell.element.get("Headers")
    if cell.is_header or not isinstance(names, tuple):
        return
    named = list(map(str, names))
    unknown = [name for name in named if name not in ids]
    if not unknown and set(named) == {str(head.get("ID")) for head in finder.of(cell)}:
        return
    refers = f"Cellen »{short(cell.element.text)}« i række {cell.row + 1} henviser til"
    if unknown:
        yield file.error("tabel-hoved-ukendt", f"{refers} hovedcellen »{unknown[0]}«, som ikke findes.")
    else:
        message = f"{refers} andre hovedceller end dem, den står under og ud for."
        yield file.error("tabel-hoved-forkert", message)


def _is_even(cells: Sequence[Cell[TagNode]]) -> bool:
    """Whether every row fills the same columns."""
    widths: Counter[int] = Counter()
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rows):
            widths[row] += cell.columns
    return len(set(widths.values())) <= 1


def _ids(file: Inspected) -> set[str]:
    root = file.pdf.Root.get("/StructTreeRoot")
    tree = root.get("/IDTree") if root is not None else None
    return {str(name) for name in pikepdf.NameTree(tree)} if isinstance(tree, pikepdf.Dictionary) else set()
