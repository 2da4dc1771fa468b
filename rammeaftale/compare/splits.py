"""Texts that together are another text, word for word: what was split, and what was joined.

A provision that kept its written id is looked at too, when its words have changed: it may have lost or taken in a part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from rammeaftale.compare.pairing import ALONE, Pairing
from rammeaftale.compare.sides import family
from rammeaftale.model.provision import Provision, ProvisionKind

Words = Callable[[Provision], str]

_MAX_PARTS = 200


def link_splits_and_joins(pairing: Pairing) -> None:
    """Pair what was split with its first part, what was joined with the first, and link the other parts."""
    for words in (_written, _printed):
        search = (_Search(pairing, 0, words), _Search(pairing, 1, words))
        wholes = [(-len(text), text, side, whole) for side in (0, 1) for whole, text in search[side].wholes()]
        for _, _, side, whole in sorted(wholes):
            parts = search[side].parts_of(whole)
            if parts:
                _note(pairing, side, whole, parts)


def _written(provision: Provision) -> str:
    return provision.written


def _printed(provision: Provision) -> str:
    return provision.printed


class _Search:
    """Looks for the parts of one side's texts on the other side."""

    def __init__(self, pairing: Pairing, side: int, words: Words) -> None:
        self._pairing = pairing
        self._side = side
        self._words = words
        self._parts: defaultdict[tuple[ProvisionKind, str], list[int]] = defaultdict(list)
        lengths: defaultdict[ProvisionKind, set[int]] = defaultdict(set)
        for index, text in self._open(1 - side):
            kind = self._kind(1 - side, index)
            self._parts[kind, text].append(index)
            lengths[kind].add(len(text))
        self._lengths = {kind: sorted(parts, reverse=True) for kind, parts in lengths.items()}

    def wholes(self) -> Iterator[tuple[int, str]]:
        """Who may be a whole, with its text; none when there is nothing to be a part."""
        return self._open(self._side) if any(self._pairing.free(1 - self._side)) else iter(())

    def parts_of(self, whole: int) -> list[int]:
        """The parts that the whole consists of, in the order of its words; empty when there are none.

        Of several that read the same, the next in reading order is taken. A pair keeps its partner.
        """
        if not self._is_open(self._side, whole):
            return []  # it has become part of another meanwhile
        partner = self._pairing.partner[self._side][whole]
        text = self._words(self._pairing.provision(self._side, whole))
        parts = self._rest(whole, text, 0, [], set())
        return parts if partner == ALONE or partner in parts else []

    def _rest(self, whole: int, text: str, start: int, used: list[int], hopeless: set[int]) -> list[int]:
        """The parts `used` so far and those that the text from `start` on consists of."""
        if start > len(text):
            return used
        if start in hopeless or len(used) == _MAX_PARTS:
            return []
        kind = self._kind(self._side, whole)
        for length in self._lengths.get(kind, ()):
            end = start + length
            if length < len(text) and text[end : end + 1] in (" ", "") and end <= len(text):
                part = self._part(whole, self._parts.get((kind, text[start:end]), []), used)
                if part is not None and (parts := self._rest(whole, text, end + 1, [*used, part], hopeless)):
                    return parts
        hopeless.add(start)
        return []

    def _part(self, whole: int, known: list[int], used: list[int]) -> int | None:
        """The one to take of those with the right words: the partner, else the next that nobody has."""
        partner = self._pairing.partner[self._side][whole]
        after = used[-1] if used else ALONE
        left = [p for p in known if p not in used and (p == partner or self._pairing.is_free(1 - self._side, p))]
        return min(left, key=lambda part: (part != partner, part < after, part), default=None)

    def _open(self, side: int) -> Iterator[tuple[int, str]]:
        for index in self._pairing.sides[side].texts:
            if self._is_open(side, index):
                yield index, self._words(self._pairing.provision(side, index))

    def _is_open(self, side: int, index: int) -> bool:
        """Whether it is free, or its words have changed and no part of it is known."""
        partner = self._pairing.partner[side][index]
        if partner == ALONE or self._pairing.is_linked(side, index):
            return self._pairing.is_free(side, index)
        words = (
            self._words(self._pairing.provision(side, index)),
            self._words(self._pairing.provision(1 - side, partner)),
        )
        return words[0] != words[1]

    def _kind(self, side: int, index: int) -> ProvisionKind:
        return family(self._pairing.provision(side, index).kind)


def _note(pairing: Pairing, side: int, whole: int, parts: list[int]) -> None:
    def both(do: Callable[[int, int], None], part: int) -> None:
        do(*((whole, part) if side == 0 else (part, whole)))

    first = pairing.partner[side][whole]
    if first == ALONE:
        first = min(parts)
        both(pairing.pair, first)
    for part in parts:
        if part != first:
            both(pairing.link, part)
