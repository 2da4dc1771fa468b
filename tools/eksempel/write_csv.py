"""A sheet → the bytes of a CSV file as different programs write it, the same every time."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tools.eksempel.cells import Sheet, danish


@dataclass(frozen=True)
class Dialect:
    """Separator, encoding, what stands before everything, the thousands point, and whether all is quoted."""

    separator: str = ";"
    encoding: str = "utf-8"
    before: str = ""
    point: str = ""
    is_quoted: bool = False


def text_table(sheet: Sheet, dialect: Dialect) -> bytes:
    """The file's bytes; numbers with a decimal comma, rows end as in Windows."""
    made = io.StringIO()
    quoting: Literal[0, 1] = 1 if dialect.is_quoted else 0  # csv.QUOTE_ALL, csv.QUOTE_MINIMAL
    writer = csv.writer(made, delimiter=dialect.separator, quoting=quoting, lineterminator="\r\n")
    width = max(map(len, sheet.rows))
    for cells in sheet.rows:
        texts = [_text(cell.value, cell.look, dialect) for cell in cells]
        writer.writerow(texts + [""] * (width - len(texts)))
    return (dialect.before + made.getvalue()).encode(dialect.encoding)


def _text(value: str | Decimal | None, look: str, dialect: Dialect) -> str:
    if isinstance(value, Decimal) and look != "year":
        return danish(value, 2 if look == "kr" else 0, dialect.point)
    return "" if value is None else str(value)
