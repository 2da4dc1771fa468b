"""The text of a CSV file with `;` → its rows with their extents; where a cell stands is worked out when asked for.

Strict: a quotation mark that is never closed, or is followed by more text, is reported and ends the reading.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, islice

from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, TextSpan, error
from rammeaftale.model.extent import Extent

SEPARATOR = ";"
MAX_LINES = 50_000
"""Thirty times the lines of a region's register."""
_CELL = re.compile(rf'("[^"]*(?:""[^"]*)*(?P<closing>"?))?(?P<rest>[^{SEPARATOR}\n]*)')
_FROM_GIT = "ret rækken, så den ligner de andre, eller hent filen igen fra git"


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row that is not blank: its cells without quotation marks, its extent, where in the text it begins."""

    cells: tuple[str, ...]
    extent: Extent
    start: int


def csv_rows(path: str, text: str) -> Checked[tuple[CsvRow, ...]]:
    """Every row that is not blank, up to the first fault in the quotation marks; none of a file of too many lines."""
    if text.count("\n") > MAX_LINES:
        shown = f"{MAX_LINES:,}".replace(",", ".")
        hint = "hent filen igen fra git, eller læs takstfilerne ind igen"
        return Checked((), (error("fil-for-stor", f"filen har mere end {shown} linjer", FileSpan(path), hint),))
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=SEPARATOR, strict=True)
    lengths = [len(line) for line in text.split("\n")]
    starts = list(accumulate((length + 1 for length in lengths), initial=0))
    rows: list[CsvRow] = []
    first = 1
    try:
        for cells in reader:
            last = reader.line_num
            if any(cells):
                extent = Extent(path, first, 1, last, lengths[last - 1])
                rows.append(CsvRow(tuple(cells), extent, starts[first - 1]))
            first = last + 1
    except csv.Error:
        return Checked(tuple(rows), (_bad_quote(path, text, starts[first - 1]),))
    return Checked(tuple(rows))


def cell_span(text: str, row: CsvRow, index: int) -> TextSpan:
    """The first line of a cell, with its quotation marks; the last cell of the row when it has fewer."""
    *_, cell = islice(_cells(text, row.start), index + 1)
    return _span(row.extent.path, text, cell)


def cell_extents(text: str, row: CsvRow) -> Mapping[Extent, slice]:
    """The cells of a row with their quotation marks, and where they stand in the text.

    An empty one ends one column before it begins.
    """
    path = row.extent.path
    places = ((cell, _position(text, cell.start()), _position(text, cell.end())) for cell in _cells(text, row.start))
    return {Extent(path, *begin, line, after - 1): slice(*cell.span()) for cell, begin, (line, after) in places}


def _cells(text: str, at: int) -> Iterator[re.Match[str]]:
    """The cells of the row that begins at an offset."""
    while cell := _CELL.match(text, at):
        yield cell
        at = cell.end() + 1
        if text[at - 1 : at] != SEPARATOR:
            return


def _position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _span(path: str, text: str, cell: re.Match[str]) -> TextSpan:
    return TextSpan(path, *_position(text, cell.start()), max(len(cell[0].split("\n")[0]), 1))


def _bad_quote(path: str, text: str, start: int) -> Diagnostic:
    """The cell whose quotation marks do not fit, among those of the row that could not be read."""
    for cell in _cells(text, start):
        if cell["closing"] == "":
            message = "cellen begynder med et anførselstegn, som aldrig bliver lukket; resten af filen er ikke læst"
            return error(
                "register-citat", message, _span(path, text, cell), 'sæt »"« sidst i cellen, eller slet det første'
            )
        if cell["closing"] and cell["rest"]:
            message = "der står tekst efter cellens lukkende anførselstegn; resten af filen er ikke læst"
            return error(
                "register-citat", message, _span(path, text, cell), 'skriv et anførselstegn inde i cellen som »""«'
            )
    line, column = _position(text, start)
    message = "rækken kan ikke læses; resten af filen er ikke læst"
    return error("register-citat", message, TextSpan(path, line, column, len(text[start:].split("\n")[0])), _FROM_GIT)
