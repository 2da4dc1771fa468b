"""What stands in a cell or a mail: text without unseen letters, numbers the Danish way, and the order of severities."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from rammeaftale.base.danish import MAX_DECIMALS, format_number, visible
from rammeaftale.base.diagnostics import Severity
from rammeaftale.model.takst_columns import Form

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE, Severity.ACCEPTED, Severity.GAP)
"""The gravest first."""


def decimals(value: Decimal) -> int:
    """How many decimals say the number in full."""
    return min(max(0, -int(value.normalize().as_tuple().exponent)), MAX_DECIMALS)


def shown(value: str | Decimal | None, form: Form) -> str:
    """A field's value in a sentence: `1.234,50 kr.`, `95 pct.`, `»Nord«`, `ingen`."""
    match value, form:
        case None | "", _:
            return "ingen"
        case Decimal(), Form.AMOUNT:
            return f"{format_number(value, 2 if decimals(value) else 0)} kr."
        case Decimal(), Form.PERCENT:
            return f"{format_number(value, decimals(value))} pct."
        case Decimal(), Form.YEAR:
            return f"{value:f}"
        case Decimal(), _:
            return format_number(value, decimals(value))
        case _:
            return f"»{visible(str(value))}«"


def graded(severities: Iterable[Severity]) -> tuple[int, int, int]:
    """How many fejl, advarsler and oplysninger."""
    found = tuple(severities)
    return found.count(Severity.ERROR), found.count(Severity.WARNING), found.count(Severity.NOTE)
