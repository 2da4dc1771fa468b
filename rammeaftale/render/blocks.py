"""Takes the resolved blocks of a chapter, gives what the templates print of each: `kind`, its source, its words.

`source` is "path:line" for `data-kilde`, so that a message from the typesetter can be told in terms of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.drawing import Drawing
from rammeaftale.model.page import MM_PER_POINT, Page
from rammeaftale.model.picture import picture_path
from rammeaftale.model.plain import plain_text
from rammeaftale.model.text import (
    Block,
    FactBox,
    Figure,
    Formula,
    Gap,
    Heading,
    Insert,
    Introduction,
    ItemList,
    MarginNote,
    Paragraph,
    Picture,
    Quote,
    Row,
    Table,
)
from rammeaftale.model.walk import Inlines, blocks_in, inline_runs
from rammeaftale.render.columns import Column, is_wide, shares, table_columns, wishes
from rammeaftale.render.hyphenation import divided

UNBROKEN_ROWS = 9  # a table of so few rows stays on one page


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A heading; `tag` is its HTML element: the document's title is h1, so a chapter is h2."""

    kind: str
    source: str
    id: str
    tag: str
    number: str
    words: Inlines


@dataclass(frozen=True, slots=True)
class WordsView:
    """A paragraph or a formula."""

    kind: str
    source: str
    words: Inlines


@dataclass(frozen=True, slots=True)
class GroupView:
    """Blocks that stand together: quote, introduction, margin note, fact box, gap. `words` is the title, if any.

    `beside` is our own kind: margin notes and the block that they are beside.
    """

    kind: str
    source: str
    id: str
    words: Inlines
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """A point of a list with the lists below it."""

    source: str
    words: Inlines
    lists: tuple[ListView, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """A list; `tag` is `ol` or `ul`."""

    kind: str
    source: str
    tag: str
    points: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a table in the text: the first cell names the row."""

    source: str
    cells: tuple[Inlines, ...]
    is_total: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """A table written in the text; without a caption it has no label ("Tabel 2"). A short one stays on one page."""

    kind: str
    source: str
    id: str
    label: str
    words: Inlines
    columns: tuple[Column, ...]
    header: tuple[Inlines, ...]
    rows: tuple[RowView, ...]
    is_wide: bool
    is_short: bool


@dataclass(frozen=True, slots=True)
class FigureView:
    """A drawing with its caption; `address` is its asset, `width` in mm."""

    kind: str
    source: str
    id: str
    label: str
    words: Inlines
    address: str
    alt: str
    width: str
    is_wide: bool


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture file."""

    kind: str
    source: str
    address: str
    alt: str


@dataclass(frozen=True, slots=True)
class InsertView:
    """A piece made from the edition's data by `indsaet/<name>.html`; `content` is that template's own view."""

    kind: str
    source: str
    name: str
    content: object


BlockView = HeadingView | WordsView | GroupView | ListView | TableView | FigureView | PictureView | InsertView


# The breadth of a letter in ems, with the part of a line that words leave empty: more of a short line than of a long.
_NOTE_LETTER, _TEXT_LETTER = 0.5, 0.46


@dataclass(frozen=True)
class Surroundings:
    """What a block's view needs to know beyond the block."""

    page: Page
    drawings: Mapping[str, Drawing]
    insert: Callable[[str], object]
    gaps: Mapping[TextSpan, str] = field(default_factory=dict)


def place(span: TextSpan) -> str:
    """`content/2021-22/forord.md:14`, as in `data-kilde`."""
    return f"{span.path}:{span.line}"


def block_views(blocks: tuple[Block, ...], around: Surroundings) -> tuple[BlockView, ...]:
    """The views of blocks in order; margin notes stand together with the blocks that they are beside."""
    views: list[BlockView] = []
    notes: list[Block] = []
    beside: list[Block] = []
    for block in blocks:
        if isinstance(block, MarginNote):
            if beside:
                views.append(_beside(notes, beside, around))
                notes, beside = [], []
            notes.append(block)
        elif notes and (not beside or (not isinstance(block, Heading) and _reach_below(notes, beside, around.page))):
            beside.append(block)
        else:
            if notes:
                views.append(_beside(notes, beside, around))
                notes, beside = [], []
            views.append(block_view(block, around))
    return (*views, _beside(notes, beside, around)) if notes else tuple(views)


def _beside(notes: list[Block], blocks: list[Block], around: Surroundings) -> GroupView:
    first = (blocks or notes)[0]
    return GroupView(
        "beside", place(first.span), "", (), tuple(block_view(block, around) for block in (*notes, *blocks))
    )


def _reach_below(notes: Iterable[Block], blocks: Iterable[Block], page: Page) -> bool:
    """True when notes are taller than the blocks beside them; reckoned by letters, since only the engine knows."""
    narrow = page.margin_note.letters(page.note, _NOTE_LETTER)
    broad = page.body.letters(page.column, _TEXT_LETTER)
    height = sum(page.margin_note.line * _lines(block, narrow) for block in notes)
    return height > sum(page.body.line * _lines(block, broad) + page.gap for block in blocks)


def _lines(block: Block, letters: int) -> int:
    runs = (run for inner in blocks_in((block,)) for run in inline_runs(inner))
    return sum(-(-len(plain_text(run)) // letters) for run in runs)


def block_view(block: Block, around: Surroundings) -> BlockView:
    """The view of one block. The words are taken to be bound already (typography.typeset)."""
    kind, source = block.kind, place(block.span)
    match block:
        case Heading():
            return HeadingView(kind, source, block.id, f"h{block.level + 1}", block.number, block.children)
        case Paragraph():
            return WordsView(kind, source, divided(block.children))
        case Formula():
            return WordsView(kind, source, block.children)
        case ItemList():
            return _list(block)
        case FactBox():
            return GroupView(kind, source, "", block.title, block_views(block.blocks, around))
        case Gap():
            return GroupView(kind, source, around.gaps[block.span], block.who, block_views(block.blocks, around))
        case Quote() | Introduction() | MarginNote():
            return GroupView(kind, source, "", (), block_views(block.blocks, around))
        case Table():
            return _table(block, around.page)
        case Figure():
            return _figure(block, around.drawings[block.name], around.page)
        case Picture():
            return PictureView(kind, source, f"asset:{picture_path(block)}", block.alt)
        case Insert():
            return InsertView(kind, source, block.name, around.insert(block.name))


def _list(block: ItemList) -> ListView:
    points = (
        ItemView(place(item.span), divided(item.children), tuple(_list(inner) for inner in item.lists))
        for item in block.items
    )
    return ListView(block.kind, place(block.span), "ol" if block.ordered else "ul", tuple(points))


def _table(block: Table, page: Page) -> TableView:
    rows = (block.header, *block.rows)
    wanted = wishes([[plain_text(row.cells[i].children) for row in rows] for i in range(len(block.header.cells))])
    last = len(block.rows) - 1
    return TableView(
        block.kind,
        place(block.span),
        block.id,
        f"Tabel\u00a0{block.number}" if block.number else "",
        block.caption,
        table_columns(shares(wanted), block.align),
        _words(block.header),
        tuple(
            RowView(place(row.span), _words(row), block.total and index == last) for index, row in enumerate(block.rows)
        ),
        is_wide(wanted, page),
        len(block.rows) <= UNBROKEN_ROWS,
    )


def _words(row: Row) -> tuple[Inlines, ...]:
    return tuple(cell.children for cell in row.cells)


def _figure(block: Figure, drawing: Drawing, page: Page) -> FigureView:
    return FigureView(
        block.kind,
        place(block.span),
        block.id,
        f"Figur\u00a0{block.number}",
        block.caption,
        f"asset:{drawing.name}.svg",
        drawing.alt,
        f"{drawing.width_mm:g}",
        drawing.width_mm > page.column * MM_PER_POINT,
    )
