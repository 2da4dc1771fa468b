"""Takes the takst register, gives the groups that bilag 7 and 8 list; the templates print the lines themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rammeaftale.base.danish import danish_key, decimals_of
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.region import Region
from rammeaftale.model.takster import Takst, Takstregister
from rammeaftale.render.typography import NBSP, bind
from rammeaftale.takster.groups import Groups, Takster, by_driftsherre, by_name, paragraph_of, place_decimals


@dataclass(frozen=True, slots=True)
class TakstSection:
    """The lines of one driftsherre, all of them and by what they have in common."""

    title: str
    takster: Takster
    groups: Groups


@dataclass(frozen=True, slots=True)
class _TakstList:
    """Bilag 7, with the decimals that its places and its percentages need."""

    sections: tuple[TakstSection, ...]
    place_decimals: int
    occupancy_decimals: int


@dataclass(frozen=True, slots=True)
class Tilbud:
    """A tilbud of bilag 8: its name, by which paragraphs and of which types, and its lines."""

    name: str
    paragraphs: str
    types: str
    takster: Takster


def takst_list(edition: Edition, document: Document) -> _TakstList:
    """Bilag 7: the lines per driftsherre, then by paragraph, type and unit, then by tilbud and afdeling."""
    takster = register_of(document).takster
    ordered = sorted(takster, key=lambda takst: (danish_key(takst.tilbud), danish_key(takst.afdeling)))
    return _TakstList(
        sections=tuple(
            TakstSection(title, lines, by_name(lines, _common))
            for title, lines in driftsherrer(ordered, edition.registers.region)
        ),
        place_decimals=place_decimals(takster),
        occupancy_decimals=decimals_of(takst.occupancy for takst in takster),
    )


def driftsherrer(takster: Iterable[Takst], region: Region) -> Groups:
    """The lines of each driftsherre, with "Kommune" after its name, which the register leaves out."""
    groups = by_driftsherre(takster, region)
    return tuple((name if name == region.name else f"{name} Kommune", lines) for name, lines in groups)


def tilbud_of(takster: Takster) -> tuple[Tilbud, ...]:
    """The tilbud of one driftsherre, by name."""
    return tuple(
        Tilbud(
            name,
            "; ".join(f"{law}{NBSP}{_paragraphs(of_law)}" for law, of_law in by_name(lines, lambda takst: takst.law)),
            ", ".join(_types(lines)),
            lines,
        )
        for name, lines in by_name(takster, lambda takst: takst.tilbud)
    )


def _common(takst: Takst) -> str:
    """What a group's lines have in common: `SEL § 107, døgntilbud, takst pr. døgn`; takster of two units never mix."""
    return f"{law_and_paragraph(takst)}, {_inside(takst.tilbudstype)}, takst pr. {takst.unit}"


_bound = lru_cache(maxsize=256)(bind)


def law_and_paragraph(takst: Takst) -> str:
    """`SEL § 107`, with its spaces bound but for the one after the law."""
    return _bound(paragraph_of(takst))


def _paragraphs(takster: Takster) -> str:
    """`§ 85, § 104`: each once, by number."""
    return bind(", ".join(name for name, _ in by_name(takster, lambda takst: takst.paragraph)))


def _types(takster: Takster) -> Iterable[str]:
    """`Dagtilbud`, `døgntilbud`: one line of words, where short forms keep their capitals."""
    first, *others = (name for name, _ in by_name(takster, lambda takst: takst.tilbudstype))
    return first, *map(_inside, others)


def _inside(tilbudstype: str) -> str:
    """A tilbudstype inside a line of words."""
    return tilbudstype[:1].lower() + tilbudstype[1:] if tilbudstype[1:2].islower() else tilbudstype


def register_of(document: Document) -> Takstregister:
    """The register that a document prints. Raises ValueError when it has none."""
    if document.takster is None:
        raise ValueError(f"{document.id} has no register; check_inserts should have said so")
    return document.takster
