"""Documents → the same documents with numbered headings, figures and tables, and the places that can be referred to.

Numbers follow from order alone: a bilag's from the list in udgave.yaml, the rest from the text (1, 1.1, 1.1.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rammeaftale.model.agreement import Chapter, Document
from rammeaftale.model.inline import Target
from rammeaftale.model.text import Block, FactBox, Figure, Gap, Heading, Quote, Table


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A place that a reference can point at: the scheme it answers to, where it is, its words ("afsnit 3.2")."""

    scheme: str
    target: Target
    words: str


class _Counter:
    """The running numbers of one document."""

    def __init__(self) -> None:
        self.levels = [0, 0, 0]
        self.figures = 0
        self.tables = 0

    def heading(self, level: int) -> str:
        self.levels[level - 1] += 1
        self.levels[level:] = [0] * (3 - level)
        return ".".join(str(number) for number in self.levels[:level])


def number_document(document: Document) -> Document:
    """The document with `number` filled in on every heading, figure and captioned table."""
    counter = _Counter()
    return replace(document, chapters=tuple(_number_chapter(chapter, counter) for chapter in document.chapters))


def _number_chapter(chapter: Chapter, counter: _Counter) -> Chapter:
    heading = replace(chapter.heading, number=counter.heading(1))
    return replace(chapter, heading=heading, blocks=_number_blocks(chapter.blocks, counter))


def _number_blocks(blocks: tuple[Block, ...], counter: _Counter) -> tuple[Block, ...]:
    return tuple(_number_block(block, counter) for block in blocks)


def _number_block(block: Block, counter: _Counter) -> Block:
    match block:
        case Heading():
            return replace(block, number=counter.heading(block.level))
        case Figure():
            counter.figures += 1
            return replace(block, number=str(counter.figures))
        case Table() if block.caption:
            counter.tables += 1
            return replace(block, number=str(counter.tables))
        case FactBox() | Gap() | Quote():
            return replace(block, blocks=_number_blocks(block.blocks, counter))
        case _:
            return block


def numbered_places(document: Document) -> Iterator[_Numbered]:
    """The chapters, sections, figures and tables of a numbered document that have an id."""
    for chapter in document.chapters:
        for block in (chapter.heading, *chapter.blocks):
            match block:
                case Heading():
                    word = "kapitel" if block.level == 1 else "afsnit"
                    yield _Numbered("afsnit", Target(document.id, block.id), f"{word} {block.number}")
                case Figure() if block.id:
                    yield _Numbered("figur", Target(document.id, block.id), f"figur {block.number}")
                case Table() if block.id:
                    yield _Numbered("tabel", Target(document.id, block.id), f"tabel {block.number}")
