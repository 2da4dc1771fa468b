"""Takes the takst basis, gives the tables of the ledelsesinformation as they are printed.

The figures come from takster/comparison.py. What is not given is printed as a dash, and a line below the table says how
many takster are left out for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rammeaftale.base.danish import counted, format_count, format_number
from rammeaftale.base.holes import DASH, NOT_GIVEN
from rammeaftale.model.takster import TakstBasis
from rammeaftale.render.columns import PARTS, share
from rammeaftale.render.typography import bind
from rammeaftale.takster import comparison
from rammeaftale.takster.accounts import ACCOUNTS, EXTRAS, PAST, THREE_YEARS, USE, Fields, compared, giving
from rammeaftale.takster.comparison import Column, Division
from rammeaftale.takster.groups import Takster

_WIDE = "bred"
PLACES, GROUPS, AUTO = "var(--pladsnavn)", "var(--gruppenavn)", "auto"
"""Widths of columns: of names beside many figures and beside few, and an equal share of what is left."""

_Heads = Sequence[tuple[str, int]]
"""The heads of a table's columns of figures with their widths in twenty-fourths; the names get what is left."""


@dataclass(frozen=True, slots=True)
class NumberTable:
    """A table of figures: each column's width in CSS, the heads, a name and figures per row, and the total.

    `note` stands below the table, empty when nothing is left out; `css` is "bred" where the table uses the margin too.
    `dash` is what a dash in a cell is said as.
    """

    caption: str
    css: str
    widths: tuple[str, ...]
    name_head: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    total: tuple[str, tuple[str, ...]]
    note: str
    dash: str = NOT_GIVEN

    @property
    def words(self) -> tuple[str, ...]:
        """Its heads and names."""
        return (self.name_head, *self.heads, *(name for name, _ in self.rows))


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way of dividing the lines: the head of the first column, and the parts."""

    head: str
    divide: Division


DRIFTSHERRER = Grouping("Driftsherre", comparison.by_driftsherre)
PARAGRAPHS = Grouping("Lov og paragraf", comparison.by_paragraph)


def _table(
    basis: TakstBasis,
    by: Grouping,
    caption: str,
    heads: _Heads,
    columns: Sequence[Column],
    note: str = "",
    css: str = "",
) -> NumberTable:
    widths = [width for _, width in heads]
    printed = [[_number(figure, column.decimals) for figure in column.figures] for column in columns]
    *rows, whole = zip(*printed, strict=True)
    names = [bind(part.name) for part in by.divide(basis)]
    return NumberTable(
        caption=bind(f"{caption} efter {by.head.lower()}"),
        css=css,
        widths=tuple(share(width) for width in (PARTS - sum(widths), *widths)),
        name_head=by.head,
        heads=tuple(head for head, _ in heads),
        rows=tuple(zip(names, rows, strict=True)),
        total=(comparison.WHOLE, whole),
        note=bind(note),
    )


def takst_table(basis: TakstBasis, by: Grouping) -> NumberTable:
    """Takster against the year before, and what a used place cost in the accounts of two years."""
    year, takster = basis.register.accounts_year, basis.register.takster
    heads = (
        ("Ændring i takst, pct.", 3),
        (f"Omkostninger {year}, kr.", 4),
        (f"Belagte pladser {year}", 3),
        (f"Kr. pr. plads {year - 1}", 3),
        (f"Kr. pr. plads {year}", 3),
        ("Ændring, pct.", 3),
    )
    notes = (
        _left_out(takster, compared(takster), f"er {_not_compared(takster)} og indgår ikke i ændringen af taksterne"),
        _missing(takster, USE, "regnskabstal eller belagte pladser"),
    )
    columns = comparison.takst_columns(basis, by.divide)
    return _table(basis, by, "Takster og omkostninger", heads, columns, " ".join(filter(None, notes)), _WIDE)


def _not_compared(takster: Takster) -> str:
    """Why takster have no change from the year before."""
    others = any(takst.is_other for takst in takster)
    is_single = len(takster) - len(compared(takster)) == 1
    new, moved = ("ny", "flyttet") if is_single else ("nye", "flyttede")
    return f"{new}, {moved}, i en ny enhed eller uden pladser" if others else f"{new} eller uden pladser"


def result_table(basis: TakstBasis, by: Grouping) -> NumberTable:
    """The year's accounts, and how the result is divided by the limit."""
    heads = (
        ("Indtægter, kr.", 4),
        ("Omkostninger, kr.", 4),
        ("Resultat, kr.", 3),
        ("Pct. af budget", 2),
        ("Inden for grænsen, kr.", 3),
        ("Ud over grænsen, kr.", 3),
    )
    note = _missing(basis.register.takster, ACCOUNTS, "regnskabstal eller budget")
    columns = comparison.result_columns(basis, by.divide)
    return _table(basis, by, f"Regnskab {basis.register.accounts_year}", heads, columns, note, _WIDE)


def result_years_table(basis: TakstBasis, by: Grouping) -> NumberTable:
    """The results of three years."""
    last = basis.register.accounts_year
    heads = [(f"{year}, kr.", 5) for year in (last - 2, last - 1, last)]
    note = _missing(basis.register.takster, THREE_YEARS, "tal for et eller flere af årene")
    return _table(basis, by, "Resultat i tre år", heads, comparison.result_year_columns(basis, by.divide), note)


def extras_table(basis: TakstBasis, by: Grouping) -> NumberTable:
    """Tillægsydelser beside the income."""
    heads = (("Tillægsydelser, kr.", 5), ("Indtægter, kr.", 5), ("Pct. af indtægter", 5))
    note = _missing(basis.register.takster, EXTRAS, "tillægsydelser eller indtægter")
    columns = comparison.extras_columns(basis, by.divide)
    return _table(basis, by, f"Tillægsydelser i regnskab {basis.register.accounts_year}", heads, columns, note)


def occupancy_table(basis: TakstBasis, by: Grouping) -> NumberTable:
    """Actual occupancy in two years and their average beside the assumed one."""
    year = basis.register.year
    heads = (
        (f"Faktisk {year - 3}", 3),
        (f"Faktisk {year - 2}", 3),
        ("Gennemsnit", 4),
        (f"Forudsat {year}", 4),
        ("Forskel, point", 3),
    )
    note = _missing(basis.register.takster, PAST, "den faktiske belægning i et af årene eller dem begge")
    return _table(basis, by, "Belægning i procent", heads, comparison.occupancy_columns(basis, by.divide), note)


def place_table(basis: TakstBasis, by: Grouping) -> NumberTable:
    """Places of this year and the year before; the sums are those of bilag 7 and 8."""
    year = basis.register.year
    heads = ((f"Takster {year}", 3), (f"Pladser {year - 1}", 4), (f"Pladser {year}", 4), ("Ændring", 3))
    return _table(basis, by, "Normerede pladser", heads, comparison.place_columns(basis, by.divide))


def _number(figure: Decimal | None, decimals: int) -> str:
    return DASH if figure is None else format_number(figure, decimals)


def _missing(takster: Takster, fields: Fields, what: str) -> str:
    return _left_out(takster, giving(takster, fields), f"mangler {what}")


def _left_out(takster: Takster, taken: Takster, why: str) -> str:
    """`12 af 640 takster mangler …`; nothing when no line is left out."""
    left_out = len(takster) - len(taken)
    return f"{format_count(left_out)} af {counted(len(takster), 'takst', 'takster')} {why}." if left_out else ""
