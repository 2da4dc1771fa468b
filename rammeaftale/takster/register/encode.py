"""Takstregister → the bytes of its CSV file, the form that is kept in git; `takster/register/decode.py` reads it.

UTF-8 with a byte order mark, `;` between cells and a decimal comma, so that a Danish Excel opens it by a double click;
one line feed after each line (as .gitattributes has it), no needless quotes or zeros, so that git shows what changed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from rammeaftale.base.danish import visible
from rammeaftale.model.takst_columns import COLUMNS
from rammeaftale.model.takster import Takst, Takstregister
from rammeaftale.takster.register.decode import HEADINGS, TO_GUARD


def register_csv(register: Takstregister) -> bytes:
    """The whole file: a row of headings, and a line for each takst by order."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows(tuple(_cells(takst)) for takst in register.takster)
    return text.getvalue().encode("utf-8-sig")


def _cells(takst: Takst) -> Iterator[str]:
    for column in COLUMNS:
        value = getattr(takst, column.field)
        yield exact_number(value) if isinstance(value, Decimal) else _guarded(value or "")
    yield _guarded(takst.origin.file)
    yield _guarded(takst.origin.sheet)
    yield str(takst.origin.row)


def exact_number(value: Decimal) -> str:
    """`1234,5`: every digit, no needless zeros, no thousands; it is read as exactly the number that it was."""
    whole, _, decimals = f"{value:f}".partition(".")
    decimals = decimals.rstrip("0")
    text = f"{whole},{decimals}" if decimals else whole
    return "0" if text == "-0" else text


@lru_cache(maxsize=16384)
def _guarded(text: str) -> str:
    """A text that Excel would take for a formula gets an apostrophe in front; the reader takes it away again."""
    shown = visible(text)
    return f"'{shown}" if TO_GUARD.match(shown) else shown
