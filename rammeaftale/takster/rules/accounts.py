"""The rules of the accounts: over- and underskud, old reserves, lasting imbalance (T12-T14). Amounts in kr."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rammeaftale.base.calculate import HUNDRED, outcome, total
from rammeaftale.base.danish import format_kroner
from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.model.takster import Takst, TakstBasis
from rammeaftale.takster.groups import by_tilbud
from rammeaftale.takster.rules.finding import doubt, on_line, percent, plain


@dataclass(frozen=True, slots=True)
class _Accounts:
    """A tilbud's accounts: kr."""

    budget: Decimal
    income: Decimal
    costs: Decimal


def _accounts(lines: Sequence[Takst]) -> _Accounts | None:
    """Those of the lines together; None when there are none, or a line has only some of the three figures."""
    rows = [(takst.accounts_budget, takst.accounts_income, takst.accounts_costs) for takst in lines]
    given = [row for row in rows if row != (None, None, None)]
    whole = [(b, i, c) for b, i, c in given if b is not None and i is not None and c is not None]
    if not whole or len(whole) < len(given):
        return None
    budget, income, costs = (total(column) for column in zip(*whole, strict=True))
    return _Accounts(budget, income, costs)


def check_outcome(basis: TakstBasis) -> Iterator[Diagnostic]:
    """T12: the part of a tilbud's result beyond ± 5 pct. of its budget is settled, within two years.

    fagligt-grundlag 10 T12 and 1.4, "Over-/underskud"; W13 (2010-11) and W34 (Syddanmark, the two years).
    """
    limit, years = basis.aftale.limits.get("over_underskud"), basis.aftale.limits.get("indregnes_senest")
    if limit is None or years is None:
        return
    for lines in by_tilbud(basis.register.takster).values():
        accounts = _accounts(lines)
        if accounts is None or not accounts.budget:
            continue
        found = outcome(accounts.income, accounts.costs, accounts.budget, limit.value)
        if found.settled:
            word = "overskud" if found.result > 0 else "underskud"
            share = percent(abs(found.result) * HUNDRED / accounts.budget)
            latest = basis.register.accounts_year + int(years.value)
            message = (
                f"»{lines[0].tilbud}« har et {word} på {share} i {basis.register.accounts_year}. Den del, der ligger ud"
                f" over ± {plain(limit.value)} pct. ({format_kroner(abs(found.settled))}), skal udlignes eller"
                f" indregnes senest i {latest}"
            )
            first = next(takst for takst in lines if takst.accounts_income is not None)
            hints = ("skriv i bemærkningen, hvordan beløbet udlignes eller indregnes", *doubt(basis, limit, years))
            yield on_line(Severity.WARNING, "t12-resultat", message, first, "accounts_income", *hints)


def check_reserves(basis: TakstBasis) -> Iterator[Diagnostic]:
    """T13: overskud that was set aside is used within five years (fagligt-grundlag 10 T13; W28, Nordjylland)."""
    limit = basis.aftale.limits.get("hensat_aar")
    if limit is None:
        return
    for takst in basis.register.takster:
        if not takst.reserved or takst.reserved <= 0 or takst.reserved_year is None:
            continue
        latest = takst.reserved_year + limit.value
        if basis.register.year > latest:
            message = (
                f"{takst.driftsherre} har hensat {format_kroner(takst.reserved)} i overskud fra {takst.reserved_year:f}"
                f" ved »{takst.name}«, som skulle være brugt senest i {latest:f}"
            )
            hints = ("indregn beløbet i taksten, eller ret året", *doubt(basis, limit))
            yield on_line(Severity.WARNING, "t13-hensat", message, takst, "reserved_year", *hints)


def check_imbalance(basis: TakstBasis) -> Iterator[Diagnostic]:
    """T14: a tilbud with overskud three years in a row, or underskud, has a takst that does not follow its costs.

    fagligt-grundlag 10 T14 ([ra-2021-22]: no takst stays above or below its costs for good).
    """
    for lines in by_tilbud(basis.register.takster).values():
        results = _three_results(lines)
        if results and (all(one > 0 for one in results) or all(one < 0 for one in results)):
            word = "overskud" if results[0] > 0 else "underskud"
            message = (
                f"»{lines[0].tilbud}« har haft {word} tre år i træk ({basis.register.accounts_year - 2}-"
                f"{basis.register.accounts_year}). Taksten bør afspejle de langsigtede omkostninger"
            )
            first = next(takst for takst in lines if takst.result_1 is not None)
            yield on_line(Severity.WARNING, "t14-skaevhed", message, first, "result_1", "skal taksten reguleres?")


def _three_results(lines: Sequence[Takst]) -> tuple[Decimal, Decimal, Decimal] | None:
    """The tilbud's results in kr., newest first; None when a year is not known."""
    accounts = _accounts(lines)
    one = [takst.result_1 for takst in lines if takst.result_1 is not None]
    two = [takst.result_2 for takst in lines if takst.result_2 is not None]
    if accounts is None or not one or not two:
        return None
    return accounts.income - accounts.costs, total(one), total(two)
