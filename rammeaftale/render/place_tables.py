"""Takes the takst register, gives the tables of bilag 8: the same places summed in several ways, figures as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rammeaftale.base.danish import format_count, format_number
from rammeaftale.base.holes import DASH, NONE_HERE
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.region import Region
from rammeaftale.render.accounts_tables import AUTO, GROUPS, PLACES, NumberTable
from rammeaftale.render.takst_tables import Tilbud, driftsherrer, law_and_paragraph, register_of, tilbud_of
from rammeaftale.takster.groups import Groups, Takster, by_name, grouped, place_decimals, places_of
from rammeaftale.takster.sameness import name_key

_NARROW = 2
"""So many columns of figures fit beside the margin."""


@dataclass(frozen=True, slots=True)
class _PlaceTables:
    """Bilag 8: the same places summed in several ways, and the tilbud of each driftsherre with their decimals."""

    tables: tuple[NumberTable, ...]
    tilbud: tuple[tuple[str, Takster, tuple[Tilbud, ...]], ...]
    decimals: int

    @property
    def groups(self) -> Groups:
        """The lines of each driftsherre."""
        return tuple((name, takster) for name, takster, _ in self.tilbud)


def place_tables(edition: Edition, document: Document) -> _PlaceTables:
    """The view of `::: indsæt pladser`: driftsherrer by døgn and dag, each of these by paragraph, then other ways."""
    takster, region = register_of(document).takster, edition.registers.region
    tables = (
        _by_unit(takster, region),
        *(_by_paragraph(title, of_unit, region) for title, of_unit in _by_kind(takster) if of_unit),
        _counted("Tilbudstype", by_name(takster, lambda takst: takst.tilbudstype)),
        _counted("Paragraf", by_name(takster, law_and_paragraph)),
        _counted("Målgruppe", by_name(takster, lambda takst: takst.maalgruppe)),
    )
    tilbud = tuple((name, lines, tilbud_of(lines)) for name, lines in driftsherrer(takster, region))
    return _PlaceTables(tables, tilbud, place_decimals(takster))


_UNIT_KINDS = (("Døgn", ("døgn",)), ("Dag", ("dag",)), ("Andet", ("time", "måned", "år")))
"""What a place is counted as: by the unit of its takst."""
_KIND_TITLES = {
    "Døgn": "Døgnpladser efter driftsherre og paragraf",
    "Dag": "Dagpladser efter driftsherre og paragraf",
    "Andet": "Andre pladser efter driftsherre og paragraf",
}


def _by_kind(takster: Takster) -> Iterator[tuple[str, Takster]]:
    for kind, units in _UNIT_KINDS:
        yield kind, tuple(takst for takst in takster if takst.unit in units)


def _by_unit(takster: Takster, region: Region) -> NumberTable:
    """Driftsherrer by døgn, dag and other, with how many takster each has."""
    decimals = place_decimals(takster)

    def figures(lines: Takster) -> tuple[str, ...]:
        places = [format_number(places_of(of_unit), decimals) for _, of_unit in _by_kind(lines)]
        return (format_count(len(lines)), *places, format_number(places_of(lines), decimals))

    columns = ("Takster", *(kind for kind, _ in _UNIT_KINDS), "I alt")
    return _table("Pladser efter driftsherre", "Driftsherre", columns, driftsherrer(takster, region), figures)


def _by_paragraph(kind: str, takster: Takster, region: Region) -> NumberTable:
    """Driftsherrer by paragraph; a place that is not there is a dash, not a zero."""
    decimals = place_decimals(takster)
    laws = tuple(law for law, _ in by_name(takster, law_and_paragraph))
    keys = [name_key(law) for law in laws]

    def figures(lines: Takster) -> tuple[str, ...]:
        of_law = grouped(lines, lambda takst: name_key(law_and_paragraph(takst)))
        cells = (format_number(places_of(of_law[key]), decimals) if key in of_law else DASH for key in keys)
        return (*cells, format_number(places_of(lines), decimals))

    return _table(_KIND_TITLES[kind], "Driftsherre", (*laws, "I alt"), driftsherrer(takster, region), figures)


def _counted(head: str, parted: Groups) -> NumberTable:
    """Takster are counted and not tilbud: a tilbud of two types is in two rows, a takst in one, so all columns sum."""
    decimals = place_decimals(takst for _, lines in parted for takst in lines)

    def figures(lines: Takster) -> tuple[str, ...]:
        return format_count(len(lines)), format_number(places_of(lines), decimals)

    return _table(f"Pladser efter {head.lower()}", head, ("Takster", "Pladser"), parted, figures)


def _table(
    title: str,
    head: str,
    columns: tuple[str, ...],
    parted: Groups,
    figures: Callable[[Takster], tuple[str, ...]],
) -> NumberTable:
    rows = tuple((name, figures(lines)) for name, lines in parted)
    whole = tuple(takst for _, lines in parted for takst in lines)
    css, name = ("bred", PLACES) if len(columns) > _NARROW else ("", GROUPS)
    widths = (name, *(AUTO for _ in columns))
    return NumberTable(title, css, widths, head, columns, rows, ("I alt", figures(whole)), "", NONE_HERE)
