"""Text boxes on their way into the tree: where each piece belongs, what its end needs, whether it can be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import NamedTuple
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure.boxes import Box, TextBox
from weasyprint.matrix import Matrix

from rammeaftale.engine.tagging import lines
from rammeaftale.engine.tagging.draft import Draft, DraftLink, DraftPiece, paragraph_in
from rammeaftale.engine.tagging.sight import Area, mark_covered, unseen, unseen_turned
from rammeaftale.engine.tagging.tree import HYPHEN, INLINE_ROLES, SPACE, Artifact, is_leader

Tags = dict[Box, dict[str, int]]
"""The marked content of a page: the box that each sequence draws, and its MCID under »mcid«."""


class Surroundings(NamedTuple):
    """What the boxes around say: the clip, the open link, the absolutely placed block, the matrix in force."""

    clip: Area
    link: DraftLink | None = None
    placed: Box | None = None
    transform: Matrix | None = None


@dataclass(slots=True)
class _Flow:
    """The text so far: its last piece, whether a gap follows it, the line's last text box, whether blanks ended it."""

    last: DraftPiece | None = None
    gap: bool = False
    line_last: tuple[TextBox, DraftPiece] | None = None
    line_blank: bool = False


class TextReader:
    """Takes text boxes one by one, in reading order."""

    def __init__(self) -> None:
        self.silent: list[Artifact] = []
        self._flow = _Flow()
        self._letters: Counter[int] = Counter()
        """How many characters of each element's own text are drawn, by its `id()`, spaces apart."""

    def start_page(self, number: int, page: Area, tags: Tags) -> None:
        """A new page: its number, its area in px, its marked boxes."""
        self._number, self._page, self._tags = number, page, tags
        self._drawn: list[tuple[TextBox, Box | None, DraftPiece]] = []
        self.placed: list[Box] = []

    def end_page(self) -> None:
        """The page has no more text."""
        mark_covered(self._drawn, self.placed)

    def gap(self) -> None:
        """The eye sees a gap here: text that goes on in the same paragraph is another word."""
        self._flow.gap = True

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Text out of the flow; what stands aside in the same paragraph is no part of the words around it."""
        flow = self._flow
        self._flow = replace(flow)
        yield
        inner, self._flow = self._flow.last, flow
        if inner is not None and inner is not flow.last:
            for piece in (flow.last, inner):
                if piece is not None and not piece.joint and _block(piece.home) is _block(inner.home):
                    piece.joint = "" if piece.text[-1:].isspace() else SPACE

    def start_line(self) -> None:
        """A new line: what the last line ended with no longer matters."""
        self._flow.line_last, self._flow.line_blank = None, False

    def end_line(self, end: lines.LineEnd, before: lines.LineEnd | None, block: Element | None) -> None:
        """A line of the block's element goes on in the next."""
        if self._flow.line_last is None:
            return
        box, piece = self._flow.line_last
        drawn = lines.Drawn(box, self._letters[id(box.element)])
        joint = SPACE if self._flow.line_blank else lines.joint(drawn, end, before, block)
        if joint == HYPHEN:
            piece.text = lines.without_hyphen(box)
            self._letters[id(box.element)] -= len(box.style["hyphenate_character"])
        if joint and not (joint == SPACE and piece.joint):
            piece.joint = joint

    def text(self, box: TextBox, node: Draft, around: Surroundings) -> None:
        """One text box."""
        tag = self._tags.pop(box, None)
        if tag is None:
            return
        text, mcid = box.text, tag["mcid"]
        generated = _is_generated(box.element_tag or "")
        blank = not text.replace("\u200b", "").strip()
        if blank or (generated and is_leader(text)):
            self.silent.append(Artifact(self._number, mcid))
            if not blank:
                self.gap()
            elif "\u200b" not in text:
                self._flow.gap = self._flow.line_blank = True
            return
        if not generated:
            self._letters[id(box.element)] += lines.letters_of(text)
        piece = DraftPiece(self._number, mcid, text, generated, paragraph_in(node))
        self._join(piece)
        piece.home.kids.append(piece)
        if around.transform is None:
            piece.lost, piece.unseen = unseen(box, self._page, around.clip)
            self._drawn.append((box, around.placed, piece))
        else:
            piece.lost, piece.unseen = unseen_turned(box, self._page, around.transform)
        self._flow.line_last, self._flow.line_blank = (box, piece), False

    def _join(self, piece: DraftPiece) -> None:
        """A space between this piece and the one before, when the eye sees one and none is drawn."""
        flow = self._flow
        last, gap = flow.last, flow.gap
        flow.last, flow.gap = piece, False
        if last is None or not gap or last.joint or last.text[-1:].isspace() or piece.text[:1].isspace():
            return
        if _block(last.home) is _block(piece.home):
            last.joint = SPACE


def _is_generated(tag: str) -> bool:
    """Whether a box's text comes from the style sheet; a first letter or line only looks different."""
    return "::" in tag and not tag.endswith(("::first-letter", "::first-line"))


def _block(node: Draft) -> Draft:
    """The paragraph, heading, cell or item around the text."""
    return next(holder for holder in node.upwards() if holder.role not in INLINE_ROLES)
