"""Takes the takstfil, gives the tables of bilag 7 and 8: lines in groups, figures as text, sums checked by addition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from rammeaftale.danish import ascii_slug, danish_key, format_date, format_number
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.takster import Takst, Takstfil
from rammeaftale.render.typography import NBSP, bind

Takster = tuple[Takst, ...]

NEW = "ny"
_PLURAL = {"takst": "takster", "tilbud": "tilbud"}
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class TakstRow:
    """A line of a list as printed; `words` are left-aligned, `figures` right-aligned."""

    name: str
    words: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakstGroup:
    """The lines of one driftsherre with how many they are ("50 takster") and the sum of their places."""

    id: str
    title: str
    count: str
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
    """A table of bilag 8: (name, how many, places) per row, and the total. `counted` says what there are so many of."""

    title: str
    head: str
    counted: str
    rows: tuple[tuple[str, str, str], ...]
    total: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class PlaceTables:
    """Bilag 8: the same places summed in several ways, and the tilbud that they are in."""

    file: str
    origin: str
    tables: tuple[PlaceTable, ...]
    lists: tuple[TakstGroup, ...]


def takst_list(edition: Edition, document: Document) -> TakstList:
    """The view of `::: indsæt takster`."""
    workbook = _workbook(document)
    return TakstList(
        workbook.path,
        bind(format_date(workbook.valid_from)),
        workbook.source,
        takst_groups(_named(workbook.takster, edition)),
    )


def takst_groups(takster: Takster) -> tuple[TakstGroup, ...]:
    """The lines per driftsherre, then by tilbud and afdeling, in Danish order."""
    decimals = _decimals(takst.places for takst in takster)
    shown = _decimals(takst.occupancy for takst in takster)
    ordered = sorted(takster, key=_order)
    return tuple(
        _group(name, found, "takst", tuple(_row(takst, decimals, shown) for takst in found), decimals)
        for name, found in _parts(ordered, lambda takst: takst.driftsherre)
    )


def tilbud_groups(takster: Takster) -> tuple[TakstGroup, ...]:
    """The tilbud per driftsherre: by which paragraphs, of which types, with how many places."""
    decimals = _decimals(takst.places for takst in takster)
    return tuple(
        _group(
            name,
            found,
            "tilbud",
            tuple(_tilbud_row(tilbud, of_it, decimals) for tilbud, of_it in _parts(found, lambda takst: takst.tilbud)),
            decimals,
        )
        for name, found in _parts(takster, lambda takst: takst.driftsherre)
    )


def _named(takster: Takster, edition: Edition) -> Takster:
    """The lines with "Kommune" after the name of a municipality, which the workbook and the register leave out."""
    kommuner = {kommune.name for kommune in edition.kommuner}
    return tuple(
        replace(takst, driftsherre=f"{takst.driftsherre} Kommune") if takst.driftsherre in kommuner else takst
        for takst in takster
    )


def _order(takst: Takst) -> tuple[tuple[tuple[int, str], ...], ...]:
    return danish_key(takst.driftsherre), danish_key(takst.tilbud), danish_key(takst.afdeling)


def _group(name: str, takster: Takster, of_what: str, rows: tuple[TakstRow, ...], decimals: int) -> TakstGroup:
    return TakstGroup(
        id=f"takster-{ascii_slug(name)}",
        title=name,
        count=f"{format_number(Decimal(len(rows)))}{NBSP}{of_what if len(rows) == 1 else _PLURAL[of_what]}",
        rows=rows,
        places=format_number(_places(takster), decimals),
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


def _tilbud_row(name: str, takster: Takster, decimals: int) -> TakstRow:
    laws = _parts(takster, lambda takst: takst.law)
    return TakstRow(
        name=name,
        words=(
            "; ".join(f"{law}{NBSP}{_paragraphs(of_it)}" for law, of_it in laws),
            _joined([kind for kind, _ in _parts(takster, lambda takst: takst.tilbudstype)]),
        ),
        figures=(format_number(_places(takster), decimals),),
    )


def _paragraphs(takster: Takster) -> str:
    """`§ 85, § 104`: each once, by number."""
    return bind(", ".join(name for name, _ in _parts(takster, lambda takst: takst.paragraph)))


def _joined(kinds: list[str]) -> str:
    """`Dagtilbud, døgntilbud`: one line of words, where short forms keep their capitals."""
    first, *others = kinds
    return ", ".join((first, *(kind[:1].lower() + kind[1:] if kind[1:2].islower() else kind for kind in others)))


def place_tables(edition: Edition, document: Document) -> PlaceTables:
    """The view of `::: indsæt pladser`."""
    workbook = _workbook(document)
    takster = _named(workbook.takster, edition)
    tables = (
        _place_table("Driftsherre", takster, lambda takst: takst.driftsherre),
        _place_table("Tilbudstype", takster, lambda takst: takst.tilbudstype),
        _place_table("Paragraf", takster, lambda takst: bind(f"{takst.law} {takst.paragraph}")),
        _place_table("Målgruppe", takster, lambda takst: takst.maalgruppe),
    )
    return PlaceTables(workbook.path, workbook.source, tables, tilbud_groups(takster))


def _place_table(head: str, takster: Takster, part: Callable[[Takst], str]) -> PlaceTable:
    """Takster are counted and not tilbud: a tilbud of two types is in two rows, a takst in one, so all columns sum."""
    decimals = _decimals(takst.places for takst in takster)

    def row(name: str, found: Takster) -> tuple[str, str, str]:
        return name, format_number(Decimal(len(found))), format_number(_places(found), decimals)

    rows = tuple(row(name, found) for name, found in _parts(takster, part))
    return PlaceTable(f"Pladser efter {head.lower()}", head, "Takster", rows, row("I alt", takster))


def _parts(takster: Iterable[Takst], part: Callable[[Takst], str]) -> Iterator[tuple[str, Takster]]:
    """The takster by a part of them, the parts in Danish order and the takster of each as they stood."""
    for name, found in groupby(sorted(takster, key=lambda takst: (_natural(part(takst)), part(takst))), key=part):
        yield name, tuple(found)


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """Danish order, and § 36 before § 104."""
    return danish_key(_NUMBER.sub(lambda match: match.group().zfill(6), name))


def _places(takster: Iterable[Takst]) -> Decimal:
    return sum((takst.places for takst in takster), Decimal(0))


def _decimals(values: Iterable[Decimal]) -> int:
    """As many decimals, at most two, as any figure of the column needs: printed figures sum to the printed total."""
    found = tuple(values)
    return next((decimals for decimals in range(2) if all(value == round(value, decimals) for value in found)), 2)


def _workbook(document: Document) -> Takstfil:
    if document.takster is None:
        raise ValueError(f"{document.id} has no takstfil; decode should have said so")
    return document.takster
