"""Sheets → the bytes of an .xlsx file, the same every time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from tools.eksempel.cells import Cell, Sheet

FORMATS: dict[str, dict[str, Any]] = {
    "kr": {"num_format": "#,##0.00"},
    "kr0": {"num_format": "#,##0"},
    "pct": {"num_format": "0.0"},
    "share": {"num_format": "0.0%"},
    "year": {"num_format": "0"},
    "bold": {"bold": True, "text_wrap": True, "valign": "top"},
    "middle": {"valign": "vcenter"},
}


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """The file's bytes."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": "Takster – eksempeldata", "author": "", "created": datetime(2020, 9, 9)})
    formats = {name: book.add_format(look) for name, look in FORMATS.items()}
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name), sheet, formats)
    first = next(number for number, sheet in enumerate(sheets) if not sheet.is_hidden)
    book.worksheets()[first].set_first_sheet()
    book.worksheets()[first].activate()
    book.close()
    return made.getvalue()


def _write(target: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            _write_cell(target, row, column, cell, formats)
    for first_row, first, last_row, last in sheet.merged:
        cell = sheet.rows[first_row][first]
        target.merge_range(first_row, first, last_row, last, "", formats[cell.look or "middle"])
        _write_cell(target, first_row, first, cell, formats)
    target.set_column(0, max(map(len, sheet.rows)), 16)
    for column in sorted(sheet.hidden_columns):
        target.set_column(column, column, 16, None, {"hidden": True})
    for row in sorted(sheet.hidden_rows):
        target.set_row(row, None, None, {"hidden": True})
    if sheet.is_hidden:
        target.hide()


def _write_cell(target: Any, row: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    look = formats.get(cell.look)
    if cell.formula:
        stored = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
        target.write_formula(row, column, cell.formula, look, stored)
    elif isinstance(cell.value, Decimal):
        target.write_number(row, column, cell.value, look)
    elif cell.value:
        target.write_string(row, column, cell.value, look)
