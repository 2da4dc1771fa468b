"""Takes the finished blocks of a chapter, gives which of them stand together with a margin note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rammeaftale.model import text
from rammeaftale.model.page import Page
from rammeaftale.model.plain import plain_text
from rammeaftale.model.walk import blocks_in, inline_runs

# The breadth of a letter in ems, with the part of a line that words leave empty: more of a short line than of a long.
_NOTE_LETTER, _TEXT_LETTER = 0.5, 0.46


@dataclass(frozen=True, slots=True)
class Beside:
    """Margin notes, then the blocks that they are beside: no page ends between them."""

    kind: ClassVar[str] = "beside"
    blocks: tuple[text.Block, ...]


def together(blocks: Iterable[text.Block], page: Page) -> tuple[text.Block | Beside, ...]:
    """The blocks in order; margin notes stand together with the blocks that they are beside."""
    grouped: list[text.Block | Beside] = []
    notes: list[text.Block] = []
    beside: list[text.Block] = []

    def close() -> None:
        if notes:
            grouped.append(Beside((*notes, *beside)))
        notes.clear()
        beside.clear()

    for block in blocks:
        if isinstance(block, text.MarginNote):
            if beside:
                close()
            notes.append(block)
        elif notes and (not beside or (not isinstance(block, text.Heading) and _reach_below(notes, beside, page))):
            beside.append(block)
        else:
            close()
            grouped.append(block)
    close()
    return tuple(grouped)


def _reach_below(notes: Iterable[text.Block], blocks: Iterable[text.Block], page: Page) -> bool:
    """True when notes are taller than the blocks beside them; reckoned by letters, since only the engine knows."""
    narrow = page.margennote.letters(page.note, _NOTE_LETTER)
    broad = page.broedtekst.letters(page.tekstspalte, _TEXT_LETTER)
    height = sum(page.margennote.line * _lines(block, narrow) for block in notes)
    return height > sum(page.broedtekst.line * _lines(block, broad) + page.afsnitsluft for block in blocks)


def _lines(block: text.Block, letters: int) -> int:
    runs = (run for inner in blocks_in((block,)) for run in inline_runs(inner))
    return sum(-(-len(plain_text(run)) // letters) for run in runs)
