"""Takes the takst basis, gives the sentences and key figures of the ledelsesinformation, every number in them computed.

A sentence whose numbers are not given is left out, so nothing is said of what is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from rammeaftale.base.danish import decimals_of, format_kroner, format_number, format_percent
from rammeaftale.model.takster import TakstBasis
from rammeaftale.render.typography import bind
from rammeaftale.takster import accounts
from rammeaftale.takster.accounts import Part, Takster

MILLION = Decimal(1_000_000)
NOT_GIVEN = "ikke oplyst"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure in large type with what it is, and what it is to be seen beside (empty when nothing)."""

    value: str
    words: str
    beside: str


@dataclass(frozen=True, slots=True)
class Extreme:
    """What is compared, and the driftsherrer at either end of it."""

    what: str
    highest: tuple[str, str]
    lowest: tuple[str, str]


def takst_words(basis: TakstBasis) -> Iterator[str]:
    """How takster moved, with and without the pris- og lønfremskrivning, and what a used place cost."""
    year, takster = basis.register.year, basis.register.takster
    rise, pl = accounts.takst_change(takster), basis.aftale.pl.get(year)
    if rise is not None:
        counted = _count(len(accounts.compared(takster)), "takst", "takster")
        yield f"Fra {year - 1} til {year} er taksterne i gennemsnit {_moved(rise)}. Gennemsnittet omfatter {counted}."
        if pl is not None:
            real = accounts.in_fixed_prices(rise, pl)
            yield f"Pris- og lønfremskrivningen er {_percent(pl)}. I faste priser er taksterne {_moved(real)}."
        yield _directions(accounts.compared(takster))
    now = accounts.unit_cost(takster).per_place
    before = accounts.unit_cost(accounts.lines_before(basis)).per_place
    if now is not None:
        accounts_year = basis.register.accounts_year
        cost = f"I regnskab {accounts_year} kostede en belagt plads i gennemsnit {format_kroner(now)}"
        grown = accounts.rise(before, now)
        then = "" if before is None else f" mod {format_kroner(before)} året før"
        yield f"{cost}{then}." if grown is None else f"{cost}{then}. Omkostningen er {_moved(grown)}."


def _directions(takster: Takster) -> str:
    up = sum(takst.previous is not None and takst.amount > takst.previous for takst in takster)
    down = sum(takst.previous is not None and takst.amount < takst.previous for takst in takster)
    same = len(takster) - up - down
    unmoved = f", og {_whole(same)} er uændrede" if same else ""
    risen = _whole(up) if up else "Ingen"
    return f"{risen} af dem er steget{',' if same else ', og'} {_whole(down)} er faldet{unmoved}."


def result_words(basis: TakstBasis) -> Iterator[str]:
    """The year's result, who had which sign, and how much lies beyond the limit."""
    limit, takster = accounts.limit_of(basis), basis.register.takster
    found = accounts.result(takster, limit)
    if found.missing == len(takster):
        return
    share = "" if found.share is None else f" Det svarer til {_percent(abs(found.share))} af budgettet."
    yield (
        f"I regnskab {basis.register.accounts_year} var indtægterne {_millions(found.income)} og omkostningerne"
        f" {_millions(found.costs)}. Tilsammen har driftsherrerne et {_named(found.result)}.{share}"
    )
    results = [accounts.result(part.takster, limit).result for part in accounts.by_driftsherre(basis)]
    plus, minus = sum(one > 0 for one in results), sum(one < 0 for one in results)
    yield f"{_count(plus, 'driftsherre', 'driftsherrer')} har overskud, og {_whole(minus)} har underskud."
    if limit is not None and found.settled is not None:
        beyond = _count(accounts.beyond_limit(takster, limit), "tilbud", "tilbud")
        edge = format_percent(limit, decimals_of([limit]))
        yield (
            f"For {beyond} ligger resultatet ud over ± {edge} af budgettet."
            f" De dele, der ligger uden for grænsen, giver tilsammen et {_named(found.settled)}."
        )


def extras_words(basis: TakstBasis) -> Iterator[str]:
    """How large the tillægsydelser are beside the income."""
    takster, year = basis.register.takster, basis.register.accounts_year
    found = accounts.extras(takster)
    if found.share is None:
        return
    if found.missing:
        given = len(takster) - found.missing
        yield f"Tillægsydelser er oplyst for {_whole(given)} af {_count(len(takster), 'takst', 'takster')}."
    yield (
        f"De oplyste tillægsydelser i regnskab {year} er {_millions(found.extras)}."
        f" Det svarer til {_percent(found.share)} af de samme taksters indtægter, som var {_millions(found.income)}."
    )


def occupancy_words(basis: TakstBasis) -> Iterator[str]:
    """Actual occupancy beside the assumed, and at how many driftsherrer the actual is the lower."""
    year, takster = basis.register.year, basis.register.takster
    actual, before = accounts.actual_occupancy(takster, 2), accounts.actual_occupancy(takster, 3)
    assumed = accounts.assumed_occupancy(takster)
    if actual is None or assumed is None:
        return
    then = "" if before is None else f" mod {_percent(before)} i {year - 3}"
    yield f"Den faktiske belægning var {_percent(actual)} i {year - 2}{then}."
    yield f"Taksterne for {year} bygger på en forudsat belægning på {_percent(assumed)}."
    gaps = [_gap(part) for part in accounts.by_driftsherre(basis)]
    lower = sum(gap is not None and gap < 0 for gap in gaps)
    counted = _count(lower, "driftsherre", "driftsherrer")
    yield f"Hos {counted} var den faktiske belægning lavere end den, taksterne nu bygger på."


def place_words(basis: TakstBasis) -> Iterator[str]:
    """How many places, in how many takster, and how many the year before."""
    year, takster, before = basis.register.year, basis.register.takster, accounts.register_before(basis)
    counted = _count(len(takster), "takst", "takster")
    yield f"I {year} er der {_places(basis, takster)} normerede pladser, fordelt på {counted}."
    if before is not None:
        more = accounts.places(takster) - accounts.places(before.takster)
        way = "uændret" if more == 0 else f"{_decimal(basis, abs(more))} {'flere' if more > 0 else 'færre'}"
        yield f"Det er {way} i forhold til {year - 1}."


def key_figures(basis: TakstBasis) -> tuple[KeyFigure, ...]:
    """One figure or two for each part of the ledelsesinformation."""
    register, takster, before = basis.register, basis.register.takster, accounts.lines_before(basis)
    found, limit = accounts.result(takster, accounts.limit_of(basis)), accounts.limit_of(basis)
    pl, year, old = basis.aftale.pl.get(register.year), register.accounts_year, accounts.unit_cost(before).per_place
    is_given = found.missing < len(takster)
    beyond = (
        "" if limit is None else f"{_count(accounts.beyond_limit(takster, limit), 'tilbud', 'tilbud')} uden for grænsen"
    )
    return tuple(
        KeyFigure(bind(value), bind(words), bind(beside))
        for value, words, beside in (
            (
                _signed(accounts.takst_change(takster)),
                f"ændring i taksterne siden {register.year - 1}",
                "" if pl is None else f"pris- og lønfremskrivning: {_percent(pl)}",
            ),
            (
                _or(accounts.unit_cost(takster).per_place, format_kroner),
                f"omkostning pr. belagt plads i {year}",
                "" if old is None else f"året før: {format_kroner(old)}",
            ),
            (
                _millions(abs(found.result)) if is_given else NOT_GIVEN,
                f"samlet {_kind(found.result)} i regnskab {year}",
                beyond if is_given else "",
            ),
            (
                _or(accounts.extras(takster).share, _percent),
                f"tillægsydelser i forhold til indtægterne i {year}",
                "",
            ),
            (
                _or(accounts.actual_occupancy(takster, 2), _percent),
                f"faktisk belægning i {register.year - 2}",
                f"forudsat i {register.year}: {_or(accounts.assumed_occupancy(takster), _percent)}",
            ),
            (
                f"{_places(basis, takster)}",
                f"normerede pladser i {register.year}",
                f"{register.year - 1}: {_places(basis, before)}" if before else "",
            ),
        )
    )


def extremes(basis: TakstBasis) -> tuple[Extreme, ...]:
    """For each part that can be compared, the driftsherrer with the highest and the lowest figure."""
    limit = accounts.limit_of(basis)
    measures: tuple[tuple[str, Callable[[Part], Decimal | None]], ...] = (
        ("Ændring i taksterne", lambda part: accounts.takst_change(part.takster)),
        ("Resultat af budgettet", lambda part: accounts.result(part.takster, limit).share),
        ("Tillægsydelser af indtægterne", lambda part: accounts.extras(part.takster).share),
        ("Faktisk belægning", lambda part: accounts.actual_occupancy(part.takster, 2)),
    )
    return tuple(line for what, measure in measures for line in _extreme(basis, what, measure))


def _extreme(basis: TakstBasis, what: str, measure: Callable[[Part], Decimal | None]) -> Iterator[Extreme]:
    measured = ((measure(part), part.name) for part in accounts.by_driftsherre(basis))
    found = [(value, name) for value, name in measured if value is not None]
    if found:
        high, low = max(value for value, _ in found), min(value for value, _ in found)
        yield Extreme(
            what, (_all_at(found, high), format_number(high, 1)), (_all_at(found, low), format_number(low, 1))
        )


def _all_at(found: list[tuple[Decimal, str]], value: Decimal) -> str:
    return bind(", ".join(name for one, name in found if one == value))


def _gap(part: Part) -> Decimal | None:
    return accounts.difference(accounts.actual_occupancy(part.takster, 2), accounts.assumed_occupancy(part.takster))


def _or(value: Decimal | None, form: Callable[[Decimal], str]) -> str:
    return NOT_GIVEN if value is None else form(value)


def _moved(rise: Decimal) -> str:
    if rise == 0:
        return "uændrede"
    return f"{'steget' if rise > 0 else 'faldet'} med {_percent(abs(rise))}"


def _signed(rise: Decimal | None) -> str:
    return NOT_GIVEN if rise is None else f"{'+' if rise > 0 else ''}{_percent(rise)}"


def _kind(result: Decimal) -> str:
    return "underskud" if result < 0 else "overskud"


def _named(result: Decimal) -> str:
    """`overskud på 12,3 mio. kr.`, the sign said in words."""
    return f"{_kind(result)} på {_millions(abs(result))}"


def _percent(value: Decimal) -> str:
    return format_percent(value, 1)


def _millions(value: Decimal) -> str:
    return f"{format_number(value / MILLION, 1)} mio. kr."


def _whole(count: int) -> str:
    return format_number(Decimal(count))


def _count(count: int, one: str, more: str) -> str:
    return f"{_whole(count)} {one if count == 1 else more}"


def _places(basis: TakstBasis, takster: Takster) -> str:
    return _decimal(basis, accounts.places(takster))


def _decimal(basis: TakstBasis, value: Decimal) -> str:
    lines = (*basis.register.takster, *accounts.lines_before(basis))
    return format_number(value, decimals_of(takst.places for takst in lines))
