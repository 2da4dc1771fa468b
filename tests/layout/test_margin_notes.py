"""A margin note is never printed over what follows: wide blocks and the next note stand below it."""

from __future__ import annotations

from random import Random

import pytest

from rammeaftale.shell.pipeline import load
from tests.case_files import EDITION, basis
from tests.layout.chapters import CHAPTER, chapter, composed, told
from tests.memory_world import MemoryWorld

CELL = "Et ganske langt indhold i cellen her"
ROW = "| " + " | ".join([CELL] * 4) + " |"
WIDE = f"::: tabel Bred {{#bred}}\n\n| A | B | C | D |\n| --- | --- | --- | --- |\n{ROW}\n{ROW}\n\n:::\n\nEfter."
NOTE = "::: margen\n{}\n:::"
BETWEEN = ("", "Kort.", "Et afsnit. " * 12, "- et\n- to")


def note(sentences: int) -> str:
    """A margin note of so many sentences."""
    return NOTE.format("En note med ord i margenen. " * sentences)


@pytest.mark.parametrize(
    "text",
    [
        f"{note(4)}\n\n{WIDE}",
        f"{note(9)}\n\nKort.\n\n{WIDE}",
        f"{note(12)}\n\nKort.\n\n## Overskrift {{#overskrift}}\n\n{WIDE}",
        f"{note(12)}\n\nKort.\n\n{note(4)}\n\nKort igen.",
        f"{note(3)}\n\n{note(4)}\n\nKort.",
        f"{note(8)}\n\nKort.\n\n::: indsæt lovgrundlag\n:::",
    ],
    ids=["før en tabel", "ved et kort afsnit", "over en overskrift", "to noter", "to i træk", "før det indsatte"],
)
def test_what_follows_a_note_stands_below_it(text: str) -> None:
    assert told(chapter(text)) == []


@pytest.mark.parametrize("seed", range(4))
def test_notes_of_any_length_have_room_beside_anything(seed: int) -> None:
    chance = Random(seed)
    pieces = ["Først."]
    for _ in range(4):
        pieces += [note(chance.randint(1, 12)), "Ved noten. " * chance.randint(1, 20)]
        pieces += chance.sample((BETWEEN[0], BETWEEN[1], BETWEEN[2], BETWEEN[3]), chance.randint(0, 2))
    assert told(chapter("\n\n".join((*pieces, note(2), WIDE)))) == []


@pytest.mark.parametrize("text", [f"{note(8)}\n\nKort.", f"{note(11)}\n\nKort.\n\n- et\n- to"], ids=["stykke", "liste"])
def test_the_mark_at_the_title_of_the_next_chapter_stands_below_a_note(text: str) -> None:
    first = f"# Forord {{#forord}}\n\n{{{{ pladser.i_alt }}}} pladser, jf. [](lov:loven).\n\n{text}\n"
    checked = load(MemoryWorld({**basis(), f"content/{EDITION}/forord.md": first.encode()}), EDITION)
    assert checked.value is not None
    assert told(composed(checked.value, checked.value.documents[0])) == []


def test_a_note_that_no_page_has_room_for_is_told_once_when_it_is_read_and_once_when_it_is_set() -> None:
    text = f"# Styring {{#styring}}\n\n{note(90)}\n\nKort.\n"
    checked = load(MemoryWorld({**basis(), CHAPTER: text.encode()}), EDITION)
    assert [finding.kind for finding in checked.diagnostics] == ["note-for-lang"]
    assert checked.value is not None
    assert told(composed(checked.value, checked.value.documents[0])) == ["trykt-oveni content/2031-32/styring.md:3:1"]
