"""How a picture is turned: read from EXIF, and written as EXIF that says nothing else (CIPA DC-008, 4.6)."""

from __future__ import annotations

import struct

UPRIGHT = 1
_LAST = 8
_TAG = 0x0112
_SHORT = 3
_BYTE_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_HEADER = 8
_ENTRY = 12


def read_orientation(exif: bytes) -> int:
    """From 1 (upright) to 8, as the first directory of EXIF data says; UPRIGHT where it says nothing that can be read.

    `exif` begins with its byte order; nothing but that one entry is looked at.
    """
    order = _BYTE_ORDERS.get(exif[:4])
    if order is None or len(exif) < _HEADER:
        return UPRIGHT
    (start,) = struct.unpack_from(f"{order}I", exif, 4)
    if start + 2 > len(exif):
        return UPRIGHT
    (count,) = struct.unpack_from(f"{order}H", exif, start)
    last = min(start + 2 + count * _ENTRY, len(exif) - _ENTRY + 1)
    for at in range(start + 2, last, _ENTRY):
        tag, kind, _, value = struct.unpack_from(f"{order}HHIH", exif, at)
        if tag == _TAG:
            return value if kind == _SHORT and UPRIGHT <= value <= _LAST else UPRIGHT
    return UPRIGHT


def orientation_alone(orientation: int) -> bytes:
    """EXIF data with one directory of one entry."""
    return struct.pack(">4sIHHHIHHI", b"MM\0*", _HEADER, 1, _TAG, _SHORT, 1, orientation, 0, 0)
