"""The styles of an .xlsx → what a cell's style makes of its number, and whether the cell can be seen.

ECMA-376 part 1, 18.8. A cell names its style by number (`s`), that one its font, fill and number format.
"""

from __future__ import annotations

from typing import NamedTuple

from rammeaftale.read.tables.parts import Parts, elements
from rammeaftale.read.tables.sheet import Look
from rammeaftale.read.tables.values import Style, shows_nothing, style_of

_NAMES = ("numFmt", "fonts", "fills", "cellStyleXfs", "cellXfs", "dxfs", "font", "fill", "xf", "strike", "color", "sz")
_OFF = ("0", "false", "off")
_WHITE = ("FFFFFFFF", "00FFFFFF")
_WHITE_INDICES = ("1", "9")
_WHITE_THEME = "0"
_SMALLEST = 3.0
"""Points: smaller letters cannot be read."""


class CellStyle(NamedTuple):
    """What a number is shown as, and how the cell looks where it looks as if it were not there."""

    form: Style
    looks: frozenset[Look]


PLAIN = CellStyle(Style.PLAIN, frozenset())


def cell_styles(parts: Parts, part: str) -> dict[str, CellStyle]:
    """The style by a cell's `s`: that of each `xf` in `cellXfs`, and not of those in `cellStyleXfs`."""
    reader = _Reader()
    for name, attributes in elements(parts[part], *_NAMES, "patternFill", "fgColor", "gradientFill") if part else ():
        reader.meet(name, attributes)
    return {str(number): style for number, style in enumerate(reader.styles)}


class _Reader:
    """What was met so far: `fonts` whether struck and whether unseen on white, `fills` whether it is another colour."""

    def __init__(self) -> None:
        self.holder = ""
        self.codes: dict[str, str] = {}
        self.struck: list[bool] = []
        self.pale: list[bool] = []
        self.coloured: list[bool] = []
        self.styles: list[CellStyle] = []

    def meet(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "fonts" | "fills" | "cellStyleXfs" | "cellXfs" | "dxfs":
                self.holder = name
            case "numFmt" if self.holder != "dxfs":
                self.codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            case "xf" if self.holder == "cellXfs":
                self.styles.append(self.style(attributes))
            case "font" | "strike" | "color" | "sz" if self.holder == "fonts":
                self.meet_font(name, attributes)
            case "fill" | "patternFill" | "fgColor" | "gradientFill" if self.holder == "fills":
                self.meet_fill(name, attributes)

    def meet_font(self, name: str, attributes: dict[str, str]) -> None:
        if name == "font":
            self.struck.append(False)
            self.pale.append(False)
        elif not self.struck:
            return
        elif name == "strike":
            self.struck[-1] = attributes.get("val", "1") not in _OFF
        elif name == "color":
            self.pale[-1] |= _is_white(attributes)
        else:
            self.pale[-1] |= float(attributes.get("val", "11")) < _SMALLEST

    def meet_fill(self, name: str, attributes: dict[str, str]) -> None:
        if name == "fill":
            self.coloured.append(False)
        elif not self.coloured:
            return
        elif name == "patternFill":
            self.coloured[-1] = attributes.get("patternType", "none") != "none"
        elif name == "gradientFill":
            self.coloured[-1] = True
        else:
            self.coloured[-1] &= not _is_white(attributes)

    def style(self, attributes: dict[str, str]) -> CellStyle:
        number = attributes.get("numFmtId", "0")
        font, fill = int(attributes.get("fontId", "0")), int(attributes.get("fillId", "0"))
        code = self.codes.get(number)
        looks = set()
        if _at(self.struck, font):
            looks.add(Look.STRUCK)
        if (_at(self.pale, font) and not _at(self.coloured, fill)) or (code is not None and shows_nothing(code)):
            looks.add(Look.UNSEEN)
        return CellStyle(style_of(int(number), code), frozenset(looks))


def _at(flags: list[bool], index: int) -> bool:
    return 0 <= index < len(flags) and flags[index]


def _is_white(attributes: dict[str, str]) -> bool:
    """White, by its number, or as the paper's colour of the theme."""
    if attributes.get("rgb", "").upper() in _WHITE or attributes.get("indexed") in _WHITE_INDICES:
        return True
    return attributes.get("theme") == _WHITE_THEME and not attributes.get("tint", "0").startswith("-")
