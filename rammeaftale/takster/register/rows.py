"""The text of a CSV file with `;` → its rows with their line numbers; where a cell stands is worked out when asked for.

Strict: a quotation mark that is never closed, or is followed by more text, is told and ends the reading.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, TextSpan, error
from rammeaftale.model.extent import Extent

SEPARATOR = ";"
MAX_LINES = 50_000
"""Thirty times the lines of a region's register; a place is found by counting them."""
_QUOTE = '"'


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row that is not blank: the number of its first line from 1, its cells without quotation marks, its extent."""

    line: int
    cells: tuple[str, ...]
    extent: Extent


def csv_rows(path: str, text: str) -> Checked[tuple[CsvRow, ...]]:
    """Every row that is not blank, up to the first fault in the quotation marks; none of a file of too many lines."""
    if text.count("\n") > MAX_LINES:
        shown = f"{MAX_LINES:,}".replace(",", ".")
        hint = "hent filen igen fra git, eller læs takstfilerne ind igen"
        return Checked((), (error("fil-for-stor", f"filen har mere end {shown} linjer", FileSpan(path), hint),))
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=SEPARATOR, strict=True)
    lines = text.split("\n")
    rows: list[CsvRow] = []
    line = 1
    try:
        for cells in reader:
            if any(cells):
                last = reader.line_num
                rows.append(CsvRow(line, tuple(cells), Extent(path, line, 1, last, len(lines[last - 1]))))
            line = reader.line_num + 1
    except csv.Error:
        return Checked(tuple(rows), (_bad_quote(path, text, line),))
    return Checked(tuple(rows))


def cell_span(path: str, text: str, row: CsvRow, index: int) -> TextSpan:
    """Where a cell stands, with its quotation marks; the end of the row when it has fewer cells."""
    *_, span = islice(_spans(path, text, row.line), index + 1)
    return span


def cell_extents(path: str, text: str, row: CsvRow) -> tuple[Extent, ...]:
    """The cells of a row with their quotation marks; an empty one ends one column before it begins."""
    return tuple(
        Extent(path, span.line, span.column, last_line, last_column)
        for span, last_line, last_column in _cells(path, text, row.line)
    )


def _spans(path: str, text: str, line: int) -> Iterator[TextSpan]:
    """The cells of the row that begins on the line, one by one. A cell over several lines is marked on its first."""
    return (span for span, _, _ in _cells(path, text, line))


def _cells(path: str, text: str, line: int) -> Iterator[tuple[TextSpan, int, int]]:
    """Each cell of a row on its first line, and the line and column where it ends."""
    at = _offset(text, line)
    line_start = at
    while True:
        end = _cell_end(text, at)
        first_line_end = min(_found(text, "\n", at), end)
        span = TextSpan(path, line, at - line_start + 1, max(first_line_end - at, 1))
        breaks = text.count("\n", at, end)
        if breaks:
            line += breaks
            line_start = text.rfind("\n", at, end) + 1
        yield span, line, end - line_start
        if text[end : end + 1] != SEPARATOR:
            return
        at = end + 1


def _cell_end(text: str, at: int) -> int:
    """The place of the separator or line feed after the cell that begins here."""
    if text[at : at + 1] == _QUOTE:
        at = _closing_quote(text, at) + 1
    return min(_found(text, SEPARATOR, at), _found(text, "\n", at))


def _closing_quote(text: str, opening: int) -> int:
    """The place of the mark that closes, or the end of the text; two marks together stand for one."""
    at = opening + 1
    while (at := _found(text, _QUOTE, at)) < len(text) and text[at + 1 : at + 2] == _QUOTE:
        at += 2
    return at


def _found(text: str, letter: str, start: int) -> int:
    place = text.find(letter, start)
    return len(text) if place < 0 else place


def _offset(text: str, line: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.index("\n", at) + 1
    return at


def _bad_quote(path: str, text: str, line: int) -> Diagnostic:
    """The cell whose quotation marks do not fit, among those of the row that could not be read."""
    offsets = _offset(text, line)
    for span in _spans(path, text, line):
        start = _offset(text, span.line) + span.column - 1
        if text[start : start + 1] != _QUOTE:
            continue
        closing = _closing_quote(text, start)
        if closing >= len(text):
            message = "cellen begynder med et anførselstegn, som aldrig bliver lukket; resten af filen er ikke læst"
            return error("register-citat", message, span, 'sæt »"« sidst i cellen, eller slet det første')
        if text[closing + 1 : closing + 2] not in (SEPARATOR, "\n", ""):
            message = "der står tekst efter cellens lukkende anførselstegn; resten af filen er ikke læst"
            return error("register-citat", message, span, 'skriv et anførselstegn inde i cellen som »""«')
    message = "rækken kan ikke læses; resten af filen er ikke læst"
    return error("register-citat", message, TextSpan(path, line, 1, _found(text, "\n", offsets) - offsets))
