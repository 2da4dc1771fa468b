"""One space more or less, or two lines joined, at any place of a source, and what blocks the source is made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rammeaftale.model.extent import Located
from rammeaftale.model.text import ItemList, Table
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.world import Source
from tests.test_markdown_random import nodes

Change = tuple[int, int, str]
"""From one offset to before another, and what comes there instead."""
_WORD = re.compile(r"\w")
_WORDS = ("text", "strong", "emphasis", "foreign", "fact", "reference", "link", "footnote")
"""What a change may move about inside a block."""


def space_changes(text: str, begin: int, end: int) -> Iterator[Change]:
    """Every place to take a space out or put one in, but not inside words."""
    for at in range(begin, end):
        if text[at] == " ":
            yield at, at + 1, ""
        if at == 0 or not (_WORD.match(text[at]) and _WORD.match(text[at - 1])):
            yield at, at, " "


def joined_lines(text: str, begin: int, end: int) -> Iterator[Change]:
    """Every line break between two lines with text, with what indents the second, as one space."""
    for match in re.compile(r"(?<=\S)\n *(?=\S)").finditer(text, begin, end):
        yield match.start(), match.end(), " "


def surroundings(text: str) -> Iterator[tuple[str, int, int]]:
    """Every block of a file with its neighbours as a file of its own, and where it stands there."""
    lines = text.split("\n")
    blocks = parse_markdown(Source("a.md", text.encode())).value.blocks
    extents = [block.extent for block in blocks if isinstance(block, Located) and block.extent]
    for at, extent in enumerate(extents):
        before = extents[at - 1] if at else extent
        after = extents[at + 1] if at + 1 < len(extents) else extent
        head = "" if before.first_line == 1 else "# K {#k}\n\n## K {#kk}\n\n"
        first = len(head) + len("".join(f"{line}\n" for line in lines[before.first_line - 1 : extent.first_line - 1]))
        last = first + len("".join(f"{line}\n" for line in lines[extent.first_line - 1 : extent.last_line]))
        yield head + "\n".join(lines[before.first_line - 1 : after.last_line]) + "\n", first, last


def silent(text: str, changes: Iterator[Change]) -> Iterator[str]:
    """What a change makes into something else without a finding that was not there."""
    before, found = _shape(text)
    for start, end, new in changes:
        changed = text[:start] + new + text[end:]
        after, told = _shape(changed)
        if after != before and not told - found:
            yield f"{changed[max(start - 60, 0) : start]}¤{changed[start : start + 60]}"


def _shape(text: str) -> tuple[list[tuple[object, ...]], Counter[tuple[str, str]]]:
    """Kind, level and number of all blocks, points and rows; and the findings, by kind and words."""
    read = parse_markdown(Source("a.md", text.encode()))
    made: list[tuple[object, ...]] = []
    for node in nodes(read.value.blocks):
        kind = getattr(node, "kind", type(node).__name__.lower())
        more: tuple[object, ...] = (getattr(node, "level", ""), len(getattr(node, "lists", ())))
        if isinstance(node, ItemList):
            more = node.numbering.value, len(node.items)
        if isinstance(node, Table):
            more = len(node.header.cells), len(node.rows), bool(node.caption)
        if kind not in _WORDS:
            made.append((kind, *more))
    return made, Counter((finding.kind, finding.message) for finding in read.diagnostics)
