"""The texts of an .xlsx: those that cells share, and what stands in them for what XML cannot hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rammeaftale.read.tables.parts import Parts, broken, walk
from rammeaftale.read.tables.sheet import CellValue
from rammeaftale.read.tables.values import text_value

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_OFF = ("0", "false", "off")


class Shared(NamedTuple):
    """The texts that cells point to, by their number, and which of them are struck out in any part."""

    values: Sequence[CellValue]
    struck: frozenset[int]


def unescaped(text: str) -> str:
    """A text as Excel shows it: `_x000D_` is a letter by its number, `_x005F_` the line that begins such a mark.

    Two marks may be the halves of one letter; a half alone is a lost letter, as Excel shows it (ECMA-376 part 1,
    22.9.2.19). What only moves a printer's head is nothing.
    """
    if "_x" not in text:
        return text
    letters = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return letters.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def shared_strings(parts: Parts, part: str) -> Shared:
    """The texts of the part; none without one. Readings in other scripts (`rPh`) are no part of them."""
    reader = _Reader()
    if part:
        walk(parts[part], reader.start, reader.end, reader.text, separator="}")
    return Shared(reader.values, frozenset(reader.struck))


class _Reader:
    """The state of the walk: the pieces of the text that is open, and the innermost element that matters."""

    def __init__(self) -> None:
        self.values: list[CellValue] = []
        self.struck: set[int] = set()
        self.pieces: list[str] = []
        self.inside = ""
        self.is_open = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        if local == "si":
            if self.is_open:  # a text in a text: nobody can tell which number each has
                raise broken()
            self.is_open = True
            self.pieces.clear()
        elif local == "strike" and attributes.get("val", "1") not in _OFF:
            self.struck.add(len(self.values))
        if self.inside != "rPh":
            self.inside = local

    def end(self, name: str) -> None:
        local = name.rpartition("}")[2]
        if local == "si":
            self.is_open = False
            self.values.append(text_value(unescaped("".join(self.pieces))))
        if local == self.inside:
            self.inside = ""

    def text(self, words: str) -> None:
        if self.inside == "t":
            self.pieces.append(words)
