"""Takes the values of one row by field, gives the Takst that they make, or every fault of the row at its field's place.

Used for a sender's cells and for the register's own CSV file: both write numbers the Danish way (takst_values). What
can be said of a field alone is said here, so no other stage meets a number that cannot be (fagligt-grundlag 10: T4, T8,
T11, P11).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Strict, ValidationError, create_model
from pydantic_core import ErrorDetails

from rammeaftale.base.danish import format_number
from rammeaftale.base.diagnostics import CellSpan, Checked, Diagnostic, Refused, Span, error
from rammeaftale.model.takst_columns import BY_FIELD, COLUMNS, Column, Form
from rammeaftale.model.takster import Origin, Takst
from rammeaftale.read.tables.sheet import CellValue
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

_HUNDRED = Decimal(100)
_MAY_BE_NEGATIVE = frozenset(("result_1", "result_2"))


def decode_row(
    values: Mapping[str, CellValue],
    place: Callable[[str], Span],
    where: Span,
    origin: Origin,
    cells: Mapping[str, CellSpan],
) -> Checked[Takst | None]:
    """The takst of a row; None when any value cannot be used, and then every fault of the row.

    `values` by field of COLUMNS; what is missing there, empty or only a dash is an empty cell. Percentages are whole
    (95). `place` gives the place of a field, also of one without a value; `where`, `origin` and `cells` go into Takst.
    """
    filled = {field: value for field, value in values.items() if not is_empty(value)}
    try:
        row = _Row.model_validate(filled)
    except ValidationError as problem:
        who = _who(values)
        faults = problem.errors(include_url=False, include_input=False)
        return Checked(None, tuple(_diagnostic(fault, place, who) for fault in faults))
    return Checked(Takst(**row.__dict__, where=where, origin=origin, cells=cells))


def _who(values: Mapping[str, CellValue]) -> str:
    written = (values.get("tilbud"), values.get("afdeling"))
    names = [value for value in written if isinstance(value, str) and not is_empty(value)]
    return f" for »{', '.join(names)}«" if names else ""


def _diagnostic(fault: ErrorDetails, place: Callable[[str], Span], who: str) -> Diagnostic:
    field = str(fault["loc"][0])
    span = place(field)
    if fault["type"] == "missing":
        return _missing(BY_FIELD[field], span, who)
    refused: Refused = fault["ctx"]["error"]
    return error(refused.kind, refused.message.replace(WHO, who), span, *refused.hints)


def _missing(column: Column, span: Span, who: str) -> Diagnostic:
    """Rules T4 and T11, and any other column that must be filled in."""
    match column.field:
        case "amount":
            return error("t4-takst-mangler", f"taksten mangler{who}", span, "skriv beløbet, fx 1.234,50")
        case "unit":
            hint = "skriv det, som taksten gælder for: døgn, dag, time, måned eller år"
            return error("t4-takst-mangler", f"enheden mangler{who}", span, hint)
        case "occupancy":
            message = f"den forudsatte belægningsprocent mangler{who}"
            return error("t11-belaegning-mangler", message, span, "skriv den i pct., fx 95; den skal fremgå")
        case _:
            return error("takst-celle-tom", f"»{column.heading}« mangler{who}", span)


def _places(number: Decimal) -> Decimal:
    if number <= 0:
        raise _impossible("normerede pladser skal være mere end 0")
    if number != round(number, 2):
        raise _impossible("normerede pladser må højst have to decimaler, ellers går summen ikke op")
    return number


def _occupancy(number: Decimal) -> Decimal:
    if 0 < number <= _HUNDRED:
        return number
    shown = format_number(number, 0 if number == round(number) else 2)
    bound = "den kan ikke være over 100" if number > _HUNDRED else "den skal være over 0"
    message = f"den budgetterede belægning{WHO} er {shown} pct.; {bound}"
    raise Refused("t8-belaegning", message, "skriv den forudsatte belægning i pct., fx 95")


def _amount(number: Decimal) -> Decimal:
    if number <= 0:
        raise _impossible("taksten skal være mere end 0 kr.; er det en formel, der ikke er regnet ud?")
    return number


def _previous(number: Decimal) -> Decimal:
    if number <= 0:
        raise _impossible("taksten året før er ikke over 0 kr.; lad cellen være tom, hvis taksten er ny")
    return number


def _buyers(number: Decimal) -> Decimal:
    if number < 0 or number != round(number):
        raise _impossible("antallet af køberkommuner skal være et helt tal")
    return number


def _not_negative(number: Decimal) -> Decimal:
    if number < 0:
        raise _impossible("tallet kan ikke være under 0")
    return number


def _any(number: Decimal) -> Decimal:
    return number


def _impossible(message: str) -> Refused:
    return Refused("takst-tal-umuligt", message)


_LIMITS: Mapping[str, Callable[[Decimal], Decimal]] = {
    "places": _places,
    "occupancy": _occupancy,
    "amount": _amount,
    "previous": _previous,
    "buyers": _buyers,
} | dict.fromkeys(_MAY_BE_NEGATIVE, _any)

_READERS: Mapping[str, Callable[[CellValue], str]] = {
    "id": read_row_id,
    "driftsherre_code": read_code,
    "paragraph": read_paragraph,
    "unit": read_unit,
}


def _limited_number(value: CellValue, form: Form, limit: Callable[[Decimal], Decimal]) -> Decimal:
    return limit(read_number(value, form))


def _definition(column: Column) -> tuple[Any, Any]:
    """The type of a field, and its value when the cell is empty."""
    match column.form:
        case Form.TEXT:
            read = BeforeValidator(_READERS.get(column.field, read_text))
            return Annotated[str, Strict(), read], ... if column.is_required else ""
        case Form.YEAR:
            return Annotated[Decimal, Strict(), BeforeValidator(read_year)], None
        case Form.AMOUNT | Form.PERCENT | Form.COUNT as form:
            limit = _LIMITS.get(column.field, _not_negative)
            reader = BeforeValidator(partial(_limited_number, form=form, limit=limit))
            return Annotated[Decimal, Strict(), reader], ... if column.is_required else None


_fields: Any = {column.field: _definition(column) for column in COLUMNS}
_Row: type[BaseModel] = create_model("TakstRow", __config__=ConfigDict(frozen=True, extra="forbid"), **_fields)
