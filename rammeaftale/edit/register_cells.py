"""A cell of a register's CSV file with another value; the file keeps its byte order mark, as its format has it."""

from __future__ import annotations

import codecs
import unicodedata

from rammeaftale.base.diagnostics import Checked, FileSpan
from rammeaftale.edit.open_text import bad_words, cannot, refused
from rammeaftale.model.extent import Extent
from rammeaftale.model.takst_columns import COLUMNS, Form
from rammeaftale.takster.register.decode import HEADINGS, TO_GUARD
from rammeaftale.takster.register.rows import SEPARATOR, cell_extents, csv_rows
from rammeaftale.world import Source

_NUMBERS = frozenset(column.heading for column in COLUMNS if column.form is not Form.TEXT) | {HEADINGS[-1]}


def replace_cell(source: Source, extent: Extent, value: str) -> Checked[bytes | None]:
    """The file with another value in the cell at an extent; a number as the file writes numbers (`1234,5`)."""
    if refusal := bad_words(source.path, value):
        return refusal
    text = source.data.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")
    if source.data != _bytes(text) or "\r" in text or not unicodedata.is_normalized("NFC", text):
        hint = "åbn den i Excel, og gem den som »CSV UTF-8«, eller hent den igen fra git"
        return refused(
            "ret-form", "takstregistret er ikke gemt, som programmet skriver det", FileSpan(source.path), hint
        )
    read = csv_rows(source.path, text)
    lines = (row for row in read.value[1:] if row.extent.first_line <= extent.first_line <= row.extent.last_line)
    row = next(lines, None)
    places = cell_extents(text, row) if row is not None else {}
    if not read.ok or row is None or extent not in places:
        return cannot(extent, "her står der ikke en celle i takstregistret")
    column, headings = list(places).index(extent), read.value[0].cells
    cells = [*row.cells]
    cells[column] = _guarded(value, headings[column] if column < len(headings) else "")
    new = text[: places[extent].start] + _quoted(cells[column]) + text[places[extent].stop :]
    meant = [tuple(cells) if other is row else other.cells for other in read.value]
    if [other.cells for other in csv_rows(source.path, new).value] != meant:
        return cannot(extent, "cellen ville blive læst anderledes, end den er ment", "ret stedet i hånden")
    return Checked(_bytes(new))


def _bytes(text: str) -> bytes:
    return codecs.BOM_UTF8 + text.encode()


def _guarded(value: str, heading: str) -> str:
    """A text that Excel may take for a formula has an apostrophe in front, which the reader takes away."""
    return f"'{value}" if heading not in _NUMBERS and TO_GUARD.match(value) else value


def _quoted(value: str) -> str:
    """In quotes where the value holds what parts cells or rows, as Python's csv writes it."""
    if any(letter in value for letter in (SEPARATOR, '"', "\n")):
        return '"' + value.replace('"', '""') + '"'
    return value
