"""Takes the raw rows of a pipe table, gives a `Table` with as many cells in every row, and everything amiss.

The splitting is ours because the usual one drops surplus cells and forgets positions: an escaped `|` and one inside
`{{ … }}` do not part cells, and a row with a wrong number of cells is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.extent import Extent
from rammeaftale.model.inline import Inline
from rammeaftale.model.text import Cell, Row, Table
from rammeaftale.read.markdown.nodes import BlockNode
from rammeaftale.read.markdown.parser import RULE_ROW
from rammeaftale.read.markdown.positions import OpenFile, Passage
from rammeaftale.read.markdown.table_faults import (
    bounds_of,
    count_hint,
    parted_rows,
    report_edge,
    report_no_rule,
    rule_of,
)

_RULE = re.compile(r":?-+:?")
_ALIGN = {(True, True): "center", (False, True): "right"}

_ReadWords = Callable[[Passage], "tuple[Inline, ...]"]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table: the passage of each cell, blanks cut off; where the line is, and what is in it."""

    text: str
    cells: tuple[Passage, ...]
    span: TextSpan
    extent: Extent
    inner: Extent


def read_table(node: BlockNode, file: OpenFile, read_words: _ReadWords) -> Table | None:
    """The table that the lines make, or None when they make none."""
    lines = node.children
    if len(lines) < 2 or not RULE_ROW.match(lines[1].text) or "-" not in lines[1].text:
        report_no_rule(node, file)
        return None
    header, rule = (_line(line, file) for line in lines[:2])
    width = len(header.cells)
    parted = parted_rows(list(lines[2:]), width, file)
    whole = [line for at, line in enumerate(lines[2:]) if at not in parted]
    body = [_line(line, file) for line in whole if "|" in line.text]
    for line in (*lines[:2], *whole):
        if not line.text.startswith("|"):
            report_edge(line, width, file)
    align = _alignment(header, rule, file)
    for cell in header.cells:
        if not cell.text:
            hint = "skriv kort, hvad kolonnen viser; teksten læses op for dem, der ikke kan se tabellen"
            file.error("tabel-overskrift-tom", "kolonnen har ingen overskrift", cell.span(0, 1), hint)
    if not body and not parted:
        file.error("tabel-tom", "tabellen har ingen rækker", header.span, "skriv mindst én række")
    for row in body:
        marks = [cell.text for cell in row.cells]
        if all(map(_RULE.fullmatch, marks)) and any("--" in mark for mark in marks):
            hint = "slet linjen; begynder der en ny tabel, så sæt en blank linje før dens overskrifter"
            file.error("tabel-skillelinje", "linjen med streger står midt i tabellen", row.span, hint)
    rows = tuple(_row(line, width, file, read_words) for line in body)
    extent = file.block_extent(node)
    return Table(_row(header, width, file, read_words), rows, align, header.span, extent=extent, inner=extent)


def _line(node: BlockNode, file: OpenFile) -> _Line:
    passage = file.passage(node.text, node.first)
    cells = tuple(_trimmed(passage, *pair) for pair in bounds_of(node.text))
    inner = cells[0].extent().to(cells[-1].extent())
    return _Line(node.text, cells, file.line_span(node.first), file.block_extent(node), inner)


def _trimmed(passage: Passage, begin: int, end: int) -> Passage:
    text = passage.text[begin:end]
    left = begin + len(text) - len(text.lstrip())
    return passage.part(left, begin + len(text.rstrip())) if text.strip() else passage.part(begin, begin)


def _alignment(header: _Line, rule: _Line, file: OpenFile) -> tuple[str, ...]:
    """One of left, right, center per column of the header; the rule row must have as many cells."""
    marks, width = [cell.text for cell in rule.cells], len(header.cells)
    if len(marks) != width:
        message = f"linjen med streger har {_columns(len(marks))}, men overskriften har {_columns(width)}"
        hint = f"skriv {rule_of(width)}; en lodret streg i overskriften skrives \\|"
        file.error("tabel-skillelinje", message, rule.span, hint)
    elif not all(_RULE.fullmatch(mark) for mark in marks):
        message = "linjen med streger er ikke skrevet rigtigt"
        file.error("tabel-skillelinje", message, rule.span, f"skriv {rule_of(width)}")
    aligned = [_ALIGN.get((mark.startswith(":"), mark.endswith(":")), "left") for mark in marks]
    return tuple((aligned + ["left"] * width)[:width])


def _row(line: _Line, width: int, file: OpenFile, read_words: _ReadWords) -> Row:
    """The row's cells, cut or filled up to the table's width after saying so."""
    count = len(line.cells)
    is_rest = count < width and not line.text.startswith("|")  # told at its edge
    if count != width and not is_rest:
        first_surplus = line.cells[width] if count > width else None
        span = first_surplus.span(0, len(first_surplus.text)) if first_surplus else line.span
        message = f"rækken har {_columns(count)}, men tabellen har {_columns(width)}"
        file.error("tabel-celler", message, span, count_hint(line.text, width))
    cells = tuple(_cell(cell, read_words) for cell in line.cells[:width])
    filled = cells + (Cell((), line.span),) * (width - len(cells))
    return Row(filled, line.span, extent=line.extent, inner=line.inner)


def _cell(passage: Passage, read_words: _ReadWords) -> Cell:
    extent = passage.extent()
    return Cell(read_words(passage), passage.span(0, len(passage.text)), extent=extent, inner=extent)


def _columns(count: int) -> str:
    return "1 celle" if count == 1 else f"{count} celler"
