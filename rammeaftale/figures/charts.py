"""The takst basis → the marks of the charts of the ledelsesinformation, and the same in words.

One mark per driftsherre, sorted by the figure that is shown, with the figure beside it instead of an axis to read from.
"I alt" stands among them in darker and bolder; what is negative has an outline only and stands left of zero, so that
the charts read in grey and without colour.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from rammeaftale.base.danish import counted, format_number
from rammeaftale.base.holes import NOT_GIVEN
from rammeaftale.figures.chart_specs import Bars, Dots, Mark
from rammeaftale.model.takster import TakstBasis
from rammeaftale.takster.accounts import assumed_occupancy, extras_share, past_occupancy, result_share, takst_change
from rammeaftale.takster.comparison import WHOLE, Measure, by_driftsherre, driftsherrer_and_whole, ranked
from rammeaftale.takster.groups import place_decimals, places_of


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be laid out, with its alternative text."""

    plot: Bars | Dots
    alt: str


def _takst_chart(basis: TakstBasis) -> Chart:
    """How much takster rose or fell at each driftsherre, with the pris- og lønfremskrivning as a line."""
    year, pl = basis.register.year, basis.aftale.pl_rate(basis.register.year)
    line = None if pl is None else (pl, f"pl {_tenths(pl)} pct.")
    chart = _percent_chart(basis, takst_change, f"ændringen i taksterne fra {year - 1} til {year}", line)
    said = (
        ""
        if pl is None or not chart.plot.marks
        else f" En stiplet linje viser pris- og lønfremskrivningen på {_tenths(pl)} pct."
    )
    return replace(chart, alt=f"{chart.alt}{said}")


def _result_chart(basis: TakstBasis) -> Chart:
    """The result of each driftsherre in pct. of its budget."""
    shown = f"resultatet i regnskab {basis.register.accounts_year} i forhold til budgettet"
    return _percent_chart(basis, result_share, shown)


def _extras_chart(basis: TakstBasis) -> Chart:
    """The tillægsydelser of each driftsherre in pct. of its income."""
    shown = f"tillægsydelser i forhold til indtægter i regnskab {basis.register.accounts_year}"
    return _percent_chart(basis, extras_share, shown)


def _percent_chart(basis: TakstBasis, measure: Measure, shown: str, line: tuple[Decimal, str] | None = None) -> Chart:
    """A bar per driftsherre that the figure is given for, and one for all of them."""
    ranking = ranked(driftsherrer_and_whole(basis), measure)
    bars = [Mark(name, (figure,), (_tenths(figure),)) for name, figure in ranking]
    return Chart(Bars(bars, line), _bar_alt(bars, shown, lambda text: f"{text} pct."))


def _place_chart(basis: TakstBasis) -> Chart:
    """The places of each driftsherre. The whole is not drawn: it would dwarf its parts."""
    takster = basis.register.takster
    decimals = place_decimals(takster)
    places = ranked((part for part in by_driftsherre(basis) if part.takster), places_of)
    bars = [Mark(name, (figure,), (format_number(figure, decimals),)) for name, figure in places]
    alt = _bar_alt(bars, f"normerede pladser i {basis.register.year}", _in_places)
    whole = _in_places(format_number(places_of(takster), decimals))
    return Chart(Bars(bars), f"{alt} I alt er der {whole}." if takster else alt)


def _occupancy_chart(basis: TakstBasis) -> Chart:
    """The actual occupancy of two years and that which the takster are reckoned from, at each driftsherre."""
    year, parts = basis.register.year, driftsherrer_and_whole(basis)
    assumed = dict(ranked(parts, assumed_occupancy))
    pairs = [(name, (actual, assumed[name])) for name, actual in ranked(parts, past_occupancy)]
    dots = [Mark(name, figures, tuple(map(_tenths, figures))) for name, figures in pairs]
    past = f"{year - 3}-{(year - 2) % 100:02}"
    heads = ("faktisk", past), ("forudsat", str(year))
    return Chart(Dots(dots, heads), _dot_alt(dots, f"faktisk belægning i {past} og forudsat belægning i {year}"))


CHARTS: Mapping[str, Callable[[TakstBasis], Chart]] = MappingProxyType(
    {
        "takstudvikling": _takst_chart,
        "over-og-underskud": _result_chart,
        "tillaegsydelser": _extras_chart,
        "belaegning": _occupancy_chart,
        "pladser": _place_chart,
    }
)


def _bar_alt(bars: Sequence[Mark], shown: str, with_unit: Callable[[str], str]) -> str:
    """What is shown, the ends of the list, and the whole."""
    single = [bar for bar in bars if bar.name != WHOLE]
    if not single:
        return f"Søjlediagram uden søjler: {shown} er {NOT_GIVEN}."
    in_all = "".join(f" {_sentence(f'I alt er det {with_unit(bar.texts[0])}')}" for bar in bars if bar.name == WHOLE)
    first, last = single[0], single[-1]
    if len(single) == 1:
        ends = f"{first.name} har {with_unit(first.texts[0])}"
    elif first.texts == last.texts:
        ends = f"Alle har {with_unit(first.texts[0])}"
    else:
        highest, lowest = (f"{bar.name} med {with_unit(bar.texts[0])}" for bar in (first, last))
        ends = f"Højest er {highest}, lavest {lowest}"
    return f"{_list_of(single, 'Søjle')}: {shown}. {_sentence(ends)}{in_all}"


def _dot_alt(dots: Sequence[Mark], shown: str) -> str:
    """The same of a chart with dots, whose figures are of two kinds."""
    single = [dot for dot in dots if dot.name != WHOLE]
    if not single:
        return f"Prikdiagram uden prikker: {shown} er {NOT_GIVEN}."
    of_all = [dot.texts for dot in dots if dot.name == WHOLE]
    in_all = "".join(f" I alt er den {actual} pct., forudsat {expected}." for actual, expected in of_all)
    if len(single) == 1:
        actual, expected = single[0].texts
        ends = f"Faktisk er den {actual} pct. mod forudsat {expected} hos {single[0].name}."
    else:
        ends = f"Faktisk er den højest hos {_dot_end(single[0])}, lavest hos {_dot_end(single[-1])}."
    return f"Prikker for {_counted(single)}: {shown}, i pct. {ends}{in_all}"


def _list_of(marks: Sequence[Mark], kind: str) -> str:
    """`Søjler for 3 driftsherrer, den højeste øverst`; one is not above any other."""
    return f"{kind} for {_counted(marks)}" if len(marks) == 1 else f"{kind}r for {_counted(marks)}, den højeste øverst"


def _sentence(words: str) -> str:
    """The words with a point, unless they end in one ("pct.")."""
    return words if words.endswith(".") else f"{words}."


def _in_places(text: str) -> str:
    return f"{text} {'plads' if text == '1' else 'pladser'}"


def _counted(marks: Sequence[Mark]) -> str:
    return counted(len(marks), "driftsherre", "driftsherrer")


def _dot_end(dot: Mark) -> str:
    return f"{dot.name} med {dot.texts[0]} pct. mod forudsat {dot.texts[1]}"


def _tenths(value: Decimal) -> str:
    return format_number(value, 1)
