"""Takes two lists of text blocks; gives what is lost, extra, moved, joined or split between them, in few words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rammeaftale.engine.inspect.source_text import SEAM, Block
from rammeaftale.engine.inspect.tree_text import first_words

# Above this many differing blocks the exact comparison would take longer than the typesetting.
MANY = 1500


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: what kind, the first words, and the source place nearest to it."""

    kind: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its source place."""

    text: str
    source: str


def differences(source: Sequence[Block], tree: Sequence[Block]) -> list[Difference]:
    """All differences, in the source's order. Equal texts cost one pass."""
    start = 0
    while start < min(len(source), len(tree)) and same(source[start], tree[start]):
        start += 1
    if start == len(source) == len(tree):
        return []
    end = 0
    while end < min(len(source), len(tree)) - start and same(source[-1 - end], tree[-1 - end]):
        end += 1
    left, right = source[start : len(source) - end], tree[start : len(tree) - end]
    found: list[Difference] = []
    before = source[start - 1].source if start else ""
    for mine, theirs in _unequal_parts(left, right):
        found += _part(mine, theirs, mine[0].source if mine else before)
        before = mine[-1].source if mine else before
    return _told_once(found, source, tree)


def same(source: Block, tree: Block) -> bool:
    """Equal text; a space more is allowed at the edge of an inline element."""
    if source.text == tree.text:
        return source.kind == tree.kind
    return SEAM in source.text and source.kind == tree.kind and same_text(source.text, tree.text)


def same_text(source: str, tree: str) -> bool:
    """Whether the tree's text is the source's with or without a space at each seam."""
    if source.replace(SEAM, "") == tree:
        return True
    if source.replace(SEAM, "").replace(" ", "") != tree.replace(" ", ""):
        return False
    return re.fullmatch(" ?".join(map(re.escape, source.split(SEAM))), tree) is not None


def _unequal_parts(source: Sequence[Block], tree: Sequence[Block]) -> Iterator[tuple[Sequence[Block], Sequence[Block]]]:
    left = [(block.kind, block.text.replace(SEAM, "")) for block in source]
    right = [(block.kind, block.text) for block in tree]
    matcher = SequenceMatcher(None, left, right, autojunk=max(len(left), len(right)) > MANY)
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation != "equal":
            yield source[i1:i2], tree[j1:j2]


def _part(source: Sequence[Block], tree: Sequence[Block], place: str) -> Iterator[Difference]:
    if len(source) == len(tree) and all(same(mine, theirs) for mine, theirs in zip(source, tree, strict=True)):
        return
    left = [Word(word, block.source) for block in source for word in block.text.split()]
    right = [Word(word, block.source) for block in tree for word in block.text.split()]
    if same_text(" ".join(word.text for word in left), " ".join(word.text for word in right)):
        yield from _kinds(source, tree)
        return
    plain = [word.text.replace(SEAM, "") for word in left]
    matcher = SequenceMatcher(None, plain, [word.text for word in right], autojunk=len(plain) + len(right) > 10 * MANY)
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation != "equal":
            yield from _words(left[i1:i2], right[j1:j2], left[i1 - 1].source if i1 else place)


def _words(source: Sequence[Word], tree: Sequence[Word], before: str) -> Iterator[Difference]:
    mine, theirs = " ".join(word.text for word in source), " ".join(word.text for word in tree)
    if source and tree:
        if same_text(mine, theirs):
            return
        if mine.replace(SEAM, "").replace(" ", "") == theirs.replace(" ", ""):
            joined = len(theirs.split()) < len(mine.split())
            yield Difference("joined" if joined else "split", first_words(mine.replace(SEAM, "")), source[0].source)
            return
    if source:
        yield Difference("lost", first_words(mine.replace(SEAM, "")), source[0].source)
    if tree:
        yield Difference("extra", first_words(theirs), tree[0].source or before)


def _kinds(source: Sequence[Block], tree: Sequence[Block]) -> Iterator[Difference]:
    """Equal words under another label: a heading that became a paragraph."""
    kinds = {block.text: block.kind for block in tree}
    for block in source:
        if kinds.get(block.text, block.kind) != block.kind:
            yield Difference("kind", first_words(block.text.replace(SEAM, "")), block.source)


def _told_once(found: Sequence[Difference], source: Sequence[Block], tree: Sequence[Block]) -> list[Difference]:
    """A text lost here and extra there has moved; an extra text that stands elsewhere in the source comes twice."""
    counts: Counter[str] = Counter(one.words for one in found if one.kind in ("lost", "extra"))
    lost = {one.words for one in found if one.kind == "lost"}
    extra = {one.words for one in found if one.kind == "extra"}
    moved = {words for words in lost & extra if counts[words] >= 2}
    whole = " ".join(block.text.replace(SEAM, "") for block in source)
    told = []
    for one in found:
        if one.words in moved:
            if one.kind == "lost":
                told.append(Difference("moved", one.words, one.source))
        elif one.kind == "extra" and one.words.removesuffix(" …") in whole and tree:
            told.append(Difference("twice", one.words, one.source))
        else:
            told.append(one)
    return told
