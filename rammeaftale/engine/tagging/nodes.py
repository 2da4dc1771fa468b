"""The logical tree of a laid-out document as frozen data: comparable, free of the typesetter's objects.

Pages and marked-content ids (MCID) count from 0; an MCID is unique within its page. Lengths are PDF points from the
lower left corner of the page. Roles are those of PDF 1.7 (ISO 32000-1, 14.8.4); `write.py` translates to PDF 2.0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Value = str | int | tuple[str, ...] | tuple[float, ...]

SPACE = "space"
HYPHEN = "hyphen"

# Elements inside the lines of a paragraph, heading, cell or item.
INLINE_ROLES = frozenset({"Span", "Link", "Reference"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One marked-content sequence: text as drawn, or a picture (empty text).

    `joint` says what the end of the piece needs: SPACE where a line or a word ends without a drawn space, HYPHEN where
    the last drawn glyph is a hyphen that the typesetter put in (it is not part of `text`). `generated` text is from the
    style sheet, not from the source. `lost` is a reason when text is drawn where nobody sees it; `unseen` counts the
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
    """One clickable area: the page's link number `index`, and the links inside it that it swallows."""

    page: int
    index: int
    swallows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One structure element: HTML `tag`, `source` place (`data-kilde`), `key` its number in reading order."""

    key: int
    role: str
    tag: str = ""
    source: str = ""
    attributes: tuple[tuple[str, Value], ...] = ()
    kids: tuple[Node | Piece | LinkPart, ...] = ()

    def get(self, name: str) -> Value | None:
        """The attribute's value, or None."""
        return next((value for key, value in self.attributes if key == name), None)


@dataclass(frozen=True, slots=True)
class Artifact:
    """A marked-content sequence that is no content: `kind` is Header, Footer, Pagination or empty (decoration)."""

    page: int
    mcid: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the pages say about structure.

    `bookmarks` are node keys in the outline's order, `anchors` pairs of name and node key, `dropped` the links (page,
    number) that lie in artifacts.
    """

    root: Node
    pages: int
    artifacts: tuple[Artifact, ...] = ()
    dropped: tuple[tuple[int, int], ...] = ()
    bookmarks: tuple[int, ...] = ()
    anchors: tuple[tuple[str, int], ...] = ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, in reading order."""
    yield node
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from walk(kid)


def pieces(node: Node) -> Iterator[Piece]:
    """The pieces below the node, in reading order."""
    for kid in node.kids:
        if isinstance(kid, Piece):
            yield kid
        elif isinstance(kid, Node):
            yield from pieces(kid)


def text_of(node: Node) -> str:
    """The text as a screen reader meets it, white space collapsed and soft hyphens gone."""
    joined = "".join(piece.spoken for piece in pieces(node))
    return " ".join(joined.replace("\u00ad", "").replace("\u200b", "").split())
