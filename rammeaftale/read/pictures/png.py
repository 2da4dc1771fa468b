"""A PNG → the chunks that make its picture, its size and how it is turned (ISO/IEC 15948).

All others are left out unread: words, places, colour profiles, further pictures of an animation, packed data that
unpacks to gigabytes, and whatever stands after the end.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from rammeaftale.read.pictures.orientation import UPRIGHT, read_orientation
from rammeaftale.read.pictures.parts import Parts, damaged

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset((b"PLTE", b"tRNS", b"IDAT"))
_ORIENTED = b"eXIf"
_HEAD, _END = b"IHDR", b"IEND"
_HEAD_BYTES = 13
_AROUND = 12
"""Bytes of a chunk around its data: length, name, checksum."""


def png_parts(data: bytes) -> Parts:
    """What shows the picture. Raises Refused for a file that is damaged or cut short."""
    chunks = tuple(_chunks(data))
    head = chunks[0][1] if chunks else b""
    names = [name for name, _ in chunks]
    if names[:1] != [_HEAD] or len(head) != _HEAD_BYTES or names[-1] != _END or b"IDAT" not in names:
        raise damaged()
    width, height = struct.unpack_from(">II", head)
    kept = [(_HEAD, head), *((name, body) for name, body in chunks[1:] if name in _KEPT), (_END, b"")]
    turned = next((read_orientation(body) for name, body in chunks if name == _ORIENTED), UPRIGHT)
    return Parts("PNG", SIGNATURE + b"".join(_chunk(*chunk) for chunk in kept), width, height, turned)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and data of each chunk up to the end mark; of those that are not used the checksum does not matter."""
    at = len(SIGNATURE)
    while at + _AROUND <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        body, after = data[at + 8 : at + 8 + length], at + _AROUND + length
        if after > len(data):
            return
        if name in _KEPT or name in (_HEAD, _END, _ORIENTED):
            if zlib.crc32(name + body) != int.from_bytes(data[after - 4 : after], "big"):
                raise damaged()
            yield name, body
        if name == _END:
            return
        at = after


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body), name) + body + struct.pack(">I", zlib.crc32(name + body))
