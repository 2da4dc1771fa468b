"""Takes numbered documents, gives an error for every id that is written twice in the edition, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rammeaftale.base.diagnostics import Diagnostic, TextSpan, error
from rammeaftale.model.agreement import Document
from rammeaftale.model.inline import FootnoteCall
from rammeaftale.model.text import Block, ItemList
from rammeaftale.model.walk import blocks_in, inline_runs, inlines_in

_Written = tuple[str, TextSpan]


def doubled_ids(documents: Iterable[Document]) -> tuple[Diagnostic, ...]:
    """The second place, and every later one, of an id."""
    seen: dict[str, TextSpan] = {}
    doubles: list[Diagnostic] = []
    for document in documents:
        for id_, span in written_ids(document):
            first = seen.setdefault(id_, span)
            if first != span:
                doubles.append(_doubled(id_, span, first))
    return tuple(doubles)


def written_ids(document: Document) -> Iterator[_Written]:
    """Every id that the document's text writes, with its place: of headings, blocks, points and notes."""
    for chapter in document.chapters:
        for block in (chapter.heading, *blocks_in(chapter.blocks)):
            yield from _named((getattr(block, "id", ""), block.span))
            yield from _points(block)
            for run in inline_runs(block):
                for inline in inlines_in(run):
                    if isinstance(inline, FootnoteCall):
                        yield from _named((inline.id, _note_span(inline)))


def _points(block: Block) -> Iterator[_Written]:
    for item in block.items if isinstance(block, ItemList) else ():
        yield from _named((item.id, item.span))
        for inner in item.lists:
            yield from _points(inner)


def _named(written: _Written) -> Iterator[_Written]:
    if written[0]:
        yield written


def _note_span(note: FootnoteCall) -> TextSpan:
    """The place of the note itself, which is elsewhere than its call."""
    place = note.extent
    return TextSpan(place.path, place.first_line, place.first_column) if place else note.span


def _doubled(id_: str, span: TextSpan, first: TextSpan) -> Diagnostic:
    message = f"id'et »{id_}« er brugt to gange; det skal kun findes ét sted i hele udgaven"
    hint = "giv det ene sted et andet id, og ret de henvisninger, der skal pege på det"
    return replace(error("id-dobbelt", message, span, hint), related=((first, "det første sted"),))
