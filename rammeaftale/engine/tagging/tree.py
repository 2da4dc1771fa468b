"""The logical tree of a document as frozen data, free of the typesetter's objects: as it is written, and as read back.

Pages and marked-content ids (MCID) count from 0; an MCID is unique within its page. Lengths are PDF points from the
lower left corner of the page. Roles are those of PDF 1.7 (ISO 32000-1, 14.8.4); `write.py` translates to PDF 2.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, Self, TypeVar

Value = str | int | float | tuple[str | int | float, ...]
"""An attribute's value. Names of the file stand without their slash."""

SPACE = "space"
HYPHEN = "hyphen"

INLINE_ROLES = frozenset({"Span", "Link", "Reference"})
"""Elements inside the lines of a paragraph, heading, cell or item."""

HEADER, FOOTER, PAGINATION, DECORATION = "Header", "Footer", "Pagination", ""
"""The kinds of what is drawn but is no content."""

LINKS = frozenset({"Link", "Reference"})
"""Elements that are, or hold, a place to click."""

END_MARKS = ".,;:!?)»"
"""Marks of a sentence that stand against the word before them."""

HEADINGS = {f"H{level}": level for level in range(1, 7)}
"""The level of each role of a heading."""

_LEADER_CHARACTERS = " .·_…"
_NOT_SPOKEN = str.maketrans("", "", "\u00ad\u200b")


class _Leaf(Protocol):
    """What hangs below the elements: text, or a place to click."""

    @property
    def spoken(self) -> str:
        """What it adds to the text that is read aloud; empty for a place to click."""


_L = TypeVar("_L", bound=_Leaf)


class Element(Protocol):
    """A structure element, finished (`Node`) or growing (`draft.Draft`)."""

    @property
    def role(self) -> str:
        """Its type: `P`, `TH`."""

    @property
    def nodes(self) -> Sequence[Self]:
        """The elements directly below."""

    def get(self, name: str) -> Value | None:
        """The attribute's value, or None."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One marked-content sequence: text as drawn, or a picture (empty text).

    `joint` says what the end of the piece needs: SPACE where a line or a word ends without a drawn space, HYPHEN where
    the last drawn glyph is a hyphen that the typesetter put in (it is not part of `text`). `generated` text is from the
    style sheet, not from the source. `lost` is the reason, in Danish, when nobody sees the text; `unseen` counts the
    characters, from the end.
    """

    page: int
    mcid: int
    text: str
    joint: str = ""
    generated: bool = False
    lost: str = ""
    unseen: int = 0

    @property
    def spoken(self) -> str:
        """The text with the space that the line end stands for."""
        return self.text + " " if self.joint == SPACE else self.text


@dataclass(frozen=True, slots=True)
class LinkPart:
    """One clickable area; `index` counts the areas of the page, `swallows` are the areas inside it that it replaces."""

    page: int
    index: int
    swallows: tuple[int, ...] = ()
    spoken = ""


@dataclass(frozen=True, slots=True)
class Node(Generic[_L]):
    """One structure element with its attributes and, in reading order, what is below it.

    In a tree that is to be written `tag` is the HTML element's, `source` its place in the sources (`data-kilde`) and
    `key` its number in reading order. A tree that was read from a file has none of them.
    """

    role: str
    attributes: tuple[tuple[str, Value], ...] = ()
    kids: tuple[Node[_L] | _L, ...] = ()
    key: int = 0
    tag: str = ""
    source: str = ""

    def get(self, name: str) -> Value | None:
        """The attribute's value, or None."""
        for key, value in self.attributes:
            if key == name:
                return value
        return None

    @property
    def nodes(self) -> tuple[Node[_L], ...]:
        """The elements directly below."""
        return tuple([kid for kid in self.kids if isinstance(kid, Node)])

    @property
    def text(self) -> str:
        """All text below as a screen reader meets it."""
        return clean("".join(_spoken(self)))


LogicalNode = Node[Piece | LinkPart]


@dataclass(frozen=True, slots=True)
class Artifact:
    """A marked-content sequence that is no content."""

    page: int
    mcid: int
    kind: str = DECORATION


@dataclass(frozen=True, slots=True)
class LogicalTree:
    """Everything that the pages say about structure.

    `bookmarks` are node keys in the outline's order, `anchors` node keys by name, `dropped` the links (page, number)
    that lie in artifacts.
    """

    root: LogicalNode
    artifacts: tuple[Artifact, ...]
    dropped: tuple[tuple[int, int], ...]
    bookmarks: tuple[int, ...]
    anchors: dict[str, int]


def walk(node: Node[_L]) -> Iterator[Node[_L]]:
    """The element and every element below it, in reading order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.nodes))


def pieces(node: LogicalNode) -> Iterator[Piece]:
    """The pieces below the element, in reading order."""
    for kid in node.kids:
        if isinstance(kid, Piece):
            yield kid
        elif isinstance(kid, Node):
            yield from pieces(kid)


def clean(text: str) -> str:
    """Text as it is read: no soft hyphens, one space between words."""
    return " ".join(text.translate(_NOT_SPOKEN).split())


def is_leader(text: str) -> bool:
    """Dots that lead the eye from a title to its page."""
    return "." in text and not text.strip(_LEADER_CHARACTERS)


def link_name(link: Node[_L]) -> str:
    """What a link is called: its text; for a picture its alternative. Empty when it has neither."""
    return link.text or next((str(node.get("Alt")) for node in walk(link) if node.get("Alt")), "")


def _spoken(node: Node[_L]) -> Iterator[str]:
    actual = node.get("ActualText")
    if isinstance(actual, str):
        yield actual + " " * _drawn(node)[-1:].isspace()
        return
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _spoken(kid)
        elif node.role != "Figure":  # what is drawn in a picture is told by its words
            yield kid.spoken


def _drawn(node: Node[_L]) -> str:
    """The text below as it is drawn, with the space that its end stands for."""
    return "".join(_drawn(kid) if isinstance(kid, Node) else kid.spoken for kid in node.kids)
