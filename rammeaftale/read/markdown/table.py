"""Takes the raw rows of a pipe table, gives a `Table` with as many cells in every row, and everything amiss.

The splitting is ours because the usual one drops surplus cells and forgets places (motor.md 2.2): an escaped `|` and
one inside `{{ … }}` do not part cells, and a row with a wrong number of cells is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rammeaftale.base.diagnostics import Diagnostic, TextSpan, error
from rammeaftale.model.extent import Extent
from rammeaftale.model.inline import Inline
from rammeaftale.model.text import Cell, Row, Table
from rammeaftale.read.markdown.nodes import BlockNode
from rammeaftale.read.markdown.parser import RULE_ROW
from rammeaftale.read.markdown.place import Passage, Reading

_PART = re.compile(r"\\.|\{\{[^{}]*\}\}|\|")
_RULE = re.compile(r":?-+:?")
_ALIGN = {(True, True): "center", (False, True): "right"}

ReadInline = Callable[[Passage], "tuple[Inline, ...]"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: the passage of each cell, blanks cut off; the places of the line and of what is in it."""

    cells: tuple[Passage, ...]
    span: TextSpan
    extent: Extent
    inner: Extent


def read_table(node: BlockNode, reading: Reading, inline: ReadInline) -> Table | None:
    """The table that the lines make, or None when they make none."""
    lines = node.children
    if len(lines) < 2 or not RULE_ROW.match(lines[1].text) or "-" not in lines[1].text:
        hint = "skriv |---|---| på linjen under overskrifterne; højrestil tal med |---:|"
        message = "tabellen mangler linjen med streger under overskrifterne"
        reading.found.append(error("tabel-skillelinje", message, reading.line_span(node.first), hint))
        return None
    header, rule = (_row(line, reading) for line in lines[:2])
    body = [_row(line, reading) for line in lines[2:] if "|" in line.text]
    reading.found += _edges(lines, reading)
    align = _alignment(header, rule, reading)
    width = len(header.cells)
    reading.found += _header_problems(header)
    if not body:
        reading.found.append(error("tabel-tom", "tabellen har ingen rækker", header.span, "skriv mindst én række"))
    rows = tuple(_cells(row, width, reading, inline) for row in body)
    place = reading.block_extent(node)
    return Table(_cells(header, width, reading, inline), rows, align, header.span, extent=place, inner=place)


def _row(line: BlockNode, reading: Reading) -> Line:
    passage = reading.passage(line.text, line.first)
    bounds, begin = list[tuple[int, int]](), 0
    for match in _PART.finditer(line.text):
        if match[0] == "|":
            bounds.append((begin, match.start()))
            begin = match.end()
    bounds.append((begin, len(line.text)))
    if line.text.startswith("|"):
        del bounds[0]
    if len(bounds) > 1 and bounds[-1][0] == bounds[-1][1]:
        del bounds[-1]
    cells = tuple(_trimmed(passage, *pair) for pair in bounds)
    inner = cells[0].extent().to(cells[-1].extent())
    return Line(cells, reading.line_span(line.first), reading.block_extent(line), inner)


def _trimmed(passage: Passage, begin: int, end: int) -> Passage:
    text = passage.text[begin:end]
    left = begin + len(text) - len(text.lstrip())
    return passage.part(left, max(left, begin + len(text.rstrip()))) if text.strip() else passage.part(begin, begin)


def _edges(lines: tuple[BlockNode, ...], reading: Reading) -> list[Diagnostic]:
    hint = "begynd og slut linjen med |, eller sæt en blank linje efter tabellen"
    return [
        error("tabel-kant", "linjen hører til tabellen, men begynder ikke med |", reading.line_span(line.first), hint)
        for line in lines
        if not line.text.startswith("|")
    ]


def _alignment(header: Line, rule: Line, reading: Reading) -> tuple[str, ...]:
    """One of left, right, center per column of the header; the rule row must have as many cells."""
    marks = [cell.text for cell in rule.cells]
    if len(marks) != len(header.cells):
        message = f"linjen med streger har {_columns(len(marks))}, men overskriften har {_columns(len(header.cells))}"
        hint = "skriv én |---| for hver kolonne; en lodret streg i teksten skrives \\|"
        reading.found.append(error("tabel-skillelinje", message, rule.span, hint))
    elif not all(_RULE.fullmatch(mark) for mark in marks):
        hint = "skriv fx |---|---:|"
        reading.found.append(error("tabel-skillelinje", "linjen med streger er ikke skrevet rigtigt", rule.span, hint))
    found = [_ALIGN.get((mark.startswith(":"), mark.endswith(":")), "left") for mark in marks]
    return tuple((found + ["left"] * len(header.cells))[: len(header.cells)])


def _header_problems(header: Line) -> list[Diagnostic]:
    hint = "skriv kort, hvad kolonnen viser; teksten læses op for dem, der ikke kan se tabellen"
    return [
        error("tabel-overskrift-tom", "kolonnen har ingen overskrift", cell.span(0, 1), hint)
        for cell in header.cells
        if not cell.text
    ]


def _cells(row: Line, width: int, reading: Reading, inline: ReadInline) -> Row:
    """The row's cells, cut or filled up to the table's width after saying so."""
    if len(row.cells) != width:
        surplus = len(row.cells) > width
        place = row.cells[width].span(0, len(row.cells[width].text)) if surplus else row.span
        message = f"rækken har {_columns(len(row.cells))}, men tabellen har {_columns(width)}"
        hint = "en lodret streg i teksten skrives \\|" if surplus else "skriv en tom celle som | |"
        reading.found.append(error("tabel-celler", message, place, hint))
    cells = tuple(_cell(cell, inline) for cell in row.cells[:width])
    filled = cells + (Cell((), row.span),) * (width - len(cells))
    return Row(filled, row.span, extent=row.extent, inner=row.inner)


def _cell(passage: Passage, inline: ReadInline) -> Cell:
    place = passage.extent()
    return Cell(inline(passage), passage.span(0, len(passage.text)), extent=place, inner=place)


def _columns(count: int) -> str:
    return "1 celle" if count == 1 else f"{count} celler"
