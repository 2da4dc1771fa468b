"""Takstregister → the bytes of its CSV file, the form that is kept in git; `takster/register/decode.py` reads it.

UTF-8 with a byte order mark, `;` between cells and a decimal comma, so that a Danish Excel opens it by a double click;
one line feed after each line (as .gitattributes has it), no needless quotes or zeros, so that git shows what changed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from rammeaftale.base.danish import visible
from rammeaftale.model.takst_columns import COLUMNS
from rammeaftale.model.takster import Takst, Takstregister
from rammeaftale.takster.register.decode import HEADINGS, guarded


def register_csv(register: Takstregister) -> bytes:
    """The whole file: a row of headings, and a line for each takst by order."""
    return csv_bytes((HEADINGS, *(_cells(takst) for takst in register.takster)))


def csv_bytes(rows: Iterable[Iterable[object]], line_end: str = "\n") -> bytes:
    """Rows of cells as a file that a Danish Excel opens by a double click."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator=line_end).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _cells(takst: Takst) -> Iterator[str]:
    for column in COLUMNS:
        yield cell_text(getattr(takst, column.field))
    yield _words(takst.origin.file)
    yield _words(takst.origin.sheet)
    yield str(takst.origin.row)


def cell_text(value: str | Decimal | None) -> str:
    """A value as a cell: a number with every digit, a text that no spreadsheet takes for a formula."""
    return _number(value) if isinstance(value, Decimal) else _words(value or "")


def _number(value: Decimal) -> str:
    """`1234,5`: every digit, no needless zeros, no thousands; it is read as exactly the number that it was."""
    whole, _, decimals = f"{value:f}".partition(".")
    decimals = decimals.rstrip("0")
    text = f"{whole},{decimals}" if decimals else whole
    return "0" if text == "-0" else text


@lru_cache(maxsize=16384)
def _words(text: str) -> str:
    return guarded(visible(text))
