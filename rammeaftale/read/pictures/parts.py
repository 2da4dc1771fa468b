"""What is taken of a picture file before it is decoded, and why one is refused."""

from __future__ import annotations

from typing import NamedTuple

from rammeaftale.base.diagnostics import Refused


class Parts(NamedTuple):
    """A file (`PNG` or `JPEG`) with nothing in it but its picture, width and height in pixels, and its orientation.

    The orientation is 1 to 8 as EXIF counts; a JPEG says it itself, a PNG has yet to be turned.
    """

    kind: str
    data: bytes
    width: int
    height: int
    orientation: int


def damaged() -> Refused:
    """The refusal of a file that cannot be decoded to its end."""
    message = "billedet er ødelagt eller kun hentet halvt"
    return Refused("billede-ulaeseligt", message, "hent billedet igen, eller gem det igen som PNG eller JPEG")


def other_colours() -> Refused:
    """The refusal of four colours: they are for one printing house's ink, and the documents' colours are sRGB."""
    message = "billedets farver er til trykkeri (CMYK)"
    return Refused("billede-farver", message, "gem billedet igen med farverne RGB (sRGB)")


def unusual() -> Refused:
    """The refusal of a coding that PDF readers do not know (ISO 32000-2, 7.4.8)."""
    message = "billedet er en JPEG af en slags, som PDF-læsere ikke kan vise"
    return Refused("billede-ulaeseligt", message, "åbn billedet i et billedprogram, og gem det som almindelig JPEG")
