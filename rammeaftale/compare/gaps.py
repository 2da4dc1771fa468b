"""What stands in the place of another is that other, reworded: between the same neighbours, of the same kind.

A gap is what stands between two neighbours that are paired and kept their order under the same heading. One against
one is the same provision. Of several, those are paired that are alike and each alike to no other there, if they stand
in the same order: alike by their words, or where what stands in them is paired already, by that. What is then alone
between its neighbours is one against one. Everything else is gone and new: it is never guessed. Two that are written
with different ids are never the same by their place, except rows, whose id is their text.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter

from rammeaftale.compare.equal import pair_below
from rammeaftale.compare.likeness import ALIKE, likeness
from rammeaftale.compare.pairing import ALONE, Group, Pairing
from rammeaftale.compare.sequences import Pairs, longest_run
from rammeaftale.model.provision import Provision, ProvisionKind

_MAX_COMPARED = 400
"""More comparisons than this are not made in one place: a table that is wholly new has no row of the old."""


def pair_by_place(pairing: Pairing, *, only_silent: bool = False) -> None:
    """Pair what is left by its place, then what stands below it, until nothing is found.

    `only_silent` takes those that have no words of their own to be known by: a table without caption.
    """
    groups = pairing.groups()
    while groups:
        group = groups.pop()
        pairs = [pair for gap in _gaps(pairing, group, only_silent) for pair in _same(pairing, gap)]
        for old, new in pairs:
            pairing.pair(old, new)
        if pairs:
            groups += [group, *map(pairing.below, pair_below(pairing, pairs))]


def _gaps(pairing: Pairing, group: Group, only_silent: bool) -> list[Group]:
    """What is free between neighbours, kind by kind, where something is on both sides."""
    free = tuple(
        [
            index
            for index in group[number]
            if pairing.is_free(number, index) and not (only_silent and any(pairing.sides[number].said[index]))
        ]
        for number in (0, 1)
    )
    if not all(free):
        return []
    neighbours = pairing.in_order(group)
    gaps: dict[tuple[int, ProvisionKind], Group] = {}
    for number in (0, 1):
        edges = [pair[number] for pair in neighbours]
        for index in free[number]:
            between = bisect(edges, index), pairing.provision(number, index).kind
            gaps.setdefault(between, ([], []))[number].append(index)
    return [gap for gap in gaps.values() if gap[0] and gap[1]]


def _same(pairing: Pairing, gap: Group) -> Pairs:
    """Which old and new in one gap are the same provision."""
    olds, news = gap
    if len(olds) == len(news) == 1:
        pairs = [(olds[0], news[0])]
    else:
        pairs = _alike(pairing, gap) if len(olds) * len(news) <= _MAX_COMPARED else []
    return [(old, new) for old, new in pairs if _may_be_same(pairing.provision(0, old), pairing.provision(1, new))]


def _alike(pairing: Pairing, gap: Group) -> Pairs:
    """Those that are alike and each to no other; none when they stand in another order."""
    words = tuple({index: pairing.shingles(number, index) for index in gap[number]} for number in (0, 1))
    pairs = [
        (old, new)
        for old in gap[0]
        for new in gap[1]
        if _hold_the_same(pairing, old, new, likeness(words[0][old], words[1][new]) >= ALIKE)
    ]
    once = tuple(Counter(pair[number] for pair in pairs) for number in (0, 1))
    clear = [(old, new) for old, new in pairs if once[0][old] == once[1][new] == 1]
    return clear if clear == longest_run(clear) else []


def _hold_the_same(pairing: Pairing, old: int, new: int, is_alike: bool) -> bool:
    """Whether they are alike, judged by what stands in them where that is paired: half of it on either side."""
    inner, outer = pairing.below((old, new))
    partners = {pairing.partner[0][index] for index in inner} - {ALONE}
    paired = [index for index in outer if pairing.partner[1][index] != ALONE]
    if not partners and not paired:
        return is_alike
    shared = sum(index in partners for index in paired)
    return shared > 0 and 2 * shared >= max(len(partners), len(paired))


def _may_be_same(old: Provision, new: Provision) -> bool:
    """Whether the ids that somebody wrote allow it."""
    return not (old.is_written and new.is_written) or old.id == new.id or new.kind is ProvisionKind.ROW
