"""What stands in the place of another is that other, reworded: between the same neighbours, of the same kind.

A place is what stands between two neighbours that are paired and kept their order under the same heading. One against
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

MAX_COMPARED = 400
"""More comparisons than this are not made in one place: a table that is wholly new has no row of the old."""


def pair_by_place(pairing: Pairing, *, only_silent: bool = False) -> None:
    """Pair what is left by its place, then what stands below it, until nothing is found.

    `only_silent` takes those that have no words of their own to be known by: a table without caption.
    """
    groups = pairing.groups()
    while groups:
        group = groups.pop()
        found = [pair for place in _places(pairing, group, only_silent) for pair in _same(pairing, place)]
        for old, new in found:
            pairing.pair(old, new)
        if found:
            groups += [group, *map(pairing.below, pair_below(pairing, found))]


def _places(pairing: Pairing, group: Group, only_silent: bool) -> list[Group]:
    """What is free between neighbours, kind by kind, where something is on both sides."""
    free = tuple(
        [
            place
            for place in group[number]
            if pairing.is_free(number, place) and not (only_silent and any(pairing.sides[number].said[place]))
        ]
        for number in (0, 1)
    )
    if not all(free):
        return []
    neighbours = pairing.in_order(group)
    places: dict[tuple[int, ProvisionKind], Group] = {}
    for number in (0, 1):
        edges = [pair[number] for pair in neighbours]
        for place in free[number]:
            between = bisect(edges, place), pairing.provision(number, place).kind
            places.setdefault(between, ([], []))[number].append(place)
    return [place for place in places.values() if place[0] and place[1]]


def _same(pairing: Pairing, place: Group) -> Pairs:
    """Who is who in one place."""
    olds, news = place
    if len(olds) == len(news) == 1:
        found = [(olds[0], news[0])]
    else:
        found = _alike(pairing, place) if len(olds) * len(news) <= MAX_COMPARED else []
    return [(old, new) for old, new in found if _may_be_same(pairing.provision(0, old), pairing.provision(1, new))]


def _alike(pairing: Pairing, place: Group) -> Pairs:
    """Those that are alike and each to no other; none when they stand in another order."""
    words = tuple({one: pairing.shingles(number, one) for one in place[number]} for number in (0, 1))
    pairs = [
        (old, new)
        for old in place[0]
        for new in place[1]
        if _hold_the_same(pairing, old, new, likeness(words[0][old], words[1][new]) >= ALIKE)
    ]
    once = tuple(Counter(pair[number] for pair in pairs) for number in (0, 1))
    clear = [(old, new) for old, new in pairs if once[0][old] == once[1][new] == 1]
    return clear if clear == longest_run(clear) else []


def _hold_the_same(pairing: Pairing, old: int, new: int, is_alike: bool) -> bool:
    """Whether they are alike, judged by what stands in them where that is paired: half of it on either side."""
    inner, outer = pairing.below((old, new))
    partners = {pairing.partner[0][one] for one in inner} - {ALONE}
    paired = [one for one in outer if pairing.partner[1][one] != ALONE]
    if not partners and not paired:
        return is_alike
    shared = sum(one in partners for one in paired)
    return shared > 0 and 2 * shared >= max(len(partners), len(paired))


def _may_be_same(old: Provision, new: Provision) -> bool:
    """Whether the ids that somebody wrote allow it."""
    return not (old.is_written and new.is_written) or old.id == new.id or new.kind is ProvisionKind.ROW
