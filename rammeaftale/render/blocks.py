"""Takes the finished blocks of a chapter, gives which of them stand together with a margin note or below it.

A note is printed beside the text that it belongs to, and is read after it: with the text it makes a `Noted`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from rammeaftale.base.diagnostics import Span
from rammeaftale.model import text
from rammeaftale.model.page import MM_PER_POINT, Page
from rammeaftale.model.plain import plain_text
from rammeaftale.model.walk import blocks_in, inline_runs
from rammeaftale.render.note_height import least_height, note_height

# The breadth of a letter in ems, with the part of a line that words leave empty: more of a short line than of a long.
_NOTE_LETTER, _TEXT_LETTER = 0.5, 0.46


@dataclass(frozen=True, slots=True)
class Beside:
    """Margin notes, then the blocks that they are beside: no page ends between them."""

    kind: ClassVar[str] = "beside"
    blocks: tuple[_Printed, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """A margin note with the text that it belongs to: the block after it, with what that block leads up to.

    It holds the `Beside` in which the note stands, or stands in it where more text is beside the note.
    """

    kind: ClassVar[str] = "noted"
    blocks: tuple[_Printed, ...]


@dataclass(frozen=True, slots=True)
class _Clearance:
    """White space so tall that what follows stands below the margin notes above it, in millimetres.

    A height holds the note's own page; a margin, after blocks that the note is not held to, gives way where one ends.
    """

    kind: ClassVar[str] = "clearance"
    height_mm: float
    css: str = "margin-top"


_Printed = text.Block | Beside | Noted | _Clearance


def together(blocks: Iterable[text.Block], wide: Container[Span], page: Page) -> tuple[_Printed, ...]:
    """The blocks in order; margin notes stand together with the blocks that they are beside.

    `wide` has the places of blocks that use the margin too: they stand below the notes, and so does the next note.
    """
    grouping = _Grouping(page)
    for block in blocks:
        if isinstance(block, text.MarginNote):
            grouping.note(block)
        elif block.span in wide:
            grouping.wide(block)
        else:
            grouping.beside(block)
    grouping.end()
    return tuple(_noted(grouping.finished))


def _noted(blocks: Iterable[_Printed]) -> Iterator[_Printed]:
    """The blocks, each note in one with its text."""
    waiting = deque(blocks)
    while waiting:
        block = waiting.popleft()
        if not isinstance(block, Beside):
            yield block
            continue
        beside: deque[_Printed] = deque(block.blocks)
        own = _own_text(beside)
        if beside:
            yield Beside((Noted(own), *beside))
        else:
            yield Noted((block, *_led_up_to(own[-1], waiting)))


def _own_text(beside: deque[_Printed]) -> tuple[_Printed, ...]:
    """The note and its text, taken from the blocks that stand together."""
    own = [beside.popleft()]
    while beside and isinstance(own[-1], text.MarginNote | _Clearance):
        own.append(beside.popleft())
    return (*own, *_led_up_to(own[-1], beside))


def _led_up_to(block: _Printed, following: deque[_Printed]) -> Iterator[_Printed]:
    """What the block leads up to, taken from what follows: a list, a formula, whatever comes after a colon."""
    while following and (isinstance(following[0], text.ItemList | text.Formula) or _ends_with_colon(block)):
        block = following.popleft()
        yield block


def _ends_with_colon(block: _Printed) -> bool:
    return isinstance(block, text.Paragraph) and plain_text(block.children).rstrip().endswith(":")


class _Grouping:
    """The blocks so far: notes and what is beside them, how far the notes reach below it."""

    def __init__(self, page: Page) -> None:
        self.finished: list[_Printed] = []
        self._notes: list[text.MarginNote] = []
        self._beside: list[text.Block | _Clearance] = []
        self._reach = 0.0
        self._page = page

    def note(self, block: text.MarginNote) -> None:
        """A note; one that would begin beside the end of the note before stands below it."""
        if self._beside:
            self._end_notes()
        if self._notes:  # placed apart from the text they would lie on each other: they become one
            self._notes[0] = replace(self._notes[0], blocks=(*self._notes[0].blocks, *block.blocks))
        else:
            self.finished += self._clearance()
            self._notes.append(block)
        self._reach += note_height(block, self._page)

    def wide(self, block: text.Block) -> None:
        """A block that stands below the notes; together with them when they have nothing else beside them."""
        if self._notes and not self._beside:
            self._beside += (*self._held_clearance(), block)
            self.close()
        else:
            self._end_notes()
            self.finished += (*self._clearance(), block)

    def beside(self, block: text.Block) -> None:
        """Any other block."""
        beside = [other for other in self._beside if not isinstance(other, _Clearance)]
        is_open = self._notes and (
            not beside or (not isinstance(block, text.Heading) and _reach_below(self._notes, beside, self._page))
        )
        if is_open:
            self._beside.append(block)
        else:
            self.close()
            self.finished.append(block)
        if self._reach > 0:
            self._reach = max(self._reach - least_height(block, self._page), 0)

    def end(self) -> None:
        """The chapter ends: the mark in the margin of the next one's title stands below the notes."""
        self._end_notes()
        self.finished += self._clearance()

    def close(self) -> None:
        """What is beside the notes is complete."""
        if self._notes:
            self.finished.append(Beside((*self._notes, *self._beside)))
        self._notes, self._beside = [], []

    def _end_notes(self) -> None:
        """Close what is beside the notes, as tall as they are."""
        if self._notes:
            self._beside += self._held_clearance()
        self.close()

    def _held_clearance(self) -> tuple[_Clearance, ...]:
        return tuple(replace(space, css="height") for space in self._clearance())

    def _clearance(self) -> tuple[_Clearance, ...]:
        """What is missing until the notes end, and then they have ended."""
        reach, self._reach = self._reach, 0.0
        return (_Clearance(round(reach * MM_PER_POINT, 1)),) if reach > 0 else ()


def _reach_below(notes: Iterable[text.Block], blocks: Iterable[text.Block], page: Page) -> bool:
    """True when notes are taller than the blocks beside them; reckoned by letters, since only the engine knows."""
    narrow = page.margennote.letters(page.note, _NOTE_LETTER)
    broad = page.broedtekst.letters(page.tekstspalte, _TEXT_LETTER)
    height = sum(page.margennote.line * _lines(block, narrow) for block in notes)
    return height > sum(page.broedtekst.line * _lines(block, broad) + page.afsnitsluft for block in blocks)


def _lines(block: text.Block, letters: int) -> int:
    runs = (run for inner in blocks_in((block,)) for run in inline_runs(inner))
    return sum(-(-len(plain_text(run)) // letters) for run in runs)
