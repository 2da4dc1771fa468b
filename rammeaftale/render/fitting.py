"""Takes a resolved edition, gives the words that have no room where they are printed: `tjek` says what a build would.

What an editor wrote is refused where it is wider than its line or its column, since only he knows where it may be
divided. What comes from data is never refused for its length: it is divided between letters, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property

from rammeaftale.base.danish import format_number
from rammeaftale.base.diagnostics import Diagnostic, Span, TextSpan, error, warning
from rammeaftale.base.unseen import SOFT_HYPHEN
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.inline import Text
from rammeaftale.model.letters import width_of
from rammeaftale.model.page import MM_PER_POINT, Page
from rammeaftale.model.plain import plain_text
from rammeaftale.model.takster import Takst
from rammeaftale.model.text import Table
from rammeaftale.model.walk import Inlines, inlines_in, rewrite_blocks
from rammeaftale.render.covers import subtitle_room, title_room
from rammeaftale.render.data_rooms import data_rooms
from rammeaftale.render.heights import check_heights, start_of
from rammeaftale.render.links import Links
from rammeaftale.render.list_layout import usual_rooms
from rammeaftale.render.note_height import check_notes
from rammeaftale.render.picture_room import check_picture_sizes
from rammeaftale.render.rooms import Room, visited
from rammeaftale.render.table_layout import placed_tables, table_layout
from rammeaftale.render.typography import NBSP, bound
from rammeaftale.render.words import fitted, fitted_text, may_be_wider, widest_word, words

_SHORTER = "skriv det kortere, eller sæt en bindestreg, hvor det må deles"
_IN_TABLE = "skriv det kortere, sæt en bindestreg, hvor det må deles, eller del tabellen i to med færre kolonner"
_WITH_WORDS = "skriv linket med ord: [ord](adresse)"
_LISTED = ("takst", "takst", "maalgruppe", "type")
"""The rooms of a takst's names."""
_MARKS = ".,;:!?()»«"
"""What may stand against a word."""
_SHOWN = 60  # letters of a word that a message shows
_LEAST_COLUMN = 10 / MM_PER_POINT
"""A column that gets less is narrow because there are many, not because a word is long."""


def check_widths(edition: Edition, page: Page) -> Iterator[Diagnostic]:
    """Every word of the editor's stands within its line, its column or its page; other words are divided to fit.

    A picture stands within its page, and so do the words of a cover, a page's head, a title and a note.
    """
    for document in edition.documents:
        yield from _Document(edition, document, page).findings()
    yield from check_picture_sizes(edition, page)
    yield from check_heights(edition, page)
    yield from _in_registers(edition, page)
    registers = {document.takster.path: document.takster for document in edition.documents if document.takster}
    for register in registers.values():
        yield from _in_takster(register.takster, page)


class _Document:
    """One document with the words of its links, and what is found in it."""

    def __init__(self, edition: Edition, document: Document, page: Page) -> None:
        self._document, self._page = document, page
        self._edition = edition
        self._parties, self._subtitle = edition.parties, document.subtitle or edition.subtitle
        self._found: list[Diagnostic] = []

    def findings(self) -> Iterator[Diagnostic]:
        """Those of the cover, of the text and of the tables."""
        title = bound(self._document.title)
        self._visit(self._document.title, title_room(title, self._document.template, self._page))
        for run in (self._subtitle, self._parties):
            self._visit(run, subtitle_room(self._page))
        visited(self._document, self._page, self._visit)
        yield from self._found
        yield from check_notes(self._document, self._page)
        for table, boxes in placed_tables(self._document):
            yield from self._in_table(table, boxes)

    def _visit(self, run: Inlines, room: Room) -> Inlines:
        if may_be_wider(run, room.ems):
            divided = fitted(self._printed(run), room.ems, room.face, at_letters=False)
            for word in words(divided, room.face):
                if word.width > room.ems:
                    measured = f"fylder {_mm(word.width * room.type.size)}, og linjen er {_mm(room.width)}"
                    self._found.append(_finding(word.text, measured, word.node.span, run, _SHORTER))
        return run

    @cached_property
    def _links(self) -> Links:
        return Links(self._edition, self._document)

    def _printed(self, run: Inlines) -> Inlines:
        return bound(self._links.finished(run))

    def _in_table(self, table: Table, boxes: int) -> Iterator[Diagnostic]:
        (printed,) = rewrite_blocks((table,), self._printed)
        if not isinstance(printed, Table):
            return
        too_wide = table_layout(printed, self._page, boxes).too_wide
        if any(problem.room < _LEAST_COLUMN for problem in too_wide):
            columns = len(table.header.cells)
            message = f"tabellen har {columns} kolonner, og det er flere, end siden er bred nok til"
            yield error("tabel-for-bred", message, table.span, "del tabellen i to med færre kolonner")
            return
        written = {cell.span: cell.children for row in (table.header, *table.rows) for cell in row.cells}
        for problem in too_wide:
            head = _shown(problem.head)
            measured = f"fylder {_mm(problem.width)}, og der er plads til {_mm(problem.room)} i kolonnen »{head}«"
            yield _finding(problem.word, measured, problem.cell.span, written[problem.cell.span], _IN_TABLE)


def _finding(word: str, measured: str, span: TextSpan, run: Inlines, hint: str) -> Diagnostic:
    plain = _plain(word)
    if _is_from_data(plain, run):
        return _divided(plain, measured, span)
    where = _place_of(plain.strip(_MARKS), run) or span
    return error("ord-for-bredt", f"»{_shown(plain)}« {measured}", where, _WITH_WORDS if "://" in plain else hint)


def _place_of(word: str, run: Inlines) -> TextSpan | None:
    """Where a word is written; None where the text around it is not on one line as it is printed."""
    for node in inlines_in(run):
        if isinstance(node, Text) and not node.origins:
            at = node.value.find(word)
            if at >= 0 and at + len(word) <= node.span.length:
                return node.span.shifted(at, len(word))
    return None


def _divided(word: str, measured: str, span: Span | None) -> Diagnostic:
    message = f"»{_shown(word)}« {measured}; det bliver delt midt i ordet"
    return warning("ord-brudt", message, span, "se efter, hvordan det ser ud, eller find et kortere navn")


def _shown(word: str) -> str:
    return word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…"


def _in_registers(edition: Edition, page: Page) -> Iterator[Diagnostic]:
    """Names and titles of what the documents share."""
    registers, rooms = edition.registers, data_rooms(page)
    for kommune in registers.kommuner:
        yield from _parted(kommune.name, rooms["kommune"], kommune.span)
    for law in edition.legal_basis:
        yield from _parted(law.short, rooms["lov"], law.span)
        yield from _parted(law.title, rooms["lov-titel"], law.span)
    for forum in registers.fora:
        yield from _parted(plain_text(forum.name), rooms["forum"], forum.span)
        yield from _parted(forum.full_name, rooms["forum"], forum.span)
        yield from _parted(forum.source, rooms["note"], forum.span)
        for run in (*forum.tasks, forum.members, forum.meetings):
            yield from _parted(plain_text(run), rooms["forum-ord"], forum.span)
    for person in edition.signatories:
        for line in (person.name, *person.titles):
            yield from _parted(line, rooms["underskrift"], start_of(person))
    contact = registers.contact
    for line in (contact.name, contact.address, contact.town, contact.mail, contact.website):
        yield from _parted(line, rooms["kontakt"], start_of(contact))


def _in_takster(takster: Iterable[Takst], page: Page) -> Iterator[Diagnostic]:
    """Names in the lists of bilag 7 and 8, each told once, at the first line that has it."""
    rooms = usual_rooms(page)
    seen: set[tuple[str, str]] = set()
    for takst in takster:
        named = zip(_LISTED, (takst.tilbud, takst.afdeling, takst.maalgruppe, takst.tilbudstype), strict=True)
        for column, text in named:
            if (column, text) not in seen:
                seen.add((column, text))
                yield from _parted(text, rooms[column], takst.where)


def _parted(text: str, room: Room, span: Span | None) -> Iterator[Diagnostic]:
    """The words of data that have no joint where they need one."""
    for word in fitted_text(text, room.ems, room.face, at_letters=False).split(" "):
        if widest_word(word, room.face) > room.ems:
            measured = (
                f"fylder {_mm(width_of(word, room.face) * room.type.size)}, og der er plads til {_mm(room.width)}"
            )
            yield _divided(_plain(word), measured, span)


def _is_from_data(word: str, run: Inlines) -> bool:
    """Whether the source does not write the word itself: it comes from a fact, a law, or what a link leads to."""
    bare = word.strip(_MARKS)
    given = (
        node.value[origin.start : origin.end]
        for node in inlines_in(run)
        if isinstance(node, Text)
        for origin in node.origins
    )
    return bare not in _plain(plain_text(run)) or any(bare in _plain(piece) for piece in given)


def _plain(text: str) -> str:
    return text.replace(SOFT_HYPHEN, "").replace(NBSP, " ").strip()


def _mm(points: float) -> str:
    return f"{format_number(Decimal(points * MM_PER_POINT), 1)} mm"
