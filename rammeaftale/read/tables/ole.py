"""Bytes of a compound file, the container of Excel 97-2003 and of locked workbooks → its streams by name ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from rammeaftale.read.tables.parts import broken

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128
_LAST = 0xFFFFFFFA  # above it: end of chain, free, and the table's own sectors
_IN_HEADER = 109
_STREAM, _ROOT = 2, 5
_NUMBER = struct.Struct("<I")


class Container:
    """A compound file. Raises Refused for hurt bytes.

    Names are the same in capitals and small letters ([MS-CFB] 2.6.4); here they are in capitals.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER or not data.startswith(SIGNATURE):
            raise broken()
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise broken()
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        directory, self._cutoff = struct.unpack_from("<I4xI", data, 48)
        mini_table, _, more, _ = struct.unpack_from("<IIII", data, 60)
        self._table = self._sector_table(more)
        self._mini_table = _numbers(self._chain(mini_table)) if mini_table <= _LAST else ()
        self._entries, self._names = self._directory(self._chain(directory))
        root_start, root_size = self._entries.get("", (_LAST + 1, 0))
        self._mini = self._chain(root_start)[:root_size] if root_start <= _LAST else b""

    def __contains__(self, name: str) -> bool:
        """Whether there is a stream or a folder of that name."""
        return name.upper() in self._names

    def stream(self, name: str) -> bytes:
        """The stream's bytes; raises Refused when there is none."""
        if name.upper() not in self._entries:
            raise broken()
        start, size = self._entries[name.upper()]
        if size >= self._cutoff:
            return self._chain(start)[:size]
        return b"".join(self._mini_chain(start))[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise broken()
        return self._data[start : start + self._size].ljust(self._size, b"\0")

    def _sector_table(self, more: int) -> tuple[int, ...]:
        """Which sector follows which; the first 109 parts of the table are named in the header."""
        parts = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        seen: set[int] = set()
        while more <= _LAST:
            if more in seen:
                raise broken()
            seen.add(more)
            *numbers, more = _numbers(self._sector(more))
            parts += numbers
        parts = [part for part in parts if part <= _LAST]
        if len(parts) * self._size > len(self._data):
            raise broken()
        return _numbers(b"".join(self._sector(part) for part in parts))

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _follow(self._table, start))

    def _mini_chain(self, start: int) -> Iterator[bytes]:
        for number in _follow(self._mini_table, start):
            yield self._mini[number * self._mini_size : (number + 1) * self._mini_size]

    def _directory(self, data: bytes) -> tuple[Mapping[str, tuple[int, int]], frozenset[str]]:
        """First sector and size of every stream; the root's, which holds the small streams, under an empty name."""
        entries: dict[str, tuple[int, int]] = {}
        names = set()
        for offset in range(0, len(data) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", data, offset + 64)
            name = data[offset : offset + max(min(length, 64) - 2, 0)].decode("utf-16-le", errors="replace").upper()
            start, size = struct.unpack_from("<II", data, offset + 116)
            if kind == _ROOT:
                entries[""] = start, size
            elif kind:
                names.add(name)
                if kind == _STREAM:
                    entries.setdefault(name, (start, size))
        return entries, frozenset(names)


def _numbers(data: bytes) -> tuple[int, ...]:
    return tuple(number for (number,) in _NUMBER.iter_unpack(data))


def _follow(table: tuple[int, ...], start: int) -> Iterator[int]:
    """The chain from `start`; no longer than the table, so that a loop ends."""
    for _ in range(len(table)):
        if start > _LAST:
            return
        if start >= len(table):
            raise broken()
        yield start
        start = table[start]
    if start <= _LAST:
        raise broken()
