"""Driftsherrer and paragraphs side by side, this year and the year before: what the ledelsesinformation compares.

A table's columns of figures are made here, a chart's ranking and a sentence's count; render/ words them and figures/
draws them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache, partial

from rammeaftale.base.calculate import total
from rammeaftale.base.danish import decimals_of, listed_key
from rammeaftale.model.takster import Takst, TakstBasis
from rammeaftale.takster.accounts import (
    ACCOUNTS,
    EXTRAS,
    THREE_YEARS,
    USE,
    Fields,
    accounts_of,
    actual_occupancy,
    assumed_occupancy,
    carried,
    cost_per_place,
    extras_share,
    giving,
    less,
    occupancy_gap,
    past_occupancy,
    result_share,
    rise,
    sum_of,
    takst_change,
)
from rammeaftale.takster.groups import Takster, grouped, paragraph_of, place_decimals, places_of
from rammeaftale.takster.sameness import name_key
from rammeaftale.takster.year_before import lines_before

WHOLE = "I alt"
"""What all lines together are called in tables and charts."""

Figure = Decimal | None
Measure = Callable[[Takster], Figure]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that belong together, this year's and those of the year before: of a driftsherre, say, or all of them."""

    name: str
    takster: Takster
    before: Takster


Division = Callable[[TakstBasis], tuple[Part, ...]]


@lru_cache(maxsize=4)
def by_driftsherre(basis: TakstBasis) -> tuple[Part, ...]:
    """A part per driftsherre."""

    def name(takst: Takst) -> str:
        return basis.driftsherrer.get(takst.driftsherre_code, takst.driftsherre)

    return _parts(basis, lambda takst: takst.driftsherre_code, name)


@lru_cache(maxsize=4)
def by_paragraph(basis: TakstBasis) -> tuple[Part, ...]:
    """A part per law and paragraph."""
    return _parts(basis, lambda takst: name_key(paragraph_of(takst)), paragraph_of)


def whole(basis: TakstBasis) -> Part:
    """All lines of both years."""
    return Part(WHOLE, basis.register.takster, lines_before(basis))


def _parts(basis: TakstBasis, key: Callable[[Takst], str], name: Callable[[Takst], str]) -> tuple[Part, ...]:
    """The parts of both years in the order of bilag 8; one that is gone is there with no lines this year."""
    now, before = grouped(basis.register.takster, key), grouped(lines_before(basis), key)
    lines = [(now.get(group, ()), before.get(group, ())) for group in {**now, **before}]
    parts = [Part(name((takster or earlier)[0]), takster, earlier) for takster, earlier in lines]
    return tuple(sorted(parts, key=lambda part: (basis.region.rank(part.name), listed_key(part.name))))


@dataclass(frozen=True, slots=True)
class Column:
    """A figure of each part and, last, of all lines, as they are printed with so many decimals."""

    figures: tuple[Figure, ...]
    decimals: int


def takst_columns(basis: TakstBasis, divide: Division) -> tuple[Column, ...]:
    """How takster rose in pct.; costs, used places, and kr. per used place of two years with its rise in pct."""
    now, before = _lines(basis, divide)
    used = decimals_of(takst.accounts_places or Decimal(0) for takst in giving(basis.register.takster, USE))
    then, cost = _each(before, cost_per_place, 0), _each(now, cost_per_place, 0)
    return (
        _each(now, takst_change, 1),
        _adding_up(now, partial(sum_of, field="accounts_costs", fields=USE)),
        _adding_up(now, partial(sum_of, field="accounts_places", fields=USE), used),
        then,
        cost,
        _reckoned(rise, then, cost, 1),
    )


def result_columns(basis: TakstBasis, divide: Division) -> tuple[Column, ...]:
    """Income, costs, result, its share of the budget in pct., and the result within and beyond the limit.

    Only where a tilbud stands in one part alone: the limit holds for a tilbud.
    """
    now, _ = _lines(basis, divide)
    income, costs, result = _results(now)
    within = _adding_up(now, partial(carried, limit=limit_of(basis)))
    return income, costs, result, _each(now, result_share, 1), within, _reckoned(less, result, within)


def result_year_columns(basis: TakstBasis, divide: Division) -> tuple[Column, ...]:
    """The results of three years, the oldest first, of the lines that give all of them."""
    now, _ = _lines(basis, divide)
    earlier = (_adding_up(now, partial(sum_of, field=field, fields=THREE_YEARS)) for field in ("result_2", "result_1"))
    return *earlier, _results(now, THREE_YEARS)[-1]


def _results(now: Sequence[Takster], fields: Fields = ACCOUNTS) -> tuple[Column, Column, Column]:
    income, costs = (_adding_up(now, partial(sum_of, field=field, fields=fields)) for field in ACCOUNTS[:2])
    return income, costs, _reckoned(less, income, costs)


def extras_columns(basis: TakstBasis, divide: Division) -> tuple[Column, ...]:
    """Tillægsydelser, the income of the same lines, and the first in pct. of the other."""
    now, _ = _lines(basis, divide)
    extras, income = (_adding_up(now, partial(sum_of, field=field, fields=EXTRAS)) for field in EXTRAS)
    return extras, income, _each(now, extras_share, 1)


def occupancy_columns(basis: TakstBasis, divide: Division) -> tuple[Column, ...]:
    """Pct.: actual occupancy three and two years ago, their average, the assumed one, and how far the two are apart."""
    now, _ = _lines(basis, divide)
    years = (partial(actual_occupancy, years=3), partial(actual_occupancy, years=2))
    measures = (*years, past_occupancy, assumed_occupancy, occupancy_gap)
    return tuple(_each(now, measure, 1) for measure in measures)


def place_columns(basis: TakstBasis, divide: Division) -> tuple[Column, ...]:
    """How many lines; places of the year before and of this year, and the change: the sums of bilag 7 and 8."""
    (now, before), decimals = _lines(basis, divide), decimals_of_places(basis)
    then = _each(before, places_of if lines_before(basis) else lambda _: None, decimals)
    places = _each(now, places_of, decimals)
    return _each(now, lambda takster: Decimal(len(takster)), 0), then, places, _reckoned(less, places, then, decimals)


def decimals_of_places(basis: TakstBasis) -> int:
    """How many decimals the places of both years need."""
    return place_decimals((*basis.register.takster, *lines_before(basis)))


def _lines(basis: TakstBasis, divide: Division) -> tuple[tuple[Takster, ...], tuple[Takster, ...]]:
    """The lines of each part and, last, all of them: this year's, and those of the year before."""
    parts = (*divide(basis), whole(basis))
    return tuple(part.takster for part in parts), tuple(part.before for part in parts)


def _each(groups: Iterable[Takster], measure: Measure, decimals: int) -> Column:
    return Column(tuple(map(measure, groups)), decimals)


def _reckoned(reckon: Callable[[Figure, Figure], Figure], first: Column, second: Column, decimals: int = 0) -> Column:
    """From the figures of two columns as they are printed."""
    return Column(tuple(map(reckon, first.figures, second.figures)), decimals)


def _adding_up(groups: Iterable[Takster], measure: Measure, decimals: int = 0) -> Column:
    """Exact sums, rounded so that the parts sum to the rounded whole, which is the last.

    All are rounded down; so many as the whole asks for are rounded up instead, those that lose most first.
    """
    step = Decimal(1).scaleb(-decimals)
    *parts, of_all = map(measure, groups)
    exact = {index: part for index, part in enumerate(parts) if part is not None}
    if of_all is None or not exact:
        return Column((*parts, of_all), decimals)
    printed = {index: part.quantize(step, ROUND_FLOOR) for index, part in exact.items()}
    rounded_whole = of_all.quantize(step, ROUND_HALF_UP)
    lacking = int((rounded_whole - total(list(printed.values()))) / step)
    for index in sorted(exact, key=lambda index: printed[index] - exact[index])[:lacking]:
        printed[index] += step
    return Column((*(printed.get(index) for index in range(len(parts))), rounded_whole), decimals)


def driftsherrer_and_whole(basis: TakstBasis) -> tuple[Part, ...]:
    """What a chart shows side by side."""
    return *by_driftsherre(basis), whole(basis)


def ranked(parts: Iterable[Part], measure: Measure) -> tuple[tuple[str, Decimal], ...]:
    """The parts that the figure is given for, the highest first."""
    measured = ((part.name, measure(part.takster)) for part in parts)
    return tuple(sorted(((name, figure) for name, figure in measured if figure is not None), key=lambda pair: -pair[1]))


def ends(basis: TakstBasis, measure: Measure) -> tuple[tuple[tuple[str, ...], Decimal], ...]:
    """The driftsherrer with the highest figure, and those with the lowest; nothing when it is given for none."""
    ranking = ranked(by_driftsherre(basis), measure)
    figures = [figure for _, figure in ranking]
    return tuple(
        (tuple(name for name, figure in ranking if figure == end), end) for end in (figures[:1] + figures[-1:])
    )


def results_by_sign(basis: TakstBasis) -> tuple[int, int]:
    """How many driftsherrer have overskud, and how many underskud."""
    results = [accounts.result for part in by_driftsherre(basis) if (accounts := accounts_of(part.takster))]
    return sum(result > 0 for result in results), sum(result < 0 for result in results)


def below_assumed(basis: TakstBasis) -> int:
    """How many driftsherrer had a lower occupancy in the two years than their takster are reckoned from."""
    gaps = (occupancy_gap(part.takster) for part in by_driftsherre(basis))
    return sum(gap is not None and gap < 0 for gap in gaps)


def limit_of(basis: TakstBasis) -> Decimal | None:
    """Pct.: how large a part of its budget a tilbud may carry on as result."""
    limit = basis.aftale.limits.get("over_underskud")
    return limit.value if limit else None
