"""Takes a resolved edition and one of its documents, gives what the page templates see: flat, formatted, frozen.

Templates print; everything that must be reckoned, chosen or spelt out is done here. Words are runs of inline nodes
(model/inline.py) with their spaces bound; all else is finished text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rammeaftale.base.danish import format_date
from rammeaftale.model.agreement import Chapter, Document, DocumentKind, Edition, Status
from rammeaftale.model.drawing import Drawing
from rammeaftale.model.page import Page
from rammeaftale.model.plain import plain_text
from rammeaftale.model.text import Gap, Heading, Insert
from rammeaftale.model.walk import Inlines, blocks_in, rewrite_chapter
from rammeaftale.render.blocks import BlockView, HeadingView, Surroundings, block_views, place
from rammeaftale.render.inserts import INSERTS, BilagLine, bilag_lines
from rammeaftale.render.links import Links
from rammeaftale.render.typography import NBSP, bind, typeset
from rammeaftale.resolve.short_forms import explained

_CONTENTS_HEAD = 8  # lines that the headings on the page of contents take, with the white space
_SHORT_CONTENTS = 12  # so few lines share their page with the first chapter
_LEAST_CONTENTS = 9  # a document with fewer headings is a few pages: the reader needs no contents
_LEAST_GAPS = 4  # fewer gaps need no list: their boxes stand in the text
_LETTER = 0.5  # the breadth of a letter in ems, with what the last words leave empty of a line
_SMALL_LETTER = 0.49  # the same in a running head, which is one line
_LISTS = frozenset({"takster"})  # inserts that need a page with narrow margins, with their chapter's heading on it
_STATES = {Status.DRAFT: "Udkast", Status.FINAL: "Vedtaget"}


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A chapter: the word above its heading (empty when the chapter before said it), heading, blocks."""

    label: str
    running: str
    starts_page: bool
    is_list: bool
    heading: HeadingView
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents."""

    css: str
    number: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class GapLine:
    """Something still missing: who owes it, and where the text says what."""

    who: str
    where: str
    address: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """Everything that a page template prints of a document.

    `file_title` is the PDF's title; `kicker` the line above the title on the cover, none on the agreement's; `mark` the
    marks of state in the page margin ("UDKAST · EKSEMPELDATA", empty when none); `running` the left half of the
    running head.
    """

    source: str
    file_title: str
    description: str
    kicker: str
    title: Inlines
    is_long_title: bool
    subtitle: Inlines
    parties: Inlines
    period: str
    state: str
    dated: str
    iso_date: str
    sender: str
    mark: str
    notice: str
    running: str
    contents: tuple[ContentsLine, ...]
    is_short: bool
    bilag: tuple[BilagLine, ...]
    gaps: tuple[GapLine, ...]
    chapters: tuple[ChapterView, ...]


def document_view(edition: Edition, document: Document, drawings: Mapping[str, Drawing], page: Page) -> DocumentView:
    """The view of one document of the edition."""
    chapters = _finished(edition, document)
    gaps = tuple(_gaps(chapters))
    around = Surroundings(
        page,
        drawings,
        lambda name: INSERTS[name](edition, document),
        {gap.span: f"udestaar-{number}" for number, (gap, _) in enumerate(gaps, 1)},
    )
    below = len(edition.documents) if document.kind is DocumentKind.AGREEMENT else 0
    contents = _contents(chapters, below, page)
    title, edition_title = plain_text(typeset(document.title)), plain_text(typeset(edition.title))
    is_agreement = document.kind is DocumentKind.AGREEMENT
    return DocumentView(
        source=place(document.span),
        file_title=title if is_agreement else f"{_prefix(document, ': ')}{title} – {edition_title}",
        description=plain_text(edition.parties),
        kicker=_kicker(document, edition_title),
        title=typeset(document.title),
        is_long_title=len(title) > 2 * page.cover_title.letters(page.cover, _LETTER),
        subtitle=typeset(document.subtitle or edition.subtitle),
        parties=typeset(edition.parties),
        period=_period(edition),
        state=_STATES[edition.status],
        dated=bind(format_date(edition.dated)),
        iso_date=edition.dated.isoformat(),
        sender=edition.registers.contact.name,
        mark=_mark(edition, document),
        notice=_notice(document),
        running=_running(document, edition_title, title, page),
        contents=contents,
        is_short=len(contents) <= _SHORT_CONTENTS,
        bilag=bilag_lines(edition, document) if is_agreement else (),
        gaps=tuple(_gap_line(gap, where, around.gaps[gap.span]) for gap, where in gaps if len(gaps) >= _LEAST_GAPS),
        chapters=tuple(_chapters(chapters, around, is_agreement)),
    )


def _finished(edition: Edition, document: Document) -> tuple[Chapter, ...]:
    """The chapters with the words and addresses of links, short forms explained, spaces bound."""
    links = Links(edition, document)
    linked = replace(document, chapters=tuple(rewrite_chapter(one, links.finished) for one in document.chapters))
    told = explained(linked, edition.registers.short_forms)
    return tuple(rewrite_chapter(chapter, typeset) for chapter in told.chapters)


def _prefix(document: Document, after: str) -> str:
    return f"Bilag{NBSP}{document.number}{after}" if document.kind is DocumentKind.BILAG else ""


def _kicker(document: Document, edition_title: str) -> str:
    match document.kind:
        case DocumentKind.AGREEMENT:
            return ""
        case DocumentKind.BILAG:
            return f"Bilag{NBSP}{document.number} til {edition_title}"
        case DocumentKind.OTHER:
            return edition_title


def _running(document: Document, edition_title: str, title: str, page: Page) -> str:
    """The left half of the running head, short enough for one line beside the chapter's title."""
    fitting = page.running_head.letters(page.wide / 2, _SMALL_LETTER)
    match document.kind:
        case DocumentKind.AGREEMENT:
            return edition_title
        case DocumentKind.BILAG:
            return f"{edition_title} · {_prefix(document, '')}"
        case DocumentKind.OTHER:
            return title if len(title) <= fitting else edition_title


def _period(edition: Edition) -> str:
    return bind(f"{format_date(edition.start)} – {format_date(edition.end)}")


def _mark(edition: Edition, document: Document) -> str:
    marks = ("UDKAST",) * (edition.status is Status.DRAFT) + ("EKSEMPELDATA",) * document.is_example
    return " · ".join(marks)


def _notice(document: Document) -> str:
    """What the cover says of example data, in words: nobody may take the figures for real."""
    if not document.is_example:
        return ""
    what = "bilag" if document.kind is DocumentKind.BILAG else "dokument"
    return f"Tal og tilbud i dette {what} er eksempeldata. De er opfundet for at vise {what}ets form og må ikke bruges."


def _gaps(chapters: tuple[Chapter, ...]) -> Iterator[tuple[Gap, str]]:
    """Every gap with the heading that it stands under ("3.1 Børn og unge")."""
    for chapter in chapters:
        where = _heading_line(chapter.heading)
        for block in blocks_in(chapter.blocks):
            match block:
                case Heading():
                    where = _heading_line(block)
                case Gap():
                    yield block, where


def _heading_line(heading: Heading) -> str:
    return f"{heading.number}{NBSP}{plain_text(heading.children)}"


def _gap_line(gap: Gap, where: str, anchor: str) -> GapLine:
    return GapLine(plain_text(gap.who), where, f"#{anchor}")


def _contents(chapters: tuple[Chapter, ...], below: int, page: Page) -> tuple[ContentsLine, ...]:
    """The headings that fit on one page, with `below` lines under them for bilag and gaps."""
    headings = [(chapter.heading, *_sections(chapter)) for chapter in chapters]
    lines = sum(len(found) for found in headings)
    if lines < _LEAST_CONTENTS:
        return ()
    deepest = 2 if lines + below + _CONTENTS_HEAD <= page.height // page.body.line else 1
    return tuple(
        ContentsLine(f"n{heading.level}", heading.number, plain_text(heading.children), f"#{heading.id}")
        for found in headings
        for heading in found
        if heading.level <= deepest
    )


def _sections(chapter: Chapter) -> tuple[Heading, ...]:
    return tuple(block for block in chapter.blocks if isinstance(block, Heading) and block.level == 2)


def _chapters(chapters: tuple[Chapter, ...], around: Surroundings, opens_pages: bool) -> Iterator[ChapterView]:
    """Chapters of the agreement open pages unless they continue one; those of other documents follow each other."""
    before = ""
    for chapter in chapters:
        starts_page = opens_pages and not chapter.continues
        (heading,) = block_views((chapter.heading,), around)
        assert isinstance(heading, HeadingView)  # noqa: S101  # for the type checker: a heading's view is one
        yield ChapterView(
            label=chapter.label if starts_page or chapter.label != before else "",
            running=plain_text(chapter.heading.children),
            starts_page=starts_page,
            is_list=any(isinstance(block, Insert) and block.name in _LISTS for block in chapter.blocks),
            heading=heading,
            blocks=block_views(chapter.blocks, around),
        )
        before = chapter.label
