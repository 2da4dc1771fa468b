"""Takes the takst basis, gives the sentences and key figures of the ledelsesinformation, every number in them computed.

A sentence whose numbers are not given is left out, so nothing is said of what is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from rammeaftale.base.danish import counted, decimals_of, format_count, format_kroner, format_number, format_percent
from rammeaftale.base.holes import NOT_GIVEN
from rammeaftale.model.takster import TakstBasis
from rammeaftale.render.typography import bind
from rammeaftale.takster import accounts, comparison
from rammeaftale.takster.comparison import Measure
from rammeaftale.takster.groups import places_of
from rammeaftale.takster.year_before import lines_before

_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure in large type with what it is, and what it is to be seen beside (empty when nothing)."""

    value: str
    label: str
    beside: str


@dataclass(frozen=True, slots=True)
class Extreme:
    """What is compared, and the driftsherrer at either end of it."""

    what: str
    highest: tuple[str, str]
    lowest: tuple[str, str]


def takst_sentences(basis: TakstBasis) -> Iterator[str]:
    """How takster moved, with and without the pris- og lønfremskrivning, and what a used place cost."""
    year, takster = basis.register.year, basis.register.takster
    risen, pl = accounts.takst_change(takster), basis.aftale.pl_rate(year)
    if risen is not None:
        lines = counted(len(accounts.compared(takster)), "takst", "takster")
        yield f"Fra {year - 1} til {year} er taksterne i gennemsnit {_moved(risen)}. Gennemsnittet omfatter {lines}."
        if pl is not None:
            real = accounts.in_fixed_prices(risen, pl)
            yield f"Pris- og lønfremskrivningen er {_percent(pl)}. I faste priser er taksterne {_moved(real)}."
        yield from _directions(*accounts.directions(takster))
    now, before = accounts.cost_per_place(takster), accounts.cost_per_place(lines_before(basis))
    if now is not None:
        cost = f"I regnskab {basis.register.accounts_year} kostede en belagt plads i gennemsnit {format_kroner(now)}"
        grown = accounts.rise(before, now)
        then = "" if before is None else f" mod {format_kroner(before)} året før"
        yield f"{cost}{then}." if grown is None else f"{cost}{then}. Omkostningen er {_moved(grown)}."


def _directions(up: int, down: int, same: int) -> Iterator[str]:
    """How many takster went which way; nothing of a single one, whose way is said already."""
    if up + down + same > 1:
        unmoved = f", og {format_count(same)} er {'uændret' if same == 1 else 'uændrede'}" if same else ""
        risen, fallen = (_some(up).capitalize(), _some(down))
        yield f"{risen} af dem er steget{',' if same else ', og'} {fallen} er faldet{unmoved}."


def _some(number: int) -> str:
    """The number, zero in a word as it stands in a sentence: `ingen`."""
    return format_count(number) if number else "ingen"


def result_sentences(basis: TakstBasis) -> Iterator[str]:
    """The year's result, who had which sign, and how much lies beyond the limit."""
    limit, takster = comparison.limit_of(basis), basis.register.takster
    sums = accounts.accounts_of(takster)
    if sums is None:
        return
    share = accounts.result_share(takster)
    of_budget = "" if share is None else f" Det svarer til {_percent(abs(share))} af budgettet."
    yield (
        f"I regnskab {basis.register.accounts_year} var indtægterne {_millions(sums.income)} og omkostningerne"
        f" {_millions(sums.costs)}. {_together(sums.result, of_budget)}"
    )
    plus, minus = comparison.results_by_sign(basis)
    winners = counted(plus, "driftsherre", "driftsherrer") if plus else "Ingen driftsherre"
    yield f"{winners} har overskud, og {_some(minus)} har underskud."
    if limit is not None:
        beyond = accounts.beyond_limit(takster, limit)
        yield _beyond(len(beyond), accounts.settled(beyond), f"± {format_percent(limit, decimals_of([limit]))}")


def _together(result: Decimal, of_budget: str) -> str:
    if result == 0:
        return "Tilsammen er de lige store."
    return f"Tilsammen har driftsherrerne et {_named(result)}.{of_budget}"


def _beyond(tilbud: int, settled: Decimal, edge: str) -> str:
    """How many tilbud have a result beyond the limit, and what those parts are together."""
    if not tilbud:
        return f"Intet tilbud har et resultat ud over {edge} af budgettet."
    one, many = "Den del, der ligger uden for grænsen, er", "De dele, der ligger uden for grænsen, giver tilsammen"
    together = f"{one if tilbud == 1 else many} et {_named(settled)}"
    if settled == 0:
        together = "De dele, der ligger uden for grænsen, går lige op"
    return f"For {counted(tilbud, 'tilbud', 'tilbud')} ligger resultatet ud over {edge} af budgettet. {together}."


def extras_sentences(basis: TakstBasis) -> Iterator[str]:
    """How large the tillægsydelser are beside the income."""
    takster, year = basis.register.takster, basis.register.accounts_year
    sums, share = accounts.sums(takster, accounts.EXTRAS), accounts.extras_share(takster)
    if sums is None or share is None:
        return
    extras, income = sums
    given = len(accounts.giving(takster, accounts.EXTRAS))
    if given < len(takster):
        yield f"Tillægsydelser er oplyst for {format_count(given)} af {counted(len(takster), 'takst', 'takster')}."
    yield (
        f"De oplyste tillægsydelser i regnskab {year} er {_millions(extras)}."
        f" Det svarer til {_percent(share)} af de samme taksters indtægter, som var {_millions(income)}."
    )


def occupancy_sentences(basis: TakstBasis) -> Iterator[str]:
    """Actual occupancy of two years beside the assumed, and at how many driftsherrer the actual is the lower."""
    year, takster = basis.register.year, basis.register.takster
    later, earlier = accounts.actual_occupancy(takster, 2), accounts.actual_occupancy(takster, 3)
    actual, assumed = accounts.past_occupancy(takster), accounts.assumed_occupancy(takster)
    if later is None or earlier is None or actual is None or assumed is None:
        return
    yield f"Den faktiske belægning var {_percent(later)} i {year - 2} mod {_percent(earlier)} i {year - 3}."
    yield (
        f"Gennemsnittet af de to år er {_percent(actual)}, og de samme takster for {year} bygger på en forudsat"
        f" belægning på {_percent(assumed)}."
    )
    below = comparison.below_assumed(basis)
    where = counted(below, "driftsherre", "driftsherrer") if below else "ingen driftsherre"
    yield f"Hos {where} var gennemsnittet lavere end den belægning, taksterne nu bygger på."


def place_sentences(basis: TakstBasis) -> Iterator[str]:
    """How many places, in how many takster, and how many the year before."""
    year, takster, before = basis.register.year, basis.register.takster, lines_before(basis)
    lines = counted(len(takster), "takst", "takster")
    places = _places(basis, places_of(takster))
    kind = "normeret plads" if places == "1" else "normerede pladser"
    yield f"I {year} er der {places} {kind}, fordelt på {lines}."
    if before:
        more = places_of(takster) - places_of(before)
        way = "uændret" if more == 0 else f"{_places(basis, abs(more))} {'flere' if more > 0 else 'færre'}"
        yield f"Det er {way} i forhold til {year - 1}."


def key_figures(basis: TakstBasis) -> tuple[KeyFigure, ...]:
    """One figure for each part of the ledelsesinformation; several of them beside what they are to be compared with."""
    year, accounts_year = basis.register.year, basis.register.accounts_year
    takster, before = basis.register.takster, lines_before(basis)
    risen, pl = accounts.takst_change(takster), basis.aftale.pl_rate(year)
    cost, earlier_cost = accounts.cost_per_place(takster), accounts.cost_per_place(before)
    sums, limit = accounts.accounts_of(takster), comparison.limit_of(basis)
    result = sums.result if sums else Decimal(0)
    beyond = "" if limit is None else _of_tilbud(len(accounts.beyond_limit(takster, limit)))
    figures = (
        (
            _or(risen, lambda figure: f"{'+' if figure > 0 else ''}{_percent(figure)}"),
            f"ændring i taksterne siden {year - 1}",
            "" if pl is None else f"pris- og lønfremskrivning: {_percent(pl)}",
        ),
        (
            _or(cost, format_kroner),
            f"omkostning pr. belagt plads i {accounts_year}",
            "" if earlier_cost is None else f"året før: {format_kroner(earlier_cost)}",
        ),
        (
            _millions(abs(result)) if sums else NOT_GIVEN,
            f"samlet {_kind(result) if result else 'resultat'} i regnskab {accounts_year}",
            f"{beyond} uden for grænsen" if sums and beyond else "",
        ),
        (
            _or(accounts.extras_share(takster), _percent),
            f"tillægsydelser i forhold til indtægterne i {accounts_year}",
            "",
        ),
        (
            _or(accounts.past_occupancy(takster), _percent),
            f"faktisk belægning i {year - 3} og {year - 2}",
            f"forudsat i {year}: {_or(accounts.assumed_occupancy(takster), _percent)}",
        ),
        (
            _places(basis, places_of(takster)),
            f"normerede pladser i {year}",
            f"{year - 1}: {_places(basis, places_of(before))}" if before else "",
        ),
    )
    return tuple(KeyFigure(*map(bind, figure)) for figure in figures)


def _of_tilbud(number: int) -> str:
    return counted(number, "tilbud", "tilbud") if number else "intet tilbud"


_MEASURES: tuple[tuple[str, Measure], ...] = (
    ("Ændring i taksterne", accounts.takst_change),
    ("Resultat af budgettet", accounts.result_share),
    ("Tillægsydelser af indtægterne", accounts.extras_share),
    ("Faktisk belægning", accounts.past_occupancy),
)


def extremes(basis: TakstBasis) -> tuple[Extreme, ...]:
    """For each part that can be compared, the driftsherrer with the highest and the lowest figure."""
    measured = ((what, comparison.ends(basis, measure)) for what, measure in _MEASURES)
    return tuple(Extreme(what, *map(_end, ends)) for what, ends in measured if ends)


def _end(end: tuple[tuple[str, ...], Decimal]) -> tuple[str, str]:
    names, figure = end
    return bind(", ".join(names)), format_number(figure, 1)


def _or(value: Decimal | None, form: Callable[[Decimal], str]) -> str:
    return NOT_GIVEN if value is None else form(value)


def _moved(rise: Decimal) -> str:
    if rise == 0:
        return "uændrede"
    return f"{'steget' if rise > 0 else 'faldet'} med {_percent(abs(rise))}"


def _kind(result: Decimal) -> str:
    return "underskud" if result < 0 else "overskud"


def _named(result: Decimal) -> str:
    """`overskud på 12,3 mio. kr.`, the sign said in words."""
    return f"{_kind(result)} på {_millions(abs(result))}"


def _percent(value: Decimal) -> str:
    return format_percent(value, 1)


def _millions(value: Decimal) -> str:
    return f"{format_number(value / _MILLION, 1)} mio. kr."


def _places(basis: TakstBasis, places: Decimal) -> str:
    return format_number(places, comparison.decimals_of_places(basis))
