"""What a glyph means when text is searched or copied: the plain character where the typesetter met a special one.

One glyph often draws both the hyphen and the line-end hyphen, or both the space and the no-break space; the file can
name only one of them. Without this a search for »2021-22« or »bilag 1« misses.
"""

from __future__ import annotations

import io
from collections.abc import Collection

from fontTools.ttLib import TTFont
from weasyprint.pdf.fonts import Font

_PLAIN = {"\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " ", "\u00ad": "-"}


def give_plain_meanings(fonts: Collection[Font]) -> None:
    """Rewrite the glyphs' meanings in place, before the fonts are written."""
    for font in fonts:
        for glyph, text in font.to_unicode.items():
            if text in _PLAIN:
                font.to_unicode[glyph] = _PLAIN[text]
            elif "\u00ad" in text or "\u200b" in text:
                font.to_unicode[glyph] = text.replace("\u00ad", "").replace("\u200b", "") or "-"
    usable = [font for font in fonts if not font.bitmap]
    if usable and not any(" " in font.to_unicode.values() for font in usable):
        _add_space(usable[0])


def _add_space(font: Font) -> None:
    """A document of single words has drawn no space; its first font gets one, for line ends to use."""
    with TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True) as tables:
        name = tables.getBestCmap().get(ord(" "))
        if name is not None:
            glyph = tables.getGlyphID(name)
            font.to_unicode[glyph] = " "
            font.widths[glyph] = round(tables["hmtx"][name][0] * 1000 / font.upem)
