"""The region that an agreement is for: everything that holds there alone, as omraade.yaml says it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.keys import Key, Must, Name

_LAWS = {"serviceloven": "SEL", "barnets lov": "BL", "almenboligloven": "ABL"}
"""Short forms of the laws that tilbud are run by, as the takstfiler have them."""


def short_form_of_law(name: str) -> str:
    """`SEL` of `Serviceloven` or `sel`; the name itself when it is none of the known laws'."""
    plain = name.strip().casefold()
    return _LAWS.get(plain) or next((short for short in _LAWS.values() if short.casefold() == plain), name)


def _with_law(written: str) -> str:
    """`SEL § 107` of `Serviceloven §107` and `sel 107`."""
    match = re.fullmatch(r"(?P<law>[^§0-9]+?),? *(?:§+|paragraf)? *(?P<rest>[0-9]+.*)", written)
    return f"{short_form_of_law(match['law'])} § {match['rest']}" if match else written


Paragraph = Annotated[
    str,
    Must(
        "paragraf-form",
        re.compile(r"[A-ZÆØÅ]+ § [1-9][0-9]*( [a-zæøå])?(, .+)?").fullmatch,
        "{} er ikke en paragraf",
        "skriv lovens forkortelse, § og nummer: SEL § 107 eller SEL § 101 a",
        _with_law,
    ),
]
"""The paragraph that a tilbud is run by: SEL § 107."""
_IS_REGION_CODE = Must(
    "region-kode",
    re.compile(r"[1-9][0-9]{3}").fullmatch,
    "{} er ikke en regionskode",
    "en regionskode har fire cifre; den står hos Danmarks Statistik",
)


class RegionOrder(Enum):
    """Where the region stands among the kommuner of a list; the value is the word in omraade.yaml."""

    FIRST = "først"
    LAST = "sidst"


@dataclass(frozen=True, slots=True)
class TableCount:
    """A fact that says how many rows a table has (P13).

    `words` are what the rows are called; a row that names one of `uncertain` may be counted or not.
    """

    fact: Annotated[Name, Key("oplysning")]
    table: Annotated[Name, Key("tabel", once="tabellen")]
    words: Annotated[str, Key("ord")]
    uncertain: Annotated[tuple[Name, ...], Key("kan_tælle_med", once="rækken")] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """The region. `code` has four digits; `name` is "Region Midt", `short` what follows "hører ikke til".

    `foreign` has the kommuner that a public list puts here, by code, with the short name of the region that they
    belong to. `botilbud` and `short_stays` are paragraphs as "SEL § 107". `places` names the fact that states how many
    places there are, `approved` the one with the day that the agreement was approved, `aftale_period` the one with the
    takstaftale's years; None when no text states it.
    """

    code: Annotated[str, _IS_REGION_CODE, Key("kode")]
    name: Annotated[str, Key("navn")]
    short: Annotated[str, Key("kort")]
    order: Annotated[RegionOrder, Key("rækkefølge")]
    span: TextSpan = field(compare=False)
    foreign: Mapping[str, str] = field(default_factory=dict)
    botilbud: frozenset[str] = frozenset()
    short_stays: frozenset[str] = frozenset()
    places: Name | None = None
    approved: Name | None = None
    aftale_period: Name | None = None
    counts: tuple[TableCount, ...] = ()

    def rank(self, name: str) -> int:
        """Sorts a list with driftsherrer in it before their names do: the region is first or last, others are alike."""
        if name != self.name:
            return 0
        return -1 if self.order is RegionOrder.FIRST else 1
