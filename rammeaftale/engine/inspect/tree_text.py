"""Takes the logical tree; gives its text as blocks like the source's, what nobody sees, and glued or dotted text."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.engine.inspect.source_text import BLOCKS, LABELS, Block, comparable
from rammeaftale.engine.tagging.nodes import LinkPart, Node, Piece, pieces

FIRST_WORDS = 8
INLINE_ROLES = frozenset({"Span", "Link", "Reference", "Note", "Figure"})
LEADER_CHARACTERS = " .·_…"


def tree_blocks(tree: Node) -> list[Block]:
    """The text in reading order, without what the style sheet adds."""
    reader = _Reader()
    reader.node(tree, "text", "")
    return reader.blocks


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parts: list[str] = []

    def node(self, node: Node, kind: str, source: str) -> None:
        source = node.source or source
        alternative = node.get("Alt")
        if alternative:
            self.blocks.append(Block("alt", comparable(str(alternative)), source))
        block = node.tag in BLOCKS or (node.role not in INLINE_ROLES and node.role != "Lbl")
        inner = LABELS.get(node.tag, kind)
        if block:
            self._flush(kind, source)
        for kid in node.kids:
            if isinstance(kid, Node):
                self.node(kid, inner, source)
            elif isinstance(kid, Piece) and not kid.generated:
                self.parts.append(kid.spoken)
        if block:
            self._flush(inner, source)

    def _flush(self, kind: str, source: str) -> None:
        if self.parts:
            text = comparable("".join(self.parts))
            self.parts = []
            if text:
                self.blocks.append(Block(kind, text, source))


def unseen_texts(tree: Node) -> list[tuple[str, str, str]]:
    """First words, reason and source place of each text that is drawn where nobody sees it."""
    found: dict[tuple[str, str], str] = {}
    for piece, source in _placed(tree, ""):
        if piece.lost and not piece.generated:
            key = piece.lost, source
            if len(found.get(key, "").split()) <= FIRST_WORDS:
                found[key] = found.get(key, "") + _unseen_words(piece) + piece.spoken[len(piece.text) :]
    return [(first_words(words), reason, source) for (reason, source), words in found.items()]


def generated_faults(tree: Node) -> list[tuple[str, str, str]]:
    """Kind (`dots` or `joined`), words and source place of generated text that reads badly."""
    found = []
    before: tuple[Piece, Node, str] | None = None
    for node, source in _blocks(tree, ""):
        before = None
        for piece in _own_pieces(node):
            if piece.generated and "." in piece.text and not piece.text.strip(LEADER_CHARACTERS):
                found.append(("dots", piece.text.strip()[:20], source))
            if before is not None and (piece.generated or before[0].generated) and _glued(before[0], piece):
                found.append(("joined", _last_word(before[0].text) + _first_word(piece.text), source))
            before = (piece, node, source)
    return found


def first_words(text: str) -> str:
    """The first words of a text, for a message."""
    words = text.split()
    return " ".join(words[:FIRST_WORDS]) + (" …" if len(words) > FIRST_WORDS else "")


def _unseen_words(piece: Piece) -> str:
    start = len(piece.text) - piece.unseen
    while start > 0 and not piece.text[start - 1].isspace():
        start -= 1
    return piece.text[start:]


def _glued(before: Piece, after: Piece) -> bool:
    last, first = before.spoken[-1:], after.spoken[:1]
    return not before.joint and (last.isalnum() or last == ".") and first.isalnum()


def _last_word(text: str) -> str:
    return text.split()[-1]


def _first_word(text: str) -> str:
    return text.split()[0]


def _placed(node: Node, source: str) -> Iterator[tuple[Piece, str]]:
    source = node.source or source
    for kid in node.kids:
        if isinstance(kid, Piece):
            yield kid, source
        elif isinstance(kid, Node):
            yield from _placed(kid, source)


def _blocks(node: Node, source: str) -> Iterator[tuple[Node, str]]:
    """Every element that is no part of a line of text."""
    source = node.source or source
    if node.role not in INLINE_ROLES or node.role == "Note":
        yield node, source
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _blocks(kid, source)


def _own_pieces(node: Node) -> Iterator[Piece]:
    """The pieces of one block with those of its spans and links; a call of a note stands apart from the words."""
    for kid in node.kids:
        if isinstance(kid, Piece):
            yield kid
        elif (isinstance(kid, Node) and kid.role in ("Span", "Link")) or (isinstance(kid, Node) and _is_entry(kid)):
            yield from pieces(kid)
        elif isinstance(kid, LinkPart):
            continue


def _is_entry(node: Node) -> bool:
    """A Reference of the table of contents, not of a note."""
    return node.role == "Reference" and node.get("Note") is None
