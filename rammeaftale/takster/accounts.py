"""The takst registers of two years → the numbers of the ledelsesinformation, once for charts, tables and sentences.

Amounts are rounded to whole kr. line by line, before anything is added: then every way of grouping the same lines gives
the same total, and what is printed sums to the total that is printed. Places are never rounded here. Percentages have
one decimal and are reckoned from the figures that are printed beside them. None stands for "not given", never zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from rammeaftale.base.calculate import HUNDRED, Outcome, change, outcome, total
from rammeaftale.base.danish import listed_key
from rammeaftale.model.takster import Takst, TakstBasis, Takstregister

Takster = tuple[Takst, ...]
Key = Callable[[Takst], str]

KOMMUNE = " Kommune"
SETTLING_LIMIT = "over_underskud"
_KRONE, _TENTH, _HUNDREDTH = Decimal(1), Decimal("0.1"), Decimal("0.01")
_ACCOUNTS = ("accounts_income", "accounts_costs", "accounts_budget")
_COUNTS = frozenset({"accounts_places"})
_Line = tuple[Takst, tuple[Decimal, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that belong together, this year's and those of the year before: of a driftsherre, say, or all of them."""

    name: str
    takster: Takster
    before: Takster


@dataclass(frozen=True, slots=True)
class UnitCost:
    """Costs in whole kr. of the lines that give costs and used places, the places, and kr. per used place."""

    costs: Decimal
    places: Decimal
    per_place: Decimal | None
    missing: int


@dataclass(frozen=True, slots=True)
class Result:
    """A year's accounts in whole kr.; `share` is the result in pct. of the budget.

    `carried` lies within the limit of each tilbud and `settled` beyond it; None where the agreement has no limit.
    """

    income: Decimal
    costs: Decimal
    share: Decimal | None
    carried: Decimal | None
    settled: Decimal | None
    missing: int

    @property
    def result(self) -> Decimal:
        """Positive is overskud."""
        return self.income - self.costs


@dataclass(frozen=True, slots=True)
class Extras:
    """Tillægsydelser and income in whole kr. of the lines that give both; `share` is the first in pct. of the other."""

    extras: Decimal
    income: Decimal
    share: Decimal | None
    missing: int


@lru_cache(maxsize=4)
def by_driftsherre(basis: TakstBasis) -> tuple[Part, ...]:
    """A part per driftsherre, by its name without "Kommune"."""
    return parts(basis, lambda takst: short_name(basis.driftsherrer.get(takst.driftsherre_code, takst.driftsherre)))


@lru_cache(maxsize=4)
def by_type(basis: TakstBasis) -> tuple[Part, ...]:
    """A part per tilbudstype."""
    return parts(basis, lambda takst: takst.tilbudstype)


@lru_cache(maxsize=4)
def by_paragraph(basis: TakstBasis) -> tuple[Part, ...]:
    """A part per law and paragraph."""
    return parts(basis, lambda takst: f"{takst.law} {takst.paragraph}")


def short_name(name: str) -> str:
    """Without "Kommune", which goes without saying in a list of them."""
    return name.removesuffix(KOMMUNE)


def parts(basis: TakstBasis, key: Key) -> tuple[Part, ...]:
    """The parts of both years in the order of bilag 8; one that is gone is there with no lines this year."""
    now, before = _divided(basis.register.takster, key), _divided(lines_before(basis), key)
    names = sorted({*now, *before}, key=lambda name: (basis.region.rank(name), listed_key(name)))
    return tuple(Part(name, tuple(now.get(name, ())), tuple(before.get(name, ()))) for name in names)


def whole(basis: TakstBasis) -> Part:
    """All lines of both years."""
    return Part("I alt", basis.register.takster, lines_before(basis))


def register_before(basis: TakstBasis) -> Takstregister | None:
    """The register of the year right before, if there is one."""
    return next((one for one in basis.earlier if one.year == basis.register.year - 1), None)


def lines_before(basis: TakstBasis) -> Takster:
    """The lines of the year before, none without its register."""
    before = register_before(basis)
    return before.takster if before else ()


def _divided(takster: Iterable[Takst], key: Key) -> dict[str, list[Takst]]:
    found: dict[str, list[Takst]] = {}
    for takst in takster:
        found.setdefault(key(takst), []).append(takst)
    return found


def places(takster: Iterable[Takst]) -> Decimal:
    """Normerede pladser, the same sum as in bilag 7 and 8."""
    return total([takst.places for takst in takster])


def compared(takster: Iterable[Takst]) -> Takster:
    """The lines that had a takst the year before and have places to weigh them by."""
    return tuple(takst for takst in takster if takst.previous and takst.places > 0)


def takst_change(takster: Iterable[Takst]) -> Decimal | None:
    """Pct.: how much takster rose since the year before, each line weighed by its places.

    Kr. of different units cannot be added; changes in pct. can be averaged.
    """
    weighed = compared(takster)
    rises = [takst.places * change(takst.previous, takst.amount) for takst in weighed if takst.previous]
    return _rounded(total(rises) / places(weighed), _TENTH) if weighed else None


def in_fixed_prices(rise: Decimal, pl: Decimal) -> Decimal:
    """Pct.: a change without the part that the pris- og lønfremskrivning explains."""
    return _rounded((HUNDRED + rise) * HUNDRED / (HUNDRED + pl) - HUNDRED, _TENTH)


def unit_cost(takster: Takster) -> UnitCost:
    """Costs per used place, of the lines that give both."""
    found = _given(takster, "accounts_costs", "accounts_places")
    costs, used = _sums(found, 2)
    return UnitCost(costs, used, _kroner(costs / used) if used else None, len(takster) - len(found))


def used_places(takster: Takster) -> tuple[Decimal, ...]:
    """The used places of each line that gives both costs and places."""
    return tuple(values[1] for _, values in _given(takster, "accounts_costs", "accounts_places"))


def result(takster: Takster, limit: Decimal | None) -> Result:
    """The year's result, and by the limit (pct. of each tilbud's budget) what is carried on and what settled."""
    found = _given(takster, *_ACCOUNTS)
    income, costs, budget = _sums(found, len(_ACCOUNTS))
    carried = None if limit is None else total([_kroner(_outcome(lines, limit).carried) for lines in _tilbud(found)])
    return Result(
        income=income,
        costs=costs,
        share=_share(income - costs, budget),
        carried=carried,
        settled=None if carried is None else income - costs - carried,
        missing=len(takster) - len(found),
    )


def beyond_limit(takster: Takster, limit: Decimal) -> int:
    """How many tilbud have a result beyond the limit."""
    return sum(_outcome(lines, limit).settled != 0 for lines in _tilbud(_given(takster, *_ACCOUNTS)))


def earlier_result(takster: Takster, years: int) -> Decimal | None:
    """The result one or two years before the accounts in whole kr., of the lines that give it."""
    found = _given(takster, f"result_{years}")
    return _sums(found, 1)[0] if found else None


def extras(takster: Takster) -> Extras:
    """Tillægsydelser beside the income."""
    found = _given(takster, "accounts_extras", "accounts_income")
    paid, income = _sums(found, 2)
    return Extras(paid, income, _share(paid, income), len(takster) - len(found))


def _given(takster: Takster, *fields: str) -> list[_Line]:
    """The lines where all the fields are given, with the fields' values as they are added."""
    steps = tuple(_HUNDREDTH if field in _COUNTS else _KRONE for field in fields)
    first, *others = (attrgetter(field) for field in fields)
    lines = ((takst, (first(takst), *(other(takst) for other in others))) for takst in takster)
    return [(takst, tuple(map(_rounded, values, steps))) for takst, values in lines if None not in values]


def _sums(lines: Sequence[_Line], columns: int) -> tuple[Decimal, ...]:
    return tuple(total([values[column] for _, values in lines]) for column in range(columns))


def _tilbud(lines: Sequence[_Line]) -> list[list[_Line]]:
    """The lines of each tilbud: the limit holds for a tilbud and not for each of its takster."""

    def key(line: _Line) -> tuple[str, str]:
        return line[0].driftsherre_code, line[0].tilbud

    return [list(group) for _, group in groupby(sorted(lines, key=key), key=key)]


def _outcome(lines: Sequence[_Line], limit: Decimal) -> Outcome:
    income, costs, budget = _sums(lines, len(_ACCOUNTS))
    return outcome(income, costs, budget, limit)


def assumed_occupancy(takster: Iterable[Takst]) -> Decimal | None:
    """Pct.: the occupancy that the takster are reckoned from, weighed by places."""
    return _weighed((takst.places, takst.occupancy) for takst in takster)


def actual_occupancy(takster: Iterable[Takst], years: int) -> Decimal | None:
    """Pct.: the occupancy two or three years before the takster, weighed by places."""
    given = ((takst.places, takst.occupancy_2 if years == 2 else takst.occupancy_3) for takst in takster)
    return _weighed((weight, value) for weight, value in given if value is not None)


def _weighed(values: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    found = [(weight, value) for weight, value in values if weight > 0]
    weights = total([weight for weight, _ in found])
    return _rounded(total([weight * value for weight, value in found]) / weights, _TENTH) if found else None


def rise(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    """Pct. from one printed figure to another; None where one of them is not given."""
    return _rounded(change(before, after), _TENTH) if before and after is not None else None


def difference(after: Decimal | None, before: Decimal | None) -> Decimal | None:
    """One printed figure less another."""
    return None if after is None or before is None else after - before


def limit_of(basis: TakstBasis) -> Decimal | None:
    """Pct.: how large a part of its budget a tilbud may carry on as result."""
    found = basis.aftale.limits.get(SETTLING_LIMIT)
    return found.value if found else None


def _share(part: Decimal, of_all: Decimal) -> Decimal | None:
    return _rounded(part * HUNDRED / of_all, _TENTH) if of_all else None


@lru_cache(maxsize=16384)
def _rounded(value: Decimal, to: Decimal) -> Decimal:
    """Rounds half up, as a figure is printed; a zero has no sign."""
    return value.quantize(to, rounding=ROUND_HALF_UP) + 0


def _kroner(value: Decimal) -> Decimal:
    return _rounded(value, _KRONE)
