"""The region that an agreement is for: everything that holds there alone, as omraade.yaml says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from rammeaftale.base.diagnostics import TextSpan


class RegionOrder(Enum):
    """Where the region stands among the kommuner of a list; the value is the word in omraade.yaml."""

    FIRST = "først"
    LAST = "sidst"


@dataclass(frozen=True, slots=True)
class Name:
    """The name of something that stands elsewhere in the edition: a fact, a table, a row."""

    value: str
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class TableCount:
    """A fact that says how many rows a table has (P13).

    `words` are what the rows are called; a row that names one of `uncertain` may be counted or not.
    """

    fact: Name
    table: Name
    words: str
    uncertain: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """The region. `code` has four digits; `name` is "Region Midt", `short` what follows "hører ikke til".

    `foreign` has the kommuner that a public list puts here, by code, with the short name of the region that they
    belong to. `botilbud` and `short_stays` are paragraphs as "SEL § 107". `places` names the fact that states how many
    places there are; None when no text states it.
    """

    code: str
    name: str
    short: str
    order: RegionOrder
    foreign: Mapping[str, str]
    botilbud: frozenset[str]
    short_stays: frozenset[str]
    places: Name | None
    counts: tuple[TableCount, ...]
    span: TextSpan = field(compare=False)

    def rank(self, name: str) -> int:
        """Sorts a list with driftsherrer in it before their names do: the region is first or last, others are alike."""
        if name != self.name:
            return 0
        return -1 if self.order is RegionOrder.FIRST else 1
