"""Takes the source's text blocks and a file's tag tree; gives the blocks that the tree lacks, whole and in order.

The file does not say which text the style sheet added, so each block is sought in the tree's whole text: letters first,
then the spaces between them. Calls and marks of notes and labels stand in no block and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rammeaftale.engine.inspect.blocks import Block, comparable, first_words, same_text, without_seams
from rammeaftale.engine.inspect.tagtree import TagNode, TagText
from rammeaftale.engine.tagging.tree import Node, walk

_ADDED = "[\u201c\u201d\u201e»«’‘\"':]?"
_INLINE = frozenset({"Span", "Link", "Note", "FENote"})


def lost_blocks(source: Sequence[Block], root: TagNode) -> Iterator[tuple[str, str]]:
    """Kind (`lost`, `moved` or `spaces`) and first words of each block that the tree lacks."""
    whole = comparable("".join(_texts(root)))
    letters = whole.replace(" ", "")
    positions = [position for position, letter in enumerate(whole) if letter != " "]
    told = (node.get("Alt") or node.get("ActualText") for node in walk(root))
    alternatives = comparable(" ".join(str(words) for words in told if words))
    position = 0
    for block in source:
        plain = without_seams(block.text)
        if block.kind == "alt":
            if plain not in alternatives:
                yield "lost", first_words(plain)
            continue
        own = plain.replace(" ", "")
        start, end = _sought(own, block.text, letters, position)
        if start < 0:
            yield ("moved" if own in letters else "lost"), first_words(plain)
            continue
        position = end
        if end - start == len(own) and not same_text(block.text, whole[positions[start] : positions[end - 1] + 1]):
            yield "spaces", first_words(plain)


def _sought(own: str, text: str, letters: str, position: int) -> tuple[int, int]:
    """Where the block begins and ends; the style sheet may have put marks around words in it."""
    start = letters.find(own, position)
    if start >= 0:
        return start, start + len(own)
    quoted = _ADDED.join(re.escape(part) for part in re.split(r"[\s\x00]+", text))
    match = re.compile(quoted).search(letters, position)
    return match.span() if match else (-1, -1)


def _texts(node: TagNode, holder: str = "") -> Iterator[str]:
    """The tree's text with a space around each element that is no part of a line; `holder` is the role around it."""
    if node.role == "Lbl" and holder != "TOCI" and not any(kid.role == "LBody" for kid in node.nodes):
        # A term of a definition list and the number of an entry of the contents are text; a bullet or number is not.
        words = "".join(kid.text if isinstance(kid, Node) else kid.spoken for kid in node.kids)
        if sum(letter.isalpha() for letter in words) > 1:
            yield f" {words} "
        return
    edge = "" if node.role in _INLINE else " "
    yield edge
    for kid in node.kids:
        if isinstance(kid, TagText):
            if node.role != "Figure":  # what is drawn in a picture is told by its words
                yield kid.spoken
        elif isinstance(kid, Node) and not _is_call(kid, node):
            yield from _texts(kid, node.role)
    yield edge


def _is_call(node: TagNode, parent: TagNode) -> bool:
    """The call of a note: a Reference that holds nothing but its number."""
    return node.role == "Reference" and not node.nodes and parent.role != "TOCI"
