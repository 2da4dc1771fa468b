"""Takes a font of an opened PDF; gives the text that its character codes stand for (ISO 32000-1, 9.10)."""

from __future__ import annotations

import re
import struct
import sys
from collections.abc import Iterator

from rammeaftale.engine.inspect.objects import Json, Objects
from rammeaftale.engine.inspect.operators import strings

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_LARGEST = 0xFFFF
"""The last code of two bytes, which is the longest that we read."""


class FontText:
    """One font's way from codes to text; `mapped` is false when the file does not say."""

    def __init__(self, font: dict[str, Json], objects: Objects) -> None:
        stream = objects.stream(font.get("/ToUnicode"))
        self.mapped = stream is not None
        self._width = 2 if font.get("/Subtype") == "/Type0" else 1
        self._codes = dict(_codes(stream or b""))
        self._shown: dict[bytes, str] = {}

    def shown(self, operands: bytes) -> str:
        """The text of the strings among a showing operator's operands; tables repeat theirs."""
        text = self._shown.get(operands)
        if text is None:
            text = self._shown[operands] = self._text(strings(operands))
        return text

    def _text(self, data: bytes) -> str:
        codes = data if self._width == 1 else [code for (code,) in struct.iter_unpack(">H", data[: len(data) // 2 * 2])]
        unknown = "" if self.mapped else "\ufffd"
        return "".join([self._codes.get(code, unknown) for code in codes])


def _codes(cmap: bytes) -> Iterator[tuple[int, str]]:
    """Each code with its text. The last letter of a range's text counts up with the code."""
    for kind, body in _BLOCK.findall(cmap):
        digits = [b"".join(value.split()).decode() for value in _HEX.findall(body)]
        values = [bytes.fromhex(value + "0" * (len(value) % 2)) for value in digits]  # ISO 32000-1, 7.3.4.3
        size = 2 if kind == b"bfchar" else 3
        for first, last, text in zip(values[::size], values[size - 2 :: size], values[size - 1 :: size], strict=False):
            letters, start = text.decode("utf-16-be", "replace"), int.from_bytes(first, "big")
            for code in range(start, min(int.from_bytes(last, "big"), _LARGEST) + 1 if letters else 0):
                yield code, letters[:-1] + chr(min(ord(letters[-1]) + code - start, sys.maxunicode))
