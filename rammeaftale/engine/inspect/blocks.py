"""Runs of text in the form in which the source, the tag tree and the file are compared.

White space is collapsed, soft hyphens and zero-width spaces are gone, letters are small (the style sheet may set
capitals). SEAM marks the edge of an inline element: a space there is the style sheet's affair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SEAM = "\x00"
_FIRST_WORDS = 8
"""Words of a text that a message quotes: enough to find it by."""

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]+")
_SAME_GLYPH = {ord(letter): meant for letter, meant in zip("∆ʼʻˊˋˉ", "δ’‘´`¯", strict=True)}
"""Letters that one glyph of the serif draws, which has one meaning in a file."""
_SEAMS = re.compile(r"\s*\x00[\s\x00]*")


@dataclass(frozen=True, slots=True)
class Block:
    """One run of text: `kind` is the heading, cell, item or caption nearest around it, `alt` a picture, else `text`.

    `source` is its place in the sources (`data-kilde`).
    """

    kind: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A difference between two texts, or a text that reads badly: what kind, the first words, the source nearest."""

    kind: str
    words: str
    source: str


class Blocks:
    """Gathers the blocks of a tree from pieces of text in reading order."""

    def __init__(self) -> None:
        self.finished: list[Block] = []
        self.parts: list[str] = []

    def end(self, kind: str, source: str) -> None:
        """A block ends here."""
        self.add(kind, "".join(self.parts), source)
        self.parts = []

    def add(self, kind: str, text: str, source: str) -> None:
        """A block of its own, when it has any text."""
        compared = comparable(text)
        if compared:
            self.finished.append(Block(kind, compared, source))


def visible(text: str) -> str:
    """The text without characters that nobody sees, white space collapsed."""
    return " ".join(_INVISIBLE.sub("", text).split())


def comparable(text: str) -> str:
    """The text as it is compared."""
    collapsed = visible(text).casefold().translate(_SAME_GLYPH)
    if SEAM in collapsed:
        collapsed = _SEAMS.sub(lambda seam: " " if seam.group().strip(SEAM) else SEAM, collapsed).strip(" \x00")
    return collapsed


def without_seams(text: str) -> str:
    """A comparable text as it is read."""
    return text.replace(SEAM, "")


def same_text(source: str, tree: str) -> bool:
    """Whether the tree's text is the source's with or without a space at each seam."""
    plain = without_seams(source)
    if plain == tree:
        return True
    if plain.replace(" ", "") != tree.replace(" ", ""):
        return False
    return re.fullmatch(" ?".join(map(re.escape, source.split(SEAM))), tree) is not None


def first_words(text: str) -> str:
    """The first words of a text that is seen, for a message."""
    words = visible(text).split()
    return " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "")
