"""Two sequences held against each other: what stands in both in the same order, and the longest run that kept order.

Both are near-linear: what is equal at the ends is taken first, then what occurs once on either side, and only the small
stretches between are looked through in full.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise

Pairs = list[tuple[int, int]]
_Stretch = tuple[int, int, int, int]  # from and to, of the first and of the second

_MAX_SEARCH = 40_000
"""Products of two lengths above this are not looked through: nothing but repeats stand there."""


def aligned(first: Sequence[Hashable], second: Sequence[Hashable]) -> Pairs:
    """Places (in the first, in the second) of equal elements, rising on both sides: many, at little cost."""
    pairs: Pairs = []
    stretches = [(0, len(first), 0, len(second))]
    while stretches:
        ends, (start, end, other, other_end) = _equal_ends(first, second, stretches.pop())
        pairs += ends
        if start == end or other == other_end:
            continue
        anchors = _anchors(first[start:end], second[other:other_end])
        if anchors:
            edges = [(start - 1, other - 1), *((start + i, other + j) for i, j in anchors), (end, other_end)]
            pairs += edges[1:-1]
            stretches += [(i + 1, k, j + 1, m) for (i, j), (k, m) in pairwise(edges)]
        else:
            pairs += [(start + i, other + j) for i, j in _common(first[start:end], second[other:other_end])]
    return sorted(pairs)


def _equal_ends(first: Sequence[Hashable], second: Sequence[Hashable], stretch: _Stretch) -> tuple[Pairs, _Stretch]:
    start, end, other, other_end = stretch
    ends: Pairs = []
    while start < end and other < other_end and first[start] == second[other]:
        ends.append((start, other))
        start, other = start + 1, other + 1
    while start < end and other < other_end and first[end - 1] == second[other_end - 1]:
        end, other_end = end - 1, other_end - 1
        ends.append((end, other_end))
    return ends, (start, end, other, other_end)


def _anchors(first: Sequence[Hashable], second: Sequence[Hashable]) -> Pairs:
    """What occurs once in each, without those that have changed order."""
    counts, others = Counter(first), Counter(second)
    places = {element: position for position, element in enumerate(second) if others[element] == 1}
    once = [
        (position, places[element])
        for position, element in enumerate(first)
        if counts[element] == 1 and element in places
    ]
    return longest_run(once)


def _common(first: Sequence[Hashable], second: Sequence[Hashable]) -> Pairs:
    """The longest common subsequence; nothing when it would take long.

    It is the longest run among all pairs of equal elements, where those of one element come with the last place first,
    so that a run takes one of them.
    """
    if len(first) * len(second) > _MAX_SEARCH:
        return []
    backwards = range(len(second) - 1, -1, -1)
    return longest_run((i, j) for i, element in enumerate(first) for j in backwards if second[j] == element)


def longest_run(pairs: Iterable[tuple[int, int]]) -> Pairs:
    """The longest part of pairs, which rise on the first side, that rises on the second too."""
    given = list(pairs)
    ends: list[int] = []  # the smallest second place that a run of each length can end with
    last: list[int] = []  # which pair that is
    before: list[int] = []
    for number, (_, position) in enumerate(given):
        length = bisect_left(ends, position)
        if length == len(ends):
            ends.append(position)
            last.append(number)
        else:
            ends[length], last[length] = position, number
        before.append(last[length - 1] if length else -1)
    run: Pairs = []
    number = last[-1] if last else -1
    while number >= 0:
        run.append(given[number])
        number = before[number]
    return run[::-1]
