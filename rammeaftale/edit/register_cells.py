"""A cell of a register's CSV file with another value; the file keeps its byte order mark, as its format has it."""

from __future__ import annotations

import unicodedata

from rammeaftale.base.diagnostics import Checked, FileSpan
from rammeaftale.edit.open_text import bad_words, cannot, refused
from rammeaftale.model.extent import Extent
from rammeaftale.model.takst_columns import COLUMNS, Form
from rammeaftale.takster.register.decode import HEADINGS, guarded
from rammeaftale.takster.register.rows import SEPARATOR, cell_extents, csv_rows
from rammeaftale.world import Source

_NUMBERS = {(column.heading,) for column in COLUMNS if column.form is not Form.TEXT} | {HEADINGS[-1:]}
"""Headings of numbers, which begin with a minus without being a formula."""


def replace_cell(source: Source, extent: Extent, value: str) -> Checked[bytes | None]:
    """The file with another value in the cell at an extent; a number as the file writes numbers (`1234,5`)."""
    if refusal := bad_words(source.path, value):
        return refusal
    text = source.data.decode("utf-8-sig", errors="replace")
    if source.data != text.encode("utf-8-sig") or "\r" in text or not unicodedata.is_normalized("NFC", text):
        hint = "åbn den i Excel, og gem den som »CSV UTF-8«, eller hent den igen fra git"
        message = "takstregistret er ikke gemt, som programmet skriver det"
        return refused("ret-form", message, FileSpan(source.path), hint)
    read = csv_rows(source.path, text)
    lines = (row for row in read.value[1:] if row.extent.first_line <= extent.first_line <= row.extent.last_line)
    row = next(lines, None)
    places = cell_extents(text, row) if row is not None else {}
    if not read.ok or row is None or extent not in places:
        return cannot(extent, "her står der ikke en celle i takstregistret")
    column, cells = list(places).index(extent), [*row.cells]
    is_number = read.value[0].cells[column : column + 1] in _NUMBERS
    cells[column] = value if is_number else guarded(value)
    new = text[: places[extent].start] + _quoted(cells[column]) + text[places[extent].stop :]
    meant = [tuple(cells) if other is row else other.cells for other in read.value]
    if [other.cells for other in csv_rows(source.path, new).value] != meant:
        return cannot(extent, "cellen ville blive læst anderledes, end den er ment", "ret stedet i hånden")
    return Checked(new.encode("utf-8-sig"))


def _quoted(value: str) -> str:
    """In quotes where the value holds what parts cells, as Python's csv writes it."""
    return '"' + value.replace('"', '""') + '"' if SEPARATOR in value or '"' in value else value
