"""The rules of objective financing: the distribution adds up, a børnehus has its objective share (T15, T16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from rammeaftale.base.calculate import HUNDRED, ORE, objective_amount, total
from rammeaftale.base.danish import format_number, told_apart
from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.model.takstaftale import Limit, ObjectiveTable
from rammeaftale.model.takster import TakstBasis
from rammeaftale.takster.rules.finding import apart, doubt, grade, kroner, on_driftsherre, plain
from rammeaftale.takster.rules.rule import Rule, needs


def _check_distribution(basis: TakstBasis) -> Iterator[Diagnostic]:
    """T15: every kommune pays the same per person counted, the shares are 100 pct., and the amounts are the whole.

    Rates are compared to the øre, sums as their parts are rounded.
    """
    for table in basis.aftale.objective:
        wrong = tuple(_wrong_amounts(table))
        yield from wrong
        yield from _wrong_shares(table)
        if not wrong:
            yield from _wrong_sum(table)


def _wrong_amounts(table: ObjectiveTable) -> Iterator[Diagnostic]:
    rates = {share.kommune: share.amount / share.counted for share in table.shares if share.counted}
    if not rates:
        return
    (common, _), *_ = Counter(round(rate, 2) for rate in rates.values()).most_common(1)
    for share in table.shares:
        rate = rates.get(share.kommune, Decimal(0))
        if abs(rate - common) > ORE:
            message = (
                f"beløbet for {share.kommune} ({kroner(share.amount)}) passer ikke med antallet"
                f" ({plain(share.counted)}): {kroner(rate)} pr. person, de andre har {kroner(common)}"
            )
            fits = f"beløbet passer til et antal på {format_number(share.amount / common)}" if common else ""
            hints = ("ret antallet eller beløbet", *((fits,) if fits else ()), _source(table))
            yield on_driftsherre(Severity.ERROR, "t15-fordeling", message, "", share.span, *hints)


def _wrong_shares(table: ObjectiveTable) -> Iterator[Diagnostic]:
    shares = [share.share for share in table.shares]
    slack = total([_half_unit(share) for share in shares])
    if abs(total(shares) - HUNDRED) > slack:
        given, whole = apart(total(shares), HUNDRED)
        message = f"andelene i »{table.title}« giver {given} pct., ikke {whole}"
        yield on_driftsherre(Severity.ERROR, "t15-andele", message, "", table.span, "ret andelene", _source(table))


def _wrong_sum(table: ObjectiveTable) -> Iterator[Diagnostic]:
    counted = total([share.counted for share in table.shares])
    if not counted:
        return
    amounts = [share.amount for share in table.shares]
    expected = objective_amount(table.budget, table.objective_share, counted, counted)
    if abs(total(amounts) - expected) > total([_half_unit(amount) for amount in amounts]):
        given, right = told_apart(total(amounts), expected, (2, 2))
        message = f"beløbene i »{table.title}« giver {given} kr., men den objektive del af budgettet er {right} kr."
        hint = "ret budgettet, den objektive andel eller beløbene"
        yield on_driftsherre(Severity.ERROR, "t15-sum", message, "", table.span, hint, _source(table))


def _source(table: ObjectiveTable) -> str:
    return f"tabellens tal er fra: {table.source}"


def _half_unit(value: Decimal) -> Decimal:
    """How far a number may be from what it was rounded from."""
    return Decimal(5).scaleb(int(value.as_tuple().exponent) - 1)


@needs("boernehus_objektiv")
def _check_boernehus(basis: TakstBasis, limit: Limit) -> Iterator[Diagnostic]:
    """T16: the share of a børnehus that is financed objectively."""
    for table in basis.aftale.objective:
        if table.is_boernehus and table.objective_share != limit.value:
            written, right = apart(table.objective_share, limit.value)
            message = f"den objektive del i »{table.title}« er {written} pct. Den skal være {right} pct."
            severity = grade(limit, Severity.ERROR)
            ours = ("ret »objektiv_andel«", _source(table), *doubt(basis, limit))
            yield on_driftsherre(severity, "t16-boernehus", message, "", table.span, ours=ours)


RULES: tuple[Rule, ...] = (_check_distribution, _check_boernehus)
