"""Write rammeaftale/model/bredder.txt: how wide each letter is in the faces that the pages are set in.

Run it when a font package has another version; tests/test_letters.py says when the list is not that of the fonts.
"""

from __future__ import annotations

from io import BytesIO
from itertools import chain
from pathlib import Path

from fontTools.ttLib import TTFont

from rammeaftale.engine.versions import fonts
from rammeaftale.model.letters import EM, WIDTH_LIST, Face

ROOT = Path(__file__).parent.parent
_LATIN, _SIGNS = range(0x20, 0x250), range(0x2000, 0x2300)
"""The letters of Europe, and the marks, currencies and signs that stand among them."""
_HEAD = f"""\
# Skrevet af tools/bredder.py. Et tegn på hver linje: dets nummer, så dets bredde i tusindedele af skriftgraden i
# {", ".join(face.name for face in Face)}.
"""


def width_list() -> str:
    """The whole file: every character that all faces have, with its width in each."""
    files = fonts()
    faces = [TTFont(BytesIO(files[face.value])) for face in Face]
    glyphs = [face.getBestCmap() for face in faces]
    lines = [_HEAD]
    for code in chain(_LATIN, _SIGNS):
        if all(code in names for names in glyphs):
            widths = [_width(face, names[code]) for face, names in zip(faces, glyphs, strict=True)]
            lines.append(f"{code:04X} {' '.join(map(str, widths))}\n")
    return "".join(lines)


def _width(face: TTFont, glyph: str) -> int:
    advance: int = face["hmtx"][glyph][0]
    units: int = face["head"].unitsPerEm
    return round(advance * EM / units)


if __name__ == "__main__":
    (ROOT / WIDTH_LIST).write_text(width_list(), "utf-8")
