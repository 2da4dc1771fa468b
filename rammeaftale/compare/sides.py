"""One side of a comparison: an edition's provisions with what stands above and below each, by place in the order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rammeaftale.model.provision import Provision, ProvisionKind

HEADINGS = frozenset({ProvisionKind.CHAPTER, ProvisionKind.SECTION})
REGISTERS = frozenset({ProvisionKind.FORUM, ProvisionKind.LAW, ProvisionKind.TAKST})
"""Lines of registers: each is known by its id, and their order says nothing."""
TEXTS = frozenset({ProvisionKind.PARAGRAPH, ProvisionKind.NOTE, ProvisionKind.FORMULA})
"""Families of kinds whose words can be parted and put together."""
_RUNNING_TEXT = frozenset({ProvisionKind.PARAGRAPH, ProvisionKind.ITEM})


@dataclass(frozen=True, slots=True)
class Side:
    """Provisions in reading order. Everywhere in this package a provision is its place in that order, from 0.

    `above` is the place of what it stands in, -1 at the top of its document; `below` are those that stand in it.
    `whole` is a number that two provisions share, on either side, when they and all below them read the same. `said` is
    what a reader is given by each itself; empty texts alone when that is nothing to know it by. `texts` are those whose
    words can be parted.
    """

    provisions: tuple[Provision, ...]
    above: tuple[int, ...]
    below: tuple[tuple[int, ...], ...]
    whole: tuple[int, ...]
    said: tuple[tuple[str, ...], ...]
    texts: tuple[int, ...]

    def all_below(self, place: int) -> Iterable[int]:
        """Every provision below, outer before inner."""
        for inner in self.below[place]:
            yield inner
            yield from self.all_below(inner)


def two_sides(old: tuple[Provision, ...], new: tuple[Provision, ...]) -> tuple[Side, Side]:
    """Both sides, with numbers for `whole` that can be compared."""
    numbers: dict[object, int] = {}
    return _side(old, numbers), _side(new, numbers)


def _side(provisions: tuple[Provision, ...], numbers: dict[object, int]) -> Side:
    places = {provision.id: place for place, provision in enumerate(provisions)}
    above, below = [-1] * len(provisions), [[] for _ in provisions]  # type: tuple[list[int], list[list[int]]]
    for place, provision in enumerate(provisions):
        outer = places.get(provision.above, place)
        if outer < place:  # what something stands in is read before it
            above[place] = outer
            below[outer].append(place)
    said = tuple(map(_said, provisions))
    texts = tuple(place for place, one in enumerate(provisions) if family(one.kind) in TEXTS and one.printed)
    whole = [0] * len(provisions)
    for place in range(len(provisions) - 1, -1, -1):
        one = provisions[place]
        key = (one.kind, one.standing, one.written, said[place], tuple(whole[inner] for inner in below[place]))
        whole[place] = numbers.setdefault(key, len(numbers))
    return Side(provisions, tuple(above), tuple(map(tuple, below)), tuple(whole), said, texts)


def _said(provision: Provision) -> tuple[str, ...]:
    """A picture says its pixels, a figure or an insert what is drawn.

    Where a link leads is said by its name in `written`: what the place is called is the place's own change.
    """
    match provision.kind:
        case ProvisionKind.PICTURE:
            return provision.printed, *provision.beyond
        case ProvisionKind.FIGURE | ProvisionKind.INSERT:
            return provision.printed, provision.standing
        case _:
            return (provision.printed,)


def family(kind: ProvisionKind) -> ProvisionKind:
    """Kinds that a text may change between and still be the same text: a paragraph becomes a point."""
    return ProvisionKind.PARAGRAPH if kind in _RUNNING_TEXT else kind
