"""The list of widths is that of the fonts, and the typesetter measures the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint.formatting_structure.boxes import TextBox

from rammeaftale.model.letters import EM, WIDEST, WIDTH_LIST, Face, missing_letters, width_of
from tests.overflowing import boxes, typeset_body
from tools.bredder import width_list

ROOT = Path(__file__).parent.parent
WORDS = "Kommunaldirektørnetværket 1.234.567,89 § 107 social-pædagogisk VÆRTSKOMMUNE (Østjylland) – »Sølund«"
FACES = {
    Face.SANS: ("400", "RA Sans"),
    Face.SANS_ITALIC: ("italic", "RA Sans"),
    Face.SANS_SEMIBOLD: ("600", "RA Sans"),
    Face.SANS_BOLD: ("700", "RA Sans"),
    Face.SERIF: ("400", "RA Serif"),
    Face.SERIF_ITALIC: ("italic", "RA Serif"),
    Face.SERIF_SEMIBOLD: ("600", "RA Serif"),
}
CLOSER, WIDER = 0.95, 1.002
"""Kerning moves letters closer together than the list says, and hardly ever apart."""


def test_the_list_is_that_of_the_fonts() -> None:
    """`python -m tools.bredder` writes it anew."""
    assert (ROOT / WIDTH_LIST).read_text("utf-8") == width_list()


def test_no_letter_is_wider_than_the_program_takes_for_granted() -> None:
    lines = (ROOT / WIDTH_LIST).read_text("utf-8").splitlines()
    widest = max(int(width) for line in lines if line[0] != "#" for width in line.split()[1:])
    assert EM < widest <= WIDEST * EM


@pytest.mark.parametrize("face", Face)
def test_the_typesetter_measures_what_the_list_says(face: Face) -> None:
    style, family = FACES[face]
    font = f"white-space: nowrap; font: {style} 100px '{family}'"
    lines = "".join(f'<p style="{font}">{word}</p>' for word in WORDS.split())
    measured = {box.text: box.width for box in boxes(typeset_body(lines), TextBox)}
    parts = {word: measured[word] / (width_of(word, face) * 100) for word in WORDS.split()}
    assert {word: part for word, part in parts.items() if not CLOSER <= part <= WIDER} == {}


def test_what_is_not_drawn_has_no_width_and_an_unknown_sign_has_an_em() -> None:
    assert width_of("takst\u00adaftale") == width_of("takstaftale")
    assert width_of("\u4e00") == 1


def test_a_letter_that_no_face_has_is_missing_and_what_has_no_ink_is_not() -> None:
    assert missing_letters("Blåbærgrød, »Ж« → ✓ ½ € ǟ\n\t\u00ad\u200b\ufe0f") == frozenset()
    assert missing_letters("a 😀 北 x̲") == {"😀", "北", "\u0332"}
