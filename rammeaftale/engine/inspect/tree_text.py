"""Takes the logical tree; gives its text as blocks like the source's, what nobody sees, and glued or dotted text."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.engine.inspect.blocks import Block, Blocks, Fault, first_words
from rammeaftale.engine.tagging import tree
from rammeaftale.engine.tagging.markup import BLOCKS, LABELS
from rammeaftale.engine.tagging.tree import LogicalNode, Node, Piece, is_leader, pieces

_INLINE_ROLES = tree.INLINE_ROLES | {"Note", "Figure"}
_DOTS = 20
"""Leader dots that a message quotes."""


def tree_blocks(root: LogicalNode) -> list[Block]:
    """The text in reading order, without what the style sheet adds."""
    blocks = Blocks()
    _gather(root, "text", "", blocks)
    return blocks.finished


def _gather(node: LogicalNode, kind: str, source: str, blocks: Blocks) -> None:
    source = node.source or source
    is_block = node.tag in BLOCKS or (node.role not in _INLINE_ROLES and node.role != "Lbl")
    inner = LABELS.get(node.tag, kind)
    if is_block:
        blocks.end(kind, source)
    if not _is_generated(node):
        blocks.add("alt", str(node.get("Alt") or node.get("ActualText") or ""), source)
    for kid in node.kids:
        if isinstance(kid, Node):
            _gather(kid, inner, source, blocks)
        elif isinstance(kid, Piece):
            blocks.parts.append(kid.spoken[len(kid.text) :] if kid.generated else kid.spoken)
    if is_block:
        blocks.end(inner, source)


def _is_generated(node: LogicalNode) -> bool:
    """Whether all text of the element is the style sheet's."""
    own = list(pieces(node))
    return bool(own) and all(piece.generated for piece in own)


def unseen_texts(root: LogicalNode) -> list[Fault]:
    """Each text that is drawn where nobody sees it; the kind is the reason."""
    texts: dict[tuple[str, str], str] = {}
    for piece, source in _with_source(root, ""):
        if isinstance(piece, Piece) and piece.lost and not piece.generated:
            key = piece.lost, source
            texts[key] = texts.get(key, "") + _unseen_words(piece) + piece.spoken[len(piece.text) :]
    return [Fault(reason, first_words(text), source) for (reason, source), text in texts.items()]


def generated_faults(root: LogicalNode) -> list[Fault]:
    """Text of the style sheet that reads badly: `dots`, or `glued` to a word."""
    faults = []
    for node, source in _with_source(root, ""):
        if not isinstance(node, Node) or (node.role in _INLINE_ROLES and node.role != "Note"):
            continue
        before: Piece | None = None
        for piece in _own_pieces(node):
            if piece.generated and is_leader(piece.text):
                faults.append(Fault("dots", piece.text.strip()[:_DOTS], source))
            if before is not None and (piece.generated or before.generated) and _is_glued(before, piece):
                faults.append(Fault("glued", before.text.split()[-1] + piece.text.split()[0], source))
            before = piece
    return faults


def _unseen_words(piece: Piece) -> str:
    """The unseen end of a piece, from the beginning of the word that it begins in."""
    start = len(piece.text) - piece.unseen
    while start > 0 and not piece.text[start - 1].isspace():
        start -= 1
    return piece.text[start:]


def _is_glued(before: Piece, after: Piece) -> bool:
    last, first = before.spoken[-1:], after.spoken[:1]
    return not before.joint and (last.isalnum() or last == ".") and first.isalnum()


def _with_source(node: LogicalNode, source: str) -> Iterator[tuple[LogicalNode | Piece, str]]:
    """Every element and piece in order, with the source nearest around it."""
    source = node.source or source
    yield node, source
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _with_source(kid, source)
        elif isinstance(kid, Piece):
            yield kid, source


def _own_pieces(node: LogicalNode) -> Iterator[Piece]:
    """The pieces of one block with those of its spans and links; a call of a note stands apart from the words."""
    for kid in node.kids:
        if isinstance(kid, Piece):
            yield kid
        elif isinstance(kid, Node) and (
            kid.role in ("Span", "Link") or (kid.role == "Reference" and kid.get("Note") is None)
        ):
            yield from pieces(kid)
