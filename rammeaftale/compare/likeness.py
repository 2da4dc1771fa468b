"""How alike two texts are, by the words and the pairs of neighbouring words that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

Shingles = Counter[str]

ALIKE = 0.5
"""From here on two texts are alike: about half of what stands in them is the same."""
MIN_PART = 5
"""A text with fewer words is not taken for a part of a longer one."""


def shingles(texts: Iterable[str]) -> Shingles:
    """The words of the texts and their pairs of neighbours, each as often as it stands there."""
    found: Shingles = Counter()
    for text in texts:
        words = text.casefold().split()
        found.update(words)
        found.update(f"{word} {after}" for word, after in pairwise(words))
    return found


def likeness(one: Shingles, other: Shingles) -> float:
    """From 0 (nothing shared) to 1 (the same words in the same order, or nearly); the same from either side."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def is_part(one: Shingles, other: Shingles) -> bool:
    """Whether nearly all of the shorter text stands in the longer."""
    short = min(one.total(), other.total())
    return short >= 2 * MIN_PART - 1 and (one & other).total() >= 0.8 * short
