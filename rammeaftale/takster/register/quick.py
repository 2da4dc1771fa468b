"""A row of the register's CSV file that stands just as it is written → its Takst, without asking what may be wrong.

A build reads some 1,500 lines, and nearly all of them are as `takster/register/encode.py` wrote them. Each column has a
pattern of values about which `decode_row` has nothing to say and which it does not change; a row that fits them all is
read here, six times as fast, and every other row by `decode_row`. A test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.extent import Extent
from rammeaftale.model.takst_columns import COLUMNS, UNITS, Column, Form
from rammeaftale.model.takster import Origin, Takst

_BETWEEN = "\x1f"
"""Stands in no text file that is read without an error."""
_WORDS = r"[^\W_][^\s\x1f\xad]*(?: [^\s\x1f\xad]+)*"
"""Begins with a letter or a digit, so that it is neither a dash nor guarded; single spaces, no soft hyphens."""
_SHORT = r"(?=[^\x1f]{0,400}(?:\x1f|$))"
_PLAIN = r"[1-9][0-9]{0,8}(?:,[0-9]{1,2})?"
_PATTERNS = {
    "id": r"[0-9]{3,4}-[0-9]{4,6}",
    "driftsherre_code": r"[0-9]{3,4}",
    "paragraph": r"§ [0-9]+(?: [a-zæøå])?(?:, stk\. [0-9]+)?",
    "unit": "|".join(UNITS),
    "places": _PLAIN,
    "occupancy": r"100|[1-9][0-9]?(?:,[0-9]{1,2})?",
    "amount": _PLAIN,
    "previous": f"(?:{_PLAIN})?",
    "buyers": r"(?:0|[1-9][0-9]{0,8})?",
    "result_1": f"(?:0|-?{_PLAIN})?",
    "result_2": f"(?:0|-?{_PLAIN})?",
    "reserved_year": r"(?:20[0-9]{2})?",
}


def _pattern(column: Column) -> str:
    if column.field in _PATTERNS:
        return _PATTERNS[column.field]
    if column.form is Form.TEXT:
        return f"{_SHORT}{_WORDS}" if column.is_required else f"(?:{_SHORT}{_WORDS})?"
    return f"(?:0|{_PLAIN})?"


_ROW = re.compile(
    _BETWEEN.join(
        [*(f"({_pattern(column)})" for column in COLUMNS), f"((?:{_WORDS})?)", f"((?:{_WORDS})?)", "([1-9][0-9]{0,6})"]
    )
)
FIELDS = tuple(column.field for column in COLUMNS)
_NUMBERS = tuple((index, column.field) for index, column in enumerate(COLUMNS) if column.form is not Form.TEXT)


def quick_takst(cells: Sequence[str], where: TextSpan, extent: Extent | None = None) -> Takst | None:
    """The takst of a row by the file's own order, or None when it must be looked at more closely."""
    match = _ROW.fullmatch(_BETWEEN.join(cells))
    if match is None:
        return None
    texts = match.groups()
    values: dict[str, Any] = dict(zip(FIELDS, texts, strict=False))
    for index, field in _NUMBERS:
        text = texts[index]
        values[field] = Decimal(text.replace(",", ".")) if text else None
    return Takst(
        **values, origin=Origin(texts[-3], texts[-2], int(texts[-1])), where=where, extent=extent, inner=extent
    )
