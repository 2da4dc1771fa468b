"""Takes the source's text blocks and a file's tag tree; gives the blocks that the tree lacks, whole and in order.

The file does not say which text the style sheet added, so each block is sought in the tree's whole text: letters first,
then the spaces between them. Calls and marks of notes and labels stand in no block and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rammeaftale.engine.inspect.source_text import SEAM, Block, comparable
from rammeaftale.engine.inspect.tagtree import TagNode, TagText, walk
from rammeaftale.engine.inspect.text_difference import same_text
from rammeaftale.engine.inspect.tree_text import first_words

QUOTES = "[\u201c\u201d\u201e»«’‘\"']?"
LEFT_OUT = frozenset({"Lbl"})


def lost_blocks(source: Sequence[Block], tree: TagNode) -> Iterator[tuple[str, str]]:
    """Kind (`lost`, `moved` or `spaces`) and first words of each block that the tree lacks."""
    whole = comparable("".join(_texts(tree)))
    letters, places = _letters(whole)
    said = comparable(" ".join(str(node.get("Alt")) for node in walk(tree) if node.get("Alt")))
    position = 0
    for block in source:
        plain = block.text.replace(SEAM, "")
        if block.kind == "alt":
            if plain not in said:
                yield "lost", first_words(plain)
            continue
        sought = own = "".join(plain.split())
        at = letters.find(sought, position)
        if at < 0:
            at, quoted = _with_quotes(block.text, letters, position)
            sought = quoted or sought
        if at < 0:
            elsewhere = letters.find(sought)
            yield ("moved" if elsewhere >= 0 else "lost"), first_words(plain)
            continue
        position = at + len(sought)
        if len(sought) > len(own):
            continue
        found = whole[places[at] : places[position - 1] + 1]
        if not same_text(block.text, found):
            yield "spaces", first_words(plain)


def _with_quotes(text: str, letters: str, position: int) -> tuple[int, str]:
    """Where the block begins when the style sheet put quotation marks around words in it."""
    parts = [re.escape(part) for part in re.split(r"[\s\x00]+", text)]
    match = re.compile(QUOTES.join(parts)).search(letters, position)
    return (match.start(), match.group()) if match else (-1, "")


def _letters(text: str) -> tuple[str, list[int]]:
    """A comparable text without its spaces, and where each letter stood."""
    return text.replace(" ", ""), [place for place, letter in enumerate(text) if letter != " "]


def _texts(node: TagNode) -> Iterator[str]:
    """The tree's text with a space around each element that is no part of a line."""
    inline = node.role in ("Span", "Link", "Note", "FENote")
    if node.role in LEFT_OUT and not any(one.role == "LBody" for one in node.nodes):
        yield from _label(node)
        return
    if not inline:
        yield " "
    for kid in node.kids:
        if isinstance(kid, TagText):
            yield kid.text
        elif isinstance(kid, TagNode) and not _is_call(kid, node):
            yield from _texts(kid)
    if not inline:
        yield " "


def _is_call(node: TagNode, parent: TagNode) -> bool:
    """The call of a note: a Reference that holds nothing but its number."""
    return node.role == "Reference" and not node.nodes and parent.role != "TOCI"


def _label(node: TagNode) -> Iterator[str]:
    """A term of a definition list is text; a bullet or number is not."""
    text = "".join(kid.text for kid in node.kids if isinstance(kid, TagText))
    words = text + "".join(one.text for one in node.nodes)
    if sum(letter.isalpha() for letter in words) > 1:
        yield f" {words} "
