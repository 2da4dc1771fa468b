"""A table with rows of any height after a paragraph of any length, made from a seed."""

from __future__ import annotations

from random import Random

_WORDS = "Ord om noget, der fylder meget i cellen. " * 100


def tall_table(seed: int) -> str:
    """The text of a chapter."""
    chance = Random(seed)
    most = chance.choice((200, 600, 1500, 2400, 4000))
    rows = [[_WORDS[: chance.randint(0, most)] for _ in range(2)] for _ in range(chance.randint(1, 12))]
    return chapter_with(rows, before="Et afsnit med ord i. " * chance.randint(0, 150))


def chapter_with(rows: list[list[str]], before: str) -> str:
    """A paragraph, a table of these cells, a paragraph."""
    lines = "\n".join(f"| Nr. {number} {first} | {second} |" for number, (first, second) in enumerate(rows, 1))
    return f"{before}\n\n::: tabel Opgaver {{#opgaver}}\n\n| A | B |\n| --- | --- |\n{lines}\n\n:::\n\nEfter.\n"
