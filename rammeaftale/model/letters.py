"""How wide words are in the faces that the pages are set in: `bredder.txt`, which tools/bredder.py makes of the fonts.

Before a page is typeset the program must know which words fit: in a table's columns, in a drawing, on a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache, lru_cache

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
    widths = _widths()[face]
    return sum(0 if letter in _WIDTHLESS else widths.get(letter, EM) for letter in text) / EM


@cache
def _widths() -> Mapping[Face, Mapping[str, int]]:
    """The list by face and character. It is part of the program, as a module is."""
    widths: dict[Face, dict[str, int]] = {face: {} for face in Face}
    for line in own_text(PROGRAM, WIDTH_LIST).splitlines():
        if not line.startswith("#"):
            code, *columns = line.split()
            for face, width in zip(Face, columns, strict=True):
                widths[face][chr(int(code, 16))] = int(width)
    return widths
