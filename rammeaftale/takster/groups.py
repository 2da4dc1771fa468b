"""The lines of a register by driftsherre, tilbud or what else they share, and the places of such a group.

A group has the name that its first line spells; a name in two spellings is one group (takster/sameness.py).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from rammeaftale.base.calculate import total
from rammeaftale.base.danish import decimals_of, listed_key
from rammeaftale.model.region import Region
from rammeaftale.model.takster import Takst
from rammeaftale.takster.sameness import Key, name_key, tilbud_key

Takster = tuple[Takst, ...]
Groups = tuple[tuple[str, Takster], ...]
"""Named groups in the order in which a table lists them."""
K = TypeVar("K", bound=Hashable)


def grouped(takster: Iterable[Takst], key: Callable[[Takst], K]) -> Mapping[K, Takster]:
    """The lines of each key; keys by their first line, lines as they stood."""
    groups: dict[K, list[Takst]] = {}
    for takst in takster:
        groups.setdefault(key(takst), []).append(takst)
    return {key: tuple(lines) for key, lines in groups.items()}


def by_tilbud(takster: Iterable[Takst]) -> Mapping[Key, Takster]:
    """The lines of each tilbud."""
    return grouped(takster, tilbud_key)


def by_code(takster: Iterable[Takst]) -> Mapping[str, Takster]:
    """The lines of each driftsherre, by its code."""
    return grouped(takster, lambda takst: takst.driftsherre_code)


def by_driftsherre(takster: Iterable[Takst], region: Region) -> Groups:
    """The lines of each driftsherre in Danish order, the region in its place."""
    named = [(lines[0].driftsherre, lines) for lines in by_code(takster).values()]
    return tuple(sorted(named, key=lambda group: (region.rank(group[0]), _order(group))))


def by_name(takster: Iterable[Takst], name: Callable[[Takst], str]) -> Groups:
    """The lines by one of their names, such as the tilbudstype, in Danish order and § 36 before § 104."""
    groups = grouped(takster, lambda takst: name_key(name(takst)))
    return tuple(sorted(((name(lines[0]), lines) for lines in groups.values()), key=_order))


def _order(group: tuple[str, Takster]) -> tuple[object, str]:
    return listed_key(group[0]), group[0]


def paragraph_of(takst: Takst) -> str:
    """`SEL § 107`: a paragraph says nothing without its law."""
    return f"{takst.law} {takst.paragraph}"


def places_of(takster: Iterable[Takst]) -> Decimal:
    """The sum of normerede pladser."""
    return total([takst.places for takst in takster])


def place_decimals(takster: Iterable[Takst]) -> int:
    """How many decimals the places of these lines need, so that printed figures sum to the printed total."""
    return decimals_of(takst.places for takst in takster)
