"""Bytes of a CSV file → its text: which character set it is in is told by the bytes, for the file does not say."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_OLD = (("cp850", "cp850 (DOS)"), ("mac_roman", "Mac"))
"""What Danish systems saved in before Windows; tried when Windows' own makes no Danish letter of it."""
_DANISH = re.compile("[æøåÆØÅ]")
_DANISH_IN_WORD = re.compile("[a-zæøå][æøå]|[æøåÆØÅ][a-zæøå]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_MOST_CONTROL = 0.002
"""Share of control characters in what still is text; Word's line break and the like come along now and then."""
_END = "\x1a"
"""DOS ended a file with it."""
_SAMPLE = 4_000
_WIDE = 0.2
"""Share of zero bytes from which the text has two bytes a letter."""


class _CsvText(NamedTuple):
    """The text, the character set's name for people, and whether it was a guess that may be wrong."""

    text: str
    encoding: str
    is_guess: bool


def csv_text(data: bytes) -> _CsvText | None:
    """The text; None when the bytes are no text in any character set that is known here."""
    decoded = _decoded(data)
    if decoded is None:
        return None
    text = decoded.text.rstrip(_END)
    is_text = "\0" not in text and len(_CONTROL.findall(text)) <= _MOST_CONTROL * len(text)
    return decoded._replace(text=text) if is_text else None


def _decoded(data: bytes) -> _CsvText | None:
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            return _read(data[len(mark) :], encoding, name)
    sample = data[:_SAMPLE]
    if sample.count(0) > _WIDE * len(sample):
        is_big = sample[::2].count(0) > sample[1::2].count(0)
        return _read(data, "utf-16-be" if is_big else "utf-16-le", "UTF-16")
    return _read(data, "utf-8", "UTF-8") or _eight_bits(data)


def _read(data: bytes, encoding: str, name: str) -> _CsvText | None:
    try:
        return _CsvText(data.decode(encoding).removeprefix("\ufeff"), name, is_guess=False)
    except UnicodeDecodeError:
        return None


def _eight_bits(data: bytes) -> _CsvText:
    windows = data.decode("cp1252", errors="replace")
    if not _DANISH.search(windows):
        tried = [(data.decode(encoding), name) for encoding, name in _OLD]
        best, name = max(tried, key=lambda text: len(_DANISH_IN_WORD.findall(text[0])))
        if _DANISH_IN_WORD.search(best):
            return _CsvText(best, name, is_guess=True)
    return _CsvText(windows, "Windows-1252", is_guess=False)
