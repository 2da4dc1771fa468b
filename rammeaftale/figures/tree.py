"""Fora → what hangs where in the drawn tree: siblings in balance, and some stacked where all side by side are too wide.

Widths are counted in columns, from the middle of one box to the middle of the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rammeaftale.model.agreement import Forum

Extent = tuple[float, float]
"""How far a row of a branch reaches to the left and the right of the branch's head."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """Where every forum hangs: `above` is the body drawn over it, `columns` the width of the whole tree.

    `stacked` are those drawn below a sibling, with a line of their own at the side.
    """

    above: Mapping[str, str]
    stacked: frozenset[str]
    columns: float


def balanced(fora: Sequence[Forum]) -> list[Forum]:
    """Siblings with the heaviest branches in the middle, so that the tree hangs straight.

    Those with nothing below them stand around these in the file's order.
    """
    ordered: list[Forum] = []

    def place(forum: Forum) -> None:
        ordered.append(forum)
        below = children(forum, fora)
        single = [child for child in below if not children(child, fora)]
        branches = sorted((child for child in below if child not in single), key=lambda child: _size(child, fora))
        half = (len(single) + 1) // 2
        for child in (*single[:half], *branches[::2], *reversed(branches[1::2]), *single[half:]):
            place(child)

    for root in (forum for forum in fora if not forum.under):
        place(root)
    return ordered


def children(forum: Forum, fora: Iterable[Forum]) -> list[Forum]:
    """The fora right below one."""
    return [child for child in fora if child.under == forum.id]


def hangings(fora: Sequence[Forum]) -> Iterable[Hanging]:
    """Ways to draw the tree, the widest first: each next has one column fewer where most stand side by side."""
    order = balanced(fora)
    groups = {forum.id: _leaves(forum, order) for forum in order}
    columns = {id_: len(group) for id_, group in groups.items()}
    while True:
        yield _hang(order, groups, columns)
        widest = max(columns, key=lambda id_: columns[id_])
        if columns[widest] < 2:
            return
        columns[widest] -= 1


def _leaves(forum: Forum, order: Sequence[Forum]) -> list[str]:
    """Those below a forum that may be stacked: nothing stands below them, neither fora nor whom they serve."""
    return [child.id for child in children(forum, order) if not children(child, order) and not child.serves]


def _hang(order: Sequence[Forum], groups: Mapping[str, Sequence[str]], columns: Mapping[str, int]) -> Hanging:
    above = {forum.id: forum.under for forum in order}
    stacked: set[str] = set()
    for id_, group in groups.items():
        for stack in _stacks(group, columns[id_]):
            above.update(zip(stack[1:], stack, strict=False))
            stacked.update(stack[1:])
    reach = [_reach(forum.id, above, {one.id for one in order if one.serves}) for forum in order if not forum.under]
    columns_wide = max(right for row in reach for _, right in row) - min(left for row in reach for left, _ in row) + 1
    return Hanging(above, frozenset(stacked), columns_wide)


def _stacks(group: Sequence[str], columns: int) -> list[Sequence[str]]:
    """The group in so many stacks, in order, as even as may be, the taller first."""
    stacks: list[Sequence[str]] = []
    start = 0
    for column in range(columns):
        end = start + (len(group) - start + columns - column - 1) // (columns - column)
        stacks.append(group[start:end])
        start = end
    return stacks


def _reach(id_: str, above: Mapping[str, str], serving: frozenset[str] | set[str]) -> list[Extent]:
    """The extent of each row of a branch, its head's first, when branches stand as close as their boxes allow.

    Words below a serving forum's box take the room of one more row.
    """
    branches = [_reach(child, above, serving) for child, over in above.items() if over == id_]
    if id_ in serving:
        branches.append([(0.0, 0.0)])
    if not branches:
        return [(0.0, 0.0)]
    rows, shift = branches[0], 0.0
    for branch in branches[1:]:
        shift = max(right - left + 1 for (_, right), (left, _) in zip(rows, branch, strict=False))
        moved = [(left + shift, right + shift) for left, right in branch]
        rows = [_joined(*pair) for pair in zip_longest(rows, moved)]
    return [(0.0, 0.0), *((left - shift / 2, right - shift / 2) for left, right in rows)]


def _joined(near: Extent | None, far: Extent | None) -> Extent:
    """A row of two branches side by side, where one of them may have ended higher up."""
    both = [extent for extent in (near, far) if extent]
    return both[0][0], both[-1][1]


def _size(forum: Forum, fora: Sequence[Forum]) -> int:
    return 1 + sum(_size(child, fora) for child in children(forum, fora))
