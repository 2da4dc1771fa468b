"""How far down a margin note reaches, and how tall the text beside it is at least, in points: no page ends between.

The typesetter places a note apart from the text, so that nothing gives way to it. Where something wide follows, the
program must know what is missing; a line too much is seen by nobody, and the gate of page layout sees one too few.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rammeaftale.base.diagnostics import Diagnostic, error
from rammeaftale.model import text
from rammeaftale.model.agreement import Document, Forum
from rammeaftale.model.letters import Face, width_of
from rammeaftale.model.page import MM_PER_POINT, Page
from rammeaftale.model.plain import plain_text
from rammeaftale.model.walk import blocks_in, inline_runs
from rammeaftale.render.data_rooms import data_rooms

_SAVED = 8  # words that are divided at line ends save one line of so many at most
_DIVIDED = 1.2  # lines that a divided word takes for each that it would fill, as parts do not fill theirs
_RULE_AND_ENDS = 1.5  # lines that a note's rule and the white space around its paragraphs take


def note_height(note: text.Block, page: Page) -> float:
    """How tall a margin note is at most."""
    room = page.note / page.margennote.size
    paragraphs = [plain_text(run) for inner in blocks_in((note,)) for run in inline_runs(inner)]
    lines = sum(lines_of(words, room, Face.SANS) for words in paragraphs)
    return page.margennote.line * (lines + 0.5 * len(paragraphs) + _RULE_AND_ENDS)


def check_notes(document: Document, page: Page) -> Iterator[Diagnostic]:
    """Every margin note has room on one page; notes in a row, which are printed as one, have it together."""
    for chapter in document.chapters:
        for is_note, run in groupby(chapter.blocks, lambda block: isinstance(block, text.MarginNote)):
            notes = list(run) if is_note else []
            if sum(note_height(note, page) for note in notes) > page.hoejde:
                what = "noten er længere" if len(notes) == 1 else f"de {len(notes)} noter i træk er tilsammen længere"
                hint = "gør den kortere, eller flyt noget af den ud i teksten"
                if len(notes) > 1:
                    hint = "gør dem kortere, eller sæt hver note ved sit eget afsnit"
                yield error("note-for-lang", f"{what}, end siden er høj", notes[0].span, hint)


def below_forum(forum: Forum, page: Page) -> float:
    """How far the note with a forum's source may reach below the forum's words, in millimetres; 0 when it does not."""
    rooms = data_rooms(page)
    source, words = rooms["note"], rooms["forum-ord"]
    note = page.margennote.line * (lines_of(f"Kilde: {forum.source}", source.ems, source.face) + _RULE_AND_ENDS)
    runs = [plain_text(run) for run in (forum.name, *forum.tasks, forum.members)]
    lines = [lines_of(run, words.ems, words.face) for run in runs]
    least = page.broedtekst.line * sum(count - count // _SAVED for count in lines)
    return round(max(note - least, 0) * MM_PER_POINT, 1)


def least_height(block: text.Block, page: Page) -> float:
    """How tall a block of the text is at least."""
    room = page.tekstspalte / page.broedtekst.size
    runs = [plain_text(run) for inner in blocks_in((block,)) for run in inline_runs(inner)]
    lines = [lines_of(words, room, Face.SERIF) for words in runs]
    return page.broedtekst.line * sum(count - count // _SAVED for count in lines) + page.afsnitsluft


def lines_of(words: str, room: float, face: Face) -> int:
    """The lines of a text that is not hyphenated, in a room of so many ems; a word that is wider is divided."""
    space = width_of(" ", face)
    lines, filled = 1, 0.0
    for word in words.split():
        width = width_of(word, face)
        if filled and filled + space + width > room:
            lines, filled = lines + 1, width
        else:
            filled += (space if filled else 0) + width
        if filled > room:
            more = int(filled / room * _DIVIDED)
            lines, filled = lines + more, room
    return lines
