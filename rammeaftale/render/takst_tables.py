"""Takes the takst register, gives the list of bilag 7: lines in groups, figures as text, sums by addition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from rammeaftale.base.danish import ascii_slug, danish_key, decimals_of, format_date, format_number
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.region import Region
from rammeaftale.model.takster import Takst, Takstregister
from rammeaftale.render.typography import NBSP, bind
from rammeaftale.takster.groups import Takster, by_driftsherre, by_name, paragraph_of, place_decimals, places_of

NEW = "ny"
NONE = "–"
BAND = 3
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


def takst_list(edition: Edition, document: Document) -> TakstList:
    """The view of `::: indsæt takster`."""
    register = register_of(document)
    return TakstList(
        register.path,
        bind(format_date(register.valid_from)),
        register.source,
        takst_sections(named(register.takster, edition), edition.registers.region),
    )


def takst_sections(takster: Takster, region: Region) -> tuple[TakstSection, ...]:
    """The lines per driftsherre, then by paragraph, type and unit, then by tilbud and afdeling, in Danish order."""
    decimals = place_decimals(takster)
    shown = decimals_of(takst.occupancy for takst in takster)
    ordered = sorted(takster, key=lambda takst: (danish_key(takst.tilbud), danish_key(takst.afdeling)))
    return tuple(
        TakstSection(
            id=f"takster-{ascii_slug(name)}",
            title=name,
            count=_count(len(found), "takst"),
            groups=tuple(
                _group(common, alike, "takst", _rows(alike, decimals, shown), decimals)
                for common, alike in by_name(found, _common)
            ),
            places=format_number(places_of(found), decimals),
        )
        for name, found in by_driftsherre(ordered, region)
    )


def tilbud_groups(takster: Takster, region: Region) -> tuple[TakstGroup, ...]:
    """The tilbud per driftsherre: by which paragraphs, of which types, with how many places."""
    decimals = place_decimals(takster)
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
    return _bound(paragraph_of(takst))


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
    by_tilbud = by_name(takster, lambda takst: takst.tilbud)
    return tuple(
        TakstRow(
            name=name,
            words=(
                "; ".join(
                    f"{law}{NBSP}{_paragraphs(of_law)}" for law, of_law in by_name(of_it, lambda takst: takst.law)
                ),
                _joined([kind for kind, _ in by_name(of_it, lambda takst: takst.tilbudstype)]),
            ),
            figures=(format_number(places_of(of_it), decimals),),
            css=_css(number, len(by_tilbud)),
        )
        for number, (name, of_it) in enumerate(by_tilbud)
    )


def _paragraphs(takster: Takster) -> str:
    """`§ 85, § 104`: each once, by number."""
    return bind(", ".join(name for name, _ in by_name(takster, lambda takst: takst.paragraph)))


def _joined(kinds: list[str]) -> str:
    """`Dagtilbud, døgntilbud`: one line of words, where short forms keep their capitals."""
    first, *others = kinds
    return ", ".join((first, *map(_inside, others)))


def _inside(kind: str) -> str:
    """A kind of tilbud inside a line of words."""
    return kind[:1].lower() + kind[1:] if kind[1:2].islower() else kind


def register_of(document: Document) -> Takstregister:
    """The register that a document prints. Raises ValueError when it has none."""
    if document.takster is None:
        raise ValueError(f"{document.id} has no register; check_inserts should have said so")
    return document.takster
