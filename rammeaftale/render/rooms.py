"""Takes a document, gives each run of its words together with the room that the style sheets set it in.

The rooms are those of `templates/print/*.css`, whose measures stand in `maal.css`; where a place is a little wider on
one page template than on another, the narrower counts. Cells of tables have their rooms from `table_layout.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from rammeaftale.model.agreement import Chapter, Document
from rammeaftale.model.inline import FootnoteCall, Inline, Text
from rammeaftale.model.letters import Face
from rammeaftale.model.page import Page, Type
from rammeaftale.model.text import (
    Block,
    Cell,
    FactBox,
    Figure,
    Formula,
    Gap,
    Heading,
    Introduction,
    ItemList,
    ListItem,
    MarginNote,
    Paragraph,
    Quote,
    Row,
    Table,
)
from rammeaftale.model.walk import Inlines, inlines_in, rewrite_leaves

N = TypeVar("N", bound=Block | ListItem | Row | Cell)


@dataclass(frozen=True, slots=True)
class Room:
    """The width of a line in points, and the type that it is set in."""

    width: float
    type: Type
    face: Face

    @property
    def ems(self) -> float:
        """The width in ems."""
        return self.width / self.type.size

    def less(self, width: float) -> Room:
        """A narrower room of the same type."""
        return replace(self, width=self.width - width)


_Visit = Callable[[Inlines, Room], Inlines]
"""Is given a run and its room, gives what is to stand there: the same run when nothing is to be changed."""


def visited(document: Document, page: Page, visit: _Visit) -> Document:
    """The document with every run of its chapters as `visit` wants it; the same parts where nothing is changed."""
    visitor = _Visitor(document.template, page, visit)
    chapters = tuple(map(visitor.chapter, document.chapters))
    return document if _is_same(chapters, document.chapters) else replace(document, chapters=chapters)


class _Visitor:
    """Goes through the blocks of a document that a page template prints."""

    def __init__(self, template: str, page: Page, visit: _Visit) -> None:
        self._page, self._visit = page, visit
        is_sheet = template == "faktaark"
        self._titles = (
            Room(
                page.bred - page.titelluft, page.ark_kapiteltitel if is_sheet else page.kapiteltitel, Face.SANS_SEMIBOLD
            ),
            self._semibold(page.ark_afsnitstitel if is_sheet else page.afsnitstitel),
            self._semibold(page.underafsnitstitel),
        )
        self._text = Room(page.tekstspalte, page.ark_broedtekst if is_sheet else page.broedtekst, Face.SERIF)
        if template == "ledelsesinformation":
            self._text = Room(page.tekstspalte, page.ledelse_tekst, Face.SANS)
        self._introduction = Room(page.tekstspalte, page.ark_indledning if is_sheet else page.indledning, Face.SANS)
        self._margin = Room(page.note, page.margennote, Face.SANS)
        self._footnote = Room(page.tekstspalte, page.margennote, Face.SANS)

    def chapter(self, chapter: Chapter) -> Chapter:
        """A chapter with its heading."""
        heading = self._heading(chapter.heading)
        blocks = self._blocks(chapter.blocks, self._text)
        is_same = heading is chapter.heading and blocks is chapter.blocks
        return chapter if is_same else replace(chapter, heading=heading, blocks=blocks)

    def _semibold(self, type_: Type) -> Room:
        return Room(self._page.tekstspalte, type_, Face.SANS_SEMIBOLD)

    def _run(self, run: Inlines, room: Room) -> Inlines:
        return self._visit(self._with_notes(run), room)

    def _with_notes(self, run: Inlines) -> Inlines:
        """The run with the words of its footnotes visited, which stand at the foot of the page."""

        def note(node: Inline) -> Inlines:
            if not isinstance(node, FootnoteCall):
                return (node,)
            return (replace(node, children=self._visit(node.children, self._footnote)),)

        is_plain = len(run) == 1 and isinstance(run[0], Text)
        has_notes = not is_plain and any(isinstance(node, FootnoteCall) for node in inlines_in(run))
        return rewrite_leaves(run, note) if has_notes else run

    def _blocks(self, blocks: tuple[Block, ...], room: Room) -> tuple[Block, ...]:
        made = tuple(self._block(block, room) for block in blocks)
        return blocks if _is_same(made, blocks) else made

    def _heading(self, heading: Heading) -> Heading:
        return _with(heading, children=self._run(heading.children, self._titles[heading.level - 1]))

    def _block(self, block: Block, room: Room) -> Block:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return _with(block, children=self._run(block.children, room))
            case Formula():
                return _with(block, children=self._run(block.children, self._in_box(room, self._page.formel)))
            case ItemList():
                return self._list(block, room.less(self._page.listeindryk))
            case Quote():
                return _with(block, blocks=self._blocks(block.blocks, room.less(self._page.citatluft)))
            case Introduction():
                return _with(block, blocks=self._blocks(block.blocks, self._introduction))
            case MarginNote():
                return _with(block, blocks=self._blocks(block.blocks, self._margin))
            case FactBox():
                title = self._run(block.title, self._in_box(room, self._page.boks, Face.SANS_BOLD))
                return _with(block, title=title, blocks=self._boxed(block.blocks, room))
            case Gap():
                who = self._run(block.who, self._in_box(room, self._page.boks, Face.SANS_BOLD))
                return _with(block, who=who, blocks=self._boxed(block.blocks, room))
            case Figure():
                return _with(block, caption=self._caption(block.caption, room))
            case Table():
                rows = tuple(map(self._notes_of_row, block.rows))
                rows = block.rows if _is_same(rows, block.rows) else rows
                return _with(block, caption=self._caption(block.caption, room), rows=rows)
            case _:
                return block

    def _caption(self, caption: Inlines, room: Room) -> Inlines:
        return self._run(caption, Room(room.width, self._page.boks, Face.SANS_SEMIBOLD))

    def _boxed(self, blocks: tuple[Block, ...], room: Room) -> tuple[Block, ...]:
        return self._blocks(blocks, self._in_box(room, self._page.boks))

    def _in_box(self, room: Room, type_: Type, face: Face = Face.SANS) -> Room:
        """What a box leaves of a room, in a type of its own."""
        return Room(room.width - self._page.boks_kant, type_, face)

    def _list(self, block: ItemList, room: Room) -> ItemList:
        inner = room.less(self._page.listeindryk)
        items = tuple(
            _with(
                item,
                children=self._run(item.children, room),
                lists=tuple(self._list(below, inner) for below in item.lists),
            )
            for item in block.items
        )
        return block if _is_same(items, block.items) else replace(block, items=items)

    def _notes_of_row(self, row: Row) -> Row:
        cells = tuple(_with(cell, children=self._with_notes(cell.children)) for cell in row.cells)
        return row if _is_same(cells, row.cells) else replace(row, cells=cells)


def _is_same(made: tuple[object, ...], given: tuple[object, ...]) -> bool:
    return all(one is other for one, other in zip(made, given, strict=True))


def _with(node: N, **parts: Any) -> N:
    """The node with these parts; the node itself when it has them already."""
    is_same = all(
        part is (given := getattr(node, name)) or (isinstance(part, tuple) and _is_same(part, given))
        for name, part in parts.items()
    )
    return node if is_same else replace(node, **parts)
