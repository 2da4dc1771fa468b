"""The agreement's formulas, on exact numbers: what the rules check is what bilag 1 explains and works through.

Amounts in kr., percentages as 95 (never 0.95), nothing rounded: a figure is rounded when it is printed. Where each
formula comes from, and whether the region has confirmed it, stands in docs/regler.md under »Formler«.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

HUNDRED = Decimal(100)
ORE = Decimal("0.01")
"""Kr.: an amount is printed to the øre, and a difference of one is a rounding."""


def takst_per_day(cost_basis: Decimal, places: Decimal, days: Decimal, occupancy: Decimal) -> Decimal:
    """Kr. pr. døgn: takstgrundlag / (normerede pladser × dage × belægningsprocent), also in leap years."""
    return cost_basis * HUNDRED / (places * days * occupancy)


def occupancy_of_year(used_days: Decimal, places: Decimal, days: Decimal) -> Decimal:
    """Pct.: belagte døgn of the places' possible døgn."""
    return used_days * HUNDRED / (places * days)


def two_year_average(three_before: Decimal, two_before: Decimal) -> Decimal:
    """Pct.: budgetteret belægning b(t) = (B(t-3) + B(t-2)) / 2."""
    return (three_before + two_before) / 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result in kr., positive for overskud: `carried` stays with the driftsherre, `settled` enters the takst."""

    result: Decimal
    carried: Decimal
    settled: Decimal


def outcome(income: Decimal, costs: Decimal, budget: Decimal, limit: Decimal) -> Outcome:
    """What lies within ± `limit` pct. of the budget is carried on, the rest is settled."""
    result, most = income - costs, budget * limit / HUNDRED
    carried = max(-most, min(most, result))
    return Outcome(result, carried, result - carried)


def objective_amount(budget: Decimal, objective_share: Decimal, counted: Decimal, counted_in_all: Decimal) -> Decimal:
    """Kr.: a kommune's objective contribution by its part of those counted.

    For børnehuse these are the 0-17-årige (BEK 1153 af 01/10/2013 § 5).
    """
    return budget * objective_share / HUNDRED * counted / counted_in_all


def required_reduction(least: Decimal, earlier: Decimal, threshold: Decimal) -> Decimal:
    """Pct. over the period: what is left of the requirement when the part above the threshold is deducted.

    max(0; least − max(0; earlier − threshold)): one reading of the takstaftale, to be confirmed.
    """
    return max(Decimal(0), least - max(Decimal(0), earlier - threshold))


def change(before: Decimal, after: Decimal) -> Decimal:
    """Pct. of the earlier figure."""
    return (after - before) * HUNDRED / before


def total(numbers: Sequence[Decimal]) -> Decimal:
    """The sum, exact."""
    return sum(numbers, Decimal(0))
