"""The takst basis → the marks of the charts of the ledelsesinformation, and the same in words.

One mark per driftsherre, sorted by the figure that is shown, with the figure beside it instead of an axis to read from.
"I alt" stands among them in darker and bolder; what is negative has an outline only and stands left of zero, so that
the charts read in grey and without colour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from rammeaftale.base.danish import decimals_of, format_number
from rammeaftale.figures.chart_specs import WHOLE, Bar, Bars, Dot, Dots
from rammeaftale.model.takster import TakstBasis
from rammeaftale.takster.accounts import (
    Part,
    actual_occupancy,
    assumed_occupancy,
    by_driftsherre,
    extras,
    limit_of,
    places,
    result,
    takst_change,
    whole,
)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be laid out, with its alternative text."""

    marks: Bars | Dots
    alt: str


def takst_chart(basis: TakstBasis) -> Chart:
    """How much takster rose or fell at each driftsherre, with the pris- og lønfremskrivning as a line."""
    bars = _bars(basis, lambda part: takst_change(part.takster))
    pl = basis.aftale.pl.get(basis.register.year)
    mark = None if pl is None else (pl, f"pl {_tenths(pl)} pct.")
    years = f"fra {basis.register.year - 1} til {basis.register.year}"
    line = "" if pl is None else f" En stiplet linje viser pris- og lønfremskrivningen på {_tenths(pl)} pct."
    return Chart(Bars(bars, mark), _bar_alt(bars, f"ændringen i taksterne {years}", " pct.") + line)


def result_chart(basis: TakstBasis) -> Chart:
    """The result of each driftsherre in pct. of its budget."""
    bars = _bars(basis, lambda part: result(part.takster, limit_of(basis)).share)
    shown = f"resultatet i regnskab {basis.register.accounts_year} i forhold til budgettet"
    return Chart(Bars(bars), _bar_alt(bars, shown, " pct."))


def extras_chart(basis: TakstBasis) -> Chart:
    """The tillægsydelser of each driftsherre in pct. of its income."""
    bars = _bars(basis, lambda part: extras(part.takster).share)
    shown = f"tillægsydelser i forhold til indtægter i regnskab {basis.register.accounts_year}"
    return Chart(Bars(bars), _bar_alt(bars, shown, " pct."))


def place_chart(basis: TakstBasis) -> Chart:
    """The places of each driftsherre. The whole is not drawn: it would dwarf its parts."""
    decimals = decimals_of(takst.places for takst in basis.register.takster)
    found = ((part.name, places(part.takster)) for part in by_driftsherre(basis) if part.takster)
    bars = _falling(Bar(name, value, format_number(value, decimals)) for name, value in found)
    in_all = format_number(places(basis.register.takster), decimals)
    alt = _bar_alt(bars, f"normerede pladser i {basis.register.year}", " pladser")
    return Chart(Bars(bars), f"{alt} I alt er der {in_all} pladser.")


def occupancy_chart(basis: TakstBasis) -> Chart:
    """The actual occupancy two years ago and that which the takster are reckoned from, at each driftsherre."""
    year = basis.register.year
    dots = _dots(basis)
    shown = f"Prikker for {_counted(dots)}: faktisk belægning i {year - 2} og forudsat belægning i {year}, i pct."
    single = [dot for dot in dots if dot.name != WHOLE]
    ends = f" Faktisk er den højest hos {_dot_end(single[0])}, lavest hos {_dot_end(single[-1])}." if single else ""
    in_all = "".join(
        f" I alt er den {dot.actual_text} pct., forudsat {dot.assumed_text}." for dot in dots if dot.name == WHOLE
    )
    heads = ("faktisk", str(year - 2)), ("forudsat", str(year))
    return Chart(Dots(dots, heads), f"{shown}{ends}{in_all}")


CHARTS: Mapping[str, Callable[[TakstBasis], Chart]] = MappingProxyType(
    {
        "takstudvikling": takst_chart,
        "over-og-underskud": result_chart,
        "tillaegsydelser": extras_chart,
        "belaegning": occupancy_chart,
        "pladser": place_chart,
    }
)


def _bars(basis: TakstBasis, measure: Callable[[Part], Decimal | None]) -> tuple[Bar, ...]:
    """A bar with one decimal per driftsherre that the figure is given for, and one for all of them."""
    found = ((part.name, measure(part)) for part in (*by_driftsherre(basis), whole(basis)))
    return _falling(Bar(name, value, _tenths(value)) for name, value in found if value is not None)


def _falling(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    return tuple(sorted(bars, key=lambda bar: -bar.value))


def _dots(basis: TakstBasis) -> tuple[Dot, ...]:
    found = [
        (part.name, actual_occupancy(part.takster, 2), assumed_occupancy(part.takster))
        for part in (*by_driftsherre(basis), whole(basis))
    ]
    dots = [
        Dot(name, actual, assumed, _tenths(actual), _tenths(assumed))
        for name, actual, assumed in found
        if actual is not None and assumed is not None
    ]
    return tuple(sorted(dots, key=lambda dot: -dot.actual))


def _bar_alt(bars: Sequence[Bar], shown: str, unit: str) -> str:
    """What is shown, the ends of the list, and the whole."""
    single = [bar for bar in bars if bar.name != WHOLE]
    if not single:
        return f"Søjlediagram uden søjler: {shown} er ikke oplyst."
    first, last = single[0], single[-1]
    stop = "" if unit.endswith(".") else "."
    in_all = "".join(f" I alt er det {bar.text}{unit}{stop}" for bar in bars if bar.name == WHOLE)
    return (
        f"Søjler for {_counted(single)}, den højeste øverst: {shown}."
        f" Højest er {first.name} med {first.text}{unit}, lavest {last.name} med {last.text}{unit}{stop}{in_all}"
    )


def _counted(marks: Sequence[Bar | Dot]) -> str:
    count = sum(mark.name != WHOLE for mark in marks)
    return f"{count} driftsherre" if count == 1 else f"{count} driftsherrer"


def _dot_end(dot: Dot) -> str:
    return f"{dot.name} med {dot.actual_text} pct. mod forudsat {dot.assumed_text}"


def _tenths(value: Decimal) -> str:
    return format_number(value, 1)
