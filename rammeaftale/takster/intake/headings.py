"""Takes one or two rows of a sheet, gives the headings that they hold, and the field that each is known as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rammeaftale.base.diagnostics import CellSpan
from rammeaftale.decode.takster.column_names import fold
from rammeaftale.model.intake import ColumnNames
from rammeaftale.model.takst_columns import BY_FIELD, Form
from rammeaftale.read.tables.sheet import Sheet
from rammeaftale.takster.values import clean

_UNIT = re.compile(r"(?<![a-zæøå])(kr|dkk|kroner|pct|procent|%)[.)\s]*$")
_BETWEEN = " / "
_PERCENT = ("pct", "procent", "%")
_YEAR = re.compile(r"(?<![0-9])(?:i )?(20[0-9]{2})(?![0-9])")
_KRONER = r"(?:kr|kroner|dkk)(?![a-zæøå])\.?"
_MANY = r"(?:tusind(?:e|er)?|tus|mio|mill?|million(?:er)?|mia|milliard(?:er)?)(?![a-zæøå])\.?"
_SCALE = re.compile(
    rf"[,(\[]?\s{{0,3}}(?<![a-zæøå0-9.])(?:{_KRONER},?\s?)?(?:i\s)?(?:hele\s)?(?:x\s?)?"
    rf"(?:[tkm]\.?\s?{_KRONER}|{_MANY}(?:\s?{_KRONER})?|(?:10{{0,2}}[.\s]?|['’´])000(?:[.\s]?000)?(?![0-9])(?:\s?{_KRONER})?)[)\]]?",
    re.IGNORECASE,
)
"""`, t.kr.`, `(1.000 kr.)`, `i mio. kr.`: what says that the amounts are not in whole kr."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading: its index from 0, as the sender wrote it, folded in every way it can be read, best first.

    `field` is empty when it is not known; `year` is the one in it ("Takst 2021") or 0.
    `is_scaled`: it says that the amounts are in thousands or millions.
    """

    column: int
    shown: str
    readings: tuple[str, ...]
    span: CellSpan
    field: str
    year: int
    is_scaled: bool


def headings(sheet: Sheet, rows: Sequence[int], names: ColumnNames) -> Iterator[Heading]:
    """The headings of one row, or of an upper and a lower one (indices from 0), where any cell holds text.

    An upper cell speaks for the columns that it is merged over, or for the empty cells to its right.
    """
    lower = [_text(sheet, rows[-1], column) for column in range(len(sheet.rows[rows[-1]]))]
    if len(rows) == 1:
        upper, spread = [""] * len(lower), [False] * len(lower)
    else:
        upper, spread = _upper(sheet, rows[0], lower)
    for column, (above, below) in enumerate(zip(upper, lower, strict=True)):
        whole = (_SCALE.sub(" ", above), _SCALE.sub(" ", below))
        is_scaled = whole != (above, below)
        readings = _readings(above, below, spread[column])
        if is_scaled:
            readings = (*_readings(*whole, spread[column]), *readings)
        if readings:
            shown = _BETWEEN.join(dict.fromkeys(part for part in (clean(above), clean(below)) if part))
            span = sheet.rows[rows[-1] if below else rows[0]][column].span
            field, year = _known(readings, shown, names)
            if is_scaled and field and BY_FIELD[field].form is not Form.AMOUNT:
                field, year = "", 0
            yield Heading(column, shown, readings, span, field, year, is_scaled)


def _known(readings: Iterable[str], shown: str, names: ColumnNames) -> tuple[str, int]:
    """The field and the year of the first reading that is known; "" and 0 when none is, or its unit is another."""
    for reading in readings:
        field, year = names.get(reading), 0
        if field is None and (match := _YEAR.search(reading)):
            field, year = names.get(fold(_YEAR.sub(" ", reading))), int(match[1])
        if field is not None:
            return ("", 0) if _has_other_unit(shown, field) else (field, year)
    return "", 0


def _has_other_unit(shown: str, field: str) -> bool:
    """`Overhead (pct.)` is not the column of kr., though the unit makes no difference to the name."""
    form = BY_FIELD[field].form
    units = [match[1] for part in shown.casefold().split(_BETWEEN) if (match := _UNIT.search(part))]
    forms = {Form.PERCENT if unit in _PERCENT else Form.AMOUNT for unit in units}
    return form is not Form.TEXT and bool(forms - {form})


def _readings(above: str, below: str, is_spread: bool) -> tuple[str, ...]:
    """Both cells joined, the lower alone; the upper alone unless it speaks for several columns."""
    if not above or not below:
        text = below or ("" if is_spread else above)
        return (fold(text),) if text else ()
    parts = (f"{above} {below}", f"{below} {above}", below)
    return tuple(dict.fromkeys(map(fold, parts if is_spread else (*parts, above))))


def _upper(sheet: Sheet, row: int, lower: Sequence[str]) -> tuple[list[str], list[bool]]:
    """The text above each column, and whether the same cell speaks for several."""
    texts = [_text(sheet, row, column) for column in range(len(lower))]
    areas = [area for area in sheet.merged if area.first_row - 1 <= row <= area.last_row - 1]
    covered = {column - 1: area for area in areas for column in range(area.first_column, area.last_column + 1)}
    owner = list(range(len(lower)))
    for column in range(1, len(lower)):
        if column in covered:
            owner[column] = covered[column].first_column - 1
        elif not texts[column] and lower[column]:
            owner[column] = owner[column - 1]
    shared = {first for column, first in enumerate(owner) if first != column}
    return [texts[first] for first in owner], [first in shared for first in owner]


def _text(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.rows[row][column].value
    if value is None or isinstance(value, bool):
        return ""
    return value if isinstance(value, str) else str(value)
