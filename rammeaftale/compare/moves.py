"""Who has moved: the pairs that do not belong to the longest run that kept its order under their heading.

What stands below a moved heading has kept its place under it. A heading that is new or gone parts or joins what is
below it without moving it: until the next heading it belongs to the one before. What stands in a new or gone table, box
or point stands, for this, where that stands. The order of a register's lines says nothing.
"""

from __future__ import annotations

from collections import defaultdict

from rammeaftale.compare.pairing import ALONE, Group, Kin, Pairing
from rammeaftale.compare.sides import HEADINGS, REGISTERS, Side


def moved(pairing: Pairing, kin: Kin) -> frozenset[tuple[int, int]]:
    """The pairs (old, new) that have moved themselves."""
    homes = (_Homes(pairing.sides[0], kin, 0).all(), _Homes(pairing.sides[1], kin, 1).all())
    groups: defaultdict[int, Group] = defaultdict(lambda: ([], []))
    for old, new in pairing.pairs():
        if homes[0][old] == homes[1][new]:
            groups[homes[0][old]][0].append(old)
            groups[homes[0][old]][1].append(new)
    kept = {pair for olds, news in groups.values() for pair in pairing.in_order((olds, sorted(news)))}
    lines = {(old, new) for old, new in pairing.pairs() if pairing.provision(1, new).kind in REGISTERS}
    return frozenset(pairing.pairs()) - kept - lines


class _Homes:
    """Finds the nearest thing that a provision stands in and that is known on both sides."""

    def __init__(self, side: Side, kin: Kin, number: int) -> None:
        self._side = side
        self._numbers = kin.numbers[number]
        self._top = kin.top
        self._homes: list[int] = []

    def all(self) -> list[int]:
        """The number of the home of every provision."""
        heading: dict[str, int] = {}  # the last known heading of each document so far
        for index, provision in enumerate(self._side.provisions):
            top = self._top[provision.document]
            self._homes.append(self._home(index, heading.get(provision.document, top)))
            if provision.kind in HEADINGS and self._numbers[index] != ALONE:
                heading[provision.document] = self._numbers[index]
        return self._homes

    def _home(self, index: int, heading_before: int) -> int:
        above = self._side.above[index]
        if above < 0:
            return self._top[self._side.provisions[index].document]
        if self._numbers[above] != ALONE:
            return self._numbers[above]
        if self._side.provisions[above].kind not in HEADINGS:
            return self._homes[above]
        if self._side.provisions[index].kind not in HEADINGS:
            return heading_before
        return self._earlier_sibling(above)

    def _earlier_sibling(self, gone: int) -> int:
        """Sections of a heading that is new or gone belong to the heading before it of the same rank."""
        outer = self._side.above[gone]
        siblings = self._side.below[outer] if outer >= 0 else ()
        known = [
            self._numbers[sibling]
            for sibling in siblings
            if sibling < gone and self._side.provisions[sibling].kind in HEADINGS and self._numbers[sibling] != ALONE
        ]
        return known[-1] if known else self._homes[gone]
