"""What the pieces that a document makes from data print of them: which fields of which lines, which years and limits.

A document that does not print a field keeps its digest when the field changes. tests/compare/test_pieces.py holds this
table against what is composed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from types import MappingProxyType

from rammeaftale.model.agreement import Document
from rammeaftale.model.text import Figure, Insert
from rammeaftale.model.walk import blocks_in

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Prints:
    """What is printed of the takst register, by names of fields of `Takst`.

    `lines` of this year's, `lines_before` of those of the year before; `given` only whether it is there. `head` are
    fields of the register itself, `limits` names of limits in the takstaftale, with `pl` for the year's pris- og
    lønfremskrivning.
    """

    lines: Names = frozenset()
    lines_before: Names = frozenset()
    given: Names = frozenset()
    head: Names = frozenset()
    limits: Names = frozenset()

    def __or__(self, other: Prints) -> Prints:
        return Prints(
            self.lines | other.lines,
            self.lines_before | other.lines_before,
            self.given | other.given,
            self.head | other.head,
            self.limits | other.limits,
        )


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one document: the names of its inserts and of its figures, and what they print of the register."""

    inserts: Names
    figures: Names
    prints: Prints


def pieces(document: Document) -> Pieces:
    """The pieces made from data that stand in a document."""
    blocks = [block for chapter in document.chapters for block in blocks_in(chapter.blocks)]
    inserts = frozenset(block.name for block in blocks if isinstance(block, Insert))
    figures = frozenset(block.name for block in blocks if isinstance(block, Figure))
    printed = [TABLES[name] for name in TABLES.keys() & inserts] + [CHARTS[name] for name in CHARTS.keys() & figures]
    return Pieces(inserts, figures, together(printed))


def together(printed: Iterable[Prints]) -> Prints:
    """What all of them print."""
    return reduce(Prints.__or__, printed, Prints())


def _prints(lines: str = "", before: str = "", head: str = "", given: str = "", limits: str = "") -> Prints:
    return Prints(*(frozenset(names.split()) for names in (lines, before, given, head, limits)))


_PRICES = "driftsherre tilbud afdeling law paragraph tilbudstype maalgruppe unit places occupancy amount previous"
_PLACES = "driftsherre tilbud afdeling law paragraph tilbudstype maalgruppe unit places"
_RISE = "places amount previous"
_COST = "accounts_costs accounts_places"
_RESULT = "accounts_income accounts_costs accounts_budget"
_EXTRAS = "accounts_extras accounts_income"
_OCCUPANCY = "places occupancy occupancy_2 occupancy_3"
_PIECES = (
    "previous accounts_income accounts_costs accounts_budget accounts_places accounts_extras result_1 result_2"
    " occupancy_2 occupancy_3"
)

TABLES: Mapping[str, Prints] = MappingProxyType(
    {
        "takster": _prints(_PRICES, head="valid_from source"),
        "pladser": _prints(_PLACES, head="source"),
        "noegletal": _prints(
            f"driftsherre tilbud {_RISE} {_COST} {_RESULT} {_EXTRAS} {_OCCUPANCY}",
            f"places {_COST}",
            "year accounts_year",
            limits="pl over_underskud",
        ),
        "takstudvikling": _prints(
            f"law paragraph {_RISE} {_COST}", f"law paragraph {_COST}", "year accounts_year", limits="pl"
        ),
        "over-og-underskud": _prints(
            f"driftsherre tilbud law paragraph {_RESULT} result_1 result_2",
            "law paragraph",
            "accounts_year",
            limits="over_underskud",
        ),
        "tillaegsydelser": _prints(f"law paragraph {_EXTRAS}", "law paragraph", "accounts_year"),
        "belaegning": _prints(f"driftsherre law paragraph {_OCCUPANCY}", "law paragraph", "year"),
        "pladsudvikling": _prints("law paragraph places", "law paragraph places", "year"),
        "driftsherrers-takster": _prints(f"driftsherre {_RISE} {_COST}", f"driftsherre {_COST}", "year accounts_year"),
        "driftsherrers-resultat": _prints(
            f"driftsherre tilbud {_RESULT}", "driftsherre", "accounts_year", limits="over_underskud"
        ),
        "driftsherrers-tillaegsydelser": _prints(f"driftsherre {_EXTRAS}", "driftsherre", "accounts_year"),
        "driftsherrers-belaegning": _prints(f"driftsherre {_OCCUPANCY}", "driftsherre", "year"),
        "driftsherrers-pladser": _prints("driftsherre places", "driftsherre places", "year"),
        "datagrundlag": _prints("driftsherre", head="year accounts_year valid_from source", given=_PIECES),
    }
)
"""The inserts that print lines of the register, or are reckoned from them."""
CHARTS: Mapping[str, Prints] = MappingProxyType(
    {
        "takstudvikling": _prints(f"driftsherre {_RISE}", head="year", limits="pl"),
        "over-og-underskud": _prints(f"driftsherre {_RESULT}", head="accounts_year"),
        "tillaegsydelser": _prints(f"driftsherre {_EXTRAS}", head="accounts_year"),
        "belaegning": _prints(f"driftsherre {_OCCUPANCY}", head="year"),
        "pladser": _prints("driftsherre places", head="year"),
    }
)
"""The figures that are drawn from the register."""
