"""Takes the takstfil, gives the tables of bilag 7 and 8: lines in groups, figures as text, sums checked by addition."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from rammeaftale.danish import ascii_slug, danish_key, format_date, format_number
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.takster import Takst, Takstfil
from rammeaftale.render.typography import NBSP, bind

NEW = "ny"


@dataclass(frozen=True, slots=True)
class TakstRow:
    """A line of the takstfil as printed; `words` are left-aligned, `figures` right-aligned."""

    name: str
    words: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakstGroup:
    """The lines of one driftsherre with the sum of their places."""

    id: str
    title: str
    summary: str
    rows: tuple[TakstRow, ...]
    places: str


@dataclass(frozen=True, slots=True)
class TakstList:
    """Bilag 7: the groups, where the data are, and from when the takster hold."""

    file: str
    valid_from: str
    origin: str
    groups: tuple[TakstGroup, ...]


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """A table of bilag 8: (name, tilbud, places) per row; the total last."""

    title: str
    head: str
    rows: tuple[tuple[str, str, str], ...]
    total: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class PlaceTables:
    """Bilag 8: the same places summed in several ways."""

    file: str
    origin: str
    tables: tuple[PlaceTable, ...]


def takst_list(edition: Edition, document: Document) -> TakstList:
    """The view of `::: indsæt takster`."""
    workbook = _workbook(document)
    return TakstList(
        workbook.path,
        bind(format_date(workbook.valid_from)),
        workbook.source,
        takst_groups(_named(workbook.takster, edition)),
    )


def takst_groups(takster: tuple[Takst, ...]) -> tuple[TakstGroup, ...]:
    """The lines per driftsherre, then by tilbud and afdeling, in Danish order."""
    decimals = _decimals(takst.places for takst in takster)
    shown = _decimals(takst.occupancy for takst in takster)
    ordered = sorted(takster, key=_order)
    groups = groupby(ordered, key=lambda takst: takst.driftsherre)
    return tuple(_group(name, tuple(found), decimals, shown) for name, found in groups)


def _named(takster: Iterable[Takst], edition: Edition) -> tuple[Takst, ...]:
    """The lines with "Kommune" after the name of a municipality, which the workbook and the register leave out."""
    kommuner = {kommune.name for kommune in edition.kommuner}
    return tuple(
        replace(takst, driftsherre=f"{takst.driftsherre} Kommune") if takst.driftsherre in kommuner else takst
        for takst in takster
    )


def _order(takst: Takst) -> tuple[tuple[tuple[int, str], ...], ...]:
    return danish_key(takst.driftsherre), danish_key(takst.tilbud), danish_key(takst.afdeling)


def _group(name: str, takster: tuple[Takst, ...], decimals: int, shown: int) -> TakstGroup:
    places = format_number(_places(takster), decimals)
    word = "takst" if len(takster) == 1 else "takster"
    return TakstGroup(
        id=f"takster-{ascii_slug(name)}",
        title=name,
        summary=f"{len(takster)}{NBSP}{word}, {places}{NBSP}pladser",
        rows=tuple(_row(takst, decimals, shown) for takst in takster),
        places=places,
    )


def _row(takst: Takst, decimals: int, shown: int) -> TakstRow:
    return TakstRow(
        name=f"{takst.tilbud}, {takst.afdeling}" if takst.afdeling else takst.tilbud,
        words=(bind(f"{takst.law} {takst.paragraph}"), takst.tilbudstype, takst.maalgruppe),
        figures=(
            format_number(takst.places, decimals),
            format_number(takst.occupancy, shown),
            takst.unit,
            format_number(takst.amount, 2),
            NEW if takst.previous is None else format_number(takst.previous, 2),
        ),
    )


def place_tables(edition: Edition, document: Document) -> PlaceTables:
    """The view of `::: indsæt pladser`."""
    workbook = _workbook(document)
    takster = _named(workbook.takster, edition)
    tables = (
        _place_table("Pladser efter driftsherre", "Driftsherre", takster, lambda takst: takst.driftsherre),
        _place_table("Pladser efter tilbudstype", "Tilbudstype", takster, lambda takst: takst.tilbudstype),
        _place_table("Pladser efter målgruppe", "Målgruppe", takster, lambda takst: takst.maalgruppe),
    )
    return PlaceTables(workbook.path, workbook.source, tables)


def _place_table(title: str, head: str, takster: tuple[Takst, ...], part: Callable[[Takst], str]) -> PlaceTable:
    decimals = _decimals(takst.places for takst in takster)

    def row(name: str, found: Iterable[Takst]) -> tuple[str, str, str]:
        lines = tuple(found)
        return name, format_number(Decimal(_tilbud(lines))), format_number(_places(lines), decimals)

    parts = groupby(sorted(takster, key=lambda takst: danish_key(part(takst))), key=part)
    return PlaceTable(title, head, tuple(row(name, found) for name, found in parts), row("I alt", takster))


def _places(takster: Iterable[Takst]) -> Decimal:
    return sum((takst.places for takst in takster), Decimal(0))


def _tilbud(takster: Iterable[Takst]) -> int:
    return len({(takst.driftsherre, takst.tilbud) for takst in takster})


def _decimals(values: Iterable[Decimal]) -> int:
    """One decimal for the whole column when any figure needs it, so that the figures stand under each other."""
    return int(any(value != value.to_integral_value() for value in values))


def _workbook(document: Document) -> Takstfil:
    if document.takster is None:
        raise ValueError(f"{document.id} has no takstfil; decode should have said so")
    return document.takster
