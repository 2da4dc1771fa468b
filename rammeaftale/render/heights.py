"""Takes a resolved edition, gives the words that are too many for their place on a page, though each has room.

A cover is one page, the head of a page has three lines beside the document's title, and titles, heads of columns and
footnotes must leave room for what they belong to. Lines are reckoned as `note_height` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rammeaftale.base.danish import format_count
from rammeaftale.base.diagnostics import Diagnostic, Span, TextSpan, error
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.examples import is_example
from rammeaftale.model.extent import Located
from rammeaftale.model.inline import FootnoteCall
from rammeaftale.model.letters import Face, width_of
from rammeaftale.model.page import MM_PER_POINT, Page, Type
from rammeaftale.model.plain import plain_text
from rammeaftale.model.text import Figure, Table
from rammeaftale.model.walk import Inlines, blocks_in, blocks_of, inline_runs, inlines_in
from rammeaftale.render.covers import subtitle_room, title_room
from rammeaftale.render.data_rooms import data_rooms
from rammeaftale.render.note_height import lines_of
from rammeaftale.render.rooms import Room
from rammeaftale.render.typography import bound
from rammeaftale.render.view import kicker, running_head

_COVER = "dokument"
"""The page template that has a cover."""
_COVER_WHITE = 26 + 44 + 3 + 6 + 8 + 26
_COVER_WARNING = 10 + 6
"""mm between the words of a cover, as templates/print/dokument.css has them, and around the warning on example data."""
_WARNING_LINES = 4
_HEAD_LINES = 3
"""The margin above the text has four; words leave a part of each line empty."""
_MOST_OF_PAGE = 0.5
"""How much of a page a title may fill, which stands with the beginning of its table or figure; one who signs too."""
_MOST_OF_FOOT = 0.6
"""How much of a page a footnote may fill, which begins on the page of its call."""
_HELD_LINES = 3
"""Lines of a paragraph that stand together (orphans and widows in templates/print/tekst.css), with all their notes."""
_LETTERS_OF_HEAD = 300
"""In the head of a column, which stands on each page of the table; a column of 10 mm has half of them on a page."""


class _Words(NamedTuple):
    """What is printed of a cover: how it is called, its words, its room and its place in the sources."""

    called: str
    words: str
    room: Room
    place: Span | None

    @property
    def lines(self) -> int:
        return lines_of(self.words, self.room.ems, self.room.face) if self.words else 0


def check_heights(edition: Edition, page: Page) -> Iterator[Diagnostic]:
    """Covers, heads of pages, titles of tables and figures, heads of columns and footnotes."""
    yield from _signatories(edition, page)
    for document in edition.documents:
        if document.template == _COVER:
            yield from _cover(edition, document, page)
        yield from _heads_of_pages(edition, document, page)
        for figure in blocks_of(document, Figure):
            yield from _caption(figure.caption, figure.span, page)
        for table in blocks_of(document, Table):
            yield from _caption(table.caption, table.span, page)
            yield from _heads_of_columns(table)
        for chapter in document.chapters:
            for block in blocks_in(chapter.blocks):
                for run in inline_runs(block):
                    yield from _footnotes(run, page)


def _signatories(edition: Edition, page: Page) -> Iterator[Diagnostic]:
    room = data_rooms(page)["underskrift"]
    fitting = int(_MOST_OF_PAGE * page.hoejde / room.type.line)
    for person in edition.signatories:
        lines = sum(lines_of(line, room.ems, room.face) for line in (person.name, *person.titles))
        if lines > fitting:
            message = f"underskriverens navn og titler fylder {lines} linjer, og der er plads til {fitting}"
            yield error("tekst-for-lang", message, start_of(person), "skriv færre eller kortere titler")


def _cover(edition: Edition, document: Document, page: Page) -> Iterator[Diagnostic]:
    subtitle, contact = document.subtitle or edition.subtitle, edition.registers.contact
    small, title = subtitle_room(page), bound(document.title)
    mine = [
        _Words("titlen", plain_text(title), title_room(title, document.template, page), _place(document.title)),
        _Words("undertitlen", plain_text(subtitle), small, _place(subtitle)),
        _Words("parterne", plain_text(edition.parties), _of(small, page.forside_parter), _place(edition.parties)),
        _Words(
            "kontaktens navn",
            contact.name,
            _of(small, page.broedtekst),
            start_of(contact),
        ),
    ]
    above = _Words("", kicker(document, plain_text(edition.title)), _of(small, page.forside_emne), None)
    height = sum(part.lines * part.room.type.line for part in (*mine, above))
    height += page.forside_parter.line + page.forside_emne.line + _COVER_WHITE / MM_PER_POINT
    if is_example(edition, document):
        height += _WARNING_LINES * page.forside_varsel.line + _COVER_WARNING / MM_PER_POINT
    if height > page.papirhoejde:
        longest = max(mine, key=lambda part: part.lines * part.room.type.line)
        message = f"forsiden har ikke plads til alle ordene; {longest.called} fylder alene {longest.lines} linjer"
        yield error("tekst-for-lang", message, longest.place, f"skriv {longest.called} kortere")


def _heads_of_pages(edition: Edition, document: Document, page: Page) -> Iterator[Diagnostic]:
    title = running_head(document, plain_text(bound(edition.title)), plain_text(document.title), page)
    room, taken = _HEAD_LINES * page.bred / page.smaat.size, width_of(title, Face.SANS_SEMIBOLD)
    for chapter in document.chapters:
        words = plain_text(chapter.heading.children)
        width = width_of(words)
        if taken + width > room and width >= taken:
            message = "overskriften er for lang til sidens hoved, hvor den bliver gentaget på hver side"
            most = int(len(words) * (room - taken) / width)
            yield error(
                "tekst-for-lang", message, chapter.heading.span, f"skriv den kortere; den må højst være {most} tegn"
            )
        elif taken + width > room:
            message = "titlen er for lang til sidens hoved, hvor den bliver gentaget på hver side"
            hint = f"skriv den kortere; den må højst være {int(len(title) * (room - width) / taken)} tegn"
            yield error("tekst-for-lang", message, _place(edition.title), hint)


def _caption(caption: Inlines, place: Span, page: Page) -> Iterator[Diagnostic]:
    words = plain_text(caption)
    room = Room(page.tekstspalte - page.boks_kant, page.boks, Face.SANS_SEMIBOLD)
    yield from _too_tall("titlen", words, room, _MOST_OF_PAGE * page.hoejde, place)


def _heads_of_columns(table: Table) -> Iterator[Diagnostic]:
    for cell in table.header.cells:
        letters = len(plain_text(cell.children))
        if letters > _LETTERS_OF_HEAD:
            message = f"kolonnens overskrift er på {format_count(letters)} tegn, og den står på hver side af tabellen"
            hint = f"skriv den kortere, højst {_LETTERS_OF_HEAD} tegn; forklaringen kan stå i teksten over tabellen"
            yield error("tekst-for-lang", message, cell.span, hint)


def _footnotes(run: Inlines, page: Page) -> Iterator[Diagnostic]:
    """Each note of a run, and all of them together where each has room."""
    notes = [node for node in inlines_in(run) if isinstance(node, FootnoteCall)]
    if not notes:
        return
    room, most = Room(page.tekstspalte, page.margennote, Face.SANS), _MOST_OF_FOOT * page.hoejde
    found = [
        finding
        for note in notes
        for finding in _too_tall("noten", plain_text(note.children), room, most, _place(note.children) or note.span)
    ]
    yield from found
    lines = sum(lines_of(plain_text(note.children), room.ems, room.face) for note in notes)
    text = lines_of(plain_text(run), page.tekstspalte / page.broedtekst.size, Face.SERIF)
    fitting = int(most / room.type.line) * max(text, _HELD_LINES) // _HELD_LINES
    if lines > fitting and not found:
        message = f"stykkets {len(notes)} noter fylder tilsammen {lines} linjer, og der er plads til {fitting}"
        yield error("tekst-for-lang", message, notes[0].span, "skriv dem kortere, eller fordel dem på flere stykker")


def _too_tall(called: str, words: str, room: Room, most: float, place: Span) -> Iterator[Diagnostic]:
    lines, fitting = lines_of(words, room.ems, room.face), int(most / room.type.line)
    if lines > fitting:
        message = f"{called} fylder {lines} linjer, og der er plads til {fitting}"
        letters = format_count(len(words) * fitting // lines)
        hint = f"skriv den kortere, omtrent {letters} tegn, eller sæt noget af den i teksten"
        yield error("tekst-for-lang", message, place, hint)


def _of(room: Room, type_: Type) -> Room:
    return Room(room.width, type_, room.face)


def start_of(located: Located) -> Span | None:
    """The place of the first character of what has an extent."""
    extent = located.extent
    return extent and TextSpan(extent.path, extent.first_line, extent.first_column)


def _place(run: Inlines) -> Span | None:
    return next((node.span for node in run), None)
