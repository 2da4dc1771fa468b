"""Seed → what is behind every line: its tilbud, its years, its level of takst, occupancy and results.

A plan holds what is drawn; `figures.py` works the figures of a year out of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from tools.eksempel.names import (
    ADULTS,
    ADULTS_BY_PARAGRAPH,
    CHILDREN,
    DEPARTMENTS,
    DRIFTSHERRER,
    FIRST,
    KINDS,
    LAST,
    NOTES,
    Kind,
)

SEED = 20210101
LINES = 1500
PLACES = 9_987
LAST_YEAR, THIS_YEAR = 2020, 2021
RENAMED = ("751", "740", "615", "1082", "779")
"""Whose first tilbud but two has a new name this year; their files of this year hold the column Række-id."""
SORTED_BY_PARAGRAPH = ("657", "1082")
"""Whose files have totals per paragraph, and so their lines in that order."""

LITTLE = ("0", "0.5", "0.8", "1", "1", "1.2", "1.5")
ENOUGH = ("0", "2.1", "2.4", "2.5", "2.5", "2.8", "3", "3.2")
REDUCES_LITTLE = "707"
"""Pct. that a takst is lowered in a year, and the driftsherre that has not come far (planted for rule T2)."""

Signs = tuple[int, int, int, int]
SIGNS: tuple[Signs, ...] = (
    (1, -1, 1, -1), (-1, 1, -1, 1), (1, 1, -1, 1), (-1, 1, 1, -1), (1, -1, 1, 1), (1, -1, -1, 1), (-1, -1, 1, -1),
    (-1, 1, -1, -1), (1, 1, -1, -1), (-1, -1, 1, 1),
)  # fmt: skip
"""Over- or underskud in 2016-2019, never the same three years running: rule T14 would find that."""


@dataclass
class Plan:
    """A line through the years. Amounts in kr. by year of the takst, occupancy and results in pct. by year."""

    code: str
    driftsherre: str
    names: dict[int, str]
    afdeling: str
    kind: Kind
    maalgruppe: str
    group: str
    is_alone: bool
    years: tuple[int, ...]
    amounts: dict[int, Decimal]
    occupancy: dict[int, Decimal]
    results: dict[int, Decimal]
    places: dict[int, Decimal] = field(default_factory=dict)
    assumed: dict[int, Decimal] = field(default_factory=dict)
    """The year's forudsat belægning where it is not the average of two years."""
    overhead: Decimal = Decimal(5)
    base_share: Decimal = Decimal("0.7")
    buyers: int = 1
    extras: Decimal = Decimal(0)
    reserved: dict[int, int] = field(default_factory=dict)
    """The year that a year's hensat overskud was set aside in."""
    notes: dict[int, str] = field(default_factory=dict)
    cost_factor: Decimal = Decimal(1)
    service_error: Decimal = Decimal(0)
    used_places: Decimal | None = None
    """Belagte pladser this year where the occupancy does not give them."""


def plans() -> list[Plan]:
    """Every line of the two years, grouped by driftsherre, in the order of its files."""
    weights = [weight for _, _, weight in DRIFTSHERRER]
    numbers = _dealt(LINES, weights)
    made: list[Plan] = []
    for (code, name, _), number, places in zip(DRIFTSHERRER, numbers, _dealt(PLACES, numbers), strict=True):
        random = Random(f"{SEED}-{code}")
        own = list(_lines(random, code, name, number))
        _give_places(random, own, places)
        if code in SORTED_BY_PARAGRAPH:
            own.sort(key=lambda plan: int(plan.kind.paragraph[2:]))
        made += own
    return made


def _dealt(total: int, weights: list[int]) -> list[int]:
    """Whole numbers in proportion to the weights that sum to the total: largest remainders are rounded up."""
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: -(total * weights[i] % whole))
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return shares


def _lines(random: Random, code: str, driftsherre: str, number: int) -> Iterator[Plan]:
    """So many lines this year, and those that were only there last year: whole tilbud come and go."""
    names = [first + last for first in FIRST for last in LAST]
    random.shuffle(names)
    made = 0
    for order, name in enumerate(names):
        if made == number:
            return
        years = _years(random, order) if number > 40 else (LAST_YEAR, THIS_YEAR)
        departments = sorted(random.sample(DEPARTMENTS, random.choice((0, 2, 3, 3, 4, 5))), key=DEPARTMENTS.index)
        if THIS_YEAR in years:
            departments = departments[: number - made]
            made += len(departments) or 1
        by_year = {LAST_YEAR: name, THIS_YEAR: name}
        if code in RENAMED and order == 2:
            years, by_year[THIS_YEAR] = (LAST_YEAR, THIS_YEAR), f"Bofællesskabet {name}"
        yield from _tilbud(random, code, driftsherre, by_year, departments, years)


def _years(random: Random, order: int) -> tuple[int, ...]:
    drawn = random.random()
    if order < 3 or drawn > 0.045:
        return LAST_YEAR, THIS_YEAR
    return (LAST_YEAR,) if drawn < 0.022 else (THIS_YEAR,)


def _tilbud(
    random: Random, code: str, driftsherre: str, names: dict[int, str], departments: list[str], years: tuple[int, ...]
) -> Iterator[Plan]:
    """One line, or one for each department, all of one kind and with results of the same signs."""
    kind = random.choices(KINDS, [kind.weight for kind in KINDS])[0]
    group = ADULTS_BY_PARAGRAPH.get(kind.paragraph) or random.choice(CHILDREN if kind.child else ADULTS)
    level = random.triangular(kind.lowest, kind.highest)
    signs = random.choice(SIGNS)
    several = len(departments) > 1
    for department in departments or [""]:
        plan = Plan(
            code, driftsherre, names, department, kind, group,
            f"Udligning {names[LAST_YEAR]}" if several else "", not departments, years,
            _amounts(random, code, kind, level), _occupancy(random),
            {year: sign * _hundredths(random, 0.2, 4.2) for year, sign in zip(range(2016, 2020), signs, strict=True)},
        )  # fmt: skip
        plan.overhead = _hundredths(random, 3.6, 5.7)
        plan.base_share = _hundredths(random, 0.55, 0.8)
        plan.buyers = random.choice((1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 11))
        plan.extras = _hundredths(random, 0.4, 2.8) if random.random() < 0.15 else Decimal(0)
        for year in years:
            if random.random() < 0.12:
                plan.reserved[year] = year - random.choice((2, 2, 3, 4))
            if random.random() < 0.04:
                plan.notes[year] = random.choice(NOTES)
        yield plan


def _hundredths(random: Random, lowest: float, highest: float) -> Decimal:
    return Decimal(random.randrange(round(lowest * 100), round(highest * 100) + 1)) / 100


def _amounts(random: Random, code: str, kind: Kind, level: float) -> dict[int, Decimal]:
    """The takst of 2019 near the tilbud's level, then never raised: this year's reduction meets rule T2's 2 pct."""
    drawn = min(max(level * random.uniform(0.85, 1.2), kind.lowest), kind.highest)
    amounts = {2019: Decimal(round(drawn * 100)) / 100}
    usual = LITTLE if code == REDUCES_LITTLE else ENOUGH
    for year, choices in ((LAST_YEAR, LITTLE), (THIS_YEAR, usual)):
        lowered = Decimal(random.choice(choices))
        amounts[year] = (amounts[year - 1] * (100 - lowered) / 100).quantize(Decimal("0.01"))
    return amounts


def _occupancy(random: Random) -> dict[int, Decimal]:
    """2017-2019 in pct. with one decimal, all with even or all with odd tenths, so that averages are exact."""
    odd = random.randrange(2)
    return {year: Decimal(950 + 2 * random.randrange(25) + odd) / 10 for year in (2017, 2018, 2019)}


def _give_places(random: Random, own: list[Plan], places: int) -> None:
    """Whole places that sum to the driftsherre's share this year; now and then a half in two day tilbud."""
    now = [plan for plan in own if THIS_YEAR in plan.years]
    sizes = _dealt(places, [random.choice((2, 4, 5, 6, 8, 10, 12, 16)) for _ in now])
    given = dict(zip(map(id, now), sizes, strict=True))
    for plan in own:
        number = Decimal(given.get(id(plan)) or random.choice((3, 4, 6, 8)))
        plan.places = dict.fromkeys(plan.years, number)
    steady = [plan for plan in now if len(plan.years) == 2 and plan.kind.unit == "dag" and plan.places[THIS_YEAR] > 2]
    if len(steady) > 8:
        for plan, half in zip(steady[3:5], ("0.5", "-0.5"), strict=True):
            plan.places = {year: number + Decimal(half) for year, number in plan.places.items()}
