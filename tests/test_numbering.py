"""The marks of lists: as a law prints them, each read back as the number that it stands for."""

from __future__ import annotations

import pytest

from rammeaftale.model.numbering import MAX_ROMAN, Numbering


def test_marks_are_as_a_law_prints_them() -> None:
    assert [Numbering.ROMANS.mark(number) for number in (1, 4, 9, 14, 38)] == ["i)", "iv)", "ix)", "xiv)", "xxxviii)"]
    assert [Numbering.LETTERS.mark(number) for number in (1, 9, 26, 27)] == ["a)", "i)", "z)", ""]
    assert (Numbering.NUMBERS.mark(12), Numbering.BULLETS.mark(12)) == ("12.", "-")
    assert Numbering.ROMANS.mark(MAX_ROMAN + 1) == ""


@pytest.mark.parametrize("numbering", [Numbering.LETTERS, Numbering.ROMANS, Numbering.NUMBERS])
def test_a_mark_is_read_back_as_its_number(numbering: Numbering) -> None:
    for number in range(1, 27):
        assert numbering.number(numbering.mark(number)) == number
    assert numbering.number("aa)") == 0
