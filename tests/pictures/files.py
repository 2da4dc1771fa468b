"""Pictures made here: one that looks different whichever way it is turned, and files that say more than they show."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Mapping

from PIL import Image

from rammeaftale.read.pictures.orientation import orientation_alone

SECRET = b"HEMMELIG"
WIDTH, HEIGHT = 32, 16
_TURNED_AS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How the pixels of an upright picture lie in a file of that orientation."""


def upright(mode: str = "RGB") -> Image.Image:
    """Red above left, green above right, blue below: in squares of eight, which a JPEG keeps."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), (0, 0, 255))
    picture.paste((255, 0, 0), (0, 0, 8, 8))
    picture.paste((0, 255, 0), (24, 0, 32, 8))
    return picture.convert(mode)


def corners(picture: Image.Image) -> tuple[str, ...]:
    """The strongest colour at four corners: above left, above right, below left, below right."""
    plain, right, low = picture.convert("RGB"), picture.width - 4, picture.height - 4
    pixels = (plain.getpixel(place) for place in ((3, 3), (right, 3), (3, low), (right, low)))
    return tuple("rgb"[pixel.index(max(pixel))] for pixel in pixels if isinstance(pixel, tuple))


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The file of a picture."""
    written = io.BytesIO()
    picture.save(written, kind, **({"quality": 95, "subsampling": 0} if kind == "JPEG" else {}), **options)
    return written.getvalue()


def turned(kind: str, orientation: int) -> bytes:
    """A file whose pixels lie so that the orientation makes the picture upright."""
    way = _TURNED_AS[orientation]
    lying = upright() if way is None else upright().transpose(way)
    return encoded(lying, kind, exif=b"Exif\0\0" + orientation_alone(orientation))


def png_with(*more: tuple[bytes, bytes], after: bytes = b"", mode: str = "RGB") -> bytes:
    """A PNG with further chunks before its end, and bytes after it."""
    data = encoded(upright(mode), "PNG")
    return data[:-12] + b"".join(chunk(name, body) for name, body in more) + data[-12:] + after


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I4s", len(body), name) + body + struct.pack(">I", zlib.crc32(name + body))


def jpeg_with(*more: tuple[int, bytes], after: bytes = b"", picture: bytes = b"") -> bytes:
    """A JPEG with further segments at its beginning, and bytes after its end."""
    data = picture or encoded(upright(), "JPEG")
    segments = (struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body for marker, body in more)
    return data[:2] + b"".join(segments) + data[2:] + after


def png_that_says(width: int, height: int) -> bytes:
    """A small file that claims that size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


def jpeg_that_says(width: int, height: int) -> bytes:
    """A small file that claims that size."""
    data = encoded(upright(), "JPEG")
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


_BOMB = zlib.compress(bytes(10_000_000), 9)
TALKATIVE: Mapping[str, Callable[[], bytes]] = {
    "png: tekst": lambda: png_with((b"tEXt", b"Author\0" + SECRET), (b"iTXt", b"XML\0\0\0\0\0" + SECRET)),
    "png: eXIf": lambda: png_with((b"eXIf", orientation_alone(1) + SECRET)),
    "png: farveprofil": lambda: png_with((b"iCCP", b"x\0\0" + zlib.compress(SECRET))),
    "png: pakket tekst, der fylder": lambda: png_with((b"zTXt", b"x\0\0" + _BOMB + SECRET)),
    "png: efter slutningen": lambda: png_with(after=SECRET),
    "png: animation": lambda: png_with((b"acTL", struct.pack(">II", 2, 0)), (b"fdAT", SECRET)),
    "png: ukendt stykke": lambda: png_with((b"heMl", SECRET)),
    "jpeg: EXIF": lambda: jpeg_with((0xE1, b"Exif\0\0" + orientation_alone(1) + SECRET)),
    "jpeg: XMP": lambda: jpeg_with((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET)),
    "jpeg: kommentar": lambda: jpeg_with((0xFE, SECRET)),
    "jpeg: flere billeder": lambda: jpeg_with((0xE2, b"MPF\0" + SECRET), after=encoded(upright(), "JPEG")),
    "jpeg: lille billede": lambda: jpeg_with((0xE0, b"JFXX\0\x10" + SECRET)),
    "jpeg: Photoshop": lambda: jpeg_with((0xED, b"Photoshop 3.0\0" + SECRET)),
    "jpeg: halv farveprofil": lambda: jpeg_with((0xE2, b"ICC_PROFILE\0\x01\x02" + SECRET)),
    "jpeg: efter slutningen": lambda: jpeg_with(after=SECRET),
}
"""Files that all show the same picture."""
