"""What a file is that is called a picture and cannot be printed, by how it begins; and what to do about it."""

from __future__ import annotations

from rammeaftale.base.diagnostics import Refused

_SAVE = "åbn billedet i et billedprogram, og gem det som PNG eller JPEG"
_FETCH = "hent billedet igen, og læg det i stedet for"
_PAGE = "hent selve billedet: højreklik på det på hjemmesiden, og vælg »Gem billede som«"
_EXPORT = "gem siden som PNG fra det program, den er lavet i"
_DRAWING = "gem tegningen som PNG fra det program, den er lavet i"
_LARGE_FILE = "hent filen fra git med »git lfs pull«, eller læg selve billedet i mappen"
_BEGINNINGS = (
    (b"GIF8", "et GIF-billede", _SAVE),
    (b"BM", "et BMP-billede", _SAVE),
    (b"II*\0", "et TIFF-billede", _SAVE),
    (b"MM\0*", "et TIFF-billede", _SAVE),
    (b"\0\0\1\0", "et ikon (ICO)", _SAVE),
    (b"\0\0\0\x0cjP  ", "et JPEG 2000-billede", _SAVE),
    (b"8BPS", "en Photoshop-fil", _DRAWING),
    (b"%PDF-", "en PDF-fil", _EXPORT),
    (b"PK\x03\x04", "et dokument fra Office eller en zip-fil", _EXPORT),
    (b"\xd0\xcf\x11\xe0", "et dokument fra Office", _EXPORT),
    (b"version https://git-lfs", "kun en henvisning til billedet (Git LFS)", _LARGE_FILE),
)
_BEGINNING = 1000  # bytes that tell a text or a drawing from other files


def other_kind(data: bytes) -> Refused:
    """The refusal of a file that begins neither as a PNG nor as a JPEG."""
    if not data:
        return _refusal("filen er tom, så der er intet billede i den", _FETCH)
    what, hint = _what_it_is(data)
    return _refusal(f"filen er {what}, selv om den hedder noget andet", hint)


def _refusal(message: str, hint: str) -> Refused:
    return Refused("billede-ulovligt", message, hint)


def _what_it_is(data: bytes) -> tuple[str, str]:
    for beginning, what, hint in _BEGINNINGS:
        if data.startswith(beginning):
            return what, hint
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "et WebP-billede", _SAVE
    if data[4:8] == b"ftyp":
        return "et billede fra en telefon (HEIC eller AVIF)", _SAVE
    beginning = data[:_BEGINNING].lower()
    if b"<svg" in beginning:
        return "en tegning (SVG)", _DRAWING
    if b"<html" in beginning or b"<!doctype html" in beginning:
        return "en hjemmeside", _PAGE
    is_text = b"\0" not in beginning and all(byte >= ord(" ") or chr(byte).isspace() for byte in beginning)
    return ("en tekst", _FETCH) if is_text else ("hverken PNG eller JPEG", _SAVE)
