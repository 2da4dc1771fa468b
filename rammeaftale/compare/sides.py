"""One side of a comparison: an edition's provisions with what stands above and below each, by place in the order."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

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
    `whole` is a digest that two provisions share, on either side, when they and all below them read the same. `said` is
    what a reader is given by each itself; empty texts alone when that is nothing to know it by. `texts` are those whose
    words can be parted.
    """

    provisions: tuple[Provision, ...]
    above: tuple[int, ...]
    below: tuple[tuple[int, ...], ...]
    whole: tuple[bytes, ...]
    said: tuple[tuple[str, ...], ...]
    texts: tuple[int, ...]

    def all_below(self, index: int) -> Iterable[int]:
        """Every provision below, outer before inner."""
        for inner in self.below[index]:
            yield inner
            yield from self.all_below(inner)


def side_of(provisions: tuple[Provision, ...]) -> Side:
    """The side of these provisions."""
    places = {provision.id: index for index, provision in enumerate(provisions)}
    above, below = [-1] * len(provisions), [[] for _ in provisions]  # type: tuple[list[int], list[list[int]]]
    for index, provision in enumerate(provisions):
        outer = places.get(provision.above, index)
        if outer < index:  # what something stands in is read before it
            above[index] = outer
            below[outer].append(index)
    said = tuple(map(_said, provisions))
    texts = tuple(i for i, provision in enumerate(provisions) if family(provision.kind) in TEXTS and provision.printed)
    whole = [b""] * len(provisions)
    for index in range(len(provisions) - 1, -1, -1):
        whole[index] = _whole(provisions[index], said[index], [whole[inner] for inner in below[index]])
    return Side(provisions, tuple(above), tuple(map(tuple, below)), tuple(whole), said, texts)


def _whole(provision: Provision, said: tuple[str, ...], below: list[bytes]) -> bytes:
    own = json.dumps([provision.kind.value, provision.standing, provision.written, said])
    return blake2b(b"".join([*below, own.encode()]), digest_size=16).digest()


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
