"""Takes a resolved edition and one of its documents, gives what the page templates see: the model and what it omits.

Everything that must be reckoned, chosen or spelt out is done here; what needs one word of the model stands in the
templates. Words are runs of inline nodes (model/inline.py) with their spaces bound; all else is finished text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.agreement import Chapter, Document, DocumentKind, Edition, Status
from rammeaftale.model.drawing import Drawing
from rammeaftale.model.examples import is_example
from rammeaftale.model.page import MM_PER_POINT, Page
from rammeaftale.model.plain import plain_text
from rammeaftale.model.text import Figure, Gap, Heading, Insert
from rammeaftale.model.walk import Inlines, blocks_in, blocks_of, rewrite_document
from rammeaftale.render.covers import is_long_title, subtitle_room, title_room
from rammeaftale.render.figure_words import with_places
from rammeaftale.render.filters import date_words
from rammeaftale.render.inserts import INSERTS
from rammeaftale.render.links import Links
from rammeaftale.render.rooms import Room, visited
from rammeaftale.render.table_layout import TableLayout, placed_tables, table_layout
from rammeaftale.render.typography import NBSP, bound
from rammeaftale.render.words import fitted, may_be_wider
from rammeaftale.resolve.short_forms import explained

_CONTENTS_HEAD = 8  # lines that the headings on the page of contents take, with the white space
_SHORT_CONTENTS = 12  # so few lines share their page with the first chapter
_LEAST_CONTENTS = 9  # a document with fewer headings is a few pages: the reader needs no contents
_LEAST_GAPS = 4  # fewer gaps need no list: their boxes stand in the text
_SMALL_LETTER = 0.49  # the same in a running head, which is one line
_LISTS = frozenset({"takster"})  # inserts that need a page with narrow margins, with their chapter's heading on it
_STATES = {Status.DRAFT: "Udkast", Status.FINAL: "Vedtaget"}


@dataclass(frozen=True, slots=True)
class _ChapterView:
    """A chapter with the word above its heading, empty when the chapter before said it."""

    chapter: Chapter
    label: str
    starts_page: bool
    is_list: bool


@dataclass(frozen=True, slots=True)
class _GapLine:
    """Something still missing, and the heading that it stands under."""

    gap: Gap
    heading: Heading


@dataclass(frozen=True, slots=True)
class DocumentView:
    """Everything that a page template prints of a document: the model, its words ready for print, and what it omits.

    `file_title` is the PDF's title; `kicker` the line above the title on the cover, none on the agreement's; `mark` the
    marks of state in the page margin ("UDKAST · EKSEMPELDATA", empty when none), `marks` the same beside the title of
    each chapter, for who comes by a bookmark; `is_example` whether page one must warn of the data; `running` the left
    half of the running head. `anchors` are the ids of all gaps; `gaps` those that are listed. `bilag` are listed with
    the contents. `tables` has the layout of each table by its place; `wide` the places of blocks that use the margin,
    `inserts` what is made for each `::: indsæt` (`INSERTS`).
    """

    edition: Edition
    document: Document
    file_title: str
    kicker: str
    is_long_title: bool
    state: str
    is_example: bool
    mark: str
    marks: tuple[str, ...]
    running: str
    contents: tuple[Heading, ...]
    is_short: bool
    bilag: tuple[Document, ...]
    anchors: Mapping[TextSpan, str]
    gaps: tuple[_GapLine, ...]
    chapters: tuple[_ChapterView, ...]
    drawings: Mapping[str, Drawing]
    tables: Mapping[TextSpan, TableLayout]
    wide: frozenset[TextSpan]
    inserts: Mapping[str, object]


def document_view(edition: Edition, document: Document, drawings: Mapping[str, Drawing], page: Page) -> DocumentView:
    """The view of one document of the edition."""
    finished = _finished(edition, document, page)
    gaps, marks = tuple(_gaps(finished)), _marks(edition, document)
    bilag = tuple(other for other in edition.documents if other.kind is DocumentKind.BILAG)
    is_agreement = document.kind is DocumentKind.AGREEMENT
    contents = _contents(finished, len(edition.documents) if is_agreement else 0, page)
    title, edition_title = plain_text(finished.title), plain_text(bound(edition.title))
    tables = {table.span: table_layout(table, page, boxes) for table, boxes in placed_tables(finished)}
    return DocumentView(
        edition=edition,
        document=finished,
        file_title=title if is_agreement else f"{_prefix(document, ': ')}{title} – {edition_title}",
        kicker=kicker(document, edition_title),
        is_long_title=is_long_title(bound(document.title), page),
        state=f"{_STATES[edition.status]}, {date_words(edition.dated)}",
        is_example=is_example(edition, document),
        mark=" · ".join(marks).upper(),
        marks=marks,
        running=running_head(document, edition_title, title, page),
        contents=contents,
        is_short=len(contents) <= _SHORT_CONTENTS,
        bilag=bilag if is_agreement else (),
        anchors={line.gap.span: f"udestaar-{number}" for number, line in enumerate(gaps, 1)},
        gaps=gaps if len(gaps) >= _LEAST_GAPS else (),
        chapters=tuple(_chapters(finished, opens_pages=is_agreement)),
        drawings=with_places(edition, document, drawings),
        tables=tables,
        wide=frozenset(_wide(finished, tables, drawings, page)),
        inserts={
            block.name: INSERTS[block.name](edition, document)
            for chapter in document.chapters
            for block in blocks_in(chapter.blocks)
            if isinstance(block, Insert) and block.name in INSERTS
        },
    )


def _wide(
    document: Document, tables: Mapping[TextSpan, TableLayout], drawings: Mapping[str, Drawing], page: Page
) -> Iterator[TextSpan]:
    """Tables and figures that use the margin, and what is inserted, which may."""
    yield from (place for place, layout in tables.items() if layout.is_wide)
    yield from (insert.span for insert in blocks_of(document, Insert))
    for figure in blocks_of(document, Figure):
        drawing = drawings.get(figure.name)
        if drawing is not None and drawing.width_mm > page.tekstspalte * MM_PER_POINT:
            yield figure.span


def _finished(edition: Edition, document: Document, page: Page) -> Document:
    """The document with the words and addresses of links, short forms explained, spaces bound."""
    links = Links(edition, document)
    linked = rewrite_document(document, links.finished)
    finished = rewrite_document(explained(linked, edition.registers.short_forms), bound)
    title = bound(document.title)
    return replace(
        visited(finished, page, _in_room),
        title=_in_room(title, title_room(title, document.template, page)),
        subtitle=_in_room(bound(document.subtitle or edition.subtitle), subtitle_room(page)),
    )


def _in_room(run: Inlines, room: Room) -> Inlines:
    """The run with the words divided that are wider than a line."""
    return fitted(run, room.ems, room.face) if may_be_wider(run, room.ems) else run


def _prefix(document: Document, after: str) -> str:
    return f"Bilag{NBSP}{document.number}{after}" if document.kind is DocumentKind.BILAG else ""


def kicker(document: Document, edition_title: str) -> str:
    """The line above the title on the cover; empty on the agreement's."""
    match document.kind:
        case DocumentKind.AGREEMENT:
            return ""
        case DocumentKind.BILAG:
            return f"Bilag{NBSP}{document.number} til {edition_title}"
        case DocumentKind.OTHER:
            return edition_title


def running_head(document: Document, edition_title: str, title: str, page: Page) -> str:
    """The left half of the running head, short enough for one line beside the chapter's title."""
    fitting = page.smaat.letters(page.bred / 2, _SMALL_LETTER)
    match document.kind:
        case DocumentKind.AGREEMENT:
            return edition_title
        case DocumentKind.BILAG:
            return f"{edition_title} · {_prefix(document, '')}"
        case DocumentKind.OTHER:
            return title if len(title) <= fitting else edition_title


def _marks(edition: Edition, document: Document) -> tuple[str, ...]:
    return ("Udkast",) * (edition.status is Status.DRAFT) + ("Eksempeldata",) * is_example(edition, document)


def _gaps(document: Document) -> Iterator[_GapLine]:
    for chapter in document.chapters:
        heading = chapter.heading
        for block in blocks_in(chapter.blocks):
            if isinstance(block, Heading):
                heading = block
            elif isinstance(block, Gap):
                yield _GapLine(block, heading)


def _contents(document: Document, below: int, page: Page) -> tuple[Heading, ...]:
    """The headings that fit on one page, with `below` lines under them for bilag and gaps."""
    chapters = [chapter.heading for chapter in document.chapters]
    sections = [block for chapter in document.chapters for block in (chapter.heading, *chapter.blocks)]
    headings = [block for block in sections if isinstance(block, Heading) and block.level <= 2]
    if len(headings) < _LEAST_CONTENTS:
        return ()
    fits = len(headings) + below + _CONTENTS_HEAD <= page.hoejde // page.broedtekst.line
    return tuple(headings if fits else chapters)


def _chapters(document: Document, *, opens_pages: bool) -> Iterator[_ChapterView]:
    """Chapters of the agreement open pages unless they continue one; those of other documents follow each other."""
    before = ""
    for chapter in document.chapters:
        starts_page = opens_pages and not chapter.continues
        label = chapter.label if starts_page or chapter.label != before else ""
        is_list = any(isinstance(block, Insert) and block.name in _LISTS for block in chapter.blocks)
        yield _ChapterView(chapter, label, starts_page, is_list)
        before = chapter.label
