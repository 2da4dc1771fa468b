"""A JPEG → the segments that its picture is decoded by, its size and how it is turned (ITU-T T.81, annex B).

Of the others those are kept that say how it is shown: JFIF without its small picture, Adobe's mark of the colours, a
colour profile, and of EXIF the orientation alone. The coded picture is not touched; what comes after its end is left.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from rammeaftale.read.pictures.orientation import UPRIGHT, orientation_alone, read_orientation
from rammeaftale.read.pictures.parts import Parts, damaged, other_colours, unusual

BEGINNING = b"\xff\xd8\xff"
_BEGIN, _END = b"\xff\xd8", b"\xff\xd9"
_SCAN = 0xDA
_TABLES = frozenset((0xC4, 0xDB, 0xDD, _SCAN))
"""Huffman and quantization tables, the interval of restarts, scans."""
_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
"""Baseline, extended and progressive coding with Huffman tables."""
_OTHER_FRAMES = frozenset((*range(0xC3, 0xD0), 0xDE)) - {0xC4, 0xC8}
_JFIF, _EXIF, _PROFILE, _ADOBE = 0xE0, 0xE1, 0xE2, 0xEE
_EXIF_MARK, _PROFILE_MARK = b"Exif\0\0", b"ICC_PROFILE\0"
_JFIF_BYTES, _ADOBE_BYTES = 12, 12
"""Of JFIF up to the small picture's size; of Adobe's all."""
_MAX_PROFILE = 1_000_000
"""Bytes; the largest in use, with tables for every ink, are half of that."""
_MAX_SCANS = 100
"""A progressive picture has about ten, and each goes through the whole picture once more."""
_EIGHT_BITS = 8
_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
"""The next marker: in coded data 0xFF stands before a zero or a restart mark only."""


class _Segment(NamedTuple):
    """A marker's number and what follows it, without its length; of a scan also the coded data."""

    marker: int
    body: bytes
    coded: bytes = b""

    def written(self) -> bytes:
        return struct.pack(">BBH", 0xFF, self.marker, len(self.body) + 2) + self.body + self.coded


def jpeg_parts(data: bytes) -> Parts:
    """What shows the picture. Raises Refused for what is damaged, cut short or cannot stand in a PDF."""
    segments = tuple(_segments(data))
    frames = [segment.body for segment in segments if segment.marker in _FRAMES]
    if any(segment.marker in _OTHER_FRAMES for segment in segments):
        raise unusual()
    if len(frames) != 1 or len(frames[0]) < 6:
        raise damaged()
    bits, height, width, colours = struct.unpack_from(">BHHB", frames[0])
    scans = sum(segment.marker == _SCAN for segment in segments)
    if bits != _EIGHT_BITS or scans > _MAX_SCANS or colours not in (1, 3, 4):
        raise unusual()
    if colours == 4:
        raise other_colours()
    turned = next((read_orientation(exif) for exif in _bodies(segments, _EXIF, _EXIF_MARK)), UPRIGHT)
    kept = (*_shown_by(segments, turned), *(part for part in segments if part.marker in _TABLES | _FRAMES))
    return Parts("JPEG", _BEGIN + b"".join(part.written() for part in kept) + _END, width, height, turned)


def _segments(data: bytes) -> Iterator[_Segment]:
    """Every segment up to the end mark. Raises Refused when there is none."""
    at = len(_BEGIN)
    while match := _MARKER.match(data, at):
        at, marker = match.end(), data[match.end() - 1]
        if marker == _END[1]:
            return
        length = int.from_bytes(data[at : at + 2], "big")
        body = data[at + 2 : at + length]
        if length < 2 or at + length > len(data):
            raise damaged()
        at += length
        if marker != _SCAN:
            yield _Segment(marker, body)
            continue
        after = _AFTER_SCAN.search(data, at)
        if after is None:
            raise damaged()
        yield _Segment(marker, body, data[at : after.start()])
        at = after.start()
    raise damaged()


_MARKER = re.compile(rb"\xff+[^\x00\xff]", re.DOTALL)


def _bodies(segments: tuple[_Segment, ...], marker: int, mark: bytes) -> list[bytes]:
    """What the segments of that number hold after a mark that they begin with."""
    bodies = [segment.body for segment in segments if segment.marker == marker]
    return [body[len(mark) :] for body in bodies if body.startswith(mark)]


def _shown_by(segments: tuple[_Segment, ...], orientation: int) -> Iterator[_Segment]:
    """The segments that say how the picture is shown, written anew."""
    for body in _bodies(segments, _JFIF, b"JFIF\0")[:1]:
        if len(body) >= _JFIF_BYTES - len(b"JFIF\0"):
            yield _Segment(_JFIF, b"JFIF\0" + body[: _JFIF_BYTES - len(b"JFIF\0")] + b"\0\0")
    if orientation != UPRIGHT:
        yield _Segment(_EXIF, _EXIF_MARK + orientation_alone(orientation))
    for body in _bodies(segments, _ADOBE, b"Adobe")[:1]:
        if len(body) >= _ADOBE_BYTES - len(b"Adobe"):
            yield _Segment(_ADOBE, b"Adobe" + body[: _ADOBE_BYTES - len(b"Adobe")])
    yield from _profile(_bodies(segments, _PROFILE, _PROFILE_MARK))


def _profile(pieces: list[bytes]) -> Iterator[_Segment]:
    """The colour profile (ICC.1, annex B.4) in its pieces, when they are all there and are one."""
    numbered = [(piece[:1], piece[1:2], piece[2:]) for piece in pieces]
    whole = b"".join(data for _, _, data in numbered)
    expected = [(bytes([number]), bytes([len(pieces)])) for number in range(1, min(len(pieces), 255) + 1)]
    is_whole = [(number, count) for number, count, _ in numbered] == expected
    if is_whole and whole[36:40] == b"acsp" and int.from_bytes(whole[:4], "big") == len(whole) <= _MAX_PROFILE:
        yield from (_Segment(_PROFILE, _PROFILE_MARK + piece) for piece in pieces)
