"""Takes two lists of text blocks; gives what is lost, extra, moved, joined or split between them, in few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from rammeaftale.engine.inspect.blocks import SEAM, Block, Fault, first_words, same_text, without_seams

_MANY = 1500
"""Above this many differing blocks, or ten times as many words, the exact comparison takes longer than typesetting."""


def differences(source: Sequence[Block], tree: Sequence[Block]) -> list[Fault]:
    """All differences, in the source's order. Equal texts cost one pass."""
    shorter = min(len(source), len(tree))
    start = next((at for at in range(shorter) if not _is_same(source[at], tree[at])), shorter)
    if start == len(source) == len(tree):
        return []
    rest = shorter - start
    end = next((at for at in range(rest) if not _is_same(source[-1 - at], tree[-1 - at])), rest)
    left, right = source[start : len(source) - end], tree[start : len(tree) - end]
    parts: list[Fault] = []
    before = source[start - 1].source if start else ""
    for wanted, written in _unequal_parts(left, right):
        parts += _part(wanted, written, wanted[0].source if wanted else before)
        before = wanted[-1].source if wanted else before
    return _reported_once(parts, source)


def _is_same(source: Block, tree: Block) -> bool:
    """Equal text; a space more is allowed at the edge of an inline element."""
    if source.kind != tree.kind:
        return False
    return source.text == tree.text or (SEAM in source.text and same_text(source.text, tree.text))


def _unequal_parts(source: Sequence[Block], tree: Sequence[Block]) -> Iterator[tuple[Sequence[Block], Sequence[Block]]]:
    left = [(block.kind, without_seams(block.text)) for block in source]
    right = [(block.kind, block.text) for block in tree]
    matcher = SequenceMatcher(None, left, right, autojunk=max(len(left), len(right)) > _MANY)
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation != "equal":
            yield source[i1:i2], tree[j1:j2]


def _part(source: Sequence[Block], tree: Sequence[Block], before: str) -> Iterator[Fault]:
    if len(source) == len(tree) and all(map(_is_same, source, tree)):
        return
    left, right = _words_of(source), _words_of(tree)
    if same_text(_joined(left), _joined(right)):
        yield from _kinds(source, tree)
        return
    plain = [without_seams(word.text) for word in left]
    matcher = SequenceMatcher(None, plain, [word.text for word in right], autojunk=len(plain) + len(right) > 10 * _MANY)
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation != "equal":
            yield from _words(left[i1:i2], right[j1:j2], left[i1 - 1].source if i1 else before)


def _words_of(blocks: Sequence[Block]) -> list[Block]:
    return [replace(block, text=word) for block in blocks for word in block.text.split()]


def _joined(words: Sequence[Block]) -> str:
    return " ".join(word.text for word in words)


def _words(source: Sequence[Block], tree: Sequence[Block], before: str) -> Iterator[Fault]:
    wanted, written = _joined(source), _joined(tree)
    plain = without_seams(wanted)
    if source and tree:
        if same_text(wanted, written):
            return
        if plain.replace(" ", "") == written.replace(" ", ""):
            joined = len(written.split()) < len(wanted.split())
            yield Fault("joined" if joined else "split", first_words(plain), source[0].source)
            return
    if source:
        yield Fault("lost", first_words(plain), source[0].source)
    if tree:
        yield Fault("extra", first_words(written), tree[0].source or before)


def _kinds(source: Sequence[Block], tree: Sequence[Block]) -> Iterator[Fault]:
    """Equal words under another label: a heading that became a paragraph."""
    kinds = {block.text: block.kind for block in tree}
    for block in source:
        if kinds.get(block.text, block.kind) != block.kind:
            yield Fault("kind", first_words(without_seams(block.text)), block.source)


def _reported_once(parts: Sequence[Fault], source: Sequence[Block]) -> list[Fault]:
    """A text lost here and extra there has moved; an extra text that stands elsewhere in the source comes twice."""
    counts = Counter((part.kind, part.words) for part in parts)
    whole = " ".join(without_seams(block.text) for block in source)
    reported = []
    for part in parts:
        if part.kind == "lost" and counts["extra", part.words]:
            reported.append(replace(part, kind="moved"))
        elif part.kind != "extra":
            reported.append(part)
        elif not counts["lost", part.words]:
            reported.append(replace(part, kind="twice") if part.words.removesuffix(" …") in whole else part)
    return reported
