"""Takes the tree of omraade.yaml, gives the region that the agreement is for.

What the file names elsewhere, facts and tables, is looked up when the edition is whole (check/region.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from rammeaftale.base.diagnostics import Checked, Diagnostic, error
from rammeaftale.decode.schema import read_mapping
from rammeaftale.model.agreement import IS_KOMMUNE_CODE, Kommune
from rammeaftale.model.keys import Key, Name
from rammeaftale.model.region import Paragraph, Region, TableCount
from rammeaftale.read.yaml.nodes import YamlNode


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A kommune of another region."""

    code: Annotated[Name, IS_KOMMUNE_CODE, Key("kode", once="koden")]
    region: Annotated[str, Key("region")]


@dataclass(frozen=True, slots=True)
class _Paragraphs:
    """The paragraphs that rules about a kind of tilbud go by."""

    botilbud: Annotated[tuple[Paragraph, ...], Key("botilbud", once="paragraffen")]
    short_stays: Annotated[tuple[Paragraph, ...], Key("korte_ophold", once="paragraffen")]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Omraade:
    """omraade.yaml."""

    region: Annotated[Region, Key("region")]
    foreign: Annotated[tuple[_Foreign, ...], Key("fremmede_kommuner")] = ()
    paragraphs: Annotated[_Paragraphs, Key("paragraffer")]
    places: Annotated[Name | None, Key("pladstal")] = None
    approved: Annotated[Name | None, Key("godkendt")] = None
    aftale_period: Annotated[Name | None, Key("takstaftalens_periode")] = None
    counts: Annotated[tuple[TableCount, ...], Key("tabeltal")] = ()


def decode_region(tree: YamlNode, kommuner: Iterable[Kommune]) -> Checked[Region | None]:
    """The region; None when the file does not fit its schema."""
    checked = read_mapping(_Omraade, tree)
    omraade = checked.value
    if omraade is None:
        return Checked(None, checked.diagnostics)
    region = replace(
        omraade.region,
        foreign={kommune.code.value: kommune.region for kommune in omraade.foreign},
        botilbud=frozenset(omraade.paragraphs.botilbud),
        short_stays=frozenset(omraade.paragraphs.short_stays),
        places=omraade.places,
        approved=omraade.approved,
        aftale_period=omraade.aftale_period,
        counts=omraade.counts,
    )
    own = _own_kommuner(omraade.foreign, {kommune.code: kommune for kommune in kommuner})
    return Checked(region, (*checked.diagnostics, *own))


def _own_kommuner(foreign: Iterable[_Foreign], own: Mapping[str, Kommune]) -> Iterator[Diagnostic]:
    for entry in foreign:
        if kommune := own.get(entry.code.value):
            message = f"{kommune.code} {kommune.name} står i kommuner.yaml og kan ikke også være fremmed"
            double = error("kommune-fremmed", message, entry.code.span, "ret koden, eller slet den ene")
            yield replace(double, related=((kommune.span, "her er den med"),))
