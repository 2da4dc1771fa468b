"""Fora → where each stands in the drawn tree: siblings in balance, some stacked where all side by side are too wide.

Spots are counted in columns and rows, from the middle of one box to the middle of the next; the top is (0, 0).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rammeaftale.model.agreement import Forum

_Spots = Mapping[str, tuple[float, int]]


@dataclass(frozen=True, slots=True)
class Tree:
    """Where every forum stands, by id, and the forum that is drawn above it (empty at the top).

    `stacked` are those drawn below a sibling, with a line of their own at the side.
    """

    spots: _Spots
    above: Mapping[str, str]
    stacked: frozenset[str]

    @property
    def columns(self) -> float:
        """How many boxes would fill its width."""
        across = [column for column, _ in self.spots.values()]
        return max(across) - min(across) + 1


def balanced(fora: Sequence[Forum]) -> list[Forum]:
    """Siblings with the heaviest branches in the middle, so that the tree hangs straight.

    Those with nothing below them stand around these in the file's order.
    """
    ordered: list[Forum] = []

    def put(forum: Forum) -> None:
        ordered.append(forum)
        below = children(forum, fora)
        single = [child for child in below if not children(child, fora)]
        branches = sorted((child for child in below if child not in single), key=lambda child: _size(child, fora))
        half = (len(single) + 1) // 2
        for child in (*single[:half], *branches[::2], *reversed(branches[1::2]), *single[half:]):
            put(child)

    for root in (forum for forum in fora if not forum.under):
        put(root)
    return ordered


def _size(forum: Forum, fora: Sequence[Forum]) -> int:
    return 1 + sum(_size(child, fora) for child in children(forum, fora))


def children(forum: Forum, fora: Iterable[Forum]) -> list[Forum]:
    """The fora right below one."""
    return [child for child in fora if child.under == forum.id]


def trees(fora: Sequence[Forum]) -> Iterable[Tree]:
    """Ways to draw the tree, the widest first: each next has one column fewer where most stand side by side."""
    order = balanced(fora)
    groups = {forum.id: _leaves(forum, order) for forum in order}
    columns = {id_: len(group) for id_, group in groups.items()}
    while True:
        yield _tree(order, [stack for id_, group in groups.items() for stack in _stacks(group, columns[id_])])
        widest = max(columns, key=lambda id_: columns[id_])
        if columns[widest] < 2:
            return
        columns[widest] -= 1


def _leaves(forum: Forum, order: Sequence[Forum]) -> list[str]:
    """Those below a forum that may be stacked: nothing stands below them, neither fora nor whom they serve."""
    return [child.id for child in children(forum, order) if not children(child, order) and not child.serves]


def _stacks(group: Sequence[str], columns: int) -> list[Sequence[str]]:
    """The group in so many stacks, in order, as even as may be, the taller first."""
    least, taller = divmod(len(group), max(columns, 1))
    return [group[start:end] for start, end in pairwise(least * i + min(i, taller) for i in range(columns + 1))]


def _tree(order: Sequence[Forum], stacks: Iterable[Sequence[str]]) -> Tree:
    above = {forum.id: forum.under for forum in order}
    stacked = {lower: upper for stack in stacks for upper, lower in pairwise(stack)}
    above |= stacked
    rooms = {f"{forum.id} betjener": forum.id for forum in order if forum.serves and not children(forum, order)}
    spots = _spots(order[0].id, above | rooms)
    return Tree({id_: spots[id_] for id_ in above}, above, frozenset(stacked))


def _spots(head: str, above: Mapping[str, str]) -> _Spots:
    """Where a branch's boxes stand, its head at (0, 0), when branches stand as close as their boxes allow.

    The words below a serving forum's box, where nothing else stands, take the room of one more box.
    """
    below: dict[str, tuple[float, int]] = {}
    middles = []
    for child in (id_ for id_, upper in above.items() if upper == head):
        branch = _spots(child, above)
        shift = max(
            (right + 1 - left for left, row in branch.values() for right, taken in below.values() if taken == row + 1),
            default=0.0,
        )
        middles.append(shift)
        below |= {id_: (column + shift, row + 1) for id_, (column, row) in branch.items()}
    middle = (middles[0] + middles[-1]) / 2 if middles else 0.0
    return {head: (0.0, 0)} | {id_: (column - middle, row) for id_, (column, row) in below.items()}
