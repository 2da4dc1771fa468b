"""Resolved edition → its provisions in the order in which they are read.

Each has the id that its source writes, or an address made of the nearest heading's id, its kind and its place among
those of the kind below that heading (`takst-regulering/stykke-2`). docs/arkitektur.md has the table of all kinds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from rammeaftale.compare.covers import own_fields
from rammeaftale.compare.pixels import pixels
from rammeaftale.compare.places import Places
from rammeaftale.compare.records import insert_words
from rammeaftale.compare.registers import register_provisions
from rammeaftale.compare.walking import Walk
from rammeaftale.compare.words import apart, beyond, called, normal, printed, written
from rammeaftale.model import text
from rammeaftale.model.agreement import Chapter, Document, Edition
from rammeaftale.model.inline import Text
from rammeaftale.model.provision import Provision, ProvisionKind
from rammeaftale.model.walk import Inlines

_STANDING = {"quote": "citat", "introduction": "indledning", "margin": "margen"}
"""How a reader takes the words of a frame, by the kind of its block."""


def provisions(edition: Edition) -> tuple[Provision, ...]:
    """The provisions of all documents. The lines of a register stand once, for the first document that prints them."""
    places = Places(edition.documents)
    provisions: list[Provision] = []
    for document in edition.documents:
        provisions += document_provisions(edition, document, places)
    return (*provisions, *register_provisions(edition, places))


def document_provisions(edition: Edition, document: Document, places: Places) -> Iterator[Provision]:
    """What stands in the text of one document, cover first; not the lines of registers that it prints."""
    walk = Walk(edition, document, places)
    yield from _cover(walk)
    for chapter in document.chapters:
        yield from _chapter(walk, chapter)


def _cover(walk: Walk) -> Iterator[Provision]:
    """The fields of udgave.yaml that the document's front prints and that are no other document's."""
    document = walk.document
    for name, run in own_fields(walk.edition, document).items():
        id_, kind, said = f"{document.id}/forside/{name}", ProvisionKind.COVER, (printed(run), written(run))
        place, more = document.places.get(name) or walk.edition.places.get(name), tuple(beyond(run, walk.places.said))
        yield Provision(id_, True, kind, document.id, "", *said, document.span, name, more, place)


def _chapter(walk: Walk, chapter: Chapter) -> Iterator[Provision]:
    yield from _heading(walk, chapter.heading, chapter.label)
    yield from _blocks(walk, chapter.blocks, "", "")


def _heading(walk: Walk, heading: text.Heading, label: str = "") -> Iterator[Provision]:
    kind = ProvisionKind.CHAPTER if heading.level == 1 else ProvisionKind.SECTION
    walk.headings[heading.level - 1 :] = [heading.id]
    above = walk.headings[-2] if len(walk.headings) > 1 else ""
    standing = normal(label) if kind is ProvisionKind.CHAPTER else f"niveau {heading.level}"
    return walk.made(kind, heading.id, above, (heading.children,), heading, standing)


def _blocks(walk: Walk, blocks: tuple[text.Block, ...], frame: str, standing: str) -> Iterator[Provision]:
    for block in blocks:
        if isinstance(block, text.Heading):
            yield from _heading(walk, block)
        else:
            yield from _block(walk, block, frame or walk.here, standing)


def _block(walk: Walk, block: text.Block, above: str, standing: str) -> Iterator[Provision]:
    """The provisions of a block other than a heading; `above` is the frame that it stands in, else the heading."""
    match block:
        case text.Paragraph():
            yield from walk.made(ProvisionKind.PARAGRAPH, block.id, above, (block.children,), block, standing)
        case text.Formula():
            yield from walk.made(ProvisionKind.FORMULA, block.id, above, (block.children,), block, standing)
        case text.ItemList():
            yield from _items(walk, block, above, standing)
        case text.Table():
            yield from _table(walk, block, above)
        case text.FactBox():
            yield from _framed(walk, ProvisionKind.BOX, block, block.title, above)
        case text.Gap():
            yield from _framed(walk, ProvisionKind.GAP, block, block.who, above)
        case text.Quote() | text.Introduction() | text.MarginNote():
            yield from _blocks(walk, block.blocks, above, _STANDING[block.kind])
        case text.Figure():
            yield from walk.made(ProvisionKind.FIGURE, block.id, above, (block.caption,), block, block.name)
        case text.Picture():
            alt = (Text(block.alt, block.span),)
            (made,) = walk.made(ProvisionKind.PICTURE, block.id, above, (alt,), block)
            yield replace(made, beyond=(pixels(walk.edition.pictures.get(block.file, b"")),))
        case text.Insert():
            (made,) = walk.made(ProvisionKind.INSERT, "", above, (), block, block.name)
            said = insert_words(walk.edition, block.name)
            yield replace(made, printed=said.printed, written=said.written)


def _framed(
    walk: Walk, kind: ProvisionKind, block: text.FactBox | text.Gap, title: Inlines, above: str
) -> Iterator[Provision]:
    made, *notes = walk.made(kind, block.id, above, (title,), block)
    yield from (made, *notes)
    yield from _blocks(walk, block.blocks, made.id, "")


def _items(walk: Walk, block: text.ItemList, above: str, standing: str) -> Iterator[Provision]:
    marked = f"{standing} {block.numbering.value}".strip() if block.ordered else standing
    for item in block.items:
        made, *notes = walk.made(ProvisionKind.ITEM, item.id, above, (item.children,), item, marked)
        yield from (made, *notes)
        for inner in item.lists:
            yield from _items(walk, inner, made.id, standing)


def _table(walk: Walk, block: text.Table, above: str) -> Iterator[Provision]:
    """A table with its caption and head, then its rows: a row's id is the table's and what its first cell calls it."""
    head = (block.caption, *(cell.children for cell in block.header.cells))
    table, *notes = walk.made(ProvisionKind.TABLE, block.id, above, head, block)
    yield from (table, *notes)
    names = [called(row.cells[0].children) for row in block.rows]
    times, ids = Counter(names), apart(f"{table.id}/{name}" for name in names)
    for row, name, id_ in zip(block.rows, names, ids, strict=True):
        runs = tuple(cell.children for cell in row.cells)
        standing = "sum" if block.total and row is block.rows[-1] else ""
        made, *notes = walk.made(ProvisionKind.ROW, id_, table.id, runs, row, standing)
        is_own = bool(name) and times[name] == 1 and id_ == f"{table.id}/{name}"
        yield replace(made, is_written=table.is_written and is_own)
        yield from notes
