"""The comparison on its way: who is paired with whom so far, and which provisions stand under the same heading.

The two sides are numbered 0 (old) and 1 (new), so that what is done to one is done to the other: matching the other way
round gives the mirrored answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rammeaftale.compare.likeness import Shingles, shingles
from rammeaftale.compare.sequences import Pairs, aligned, longest_run
from rammeaftale.compare.sides import Side
from rammeaftale.model.provision import Provision, ProvisionKind

ALONE = -1
Group = tuple[list[int], list[int]]
"""What stands under one heading (or in one table, or at the top of one document), on either side, in reading order."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Which provisions are one, as a number that they share on both sides; ALONE for one that has no other yet.

    `top` numbers the documents by id.
    """

    numbers: tuple[Sequence[int], Sequence[int]]
    top: dict[str, int]


class Pairing:
    """Pairs and links between two sides.

    A pair is one provision that is still itself. A link says that a provision is made of another that is somebody
    else's: a later part of what was split or joined.
    """

    def __init__(self, sides: tuple[Side, Side]) -> None:
        self.sides = sides
        self.partner: tuple[list[int], list[int]] = tuple([ALONE] * len(side.provisions) for side in sides)  # type: ignore[assignment]
        self.links: set[tuple[int, int]] = set()
        self._free = tuple([True] * len(side.provisions) for side in sides)
        self._linked: tuple[set[int], set[int]] = (set(), set())

    def pair(self, old: int, new: int) -> None:
        """These two are the same provision."""
        self.partner[0][old] = new
        self.partner[1][new] = old
        self._free[0][old] = self._free[1][new] = False

    def link(self, old: int, new: int) -> None:
        """The one is made of the other, with more that is."""
        self.links.add((old, new))
        self._linked[0].add(old)
        self._linked[1].add(new)
        self._free[0][old] = self._free[1][new] = False

    def is_linked(self, side: int, index: int) -> bool:
        """Whether the provision is, or has, a part of what was split or joined."""
        return index in self._linked[side]

    def is_free(self, side: int, index: int) -> bool:
        """Whether nothing is known of the provision yet."""
        return self._free[side][index]

    def free(self, side: int) -> Iterator[int]:
        """All of which nothing is known, in reading order."""
        return (index for index, is_free in enumerate(self._free[side]) if is_free)

    def pairs(self) -> Pairs:
        """(old, new) in the old's reading order."""
        return [(old, new) for old, new in enumerate(self.partner[0]) if new != ALONE]

    def provision(self, side: int, index: int) -> Provision:
        """The provision itself."""
        return self.sides[side].provisions[index]

    def shingles(self, side: int, index: int) -> Shingles:
        """What the provision and all below it are made of, to see how alike two are."""
        places = (index, *self.sides[side].all_below(index))
        return shingles(self.provision(side, at).printed for at in places)

    def kin(self) -> Kin:
        """Numbers of what is one by pairs and links together."""
        count = len(self.partner[0])
        chief = list(range(count + len(self.partner[1])))

        def find(node: int) -> int:
            while chief[node] != node:
                chief[node] = node = chief[chief[node]]
            return node

        for old, new in (*self.pairs(), *self.links):
            lower, higher = sorted((find(old), find(count + new)))
            chief[higher] = lower
        top = self._tops(len(chief))
        starts = (0, count)
        numbers = [
            [ALONE if self.is_free(side, index) else find(starts[side] + index) for index in range(len(partners))]
            for side, partners in enumerate(self.partner)
        ]
        return Kin((numbers[0], numbers[1]), top)

    def _tops(self, first: int) -> dict[str, int]:
        """A number for each document, from `first`; a document with another id is the same when its cover is."""
        named = [{provision.document for provision in side.provisions} for side in self.sides]
        top = {document: first + number for number, document in enumerate(sorted(named[0] | named[1]))}
        for old, new in self.pairs():
            before, after = self.provision(0, old), self.provision(1, new)
            is_cover = before.kind is after.kind is ProvisionKind.COVER
            if is_cover and before.document not in named[1] and after.document not in named[0]:
                top[after.document] = top[before.document]
        return top

    def groups(self) -> list[Group]:
        """What stands under the same heading on both sides, where something is free on both.

        Nothing of what stands under a heading that is new or gone.
        """
        if not (any(self._free[0]) and any(self._free[1])):
            return []
        kin = self.kin()
        groups: defaultdict[int, Group] = defaultdict(lambda: ([], []))
        for number, side in enumerate(self.sides):
            for index, above in enumerate(side.above):
                home = kin.top[side.provisions[index].document] if above < 0 else kin.numbers[number][above]
                if home != ALONE:
                    groups[home][number].append(index)
        return [group for group in groups.values() if self._has_free(group)]

    def _has_free(self, group: Group) -> bool:
        return all(any(self._free[number][index] for index in group[number]) for number in (0, 1))

    def below(self, pair: tuple[int, int]) -> Group:
        """What stands directly below two that are the same."""
        return list(self.sides[0].below[pair[0]]), list(self.sides[1].below[pair[1]])

    def is_turned(self, group: Group) -> bool:
        """Which of two equally good answers is given must hang on the texts, not on which side is called the old.

        True when the sides are to be looked at the other way round.
        """
        first, second = (
            [(self.sides[side].whole[index], self.provision(side, index).id) for index in group[side]]
            for side in (0, 1)
        )
        return (len(first), first) > (len(second), second)

    def aligned(self, group: Group, keys: tuple[Sequence[object], Sequence[object]]) -> Pairs:
        """`sequences.aligned` of the keys of a group, as places, the same from either side."""
        if self.is_turned(group):
            return [(group[0][i], group[1][j]) for j, i in aligned(keys[1], keys[0])]
        return [(group[0][i], group[1][j]) for i, j in aligned(keys[0], keys[1])]

    def in_order(self, group: Group) -> Pairs:
        """The pairs within a group that kept their order: the longest run of them, the same from either side."""
        members = set(group[1])
        pairs = [(old, self.partner[0][old]) for old in group[0] if self.partner[0][old] in members]
        if not self.is_turned((sorted(old for old, _ in pairs), sorted(new for _, new in pairs))):
            return longest_run(pairs)
        turned = longest_run(sorted((new, old) for old, new in pairs))
        return [(old, new) for new, old in turned]
