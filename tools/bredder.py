"""Write rammeaftale/model/bredder.txt: the letters that can be printed, and how wide each is in the faces of the pages.

Run it when a font package has another version; tests/test_letters.py says when the list is not that of the fonts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

from rammeaftale.engine.versions import fonts
from rammeaftale.model.letters import EM, WIDEST, WIDTH_LIST, Face

ROOT = Path(__file__).parent.parent
_FIRST, _NOT_DRAWN = 0x20, "\ufeff"
_COMPOSED = range(0xC0, 0x2000)
"""Where Unicode has letters with marks as one character: the typesetter makes those of their parts that no face has."""
_HEAD = f"""\
# Skrevet af tools/bredder.py. Et tegn på hver linje: dets nummer, så dets bredde i tusindedele af skriftgraden i
# {", ".join(face.name for face in Face)}.
"""


def width_list() -> str:
    """The whole file: every character that can be printed, with its width in each face.

    Where a face lacks a character the typesetter takes it from another; the width is then that of the widest.
    """
    files = fonts()
    faces = {face: TTFont(BytesIO(files[face.value])) for face in Face}
    glyphs = {face: font.getBestCmap() for face, font in faces.items()}
    lines = [_HEAD]
    for code, letter in sorted(_letters(glyphs)):
        known = {face: _width(faces[face], names[letter]) for face, names in glyphs.items() if letter in names}
        widest = max(known.values())
        if widest <= WIDEST * EM:
            lines.append(f"{code:04X} {' '.join(str(known.get(face, widest)) for face in Face)}\n")
    return "".join(lines)


def _letters(glyphs: Mapping[Face, Mapping[int, str]]) -> Iterator[tuple[int, int]]:
    """Every character that can be printed, with the one that is as wide: itself, or the letter below its marks."""
    in_some, in_all = (combine(*map(set, glyphs.values())) for combine in (set.union, set.intersection))
    yield from ((code, code) for code in in_some if code >= _FIRST and chr(code) not in _NOT_DRAWN)
    for code in _COMPOSED:
        parts = [ord(part) for part in unicodedata.normalize("NFD", chr(code))]
        if code not in in_some and len(parts) > 1 and in_all.issuperset(parts):
            yield code, parts[0]


def _width(face: TTFont, glyph: str) -> int:
    advance: int = face["hmtx"][glyph][0]
    units: int = face["head"].unitsPerEm
    return round(advance * EM / units)


if __name__ == "__main__":
    (ROOT / WIDTH_LIST).write_text(width_list(), "utf-8")
