"""The figures of some lines of a register, once for rules, charts, tables and sentences.

Sums are exact and are rounded when they are printed. Percentages have one decimal and averages are whole kr., as they
are printed, so that what is reckoned from them fits what stands beside it. None stands for "not given", never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from rammeaftale.base.calculate import HUNDRED, Outcome, change, outcome, total, two_year_average
from rammeaftale.model.takster import Takst
from rammeaftale.takster.groups import Takster, by_tilbud

Fields = tuple[str, ...]

ACCOUNTS: Fields = ("accounts_income", "accounts_costs", "accounts_budget")
USE: Fields = ("accounts_costs", "accounts_places")
EXTRAS: Fields = ("accounts_extras", "accounts_income")
THREE_YEARS: Fields = ("result_2", "result_1", *ACCOUNTS)
PAST: Fields = ("occupancy_3", "occupancy_2")
_KRONE, _TENTH = Decimal(1), Decimal("0.1")


def giving(takster: Iterable[Takst], fields: Fields) -> Takster:
    """The lines that give all of these fields."""
    return tuple(takst for takst in takster if all(getattr(takst, field) is not None for field in fields))


def sums(takster: Iterable[Takst], fields: Fields) -> tuple[Decimal, ...] | None:
    """The sum of each field over the lines that give all of them; None when no line does."""
    lines = giving(takster, fields)
    return tuple(total([getattr(takst, field) for takst in lines]) for field in fields) if lines else None


def sum_of(takster: Iterable[Takst], field: str, fields: Fields) -> Decimal | None:
    """The sum of one of the fields over the lines that give all of them; None when no line does."""
    given = sums(takster, fields)
    return given[fields.index(field)] if given else None


@dataclass(frozen=True, slots=True)
class _Accounts:
    """A year's accounts in kr."""

    income: Decimal
    costs: Decimal
    budget: Decimal

    @property
    def result(self) -> Decimal:
        """Positive is overskud."""
        return self.income - self.costs


@dataclass(frozen=True, slots=True)
class _TilbudResult:
    """A tilbud's accounts, how the limit divides its result, and the lines that give them."""

    takster: Takster
    accounts: _Accounts
    outcome: Outcome


def accounts_of(takster: Iterable[Takst]) -> _Accounts | None:
    """The accounts of the lines that give all three figures; None when no line does."""
    given = sums(takster, ACCOUNTS)
    return _Accounts(*given) if given else None


def _tilbud_results(takster: Iterable[Takst], limit: Decimal) -> Iterator[_TilbudResult]:
    """The result of each tilbud against the limit in pct. of its budget: it holds for a tilbud, not for a takst.

    Accounts are kept and printed in kroner: what lies beyond by less than one is within.
    """
    for lines in by_tilbud(giving(takster, ACCOUNTS)).values():
        if accounts := accounts_of(lines):
            divided = outcome(accounts.income, accounts.costs, accounts.budget, limit)
            if abs(divided.settled) < _KRONE:
                divided = Outcome(divided.result, divided.result, Decimal(0))
            yield _TilbudResult(lines, accounts, divided)


def beyond_limit(takster: Iterable[Takst], limit: Decimal) -> tuple[_TilbudResult, ...]:
    """The tilbud with a result beyond the limit (docs/regler.md T12)."""
    return tuple(result for result in _tilbud_results(takster, limit) if result.outcome.settled)


def settled(results: Iterable[_TilbudResult]) -> Decimal:
    """Kr.: what lies beyond the limit, of these tilbud together."""
    return total([result.outcome.settled for result in results])


def carried(takster: Iterable[Takst], limit: Decimal | None) -> Decimal | None:
    """Kr.: what lies within the limit of each tilbud and stays with the driftsherre; None without a limit."""
    results = () if limit is None else tuple(_tilbud_results(takster, limit))
    return total([result.outcome.carried for result in results]) if results else None


def three_results(takster: Iterable[Takst]) -> tuple[Decimal, Decimal, Decimal] | None:
    """Kr.: the results of three years, the oldest first, of the lines that give all of them; None when no line does.

    Of lines that give some years only, the years would be of different takster, and could not be set side by side.
    """
    given = sums(takster, THREE_YEARS)
    if given is None:
        return None
    oldest, middle, income, costs, _ = given
    return oldest, middle, income - costs


def result_share(takster: Iterable[Takst]) -> Decimal | None:
    """The result in pct. of the budget."""
    accounts = accounts_of(takster)
    return _share(accounts.result, accounts.budget) if accounts else None


def extras_share(takster: Iterable[Takst]) -> Decimal | None:
    """Tillægsydelser in pct. of the same lines' income."""
    given = sums(takster, EXTRAS)
    return _share(*given) if given else None


def _share(part: Decimal, of_all: Decimal) -> Decimal | None:
    return _rounded(part * HUNDRED / of_all, _TENTH) if of_all else None


def cost_per_place(takster: Iterable[Takst]) -> Decimal | None:
    """Kr. per used place, of the lines that give both costs and places."""
    costs, used = sums(takster, USE) or (Decimal(0), Decimal(0))
    return _rounded(costs / used, _KRONE) if used else None


def compared(takster: Iterable[Takst]) -> Takster:
    """The lines that had a takst the year before and have places to weigh them by."""
    return tuple(takst for takst in takster if takst.previous and takst.places > 0)


def takst_change(takster: Iterable[Takst]) -> Decimal | None:
    """Pct., one decimal: how much takster rose since the year before, by `exact_change`."""
    exact = exact_change((takst, takst.previous) for takst in compared(takster) if takst.previous)
    return None if exact is None else _rounded(exact, _TENTH)


def exact_change(pairs: Iterable[tuple[Takst, Decimal]]) -> Decimal | None:
    """Pct.: how much takster rose from what each cost before, weighed by places; None of none (docs/regler.md T2).

    The one measure of this, for the rule of the reduction and for the ledelsesinformation. Kr. of different units
    cannot be added; changes in pct. can be averaged.
    """
    return _average((takst.places, change(before, takst.amount)) for takst, before in pairs)


def directions(takster: Iterable[Takst]) -> tuple[int, int, int]:
    """How many of the compared lines rose, fell and stayed."""
    lines = [(takst.previous, takst.amount) for takst in compared(takster) if takst.previous]
    rose, fell = sum(after > before for before, after in lines), sum(after < before for before, after in lines)
    return rose, fell, len(lines) - rose - fell


def in_fixed_prices(rise: Decimal, pl: Decimal) -> Decimal:
    """Pct.: a change without the part that the pris- og lønfremskrivning explains."""
    return _rounded((HUNDRED + rise) * HUNDRED / (HUNDRED + pl) - HUNDRED, _TENTH)


def assumed_occupancy(takster: Iterable[Takst]) -> Decimal | None:
    """Pct.: the occupancy that the takster are reckoned from, of the lines that have a past to set it against."""
    return _weighed((takst.places, takst.occupancy) for takst in giving(takster, PAST))


def actual_occupancy(takster: Iterable[Takst], years: int) -> Decimal | None:
    """Pct.: the occupancy two or three years before the takster, of the same lines."""
    field = PAST[0] if years == 3 else PAST[1]
    return _weighed((takst.places, getattr(takst, field)) for takst in giving(takster, PAST))


def past_occupancy(takster: Iterable[Takst]) -> Decimal | None:
    """Pct.: the average of the two years that the assumed occupancy is reckoned from (docs/regler.md T10).

    The assumed occupancy of a year is set against this, and not against one of the years.
    """
    return _weighed(
        (takst.places, two_year_average(takst.occupancy_3, takst.occupancy_2))
        for takst in takster
        if takst.occupancy_3 is not None and takst.occupancy_2 is not None
    )


def occupancy_gap(takster: Takster) -> Decimal | None:
    """Percentage points: the actual occupancy of the two years less the assumed."""
    return less(past_occupancy(takster), assumed_occupancy(takster))


def _weighed(values: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    average = _average(values)
    return None if average is None else _rounded(average, _TENTH)


def _average(values: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    weighed = [(weight, value) for weight, value in values if weight > 0]
    if not weighed:
        return None
    return total([weight * value for weight, value in weighed]) / total([weight for weight, _ in weighed])


def rise(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    """Pct. from one printed figure to another; None where one of them is not given."""
    return _rounded(change(before, after), _TENTH) if before and after is not None else None


def less(figure: Decimal | None, other: Decimal | None) -> Decimal | None:
    """One printed figure less another."""
    return None if figure is None or other is None else figure - other


def _rounded(value: Decimal, to: Decimal) -> Decimal:
    """Rounds half up, as a figure is printed; a zero has no sign."""
    return value.quantize(to, rounding=ROUND_HALF_UP) + 0
