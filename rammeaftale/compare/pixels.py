"""A picture → a digest of what is seen: its size and pixels as they are turned, whatever else the file says."""

from __future__ import annotations

import hashlib
import io
import warnings

from PIL import Image, ImageOps


def pixels(data: bytes) -> str:
    """sha256 over size and pixels; over the bytes of a file that is no picture, or one too large to be opened."""
    seen = hashlib.sha256()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
                shown = ImageOps.exif_transpose(picture).convert("RGBA")
        seen.update(f"{shown.width}×{shown.height}".encode())
        seen.update(shown.tobytes())
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        seen.update(data)
    return seen.hexdigest()
