"""Bytes of a picture file → what is printed of it, and what is seen: only the picture itself, never what else it says.

What a file is, its beginning tells, not its name. It is decoded here once, within limits of size and time, so that a
file that cannot be is refused where its place in a text is known. The only importer of `PIL`.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageFile

from rammeaftale.base.danish import format_count
from rammeaftale.base.diagnostics import Refused
from rammeaftale.read.pictures import jpeg, png
from rammeaftale.read.pictures.kinds import other_kind
from rammeaftale.read.pictures.parts import Parts, damaged

MAX_PIXELS = 25_000_000
"""An A3 sheet at 300 dots per inch has 17 million, and decoded a pixel takes four bytes, several times over."""
_MILLION = 1_000_000
_SIXTEEN_BITS = "I;16"
_PLAIN_MODES = ("L", "LA", "RGB", "RGBA")
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by its orientation."""
_LYING = frozenset((5, 6, 7, 8))
"""The orientations of pictures whose rows are columns in the file."""
_HURT = (OSError, SyntaxError, ValueError, LookupError, ArithmeticError, TypeError, struct.error, zlib.error)
"""What decoding hurt bytes can raise."""


def check_picture(data: bytes) -> None:
    """Decode a picture to its end. Raises Refused for one that cannot be printed."""
    _decoded(_parts(data))


def plain_picture(data: bytes) -> bytes:
    """The file that is printed: a PNG written anew and upright, a JPEG as `jpeg_parts` keeps it. Raises Refused."""
    parts = _parts(data)
    picture = _decoded(parts)
    if parts.kind == "JPEG":
        return parts.data
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the picture is turned; nothing is decoded. Raises Refused."""
    parts = _parts(data)
    return (parts.height, parts.width) if parts.orientation in _LYING else (parts.width, parts.height)


def seen_pixels(data: bytes) -> tuple[int, int, bytes]:
    """Width, height and the bytes of red, green, blue and opacity, as the picture is turned. Raises Refused."""
    shown = _decoded(_parts(data)).convert("RGBA")
    return shown.width, shown.height, shown.tobytes()


def _parts(data: bytes) -> Parts:
    """The picture alone, not decoded yet. Raises Refused."""
    if data.startswith(png.SIGNATURE):
        parts = png.png_parts(data)
    elif data.startswith(jpeg.BEGINNING):
        parts = jpeg.jpeg_parts(data)
    else:
        raise other_kind(data)
    if not parts.width or not parts.height:
        raise damaged()
    if parts.width * parts.height > MAX_PIXELS:
        size = f"{format_count(parts.width)} gange {format_count(parts.height)}"
        message = f"billedet er på {size} pixel; der må højst være {MAX_PIXELS // _MILLION} millioner"
        hint = "gem billedet mindre; en bredde på 3.000 pixel er nok til en hel side"
        raise Refused("billede-for-stort", message, hint)
    return parts


def _decoded(parts: Parts) -> Image.Image:
    """The pixels, turned upright, in grey or in red, green and blue of eight bits. Raises Refused."""
    try:
        with _strictly(), Image.open(io.BytesIO(parts.data), formats=(parts.kind,)) as picture:
            picture.load()
            shown = _plain(picture)
    except _HURT as problem:
        raise damaged() from problem
    if parts.orientation in _TURNS:
        shown = shown.transpose(_TURNS[parts.orientation])
    shown.info.clear()
    return shown


def _plain(picture: Image.Image) -> Image.Image:
    """One of _PLAIN_MODES: the PDF's writer and its standards know no others."""
    if picture.mode == _SIXTEEN_BITS:
        return Image.frombytes("L", picture.size, picture.tobytes()[1::2])
    if "transparency" in picture.info:
        return picture.convert("RGBA")
    if picture.mode in _PLAIN_MODES:
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


@contextmanager
def _strictly() -> Iterator[None]:
    """The engine lets the decoder take half a file for a whole one; here it may not, and its remarks are not asked."""
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
