"""Takes a font of an opened PDF; gives the text that its character codes stand for (ISO 32000-1, 9.10)."""

from __future__ import annotations

import re
import struct
from typing import Any

from rammeaftale.engine.inspect.objects import Objects
from rammeaftale.engine.inspect.operators import strings

BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")


class FontText:
    """One font's way from codes to text; `mapped` is false when the file does not say."""

    def __init__(self, font: dict[str, Any], objects: Objects) -> None:
        self.width = 2 if font.get("/Subtype") == "/Type0" else 1
        stream = objects.stream(font.get("/ToUnicode"))
        self.mapped = stream is not None
        self.codes = _codes(stream or b"")
        self._shown: dict[bytes, str] = {}

    def shown(self, operands: bytes) -> str:
        """The text of the strings among a showing operator's operands; tables repeat theirs."""
        text = self._shown.get(operands)
        if text is None:
            text = self._shown[operands] = self._text(strings(operands))
        return text

    def _text(self, data: bytes) -> str:
        codes = data if self.width == 1 else [code for (code,) in struct.iter_unpack(">H", data[: len(data) // 2 * 2])]
        unknown = "" if self.mapped else "\ufffd"
        return "".join([self.codes.get(code, unknown) for code in codes])


def _codes(cmap: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for kind, body in BLOCK.findall(cmap):
        values = [bytes.fromhex(re.sub(rb"\s", b"", value).decode()) for value in HEX.findall(body)]
        if kind == b"bfchar":
            for code, text in zip(values[::2], values[1::2], strict=False):
                found[int.from_bytes(code, "big")] = text.decode("utf-16-be", "replace")
        else:
            for first, last, text in zip(values[::3], values[1::3], values[2::3], strict=False):
                found |= _range(int.from_bytes(first, "big"), int.from_bytes(last, "big"), text)
    return found


def _range(first: int, last: int, text: bytes) -> dict[int, str]:
    letters = text.decode("utf-16-be", "replace")
    if not letters:
        return {}
    return {code: letters[:-1] + chr(ord(letters[-1]) + code - first) for code in range(first, last + 1)}
