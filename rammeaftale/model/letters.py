"""Which letters can be printed, and how wide words are: `bredder.txt`, which tools/bredder.py makes of the fonts.

Before a page is typeset the program must know which words fit: in a table's columns, in a drawing, on a line; and which
letters no face has, since the typesetter does not say where they stand.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache, lru_cache

from rammeaftale.base.unseen import HIDDEN
from rammeaftale.world import PROGRAM
from rammeaftale.world.program import own_text

WIDTH_LIST = "rammeaftale/model/bredder.txt"
EM = 1000
"""The list's widths are in so many parts of the size of the type."""
WIDEST = 1.25
"""No letter is wider, in ems: a text that has few enough letters need not be measured."""


class Face(Enum):
    """A face of the style sheets; the value is its file in the font packages."""

    SANS = "SourceSansPro-Regular.ttf"
    SANS_ITALIC = "SourceSansPro-It.ttf"
    SANS_SEMIBOLD = "SourceSansPro-Semibold.ttf"
    SANS_BOLD = "SourceSansPro-Bold.ttf"
    SERIF = "SourceSerifPro-Regular.ttf"
    SERIF_ITALIC = "SourceSerifPro-It.ttf"
    SERIF_SEMIBOLD = "SourceSerifPro-Semibold.ttf"


_WIDTHLESS = frozenset("\u00ad\u200b\u2060")
"""Characters that are not drawn: where a word may be divided, and where it may not."""


@lru_cache(maxsize=8192)
def width_of(text: str, face: Face = Face.SANS) -> float:
    """How wide a text is on one line, in ems of its type; kerning, which mostly makes it narrower, is left out.

    A character that the list does not have counts as an em.
    """
    widths = _widths(face)
    return sum(0 if letter in _WIDTHLESS else widths(letter) for letter in text) / EM


def missing_letters(text: str) -> frozenset[str]:
    """The characters of a text that no face has; what has no ink (`base/unseen.py`) is none of them."""
    unknown = () if text.isascii() else set(text).difference(_lines())  # asked of every run of words
    return frozenset(letter for letter in unknown if letter.isprintable() and not HIDDEN.match(letter))


@cache
def _widths(face: Face) -> Callable[[str], int]:
    """The width of a letter in a face; each is read from the list when it is first asked for."""
    column = list(Face).index(face)

    @cache
    def width(letter: str) -> int:
        line = _lines().get(letter)
        return int(line.split()[column]) if line else EM

    return width


@cache
def _lines() -> dict[str, str]:
    """The widths in all faces by character, as they are written. The list is part of the program, as a module is."""
    lines = own_text(PROGRAM, WIDTH_LIST).splitlines()
    numbered = (line.split(" ", 1) for line in lines if not line.startswith("#"))
    return {chr(int(code, 16)): widths for code, widths in numbered}
