"""Takes the values of one row by field, gives the Takst that they make, or every fault of the row at its field's place.

Used for a sender's cells and for the register's own CSV file. What can be said of a field alone is said here, so no
other stage meets a number that cannot be (rules T4, T8, T11 and P11).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from rammeaftale.base.calculate import HUNDRED
from rammeaftale.base.danish import format_exact, format_number
from rammeaftale.base.diagnostics import CellSpan, Checked, Refused, Span
from rammeaftale.model.extent import Extent
from rammeaftale.model.takst_columns import COLUMNS, Column, Form
from rammeaftale.model.takster import Origin, Takst
from rammeaftale.takster.values import (
    WHO,
    is_empty,
    read_code,
    read_number,
    read_paragraph,
    read_row_id,
    read_text,
    read_unit,
    read_year,
)

Limit = Callable[[Decimal], Decimal]
"""Gives a number back. Raises Refused when it cannot be."""
Reader = Callable[[Any], str | Decimal | None]
"""Gives the value that a cell means, "" or None for an empty one. Raises Refused, whose message may hold WHO."""


_MOST_OCCUPANCY = Decimal(200)
"""Pct.: more than twice as many in a place as it is meant for is a lost comma (980 for 98,0). Chosen; no source."""


def _places(number: Decimal) -> Decimal:
    hint = "skriv, hvor mange pladser tilbuddet er normeret til, fx 12 eller 7,5"
    if number <= 0:
        raise _impossible(number, "normerede pladser skal være mere end 0", hint)
    if number != round(number, 2):
        why = "normerede pladser må højst have to decimaler, ellers går summen ikke op"
        raise _impossible(number, why, f"skriv højst to decimaler, fx {format_number(number, 2)}")
    return number


def _occupancy(number: Decimal) -> Decimal:
    if 0 < number <= HUNDRED:
        return number
    shown = format_number(number, 0 if number == round(number) else 2)
    bound = "den kan ikke være over 100" if number > HUNDRED else "den skal være over 0"
    message = f"den budgetterede belægning{WHO} er {shown} pct.; {bound}"
    raise Refused("t8-belaegning", message, "skriv den forudsatte belægning i pct., fx 95")


def _amount(number: Decimal) -> Decimal:
    if number <= 0:
        hint = "skriv beløbet, fx 1.234,50; er det en formel, der ikke er regnet ud, så åbn filen i Excel, og gem den"
        raise _impossible(number, "taksten skal være mere end 0 kr.", hint)
    return number


def _previous(number: Decimal) -> Decimal:
    if number <= 0:
        raise _impossible(number, "taksten året før er ikke over 0 kr.", "lad cellen være tom, hvis taksten er ny")
    return number


def _buyers(number: Decimal) -> Decimal:
    if number < 0 or number != round(number):
        why = "antallet af køberkommuner skal være et helt tal fra 0 og op"
        raise _impossible(number, why, "tæl de andre kommuner, der køber pladser, og skriv antallet, fx 4")
    return number


def _not_negative(number: Decimal) -> Decimal:
    if number < 0:
        raise _impossible(number, "tallet kan ikke være under 0", "skriv tallet uden minus, eller lad cellen være tom")
    return number


def _any(number: Decimal) -> Decimal:
    return number


def _actual_occupancy(number: Decimal) -> Decimal:
    if not 0 <= number <= _MOST_OCCUPANCY:
        why = f"den faktiske belægning ligger mellem 0 og {_MOST_OCCUPANCY} pct."
        raise _impossible(number, why, "skriv den i pct., fx 98,5")
    return number


def _impossible(number: Decimal, why: str, hint: str) -> Refused:
    return Refused("takst-tal-umuligt", f"her står {format_exact(number)}{WHO}; {why}", hint)


_OWN_LIMITS: Mapping[str, Limit] = {
    "places": _places,
    "occupancy": _occupancy,
    "amount": _amount,
    "previous": _previous,
    "buyers": _buyers,
    "occupancy_3": _actual_occupancy,
    "occupancy_2": _actual_occupancy,
    "result_1": _any,
    "result_2": _any,
}
_NUMBERS = (Form.AMOUNT, Form.PERCENT, Form.COUNT)
LIMITS = {column.field: _OWN_LIMITS.get(column.field, _not_negative) for column in COLUMNS if column.form in _NUMBERS}
"""What a number may be, by field; percentages are whole (95)."""

_TEXTS: Mapping[str, Reader] = {
    "id": read_row_id,
    "driftsherre_code": read_code,
    "paragraph": read_paragraph,
    "unit": read_unit,
}


def _reader(column: Column) -> Reader:
    """Reads a value of the column as it stands in a workbook."""
    form, limit = column.form, LIMITS.get(column.field)
    text = _TEXTS.get(column.field, read_year if form is Form.YEAR else read_text)

    def read(value: Any) -> str | Decimal | None:
        if not is_empty(value):
            return limit(read_number(value, form)) if limit else text(value)
        if column.is_required:
            raise _missing(column)
        return "" if form is Form.TEXT else None

    return read


def _missing(column: Column) -> Refused:
    """Rules T4 and T11, and any other column that must be filled in."""
    match column.field:
        case "amount":
            return Refused("t4-takst-mangler", f"taksten mangler{WHO}", "skriv beløbet, fx 1.234,50")
        case "unit":
            hint = "skriv det, som taksten gælder for: døgn, dag, time, måned eller år"
            return Refused("t4-takst-mangler", f"enheden mangler{WHO}", hint)
        case "occupancy":
            message = f"den forudsatte belægningsprocent mangler{WHO}"
            return Refused("t11-belaegning-mangler", message, "skriv den i pct., fx 95; hver række skal have den")
        case _:
            what = "" if column.form is Form.TEXT else f" med {column.form.value}"
            return Refused("takst-celle-tom", f"»{column.heading}« mangler{WHO}", f"udfyld cellen{what}")


READERS: Mapping[str, Reader] = {column.field: _reader(column) for column in COLUMNS}
"""How the value of each field is read, by the order of COLUMNS."""


def decode_row(
    values: Mapping[str, Any],
    span_of: Callable[[str], Span],
    where: Span,
    origin: Origin,
    cells: Mapping[str, CellSpan],
    extent: Extent | None = None,
    readers: Mapping[str, Reader] = READERS,
) -> Checked[Takst | None]:
    """The takst of a row; None when any value cannot be used, and then every fault of the row.

    `values` by field of COLUMNS, as `readers` take them; what is missing there, empty or only a dash is an empty cell.
    `span_of` gives the place of a field, also of one without a value; the others go into Takst as they are.
    """
    row: dict[str, Any] = {}
    faults: list[tuple[str, Refused]] = []
    for field, read in readers.items():
        try:
            row[field] = read(values.get(field))
        except Refused as fault:
            faults.append((field, fault))
    if not faults:
        return Checked(Takst(**row, where=where, origin=origin, cells=cells, extent=extent, inner=extent))
    name = ", ".join(filter(None, (row.get("tilbud"), row.get("afdeling"))))
    who = f" for »{name}«" if name else ""
    named = ((fault.at(span_of(field)), fault.message.replace(WHO, who)) for field, fault in faults)
    return Checked(None, tuple(replace(fault, message=message) for fault, message in named))
