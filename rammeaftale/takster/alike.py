"""Findings that say the same of many cells of a file → one that names all the cells, for those who read a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from rammeaftale.base.danish import counted
from rammeaftale.base.diagnostics import CellSpan, Diagnostic

FEW = 3
"""So many of a kind are told one by one, each with its own cell."""
_MOST_RANGES = 6
_CELL = re.compile(r"([A-Z]+)([0-9]+)")


def gathered_cells(findings: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings in the order of the first of each; those that differ in nothing but their cells as one."""
    groups: dict[Diagnostic, list[Diagnostic]] = {}
    for finding in findings:
        groups.setdefault(_apart_from_cell(finding), []).append(finding)
    for finding in findings:
        group = groups[_apart_from_cell(finding)]
        if len(group) <= FEW:
            yield finding
        elif finding is group[0]:
            cells = cell_ranges(other.span.cell for other in group if isinstance(other.span, CellSpan))
            span = _apart_from_cell(finding).span
            yield replace(finding, span=span._replace(cell=cells) if isinstance(span, CellSpan) else span)


def _apart_from_cell(finding: Diagnostic) -> Diagnostic:
    """The finding as it would be at any cell of its sheet; one that is in no cell, or sees to others, as it is."""
    span = finding.span
    if not isinstance(span, CellSpan) or finding.related:
        return finding
    in_register = replace(finding.in_register, row="", column="")
    return replace(finding, span=span._replace(cell=""), in_register=in_register)


def cell_ranges(cells: Iterable[str]) -> str:
    """`K2-K53, M2-M53`: cells that follow each other down a column as one; of many ranges the first, and a count."""
    names = tuple(dict.fromkeys(cells))
    matches = [match for match in map(_CELL.fullmatch, names) if match]
    places = sorted((len(match[1]), match[1], int(match[2])) for match in matches)
    ranges = [[row for _, row in run] for _, run in groupby(enumerate(places), _run)]
    shown = ", ".join(map(_range, ranges[:_MOST_RANGES]))
    left = sum(map(len, ranges[_MOST_RANGES:]))
    return f"{shown} og {counted(left, 'celle', 'celler')} til" if left else shown


def _run(numbered: tuple[int, tuple[int, str, int]]) -> tuple[str, int]:
    """The same for places that follow each other down a column."""
    index, (_, column, row) = numbered
    return column, row - index


def _range(places: Sequence[tuple[int, str, int]]) -> str:
    first, last = (f"{column}{row}" for _, column, row in (places[0], places[-1]))
    return first if first == last else f"{first}-{last}"
