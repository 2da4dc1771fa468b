"""Takes runs of words as they are printed, gives how wide they are and, where one is too wide, divides it.

A word stands on one line, up to the next place where the typesetter may break: a space, a hyphen or a slash between
letters, a soft hyphen. What holds words together (a no-break space) does so until they do not fit. Widths and rooms are
in ems of the type that the words are set in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from rammeaftale.base.unseen import SOFT_HYPHEN
from rammeaftale.model.inline import (
    Divisible,
    Emphasis,
    FootnoteCall,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Strong,
    Text,
    Unbroken,
)
from rammeaftale.model.letters import WIDEST, Face, width_of
from rammeaftale.model.plain import plain_text
from rammeaftale.model.walk import Inlines
from rammeaftale.render.hyphenation import divisions
from rammeaftale.render.typography import NBSP

_HYPHEN = "-"
_NO_WIDTH = "\u200b"
_SPACES = f" \n{_NO_WIDTH}"
_BREAKS = re.compile(rf"[{_SPACES}]+|(?<=[^\W_])(?:{SOFT_HYPHEN}|[-\u2010/\u2013](?=[^\W\d_]))")
"""Where a line may end: at spaces, and after a hyphen, a dash or a slash with letters on both sides."""
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_BETWEEN = re.compile(r"(?<=[^\W\d_]{2})(?=[^\W\d_]{2})")
"""Between the letters of a word that nobody has said where to divide, two on either side."""
_ANYWHERE = re.compile(r"(?<=\S{2})(?=\S{2})")
"""The same of what has no letters: figures, dots, brackets. No hyphen may come between these."""
_CALL = 0.9  # ems of a footnote's number, which stands against the word: two raised digits
_STRONG = {Face.SANS: Face.SANS_SEMIBOLD, Face.SERIF: Face.SERIF_SEMIBOLD}
_ITALIC = {Face.SANS: Face.SANS_ITALIC, Face.SERIF: Face.SERIF_ITALIC}


@dataclass(frozen=True, slots=True)
class Word:
    """What must stand on one line: its characters, its width with the hyphen after it, and the node it begins in."""

    text: str
    width: float
    node: Inline


def words(run: Inlines, face: Face) -> Iterator[Word]:
    """The words of a run in a face. Those of footnotes are left out: they stand elsewhere."""
    text, width, begins = "", 0.0, None
    for part in _parts(run, face):
        for piece in part.pieces():
            begins = begins or part.node
            kept = piece.rstrip(_SPACES)
            hyphen = width_of(_HYPHEN, part.face) if kept.endswith(SOFT_HYPHEN) else 0.0
            text, width = text + kept, width + part.width(kept) + hyphen
            if part.is_end(piece):
                yield from (Word(text, width, begins),) if text else ()
                text, width, begins = "", 0.0, None
    if begins is not None and text:
        yield Word(text, width, begins)


@dataclass(frozen=True, slots=True)
class _Part:
    """Characters of one node in one face; `holds` when no line ends among them."""

    value: str
    face: Face
    node: Inline
    holds: bool = False

    def pieces(self) -> Iterator[str]:
        """The characters up to each place where a line may end."""
        return iter((self.value,)) if self.holds else _pieces(self.value)

    def is_end(self, piece: str) -> bool:
        """Whether a line may end after the piece, which is one of these."""
        return not self.holds and _BREAKS.search(f"{piece}x") is not None

    def width(self, piece: str) -> float:
        """How wide the piece is."""
        return _CALL if isinstance(self.node, FootnoteCall) else width_of(piece, self.face)


def _parts(run: Inlines, face: Face) -> Iterator[_Part]:
    for node in run:
        match node:
            case Text():
                yield _Part(node.value, face, node)
            case Strong():
                yield from _parts(node.children, _STRONG.get(face, face))
            case Emphasis():
                yield from _parts(node.children, _ITALIC.get(face, face))
            case Foreign() | Link() | Divisible():
                yield from _parts(node.children, face)
            case LineBreak():
                yield _Part(" ", face, node)
            case FootnoteCall():
                yield _Part("1", face, node, holds=True)
            case _:
                yield _Part(getattr(node, "value", ""), face, node, holds=True)


def may_be_wider(run: Inlines, room: float) -> bool:
    """Whether a word of the run has so many characters that it may be wider than the room; asked of every paragraph."""
    return max(map(len, plain_text(run).split(" "))) * WIDEST > room


def widest(run: Inlines, face: Face) -> float:
    """How wide the widest word of a run is; 0 when it has none."""
    if len(run) == 1 and isinstance(run[0], Text):
        return widest_word(run[0].value, face)
    return max((word.width for word in words(run, face)), default=0.0)


def widest_word(text: str, face: Face) -> float:
    """How wide the widest word of plain words is."""
    return max(map(partial(_widest_piece, face=face), text.split(" ")))


def _widest_piece(word: str, face: Face) -> float:
    if word.isalnum():
        return width_of(word, face)
    hyphen = width_of(_HYPHEN, face)
    return max(width_of(piece.rstrip(_SPACES), face) + hyphen * piece.endswith(SOFT_HYPHEN) for piece in _pieces(word))


def fitted(run: Inlines, room: float, face: Face, *, at_letters: bool = True) -> Inlines:
    """The run with every word that is wider than the room divided: at its joints, else between letters if it may be."""
    if widest(run, face) <= room:
        return run
    divide = partial(fitted_text, room=room, face=face, at_letters=at_letters)
    return tuple(_wrapped(node, _fitted(node, divide, room, face)) for node in run)


def _wrapped(node: Inline, made: Inline) -> Inline:
    return node if made is node or isinstance(node, Divisible) else Divisible((made,), made.span)


def _fitted(node: Inline, divide: partial[str], room: float, face: Face) -> Inline:
    match node:
        case Text():
            value = divide(node.value)
            return node if value == node.value else replace(node, value=value, origins=())
        case Unbroken() if width_of(node.value, face) > room:
            return Text(divide(node.value), node.span)
        case Emphasis() | Strong() | Foreign() | Link() | Divisible():
            children = tuple(_fitted(child, divide, room, face) for child in node.children)
            is_same = all(made is child for made, child in zip(children, node.children, strict=True))
            return node if is_same else replace(node, children=children)
        case _:
            return node


def fitted_text(text: str, room: float, face: Face, *, at_letters: bool = True) -> str:
    """The same of plain words. What holds a phrase together gives way before a word is divided."""
    if len(text) * WIDEST <= room:
        return text
    return " ".join(
        phrase
        if width_of(phrase, face) <= room
        else " ".join(
            "".join(_fitted_word(word, room, face, at_letters=at_letters) for word in _pieces(part))
            for part in phrase.split(NBSP)
        )
        for phrase in text.split(" ")
    )


def _pieces(text: str) -> Iterator[str]:
    """A text cut after each place where a line may end."""
    ends = [match.end() for match in _BREAKS.finditer(text) if match.end() < len(text)]
    yield from (text[start:end] for start, end in zip((0, *ends), (*ends, None), strict=True))


def _fitted_word(word: str, room: float, face: Face, *, at_letters: bool) -> str:
    """A word, divided if it is wider than the room: at its joints, and between letters what is still too wide."""
    if width_of(word.rstrip(_SPACES), face) <= room:
        return word
    parts = _LETTERS.sub(lambda match: SOFT_HYPHEN.join(_parted(match.group())), word).split(SOFT_HYPHEN)
    if at_letters:
        hyphen = width_of(_HYPHEN, face)
        parts = [part if width_of(part, face) + hyphen <= room else _BETWEEN.sub(SOFT_HYPHEN, part) for part in parts]
        parts = [piece for part in parts for piece in part.split(SOFT_HYPHEN)]
        parts = [part if width_of(part, face) + hyphen <= room else _ANYWHERE.sub(_NO_WIDTH, part) for part in parts]
    return SOFT_HYPHEN.join(parts)


def _parted(letters: str) -> Iterator[str]:
    """The parts of a word between its joints."""
    ends = (*(divisions(letters) or ()), len(letters))
    yield from (letters[start:end] for start, end in zip((0, *ends), ends, strict=False))
