"""Going through a tree of text: visiting every node, and making a new tree with the leaves of the old one replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

from rammeaftale.model import text
from rammeaftale.model.agreement import Chapter, Document
from rammeaftale.model.inline import Emphasis, FootnoteCall, Foreign, Inline, Link, Reference, Strong

B = TypeVar("B", bound=text.Block)
N = TypeVar("N", bound=text.Block | text.ListItem | text.Row | text.Cell)
Inlines = tuple[Inline, ...]
Rewrite = Callable[[Inlines], Inlines]


def blocks_in(blocks: Iterable[text.Block]) -> Iterator[text.Block]:
    """Every block, outer before inner."""
    for block in blocks:
        yield block
        if isinstance(block, text.Quote | text.Introduction | text.MarginNote | text.FactBox | text.Gap):
            yield from blocks_in(block.blocks)


def blocks_of(document: Document, kind: type[B]) -> Iterator[B]:
    """Every block of one kind in a document, in reading order."""
    for chapter in document.chapters:
        yield from (block for block in blocks_in(chapter.blocks) if isinstance(block, kind))


def inlines_in(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline node, outer before inner, with the words of footnotes."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Emphasis | Strong | Foreign | Link | Reference | FootnoteCall):
            yield from inlines_in(inline.children)


def inline_runs(block: text.Block) -> Iterator[Inlines]:
    """Every run of inline nodes that stands directly in this block, in reading order; not those of blocks inside it."""
    match block:
        case text.Heading() | text.Paragraph() | text.Formula():
            yield block.children
        case text.ItemList():
            for item in block.items:
                yield item.children
                for inner in item.lists:
                    yield from inline_runs(inner)
        case text.Table():
            yield block.caption
            for row in (block.header, *block.rows):
                yield from (cell.children for cell in row.cells)
        case text.FactBox():
            yield block.title
        case text.Gap():
            yield block.who
        case text.Figure():
            yield block.caption


def inlines_of_chapter(chapter: Chapter) -> Iterator[Inline]:
    """Every inline node of a chapter, heading first."""
    for block in (chapter.heading, *blocks_in(chapter.blocks)):
        for run in inline_runs(block):
            yield from inlines_in(run)


def rewrite_document(document: Document, rewrite: Rewrite) -> Document:
    """The document with `rewrite` done to every run of inline nodes in its chapters."""
    return replace(document, chapters=tuple(rewrite_chapter(chapter, rewrite) for chapter in document.chapters))


def rewrite_chapter(chapter: Chapter, rewrite: Rewrite) -> Chapter:
    """The chapter with `rewrite` done to every run of inline nodes."""
    return replace(
        chapter, heading=_rewritten(chapter.heading, rewrite), blocks=rewrite_blocks(chapter.blocks, rewrite)
    )


def rewrite_blocks(blocks: tuple[text.Block, ...], rewrite: Rewrite) -> tuple[text.Block, ...]:
    """The blocks with `rewrite` done to every run of inline nodes in them."""
    return tuple(_rewritten(block, rewrite) for block in blocks)


_RUNS = frozenset(("children", "caption", "title", "who"))
"""The fields of blocks, points and cells that hold a run of inline nodes."""
_PARTS = frozenset(("blocks", "items", "lists", "rows", "cells"))
"""Those that hold blocks, points, rows or cells."""


def _rewritten(node: N, rewrite: Rewrite) -> N:
    changed: dict[str, Any] = {}
    for part in fields(node):
        value = getattr(node, part.name)
        if part.name in _RUNS:
            changed[part.name] = rewrite(value)
        elif part.name in _PARTS:
            changed[part.name] = tuple(_rewritten(inner, rewrite) for inner in value)
        elif part.name == "header":
            changed[part.name] = _rewritten(value, rewrite)
    return replace(node, **changed) if changed else node


def rewrite_leaves(inlines: Inlines, leaf: Callable[[Inline], Inlines]) -> Inlines:
    """A run with every node put through `leaf`, inner nodes first; `leaf` gives what stands in its place."""
    made: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Emphasis | Strong | Foreign | Link | Reference | FootnoteCall):
            inline = replace(inline, children=rewrite_leaves(inline.children, leaf))
        made.extend(leaf(inline))
    return tuple(made)
