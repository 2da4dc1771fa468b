"""Takes the cells of one column, gives their values as `decode_row` wants them and a remark on how they were read.

A percentage is judged by its column: 0,95 is 95 pct. where all values are fractions, and an error among whole ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rammeaftale.base.calculate import HUNDRED
from rammeaftale.base.danish import format_exact
from rammeaftale.base.diagnostics import Checked, Diagnostic, Refused, error
from rammeaftale.model.takst_columns import Column, Form
from rammeaftale.read.tables.sheet import Cell, CellValue
from rammeaftale.takster.values import DASHES, exact_number, is_empty, says_percent

_HUNDREDTH = Decimal("0.01")
_DIGITS = 20
"""A number with more before the comma is refused as impossible when its row is decoded."""
_LAST_YEAR = 2099
_LONG = re.compile(r".*,[0-9]{3}.*")


@dataclass(frozen=True, slots=True)
class _ColumnValues:
    """The values by the order of the cells; `refused` are the indices of those that an error has been reported of."""

    values: tuple[CellValue, ...]
    remark: str
    refused: frozenset[int] = frozenset()


def column_values(column: Column, cells: Sequence[Cell]) -> Checked[_ColumnValues]:
    """The values, percentages as whole ones."""
    as_they_stand = Checked(_ColumnValues(tuple(cell.value for cell in cells), ""))
    read = _percentages(column, cells) if column.form is Form.PERCENT else as_they_stand
    values = read.value.values
    remarks = [read.value.remark] if read.value.remark else []
    if any(isinstance(value, str) and value in DASHES for value in values):
        remarks.append("»-« læses som tom")
    if column.form in (Form.AMOUNT, Form.PERCENT) and any(_is_longer(value) for value in values):
        remarks.append("afrundet til to decimaler")
    if column.form is Form.YEAR and any(_is_day(value) for value in values):
        remarks.append("året er taget af datoen")
    return Checked(_ColumnValues(values, "; ".join(remarks), read.value.refused), read.diagnostics)


def _percentages(column: Column, cells: Sequence[Cell]) -> Checked[_ColumnValues]:
    """A cell shown as a percentage is a fraction for sure; the others must agree with each other."""
    bare = {index: number for index, cell in enumerate(cells) if (number := _bare(cell)) is not None}
    fractions = {index for index, number in bare.items() if 0 < number <= 1}
    whole = {index for index, number in bare.items() if number > 1}
    odd, others = (fractions, whole) if len(fractions) <= len(whole) else (whole, fractions)
    if not others:
        odd = set()
    shown = {index: number for index, cell in enumerate(cells) if (number := _shown_as_percent(cell)) is not None}
    parts = {index: bare[index] for index in fractions - odd} | shown
    scaled = {index: part * HUNDRED for index, part in parts.items()}
    values = tuple(scaled.get(index, cell.value) for index, cell in enumerate(cells))
    example = min(fractions - odd, default=None)
    remark = "" if example is None else f"{format_exact(parts[example])} læses som {format_exact(scaled[example])} pct."
    mixed = tuple(_mixed(column, cells[index], bare[index], bare[min(others)]) for index in sorted(odd))
    return Checked(_ColumnValues(values, remark, frozenset(odd)), mixed)


def _shown_as_percent(cell: Cell) -> Decimal | None:
    return cell.value if cell.is_percent and isinstance(cell.value, Decimal) else None


def _bare(cell: Cell) -> Decimal | None:
    """The number of a cell that does not itself say that it is a percentage."""
    if is_empty(cell.value) or says_percent(cell.value) or _shown_as_percent(cell) is not None:
        return None
    try:
        return exact_number(cell.value, Form.PERCENT)
    except Refused:
        return None  # reported when the row is decoded


def _mixed(column: Column, cell: Cell, number: Decimal, other: Decimal) -> Diagnostic:
    meant = number * HUNDRED if number <= 1 else number
    message = f"»{column.heading}« er her {format_exact(number)}, men andre rækker har tal som {format_exact(other)}"
    hint = f"skriv alle i hele pct.; mentes der {format_exact(meant)}?"
    return error("takst-procent-blandet", message, cell.span, hint)


def _is_longer(value: CellValue) -> bool:
    if isinstance(value, Decimal):
        return value.adjusted() < _DIGITS and value.quantize(_HUNDREDTH) != value
    return isinstance(value, str) and _LONG.fullmatch(value) is not None


def _is_day(value: CellValue) -> bool:
    return isinstance(value, date) or (isinstance(value, Decimal) and value > _LAST_YEAR)
