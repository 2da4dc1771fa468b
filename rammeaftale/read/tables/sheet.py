"""What a table file gives, whatever its format: a workbook of sheets of cells, each with its span. Types only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from rammeaftale.base.diagnostics import CellSpan, Diagnostic


@dataclass(frozen=True, slots=True)
class CellFault:
    """What stands in a cell without a usable value: `#REF!` and its like, or empty for a formula never calculated."""

    shown: str


CellValue = str | Decimal | date | bool | CellFault | None


class Cell(NamedTuple):
    """A cell: text without outer white space, an exact number, a day, yes/no, a fault, or None when empty.

    `is_percent`: the number is shown as a percentage, so 0.95 is what the sender sees as 95 %.
    """

    value: CellValue
    span: CellSpan
    is_percent: bool = False


class Area(NamedTuple):
    """Cells merged to one, by their first and last row and column from 1; the value is in the first cell."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


class Look(Enum):
    """How a cell that is read looks to the sender, where it looks as if it were not there."""

    STRUCK = "streget over"
    UNSEEN = "hvid, uden tal eller for lille til at ses"


Place = tuple[int, int]
"""Row and column of a cell, from 1."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows from row 1, column A; every row is as long as the widest. A hidden sheet's rows are not read.

    `hidden_rows`: numbers, from 1, of the rows that cannot be seen, be it by hand or by a filter; `hidden_columns` the
    same; `low_rows` are too low to be read. `looks` are the cells with a value that look as if they were not there.
    `lengths` are how many cells each row of a CSV file was written with; none of other files, which have no such thing.
    `fault` says why the rows are not all that the sheet has: it is too large or broken. Where `is_top_only`, the table
    itself goes on below them, so they tell no more than what sheet it is.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    low_rows: frozenset[int] = frozenset()
    looks: Mapping[Look, frozenset[Place]] = field(default_factory=dict)
    lengths: Mapping[int, int] = field(default_factory=dict)
    fault: Diagnostic | None = None
    is_top_only: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets by order. `kind`: xlsx, xls, ods or csv; `remark`: Danish words on how a CSV file was understood."""

    path: str
    sheets: tuple[Sheet, ...]
    kind: str = "xlsx"
    remark: str = ""

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)
