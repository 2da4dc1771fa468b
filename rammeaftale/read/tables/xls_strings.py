"""Strings in an .xls: in one record, or in the table that all cells share and that goes on over many ([MS-XLS] 2.5)."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from rammeaftale.read.tables.parts import broken

_WIDE, _EXTENDED, _RICH = 1, 4, 8


def string(body: bytes, start: int) -> str:
    """A string with its length in two bytes."""
    length, flags = struct.unpack_from("<HB", body, start)
    return _characters(body, start + 3, length, flags)


def short_string(body: bytes, start: int) -> str:
    """A string with its length in one byte."""
    length, flags = struct.unpack_from("<BB", body, start)
    return _characters(body, start + 2, length, flags)


def _characters(body: bytes, start: int, length: int, flags: int) -> str:
    if flags & _WIDE:
        return body[start : start + 2 * length].decode("utf-16-le", errors="replace")
    return body[start : start + length].decode("latin-1")


def shared_strings(pieces: Sequence[bytes]) -> list[str]:
    """The strings of the shared table, from its record and those that continue it.

    How many there are is told before them; where that is too much, those are given that are there.
    """
    reader = _Pieces(pieces)
    _, count = struct.unpack("<II", reader.take(8))
    strings: list[str] = []
    while len(strings) < count and not reader.is_at_end:
        strings.append(reader.string())
    return strings


class _Pieces:
    """Where to read on in a row of pieces. Characters that go on in the next piece begin anew with a byte of flags."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = pieces
        self._index = self._position = 0

    @property
    def is_at_end(self) -> bool:
        return self._index == len(self._pieces) - 1 and self._position >= len(self._pieces[-1])

    def take(self, length: int) -> bytes:
        taken = b""
        while len(taken) < length:
            part = self._pieces[self._index][self._position : self._position + length - len(taken)]
            taken += part
            self._position += len(part)
            if len(taken) < length:
                self._next()
        return taken

    def string(self) -> str:
        length, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & _RICH else 0
        extra = struct.unpack("<I", self.take(4))[0] if flags & _EXTENDED else 0
        characters: list[str] = []
        missing = length
        while True:
            width, encoding = (2, "utf-16-le") if flags & _WIDE else (1, "latin-1")
            piece = self._pieces[self._index]
            count = min(missing, (len(piece) - self._position) // width)
            part = piece[self._position : self._position + count * width]
            characters.append(part.decode(encoding, errors="surrogatepass" if width > 1 else "strict"))
            self._position += count * width
            missing -= count
            if not missing:
                break
            self._next()
            (flags,) = self.take(1)
        self.take(4 * runs + extra)
        return "".join(characters).encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _next(self) -> None:
        self._index += 1
        self._position = 0
        if self._index >= len(self._pieces):
            raise broken()
