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
_LOST = "\ufffd"
_OUTSIDE_ASCII = re.compile("[^\x00-\x7f\ufffd]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_MOST_CONTROL = 0.002
"""Share of control characters in what still is text; Word's line break and the like come along now and then."""
_FEW = 1
"""One hurt letter is no more than that, however short the text is."""
_MANY_RIGHT = 10
"""So many right letters outside ASCII for each wrong byte say that a text is UTF-8, and not in another set."""
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
    is_text = len(_CONTROL.findall(text)) <= max(_FEW, _MOST_CONTROL * len(text))
    return decoded._replace(text=text) if is_text else None


def _decoded(data: bytes) -> _CsvText | None:
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            return _nearly(data[len(mark) :], encoding, name, _FEW)
    sample = data[:_SAMPLE]
    if sample.count(0) > _WIDE * len(sample):
        is_big = sample[::2].count(0) > sample[1::2].count(0)
        return _nearly(data, "utf-16-be" if is_big else "utf-16-le", "UTF-16")
    return _nearly(data, "utf-8", "UTF-8") or _eight_bits(data)


def _nearly(data: bytes, encoding: str, name: str, few: int = 0) -> _CsvText | None:
    """The text in a character set, with U+FFFD for letters that are hurt; None when it is in another.

    `few` are as many as may be hurt whatever the others say: some where the file itself names its character set.
    """
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    hurt = text.count(_LOST) - data.count(_LOST.encode(encoding))
    is_nearly = hurt <= few or hurt * _MANY_RIGHT <= len(_OUTSIDE_ASCII.findall(text))
    return _CsvText(text, name, is_guess=False) if is_nearly else None


def _eight_bits(data: bytes) -> _CsvText:
    windows = data.decode("cp1252", errors="replace")
    if not _DANISH.search(windows):
        tried = [(data.decode(encoding), name) for encoding, name in _OLD]
        best, name = max(tried, key=lambda text: len(_DANISH_IN_WORD.findall(text[0])))
        if _DANISH_IN_WORD.search(best):
            return _CsvText(best, name, is_guess=True)
    return _CsvText(windows, "Windows-1252", is_guess=False)
