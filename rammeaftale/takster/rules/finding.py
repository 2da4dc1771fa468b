"""Findings about takster, and what the rules say in them: limits with their source, numbers the Danish way."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from rammeaftale.base.calculate import HUNDRED
from rammeaftale.base.danish import format_kroner, format_number, listing, told_apart
from rammeaftale.base.diagnostics import Diagnostic, RegisterPosition, Severity, Span
from rammeaftale.model.takstaftale import Limit
from rammeaftale.model.takster import Takst, TakstBasis


def on_line(
    severity: Severity,
    kind: str,
    message: str,
    takst: Takst,
    column: str,
    *hints: str,
    beside: Mapping[str, str] = MappingProxyType({}),
    other: tuple[Takst | None, str] = (None, ""),
    ours: tuple[str, ...] = (),
) -> Diagnostic:
    """A finding about a field of a line. `kind` begins with the rule: `t1-takststop`.

    `beside` are other fields of the line that matter, with what they are called; `other` is another line of which the
    same field does. In a build all fields of a line stand in one place, which is named once. `ours` is what only the
    secretariat can do.
    """
    span, (line, label) = takst.span_of(column), other
    related = [(takst.span_of(field), name) for field, name in beside.items()]
    related += [(line.span_of(column), label)] if line else []
    elsewhere = tuple((position, name) for position, name in related if position != span)
    position = RegisterPosition(takst.driftsherre_code, takst.id, column)
    return Diagnostic(severity, kind, message, span, hints, elsewhere, position, ours)


def on_driftsherre(
    severity: Severity, kind: str, message: str, code: str, span: Span, *hints: str, ours: tuple[str, ...] = ()
) -> Diagnostic:
    """A finding about a driftsherre as a whole, or about all when the code is empty."""
    position = RegisterPosition(code)
    return Diagnostic(severity, kind, message, span, hints, in_register=position, own_hints=ours)


def grade(limit: Limit, confirmed: Severity) -> Severity:
    """How grave it is to break a limit: one that is not confirmed for the region stops nothing."""
    return confirmed if limit.is_confirmed or confirmed is not Severity.ERROR else Severity.WARNING


def doubt(basis: TakstBasis, *limits: Limit) -> tuple[str, ...]:
    """What the secretariat must know of limits that are not confirmed, and no sender can do anything about."""
    return tuple(
        f"tallet {plain(limit.value)} er ikke bekræftet for {basis.region.short} (kilde: {limit.source})"
        for limit in limits
        if not limit.is_confirmed
    )


def pl_factor(basis: TakstBasis, after: int, until: int) -> Decimal | None:
    """What a price of the year `after` is multiplied by to be one of `until`; None when a PL-sats is not known."""
    factor = Decimal(1)
    for year in range(after + 1, until + 1):
        rate = basis.aftale.pl_rate(year)
        if rate is None:
            return None
        factor *= 1 + rate / HUNDRED
    return factor


def pl_hint(basis: TakstBasis, after: int, until: int) -> str:
    """The PL-satser that prices of two years are compared with, or that one of them is not known."""
    rates = [basis.aftale.pl[year] for year in range(after + 1, until + 1) if year in basis.aftale.pl]
    if len(rates) < until - after:
        return "der er målt i løbende priser"
    shown = listing(f"{rate.year}: {plain(rate.rate)} pct. ({rate.source})" for rate in rates)
    return f"der er målt i faste priser med PL-satserne {shown}"


def pl_wanted(basis: TakstBasis, after: int, until: int) -> tuple[str, ...]:
    """Where to write the PL-satser that are not known; nothing when all are."""
    if all(year in basis.aftale.pl for year in range(after + 1, until + 1)):
        return ()
    return (f"skriv PL-satserne under »pl_satser« i {basis.aftale.span.path}, så måles der i faste priser",)


def period(basis: TakstBasis) -> str:
    """The agreement's years: `2019-2022`."""
    return f"{basis.aftale.first_year}-{basis.aftale.last_year}"


def plain(value: Decimal) -> str:
    """A number with the decimals that it needs, two at most: `12`, `13,2`."""
    return format_number(value, _needed(value))


def _needed(value: Decimal) -> int:
    return next((d for d in (0, 1) if round(value, d) == round(value, 2)), 2)


def apart(value: Decimal, other: Decimal, decimals: int | None = None) -> tuple[str, str]:
    """Two numbers that a message sets against each other, so that they are seen to differ: `6,04` and `6`.

    The first has at least so many decimals, or those that it needs.
    """
    return told_apart(value, other, (_needed(value) if decimals is None else decimals, _needed(other)))


def percent(value: Decimal) -> str:
    """A percentage with one decimal, or so many that it does not read as nothing: `2,4 pct.`, `0,03 pct.`."""
    decimals = next((d for d in (1, 2, 3) if round(value, d)), 1)
    return f"{format_number(value, decimals)} pct."


def whole_kroner(value: Decimal) -> str:
    """An amount of accounts: `1.234 kr.`, and with the øre where there are any."""
    return format_kroner(value, 0 if value == round(value) else 2)


def kroner(value: Decimal) -> str:
    """An amount to the øre: `1.234,50 kr.`."""
    return format_kroner(value, 2)
