"""A picture → a digest of what is seen: its size and pixels as they are turned, whatever else the file says."""

from __future__ import annotations

import hashlib

from rammeaftale.base.diagnostics import Refused
from rammeaftale.read.pictures.picture import seen_pixels


def pixels(data: bytes) -> str:
    """sha256 over size and pixels; over the bytes of a file that is no picture, or one that cannot be printed."""
    seen = hashlib.sha256()
    try:
        width, height, colours = seen_pixels(data)
    except Refused:
        seen.update(data)
    else:
        seen.update(f"{width}×{height}".encode())
        seen.update(colours)
    return seen.hexdigest()
