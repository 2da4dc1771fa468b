"""Takes the takst register, gives the tables of bilag 7 and 8: lines in groups, figures as text, sums by addition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from rammeaftale.calculate import total
from rammeaftale.danish import ascii_slug, danish_key, decimals_of, format_date, format_number, listed_key
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.region import Region
from rammeaftale.model.takster import Takst, Takstregister
from rammeaftale.render.typography import NBSP, bind

Takster = tuple[Takst, ...]
Parts = tuple[tuple[str, Takster], ...]

NEW = "ny"
NONE = "–"
BAND = 3
NARROW = 2
_PLURAL = {"takst": "takster", "tilbud": "tilbud"}


@dataclass(frozen=True, slots=True)
class TakstRow:
    """A line of a list as printed; `words` are left-aligned, `figures` right-aligned.

    `css` has the classes of its row: `baand` in a darker band (three lines, then three without, so that the eye keeps
    its line), `hold` where no page may end.
    """

    name: str
    words: tuple[str, ...]
    figures: tuple[str, ...]
    css: str


@dataclass(frozen=True, slots=True)
class TakstGroup:
    """Lines with what they have in common, how many they are ("50 takster") and the sum of their places."""

    title: str
    count: str
    rows: tuple[TakstRow, ...]
    places: str


@dataclass(frozen=True, slots=True)
class TakstSection:
    """The lines of one driftsherre by paragraph, type and unit, with how many they are and the sum of their places."""

    id: str
    title: str
    count: str
    groups: tuple[TakstGroup, ...]
    places: str


@dataclass(frozen=True, slots=True)
class TakstList:
    """Bilag 7: the sections, where the data are, and from when the takster hold."""

    file: str
    valid_from: str
    origin: str
    sections: tuple[TakstSection, ...]


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """A table of bilag 8: what the rows are, the headings of the columns of figures, rows and total.

    `is_wide`: its columns do not fit beside the margin.
    """

    title: str
    is_wide: bool
    head: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    total: tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PlaceTables:
    """Bilag 8: the same places summed in several ways, and the tilbud that they are in."""

    file: str
    origin: str
    tables: tuple[PlaceTable, ...]
    lists: tuple[TakstGroup, ...]


def takst_list(edition: Edition, document: Document) -> TakstList:
    """The view of `::: indsæt takster`."""
    register = _register(document)
    return TakstList(
        register.path,
        bind(format_date(register.valid_from)),
        register.source,
        takst_sections(named(register.takster, edition), edition.registers.region),
    )


def takst_sections(takster: Takster, region: Region) -> tuple[TakstSection, ...]:
    """The lines per driftsherre, then by paragraph, type and unit, then by tilbud and afdeling, in Danish order."""
    decimals = decimals_of(takst.places for takst in takster)
    shown = decimals_of(takst.occupancy for takst in takster)
    ordered = sorted(takster, key=lambda takst: (danish_key(takst.tilbud), danish_key(takst.afdeling)))
    return tuple(
        TakstSection(
            id=f"takster-{ascii_slug(name)}",
            title=name,
            count=_count(len(found), "takst"),
            groups=tuple(
                _group(common, alike, "takst", _rows(alike, decimals, shown), decimals)
                for common, alike in parts(found, _common)
            ),
            places=format_number(places_of(found), decimals),
        )
        for name, found in by_driftsherre(ordered, region)
    )


def tilbud_groups(takster: Takster, region: Region) -> tuple[TakstGroup, ...]:
    """The tilbud per driftsherre: by which paragraphs, of which types, with how many places."""
    decimals = decimals_of(takst.places for takst in takster)
    return tuple(
        _group(name, found, "tilbud", _tilbud_rows(found, decimals), decimals)
        for name, found in by_driftsherre(takster, region)
    )


def _common(takst: Takst) -> str:
    """What a group's lines have in common: `SEL § 107, døgntilbud, takst pr. døgn`; takster of two units never mix."""
    return f"{law_and_paragraph(takst)}, {_inside(takst.tilbudstype)}, takst pr. {takst.unit}"


_bound = lru_cache(maxsize=256)(bind)


def law_and_paragraph(takst: Takst) -> str:
    """`SEL § 107`, with its spaces bound but for the one after the law."""
    return _bound(f"{takst.law} {takst.paragraph}")


def named(takster: Takster, edition: Edition) -> Takster:
    """The lines with "Kommune" after the name of a municipality, which the workbook and the register leave out."""
    kommuner = {kommune.name for kommune in edition.registers.kommuner}
    return tuple(
        replace(takst, driftsherre=f"{takst.driftsherre} Kommune") if takst.driftsherre in kommuner else takst
        for takst in takster
    )


def _group(title: str, takster: Takster, of_what: str, rows: tuple[TakstRow, ...], decimals: int) -> TakstGroup:
    return TakstGroup(title, _count(len(rows), of_what), rows, format_number(places_of(takster), decimals))


def _count(number: int, of_what: str) -> str:
    return f"{format_number(Decimal(number))}{NBSP}{of_what if number == 1 else _PLURAL[of_what]}"


def _rows(takster: Takster, decimals: int, shown: int) -> tuple[TakstRow, ...]:
    return tuple(
        TakstRow(
            name=takst.name,
            words=(takst.maalgruppe,),
            figures=(
                format_number(takst.places, decimals),
                format_number(takst.occupancy, shown),
                format_number(takst.amount, 2),
                NEW if takst.previous is None else format_number(takst.previous, 2),
            ),
            css=_css(number, len(takster)),
        )
        for number, takst in enumerate(takster)
    )


def _css(number: int, rows: int) -> str:
    """No line stands alone on a page: the first and the last but one keep the next with them."""
    holds = number in (0, rows - 2) and number < rows - 1
    return " ".join(["baand"] * (number // BAND % 2) + ["hold"] * holds)


def _tilbud_rows(takster: Takster, decimals: int) -> tuple[TakstRow, ...]:
    by_tilbud = parts(takster, lambda takst: takst.tilbud)
    return tuple(
        TakstRow(
            name=name,
            words=(
                "; ".join(f"{law}{NBSP}{_paragraphs(of_law)}" for law, of_law in parts(of_it, lambda takst: takst.law)),
                _joined([kind for kind, _ in parts(of_it, lambda takst: takst.tilbudstype)]),
            ),
            figures=(format_number(places_of(of_it), decimals),),
            css=_css(number, len(by_tilbud)),
        )
        for number, (name, of_it) in enumerate(by_tilbud)
    )


def _paragraphs(takster: Takster) -> str:
    """`§ 85, § 104`: each once, by number."""
    return bind(", ".join(name for name, _ in parts(takster, lambda takst: takst.paragraph)))


def _joined(kinds: list[str]) -> str:
    """`Dagtilbud, døgntilbud`: one line of words, where short forms keep their capitals."""
    first, *others = kinds
    return ", ".join((first, *map(_inside, others)))


def _inside(kind: str) -> str:
    """A kind of tilbud inside a line of words."""
    return kind[:1].lower() + kind[1:] if kind[1:2].islower() else kind


def place_tables(edition: Edition, document: Document) -> PlaceTables:
    """The view of `::: indsæt pladser`: driftsherrer by døgn and dag, each of these by paragraph, then other ways."""
    register = _register(document)
    takster, region = named(register.takster, edition), edition.registers.region
    tables = (
        _by_unit(takster, region),
        *(_by_paragraph(title, of_unit, region) for title, of_unit in _by_kind(takster) if of_unit),
        _counted("Tilbudstype", parts(takster, lambda takst: takst.tilbudstype)),
        _counted("Paragraf", parts(takster, law_and_paragraph)),
        _counted("Målgruppe", parts(takster, lambda takst: takst.maalgruppe)),
    )
    return PlaceTables(register.path, register.source, tables, tilbud_groups(takster, region))


UNIT_KINDS = (("Døgn", ("døgn",)), ("Dag", ("dag",)), ("Andet", ("time", "måned", "år")))
"""What a place is counted as: by the unit of its takst."""
_KIND_TITLES = {
    "Døgn": "Døgnpladser efter driftsherre og paragraf",
    "Dag": "Dagpladser efter driftsherre og paragraf",
    "Andet": "Andre pladser efter driftsherre og paragraf",
}


def _by_kind(takster: Takster) -> Iterator[tuple[str, Takster]]:
    for kind, units in UNIT_KINDS:
        yield kind, tuple(takst for takst in takster if takst.unit in units)


def _by_unit(takster: Takster, region: Region) -> PlaceTable:
    """Driftsherrer by døgn, dag and other, with how many takster each has."""
    decimals = decimals_of(takst.places for takst in takster)

    def figures(found: Takster) -> tuple[str, ...]:
        places = [format_number(places_of(of_unit), decimals) for _, of_unit in _by_kind(found)]
        return (format_number(Decimal(len(found))), *places, format_number(places_of(found), decimals))

    columns = ("Takster", *(kind for kind, _ in UNIT_KINDS), "I alt")
    return _table("Pladser efter driftsherre", "Driftsherre", columns, by_driftsherre(takster, region), figures)


def _by_paragraph(kind: str, takster: Takster, region: Region) -> PlaceTable:
    """Driftsherrer by paragraph; a place that is not there is a dash, not a nought."""
    decimals = decimals_of(takst.places for takst in takster)
    laws = tuple(law for law, _ in parts(takster, law_and_paragraph))

    def figures(found: Takster) -> tuple[str, ...]:
        by_law = dict(parts(found, law_and_paragraph))
        cells = (format_number(places_of(by_law[law]), decimals) if law in by_law else NONE for law in laws)
        return (*cells, format_number(places_of(found), decimals))

    return _table(_KIND_TITLES[kind], "Driftsherre", (*laws, "I alt"), by_driftsherre(takster, region), figures)


def _counted(head: str, parted: Parts) -> PlaceTable:
    """Takster are counted and not tilbud: a tilbud of two types is in two rows, a takst in one, so all columns sum."""
    decimals = decimals_of(takst.places for _, found in parted for takst in found)

    def figures(found: Takster) -> tuple[str, ...]:
        return format_number(Decimal(len(found))), format_number(places_of(found), decimals)

    return _table(f"Pladser efter {head.lower()}", head, ("Takster", "Pladser"), parted, figures)


def _table(
    title: str,
    head: str,
    columns: tuple[str, ...],
    parted: Parts,
    figures: Callable[[Takster], tuple[str, ...]],
) -> PlaceTable:
    rows = tuple((name, figures(found)) for name, found in parted)
    whole = tuple(takst for _, found in parted for takst in found)
    return PlaceTable(title, len(columns) > NARROW, head, columns, rows, ("I alt", figures(whole)))


def by_driftsherre(takster: Iterable[Takst], region: Region) -> Parts:
    """The takster by driftsherre, the region in its place."""
    return tuple(sorted(parts(takster, lambda takst: takst.driftsherre), key=lambda part: region.rank(part[0])))


def parts(takster: Iterable[Takst], part: Callable[[Takst], str]) -> Parts:
    """The takster by a part of them, the parts in Danish order and the takster of each as they stood."""
    ordered = sorted(takster, key=lambda takst: (listed_key(part(takst)), part(takst)))
    return tuple((name, tuple(found)) for name, found in groupby(ordered, key=part))


def places_of(takster: Iterable[Takst]) -> Decimal:
    """The sum of normerede pladser."""
    return total([takst.places for takst in takster])


def _register(document: Document) -> Takstregister:
    if document.takster is None:
        raise ValueError(f"{document.id} has no register; check_inserts should have said so")
    return document.takster
