"""The styles of an .ods: which sheets, rows, cells and words look as if they were not there (ODF 1.3, part 3, 16)."""

from __future__ import annotations

import re

from rammeaftale.read.tables.sheet import Look

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE = f"{_OASIS}style:1.0}}"
_FO = f"{_OASIS}xsl-fo-compatible:1.0}}"
_ONE = f"{_STYLE}style"
_SHEET = f"{_STYLE}table-properties"
_ROW = f"{_STYLE}table-row-properties"
_CELL = f"{_STYLE}table-cell-properties"
_WORDS = f"{_STYLE}text-properties"
_NAME = f"{_STYLE}name"
_DISPLAY = f"{_OASIS}table:1.0}}display"
_HEIGHT = f"{_STYLE}row-height"
_THROUGH = (f"{_STYLE}text-line-through-style", f"{_STYLE}text-line-through-type")
_COLOUR, _GROUND, _SIZE = f"{_FO}color", f"{_FO}background-color", f"{_FO}font-size"
_NONE = ("none", "")
_WHITE = ("#ffffff", "transparent", "")
_LENGTH = re.compile(r"([0-9.]+)(cm|mm|in|pt)")
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0}
_SMALLEST = 3.0
"""Points: smaller letters cannot be read."""


class Styles:
    """What the styles met so far say, by their names: hidden sheets, heights of rows in points, looks of cells."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self.heights: dict[str, float] = {}
        self._struck: set[str] = set()
        self._pale: set[str] = set()
        self._coloured: set[str] = set()
        self._name = ""

    def meet(self, name: str, attributes: dict[str, str]) -> bool:
        """Take what an element says; False when it is of no style."""
        if not name.startswith(_STYLE):
            return False
        if name == _ONE:
            self._name = attributes.get(_NAME, "")
        elif name == _SHEET and attributes.get(_DISPLAY) == "false":
            self.hidden.add(self._name)
        elif name == _ROW and (points := _points(attributes.get(_HEIGHT, ""))) is not None:
            self.heights[self._name] = points
        elif name == _CELL and attributes.get(_GROUND, "").lower() not in _WHITE:
            self._coloured.add(self._name)
        elif name == _WORDS:
            self._words(attributes)
        return True

    def _words(self, attributes: dict[str, str]) -> None:
        if any(attributes.get(line, "") not in _NONE for line in _THROUGH):
            self._struck.add(self._name)
        size = _points(attributes.get(_SIZE, ""))
        if attributes.get(_COLOUR, "").lower() == "#ffffff" or (size is not None and size < _SMALLEST):
            self._pale.add(self._name)

    def looks(self, names: set[str]) -> frozenset[Look]:
        """How a cell looks whose own style and those of the words in it have these names."""
        looks = set()
        if names & self._struck:
            looks.add(Look.STRUCK)
        if names & self._pale and not names & self._coloured:
            looks.add(Look.UNSEEN)
        return frozenset(looks)


def _points(length: str) -> float | None:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _POINTS[match[2]] if match else None
