"""Bytes of an .ods (OpenDocument 1.3, part 3) → a Grid per table: values, faults, hidden rows, merged cells.

Formulas are not run. A cell or row that is repeated is written once with a count, which for empty ones goes on to the
sheet's edge.
"""

from __future__ import annotations

import re

from rammeaftale.read.tables.grid import MAX_COLUMNS, MAX_ROWS, Grid, new_grid
from rammeaftale.read.tables.ods_styles import Styles
from rammeaftale.read.tables.parts import Parts, broken, walk
from rammeaftale.read.tables.sheet import Area, CellFault, CellValue, Look
from rammeaftale.read.tables.values import iso_day, number_value, text_value

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE = f"{_OASIS}office:1.0}}"
_TABLE = f"{_OASIS}table:1.0}}"
_TEXT = f"{_OASIS}text:1.0}}"
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_ASIDE = frozenset({f"{_OFFICE}annotation", f"{_TABLE}shapes", f"{_TABLE}tracked-changes", f"{_TABLE}dde-links"})
"""What holds text, or even tables, that is not in the sheet."""
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_ROW = f"{_TABLE}table-row"
_VISIBILITY = f"{_TABLE}visibility"
_SHEET = f"{_TABLE}table"
_GROUPS = frozenset({f"{_TABLE}table-row-group", f"{_TABLE}table-column-group"})
_COLUMN = f"{_TABLE}table-column"
_DISPLAY = f"{_TABLE}display"
_STYLE_NAME = f"{_TABLE}style-name"
_NAME = f"{_TABLE}name"
_WORDS_STYLE = f"{_TEXT}style-name"
_PARAGRAPH = f"{_TEXT}p"
_SPACES = f"{_TEXT}s"
_COUNT = f"{_TEXT}c"
_TAB = f"{_TEXT}tab"
_BREAK = f"{_TEXT}line-break"
_KIND = f"{_OFFICE}value-type"
_TOLD_KIND = f"{_CALC}value-type"
_FORMULA = f"{_TABLE}formula"
_VALUE = f"{_OFFICE}value"
_DATE = f"{_OFFICE}date-value"
_TRUTH = f"{_OFFICE}boolean-value"
_STRING = f"{_OFFICE}string-value"
_ROWS_REPEATED = f"{_TABLE}number-rows-repeated"
_ROWS_SPANNED = f"{_TABLE}number-rows-spanned"
_COLUMNS_REPEATED = f"{_TABLE}number-columns-repeated"
_COLUMNS_SPANNED = f"{_TABLE}number-columns-spanned"
_ENCRYPTED = re.compile(rb"<[\w-]*:?encryption-data\b")


def is_locked(parts: Parts) -> bool:
    """True when a password is needed."""
    whole = "encrypted-package" in parts
    return whole or parts.is_locked or bool(_ENCRYPTED.search(parts.get("META-INF/manifest.xml", b"")))


def read_ods(parts: Parts) -> list[Grid]:
    """The tables by order. Raises Refused."""
    if "content.xml" not in parts:
        raise broken()
    reader = _Reader()
    walk(parts["content.xml"], reader.start, reader.end, reader.text, separator="}")
    for grid in reader.grids:
        if grid.refusal is not None:
            grid.rows.clear()
    return reader.grids


class _Reader:
    """The state of the walk. `outside` counts the open elements that are no part of the sheet, such as a comment.

    `groups` are the open groups of rows or columns, folded or not; `columns` those that were declared; `worn` the
    styles of the cell and the words in it; `dressed` the cells of the row that look as if they were not there.
    """

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self.styles = Styles()
        self.outside = self.tables = 0
        self.groups: list[bool] = []
        self.columns = 0
        self.worn: set[str] = set()
        self.dressed: list[tuple[int, int, frozenset[Look]]] = []
        self.row = self.column = 0
        self.repeats = self.row_repeats = 1
        self.cell: dict[str, str] = {}
        self.line: list[tuple[int, int, CellValue, bool]] = []
        self.words: list[str] = []
        self.paragraphs = 0
        self.taking = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.outside or name in _ASIDE:
            self.outside += 1
        elif name == _SHEET and self.tables:  # a table in a cell of another one is beyond what a spreadsheet can hold
            self.grids[-1].refusal = broken()
            self.outside += 1
        elif name in _CELLS:
            self.cell = attributes
            self.column += self.repeats
            self.repeats = self.count(attributes, _COLUMNS_REPEATED)
            self.words.clear()
            self.worn = {attributes.get(_STYLE_NAME, "")}
            self.paragraphs = 0
        elif name == _ROW:
            self.row += self.row_repeats
            self.row_repeats = self.count(attributes, _ROWS_REPEATED)
            self.column, self.repeats = 1, 0
            self.line.clear()
            self.dressed.clear()
            self.show_row(attributes)
        elif name == _SHEET:
            self.table(attributes)
        elif name in _GROUPS:
            self.groups.append(attributes.get(_DISPLAY) == "false")
        elif name == _COLUMN:
            self.declare(attributes)
        elif not self.styles.meet(name, attributes):
            self.word(name, attributes)

    def show_row(self, attributes: dict[str, str]) -> None:
        """Whether the row can be seen."""
        last = self.row + self.row_repeats - 1
        if attributes.get(_VISIBILITY, "visible") != "visible" or any(self.groups):
            self.grids[-1].hide(self.row, last)
        elif (points := self.styles.heights.get(attributes.get(_STYLE_NAME, ""))) is not None:
            self.grids[-1].set_height(self.row, last, points)

    def declare(self, attributes: dict[str, str]) -> None:
        """Columns are declared before the rows."""
        first = self.columns + 1
        self.columns += self.count(attributes, _COLUMNS_REPEATED)
        if attributes.get(_VISIBILITY, "visible") != "visible" or any(self.groups):
            self.grids[-1].hide_columns(first, self.columns)

    def table(self, attributes: dict[str, str]) -> None:
        self.tables += 1
        hidden = attributes.get(_STYLE_NAME, "") in self.styles.hidden
        self.columns = 0
        self.groups.clear()
        self.grids.append(new_grid(self.grids, attributes.get(_NAME, ""), hidden))
        self.row, self.row_repeats = 1, 0

    def word(self, name: str, attributes: dict[str, str]) -> None:
        """What stands in a paragraph of a cell."""
        if _WORDS_STYLE in attributes:
            self.worn.add(attributes[_WORDS_STYLE])
        if name == _PARAGRAPH:
            self.taking = True
            self.words.append("\n" if self.paragraphs else "")
            self.paragraphs += 1
        elif name == _SPACES:
            self.words.append(" " * min(_whole(attributes.get(_COUNT, "1")), 100))
        elif name == _TAB:
            self.words.append(" ")
        elif name == _BREAK:
            self.words.append("\n")

    def text(self, words: str) -> None:
        if self.taking and not self.outside:
            self.words.append(words)

    def end(self, name: str) -> None:
        if self.outside:
            self.outside -= 1
        elif name == _PARAGRAPH:
            self.taking = False
        elif name in _CELLS:
            self.end_cell()
        elif name == _ROW:
            self.end_row()
        elif name in _GROUPS and self.groups:
            self.groups.pop()
        elif name == _SHEET:
            self.tables -= 1

    def end_cell(self) -> None:
        value, is_percent = _value(self.cell, "".join(self.words))
        if value is not None:
            last = min(self.column + self.repeats, MAX_COLUMNS + 2)
            self.line += [(self.row, column, value, is_percent) for column in range(self.column, last)]
            if looks := self.styles.looks(self.worn):
                self.dressed += [(self.row, column, looks) for column in range(self.column, last)]
        rows, columns = self.count(self.cell, _ROWS_SPANNED), self.count(self.cell, _COLUMNS_SPANNED)
        if rows > 1 or columns > 1:
            self.grids[-1].merge(Area(self.row, self.row + rows - 1, self.column, self.column + columns - 1))

    def count(self, attributes: dict[str, str], name: str) -> int:
        """How many times a cell or row stands; where that is no number, nobody knows where the next one does."""
        count = _whole(attributes.get(name, "1"))
        if not count and self.grids:
            self.grids[-1].refusal = broken()
        return max(count, 1)

    def end_row(self) -> None:
        grid = self.grids[-1]
        for more in range(min(self.row_repeats, MAX_ROWS + 1) if self.line else 0):
            if more and (grid.is_full or self.row + more > MAX_ROWS):
                grid.strays += (self.row_repeats - more) * len(self.line)
                break  # there is no room for more of them
            for row, column, value, is_percent in self.line:
                grid.put(row + more, column, value, is_percent)
            for row, column, looks in self.dressed:
                grid.mark(row + more, column, looks)


def _whole(text: str) -> int:
    """A count from 1; 0 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() else 0


def _number(text: str) -> CellValue:
    try:
        return number_value(text)
    except ValueError:
        return None


def _value(cell: dict[str, str], shown: str) -> tuple[CellValue, bool]:
    """The value, and whether it is a percentage. A fault is told by what is shown: its type may say 0.

    What cannot be of its type is the text that is shown.
    """
    text = text_value(shown)
    kind = cell.get(_KIND, "")
    if isinstance(text, CellFault) or cell.get(_TOLD_KIND) == "error":
        return (text if isinstance(text, CellFault) else CellFault(text or "#FEJL")), False
    if not kind and text is None and _FORMULA in cell:
        return CellFault(""), False
    match kind:
        case "float" | "currency" | "percentage" if (number := _number(cell.get(_VALUE, ""))) is not None:
            return number, kind == "percentage"
        case "date" if day := iso_day(cell.get(_DATE, "")):
            return day, False
        case "boolean":
            return cell.get(_TRUTH) == "true", False
        case "string" if text is None:
            return text_value(cell.get(_STRING, "")), False
        case _:
            return text, False
