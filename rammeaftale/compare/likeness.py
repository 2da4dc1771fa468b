"""How alike two texts are, by the words and the pairs of neighbouring words that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

Shingles = Counter[str]

ALIKE = 0.5
"""From here on two texts are alike: about half of what stands in them is the same."""
_MIN_PART = 5
"""A text with fewer words is not taken for a part of a longer one: short phrases stand in many texts by chance."""
_NEARLY_ALL = 0.8
"""So much of the shorter text must stand in the longer: a part may have lost or changed a word in five."""


def shingles(texts: Iterable[str]) -> Shingles:
    """The words of the texts and their pairs of neighbours, each as often as it stands there."""
    counts: Shingles = Counter()
    for text in texts:
        words = text.casefold().split()
        counts.update(words)
        counts.update(f"{word} {after}" for word, after in pairwise(words))
    return counts


def likeness(first: Shingles, second: Shingles) -> float:
    """From 0 (nothing shared) to 1 (the same words in the same order, or nearly); the same from either side."""
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def is_part(first: Shingles, second: Shingles) -> bool:
    """Whether nearly all of the shorter text stands in the longer."""
    short = min(first.total(), second.total())
    return short >= 2 * _MIN_PART - 1 and (first & second).total() >= _NEARLY_ALL * short
