"""Texts to edit, nodes picked from them by chance with a fixed seed, and new words that look like marks."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.edit.open_text import OpenText, located, open_text
from rammeaftale.model.extent import Located
from rammeaftale.model.inline import Emphasis, FactUse, Inline, Link, Reference, Strong, Text
from rammeaftale.world import Source
from tests.generated_text import generated
from tests.real import REAL
from tests.test_markdown_random import WRITTEN

HERE = TextSpan("a.md", 1)
MARKS = (
    "#", "##", " ", "ord", "1", "12", ".", ")", "-", "---", "+", "*", "**", "_", "`", "```", "~~", ":", "::: ", "|",
    "| a |", "\\", "{", "}", "{{", "{{ a.b }}", "[", "](", "(https://x.dk)", "(mailto:", "<", "<b>", ">", "&amp;", "!",
    "![a](b.png)", "[^a]:", " {#id}", "{.sum}", "{sprog=en}", "=", "===", "å", "1. januar", "a) ", "ii) ",
    "2021.", "%", '"', "🄯",
)  # fmt: skip


def opened(text: str) -> OpenText:
    checked = open_text(Source("a.md", text.encode()))
    assert checked.value is not None, checked.diagnostics
    return checked.value


def texts(count: int) -> Iterator[OpenText]:
    """The real texts, the frozen ones, and as many generated ones."""
    yield from map(opened, (*REAL, *WRITTEN, *generated(count)))


def some(count: int) -> list[OpenText]:
    """As many of all these by chance, and the same every time."""
    return [opened(text) for text in Random(count).sample([*REAL, *WRITTEN, *generated(30)], count)]


def picked(text: OpenText, random: Random, count: int) -> list[Located]:
    """Some of what has an extent."""
    nodes = list(located(text.blocks))
    return random.sample(nodes, min(count, len(nodes)))


def odd_words(random: Random) -> str:
    """Words that the language would read as something else."""
    return "".join(random.choice(MARKS) for _ in range(random.randint(1, 7))).strip() or "ord"


def odd_run(random: Random) -> tuple[Inline, ...]:
    """A run of text with every kind of inline node that a source can have, between odd words."""
    nodes: tuple[Inline, ...] = (
        Emphasis((Text("kursiv", HERE),), HERE),
        Strong((Text("fed", HERE),), HERE),
        FactUse("pladser.i_alt", random.choice(["", "ord"]), HERE),
        Reference("bilag", "styringsaftale", (), HERE),
        Link("https://www.eksempel.dk", (Text("Ud [af] huset", HERE),), HERE),
    )
    return (Text(odd_words(random) + " ", HERE), random.choice(nodes), Text(" " + odd_words(random), HERE))
