"""Tables of text and numbers → the bytes of an .xlsx that is the same every time. The only importer of xlsxwriter.

Each sheet is one table with a row of headings at the top: no merged cells, so that a screen reader can follow it. Text
is always written as text: nothing that somebody wrote can become a formula or a link.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from math import ceil
from typing import Any

from rammeaftale.base.danish import visible
from rammeaftale.base.diagnostics import Severity
from rammeaftale.read.tables.values import column_letters

MAX_TEXT = 32_000
"""Excel holds 32,767 letters in a cell."""
_A4 = 9
_PAGE_WIDTH = 240
"""Digits beside each other on a page on its side: small, but no smaller than a footnote."""
_BOLD = 1.15
"""How much wider a letter of a heading is than a digit of the cells below it."""
_BUTTON = 3
"""Digits that the button of a column's filter takes of its heading."""
_LINE, _LEAST_LINES = 15, 2
"""Points that a line of a heading takes, and how many lines the row of headings has at least."""
_ROOM = 1_000
"""Lines that somebody may add below the table."""
INK, PAPER = "#1F2933", "#FFFFFF"
HEADING_FILL, LINK_INK = "#1F4E79", "#0B5394"
FILLS = {Severity.ERROR: "#FFC7C7", Severity.WARNING: "#FFE9A8", Severity.NOTE: "#D6E6F5"}
"""Light enough for dark text (more than 10 to 1); the comment says the severity in words too."""


HEADING_ROW = -1
"""The row of the headings among the rows of a table."""


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to a cell of this workbook: the words, the sheet, and the cell such as `C14`."""

    words: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its heading, its width in digits, its number format, None for text; whether its cells are Links."""

    heading: str
    width: int
    number_format: str | None = None
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell that something is said of: how grave it is, and what it is."""

    severity: Severity
    comment: str


Value = str | Decimal | Link | None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with one table. `marks` by row (from 0 below the headings; HEADING_ROW) and column (from 0).

    `name` is the sheet's and plain; `title` says what the table is, for who cannot see it. The first `fixed` columns
    stay when one scrolls to the right; `choices` are the words that Excel offers in a column.
    """

    name: str
    title: str
    columns: Sequence[TableColumn]
    rows: Sequence[Sequence[Value]]
    marks: Mapping[tuple[int, int], Mark] = field(default_factory=dict)
    fixed: int = 0
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)


class _Exact(float):
    """A number that is written with all its digits: xlsxwriter keeps 16 of the 17 that a number may need."""

    def __format__(self, _: str) -> str:
        return repr(float(self))


def cell_name(row: int, column: int) -> str:
    """`C14` for row 13 and column 2, both from 0."""
    return f"{column_letters(column + 1)}{row + 1}"


def workbook(title: str, made: date, tables: Sequence[Table]) -> bytes:
    """The workbook with a sheet for each table. `made` is the only date in it."""
    import xlsxwriter  # an expensive import, not needed where nothing is written anew

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(data, options)
    book.set_properties({"title": title, "created": datetime.combine(made, time(12))})
    formats = _Formats(book)
    for number, table in enumerate(tables, 1):
        _write_table(book.add_worksheet(table.name), f"tabel_{number}", table, formats, title)
    book.close()
    return data.getvalue()


class _Formats:
    """The looks of cells, each made once; used while one workbook is written."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def get(self, **look: object) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"valign": "top", "font_color": INK, **look})
        return self._made[key]

    def heading(self, mark: Mark | None) -> Any:
        ink, fill = (INK, FILLS[mark.severity]) if mark else (PAPER, HEADING_FILL)
        return self.get(bold=True, font_color=ink, bg_color=fill, text_wrap=True, num_format="@")

    def cell(self, column: TableColumn, mark: Mark | None) -> Any:
        fill = {"bg_color": FILLS[mark.severity], "border": 1} if mark and mark.severity in FILLS else {}
        if column.is_link:
            return self.get(num_format="@", underline=1, font_color=LINK_INK, **fill)
        if column.number_format is None:
            return self.get(num_format="@", text_wrap=True, **fill)
        return self.get(num_format=column.number_format, **fill)


def _write_table(sheet: Any, name: str, table: Table, formats: _Formats, title: str) -> None:
    looks = [formats.cell(column, None) for column in table.columns]
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, width_of(column), looks[index])
    for row, values in enumerate(table.rows):
        for index, value in enumerate(values):
            if value is not None and value != "":
                _write_cell(sheet, row + 1, index, value, looks[index])
    for (row, index), mark in sorted(table.marks.items(), key=lambda item: item[0]):
        if row != HEADING_ROW:
            look = formats.cell(table.columns[index], mark)
            _write_cell(sheet, row + 1, index, table.rows[row][index], look)
        if mark.comment:
            _write_comment(sheet, row + 1, index, mark.comment)
    for index, words in table.choices.items():
        offer = {
            "validate": "list",
            "source": list(words),
            "error_type": "information",
            "error_title": f"{table.columns[index].heading} kendes ikke",
            "error_message": f"Skriv en af disse: {', '.join(words)}.",
        }
        sheet.data_validation(1, index, len(table.rows) + _ROOM, index, offer)
    looks = [formats.heading(table.marks.get((HEADING_ROW, index))) for index in range(len(table.columns))]
    options = {
        "name": name,
        "title": table.title,
        "style": "Table Style Light 1",
        "columns": [
            {"header": column.heading, "header_format": look} for column, look in zip(table.columns, looks, strict=True)
        ],
    }
    sheet.add_table(0, 0, max(len(table.rows), 1), len(table.columns) - 1, options)
    _set_page(sheet, table, title)


def width_of(column: TableColumn) -> int:
    """The column's width in digits, so that no word of its heading is divided: the program would do it anywhere."""
    return max(column.width, ceil(max(map(len, column.heading.split())) * _BOLD) + _BUTTON)


def _lines(heading: str, width: int) -> int:
    return len(textwrap.wrap(heading, max(int((width - _BUTTON) / _BOLD), 1)))


def _write_cell(sheet: Any, row: int, index: int, value: Value, look: Any) -> None:
    match value:
        case Decimal():
            sheet.write_number(row, index, _Exact(value), look)
        case Link(words, target, cell):
            tip = f"Gå til {target}, celle {cell}"
            sheet.write_url(row, index, f"internal:'{target}'!{cell}", look, visible(words), tip)
        case str() if text := visible(value)[:MAX_TEXT]:
            sheet.write_string(row, index, text, look)
        case _:
            sheet.write_blank(row, index, None, look)


def _write_comment(sheet: Any, row: int, index: int, comment: str) -> None:
    lines = [visible(line) for line in comment.split("\n")]
    height = 24 + 15 * sum(1 + len(line) // 48 for line in lines)
    options = {"width": 330, "height": min(height, 400), "font_size": 9, "font_name": "Calibri"}
    sheet.write_comment(row, index, "\n".join(lines)[:MAX_TEXT], options)


def _set_page(sheet: Any, table: Table, title: str) -> None:
    """Headings that stay on the screen and on every page; A4 on its side, as many beside each other as can be read."""
    sheet.freeze_panes(1, table.fixed)
    lines = max(_lines(column.heading, width_of(column)) for column in table.columns)
    sheet.set_row(0, _LINE * max(lines, _LEAST_LINES) + 3)
    sheet.repeat_rows(0)
    if table.fixed:
        sheet.repeat_columns(0, table.fixed - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(ceil(sum(map(width_of, table.columns)) / _PAGE_WIDTH), 0)
    sheet.set_footer(f"&L{visible(title).replace('&', '&&')[:150]}&C{table.name}&RSide &P af &N")
    last = cell_name(len(table.rows) + _ROOM, len(table.columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{last}"})
