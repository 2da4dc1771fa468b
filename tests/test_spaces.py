"""One space more or less never changes what a source is made of in silence. All places: bench/mellemrum.py."""

from __future__ import annotations

from random import Random

import pytest

from tests.real import REAL
from tests.spaces import silent, space_changes, surroundings
from tests.test_markdown_random import WRITTEN

_SEED, _PLACES = 18, 200


def test_one_space_changes_nothing_in_silence() -> None:
    random = Random(_SEED)
    found: list[str] = []
    for _ in range(_PLACES // 5):
        text, begin, end = random.choice(list(surroundings(random.choice([*REAL, *WRITTEN]))))
        changes = list(space_changes(text, begin, end))
        found += silent(text, iter(random.sample(changes, min(5, len(changes)))))
    assert found == []


@pytest.mark.parametrize(
    "block",
    [
        "- en\n- to\n- tre",
        "Ord:\n\n- en\n- to\n  - under\n  - under\n- tre",
        "1. en\n2. to\n   - under\n   - og et til\n3. tre\n4. fire",
        "- **en**\n- [to](bilag:x)\n- »tre«\n- {{ a.b }}\n- 4",
        "a) en\nb) to\n   i) under\n   ii) og et til\nc) tre",
        "1. **en**\n2. to\n   1. under\n   2. under",
        "## Overskrift {#overskrift}\n\n### Under {#under}",
        "> Et citat\n> på to linjer\n>\n> - med\n> - punkter",
        "| a | b |\n|---|---:|\n| 1 | 2 |\n| 3 | 4 |",
        "::: faktaboks Titel\nTekst.\n\n- en\n- to\n:::",
        "Ord[^note].\n\n[^note]: En note\n    på to linjer.",
    ],
)
def test_every_space_of_small_blocks(block: str) -> None:
    text = f"# K {{#k}}\n\n{block}\n\nTekst.\n"
    begin = text.index(block)
    assert list(silent(text, space_changes(text, begin, begin + len(block)))) == []
