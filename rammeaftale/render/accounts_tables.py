"""Takes the takst basis, gives the tables and key figures of the ledelsesinformation as they are printed.

The numbers come from takster/accounts.py, where the charts have theirs. What is not given is printed as a dash, and a
line below the table says how many takster are left out for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rammeaftale.base.danish import decimals_of, format_number
from rammeaftale.model.takster import Takst, TakstBasis
from rammeaftale.render.typography import bind
from rammeaftale.takster import accounts
from rammeaftale.takster.accounts import Part, Takster

NOT_GIVEN = "–"
WIDE, NARROW = "bred", ""


@dataclass(frozen=True, slots=True)
class NumberTable:
    """A table of figures: a class for each column's width, the heads, a name and figures per row, and the total.

    `note` stands below the table, empty when nothing is left out; `css` is "bred" where the table uses the margin too.
    """

    caption: str
    css: str
    widths: tuple[str, ...]
    name_head: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    total: tuple[str, tuple[str, ...]]
    note: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way of dividing the lines: the head of the first column, and the parts."""

    head: str
    parts: Callable[[TakstBasis], tuple[Part, ...]]


DRIFTSHERRER = Grouping("Driftsherre", accounts.by_driftsherre)
TYPES = Grouping("Tilbudstype", accounts.by_type)
PARAGRAPHS = Grouping("Lov og paragraf", accounts.by_paragraph)

_Cells = Callable[[Part], tuple[str, ...]]


def _table(
    basis: TakstBasis,
    by: Grouping,
    caption: str,
    columns: Sequence[tuple[str, int]],
    cells: _Cells,
    notes: Iterable[str] = (),
    css: str = NARROW,
) -> NumberTable:
    """`columns` are heads with widths in twenty-fourths; the first column gets what they leave."""
    name_width = 24 - sum(width for _, width in columns)
    rows = tuple((bind(part.name), cells(part)) for part in by.parts(basis))
    return NumberTable(
        caption=bind(f"{caption} efter {by.head.lower()}"),
        css=css,
        widths=tuple(f"b{width}" for width in (name_width, *(width for _, width in columns))),
        name_head=by.head,
        heads=tuple(head for head, _ in columns),
        rows=rows,
        total=("I alt", cells(accounts.whole(basis))),
        note=bind(" ".join(note for note in notes if note)),
    )


def takst_table(basis: TakstBasis, by: Grouping) -> NumberTable:
    """Takster against the year before, and what a used place cost in the accounts of two years."""
    year = basis.register.accounts_year
    decimals = _used_decimals(basis)

    def cells(part: Part) -> tuple[str, ...]:
        now, before = accounts.unit_cost(part.takster), accounts.unit_cost(part.before)
        return (
            _number(accounts.takst_change(part.takster), 1),
            _given(now.costs, part.takster, now.missing),
            _given(now.places, part.takster, now.missing, decimals),
            _number(before.per_place),
            _number(now.per_place),
            _number(accounts.rise(before.per_place, now.per_place), 1),
        )

    columns = (
        ("Ændring i takst, pct.", 3),
        (f"Omkostninger {year}, kr.", 4),
        (f"Belagte pladser {year}", 3),
        (f"Kr. pr. plads {year - 1}", 3),
        (f"Kr. pr. plads {year}", 3),
        ("Ændring, pct.", 3),
    )
    new = len(basis.register.takster) - len(accounts.compared(basis.register.takster))
    notes = (
        _left_out(new, basis, "er nye eller uden pladser og indgår ikke i ændringen af taksterne"),
        _left_out(
            accounts.unit_cost(basis.register.takster).missing, basis, "mangler regnskabstal eller belagte pladser"
        ),
    )
    return _table(basis, by, "Takster og omkostninger", columns, cells, notes, WIDE)


def result_table(basis: TakstBasis, by: Grouping) -> NumberTable:
    """The year's accounts, and how the result is divided by the limit."""
    year, limit = basis.register.accounts_year, accounts.limit_of(basis)

    def cells(part: Part) -> tuple[str, ...]:
        found = accounts.result(part.takster, limit)
        amounts = (found.income, found.costs, found.result)
        return (
            *(_given(amount, part.takster, found.missing) for amount in amounts),
            _number(found.share, 1),
            *(_given(amount, part.takster, found.missing) for amount in (found.carried, found.settled)),
        )

    columns = (
        ("Indtægter, kr.", 4),
        ("Omkostninger, kr.", 4),
        ("Resultat, kr.", 3),
        ("Pct. af budget", 2),
        ("Inden for grænsen, kr.", 3),
        ("Ud over grænsen, kr.", 3),
    )
    missing = accounts.result(basis.register.takster, limit).missing
    note = _left_out(missing, basis, "mangler regnskabstal eller budget")
    return _table(basis, by, f"Regnskab {year}", columns, cells, (note,), WIDE)


def result_years_table(basis: TakstBasis, by: Grouping) -> NumberTable:
    """The results of three years."""
    year, limit = basis.register.accounts_year, accounts.limit_of(basis)

    def cells(part: Part) -> tuple[str, ...]:
        found = accounts.result(part.takster, limit)
        return (
            _number(accounts.earlier_result(part.takster, 2)),
            _number(accounts.earlier_result(part.takster, 1)),
            _given(found.result, part.takster, found.missing),
        )

    columns = tuple((f"{one}, kr.", 5) for one in (year - 2, year - 1, year))
    missing = sum(None in _results(takst) for takst in basis.register.takster)
    note = _left_out(missing, basis, "mangler tal for et eller flere af årene")
    return _table(basis, by, "Resultat i tre år", columns, cells, (note,))


def _results(takst: Takst) -> tuple[Decimal | None, ...]:
    return takst.result_1, takst.result_2, takst.accounts_income, takst.accounts_costs, takst.accounts_budget


def extras_table(basis: TakstBasis, by: Grouping) -> NumberTable:
    """Tillægsydelser beside the income."""

    def cells(part: Part) -> tuple[str, ...]:
        found = accounts.extras(part.takster)
        return (
            _given(found.extras, part.takster, found.missing),
            _given(found.income, part.takster, found.missing),
            _number(found.share, 1),
        )

    columns = (("Tillægsydelser, kr.", 5), ("Indtægter, kr.", 5), ("Pct. af indtægter", 5))
    missing = accounts.extras(basis.register.takster).missing
    note = _left_out(missing, basis, "mangler tillægsydelser eller indtægter")
    return _table(basis, by, f"Tillægsydelser i regnskab {basis.register.accounts_year}", columns, cells, (note,))


def occupancy_table(basis: TakstBasis, by: Grouping) -> NumberTable:
    """Actual occupancy in two years beside the assumed one."""
    year = basis.register.year

    def cells(part: Part) -> tuple[str, ...]:
        actual, assumed = accounts.actual_occupancy(part.takster, 2), accounts.assumed_occupancy(part.takster)
        return (
            _number(accounts.actual_occupancy(part.takster, 3), 1),
            _number(actual, 1),
            _number(assumed, 1),
            _number(accounts.difference(actual, assumed), 1),
        )

    columns = ((f"Faktisk {year - 3}", 3), (f"Faktisk {year - 2}", 3), (f"Forudsat {year}", 4), ("Forskel, point", 3))
    missing = sum(takst.occupancy_2 is None or takst.occupancy_3 is None for takst in basis.register.takster)
    note = _left_out(missing, basis, "mangler den faktiske belægning i et af årene eller dem begge")
    return _table(basis, by, "Belægning i procent", columns, cells, (note,))


def place_table(basis: TakstBasis, by: Grouping) -> NumberTable:
    """Places of this year and the year before; the sums are those of bilag 7 and 8."""
    before = accounts.register_before(basis)
    decimals = decimals_of(takst.places for takst in (*basis.register.takster, *accounts.lines_before(basis)))

    def cells(part: Part) -> tuple[str, ...]:
        now, then = accounts.places(part.takster), accounts.places(part.before) if before else None
        return (
            _number(Decimal(len(part.takster))),
            _number(then, decimals),
            _number(now, decimals),
            _number(accounts.difference(now, then), decimals),
        )

    year = basis.register.year
    columns = ((f"Takster {year}", 3), (f"Pladser {year - 1}", 4), (f"Pladser {year}", 4), ("Ændring", 3))
    return _table(basis, by, "Normerede pladser", columns, cells)


def _used_decimals(basis: TakstBasis) -> int:
    return decimals_of(accounts.used_places(basis.register.takster))


def _number(value: Decimal | None, decimals: int = 0) -> str:
    return NOT_GIVEN if value is None else format_number(value, decimals)


def _given(value: Decimal | None, takster: Takster, missing: int, decimals: int = 0) -> str:
    """A sum, but a dash where no line gives what is added."""
    return NOT_GIVEN if missing == len(takster) else _number(value, decimals)


def _left_out(count: int, basis: TakstBasis, why: str) -> str:
    """`12 af 640 takster mangler … og er ikke regnet med.`; nothing when no line is left out."""
    if not count:
        return ""
    of_all = f"{format_number(Decimal(count))} af {format_number(Decimal(len(basis.register.takster)))} takster"
    return f"{of_all} {why}."
