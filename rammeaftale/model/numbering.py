"""How the points of a list are marked: in a source and in print alike."""

from __future__ import annotations

from enum import Enum
from string import ascii_lowercase

_ROMAN_PARTS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering(Enum):
    """The value is the mark of the first point. Lists of letters end with z, those of Roman numerals with xxxix."""

    BULLETS = "-"
    NUMBERS = "1."
    LETTERS = "a)"
    ROMANS = "i)"

    def mark(self, number: int) -> str:
        """The mark of a point, counted from 1: `-`, `3.`, `c)`, `iii)`; empty where the list's marks have ended."""
        match self:
            case Numbering.BULLETS:
                return "-"
            case Numbering.NUMBERS:
                return f"{number}."
            case Numbering.LETTERS:
                return f"{ascii_lowercase[number - 1]})" if number <= len(ascii_lowercase) else ""
            case Numbering.ROMANS:
                return f"{_roman(number)})" if number <= MAX_ROMAN else ""

    def number(self, mark: str) -> int:
        """Which point a mark such as `iii)` belongs to; 0 when it is none of this numbering, or of one too high."""
        return _NUMBERS[self].get(mark, 0)


MAX_ROMAN = 39
"""xl would be the next: no list is that long, and the numerals up to here are made of i, v and x alone."""


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN_PARTS:
        written += letters * (number // value)
        number %= value
    return written


_NUMBERS = {
    numbering: {mark: number for number in range(1, MAX_ROMAN + 1) if (mark := numbering.mark(number))}
    for numbering in Numbering
}
