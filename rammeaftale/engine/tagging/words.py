"""Text boxes on their way into the tree: where each piece belongs, what its end needs, whether it can be seen."""

from __future__ import annotations

from typing import Any, NamedTuple

from rammeaftale.engine.tagging import lines
from rammeaftale.engine.tagging.draft import Draft, DraftLink, DraftPiece, paragraph_in
from rammeaftale.engine.tagging.nodes import HYPHEN, INLINE_ROLES, SPACE
from rammeaftale.engine.tagging.sight import Area, Covers, unseen, unseen_turned

LEADER_CHARACTERS = " .·_…"


class Place(NamedTuple):
    """What the boxes around say: the open link, the clip, the placed block's number, the matrix in force."""

    link: DraftLink | None
    clip: Area
    placed: int
    transform: Any


class Words:
    """Takes text boxes one by one, in reading order."""

    def __init__(self) -> None:
        self.silent: list[tuple[int, int]] = []
        self.covers = Covers()
        self._number = 0
        self._page = Area(0, 0, 0, 0)
        self._tags: dict[Any, dict[str, Any]] = {}
        self._last: DraftPiece | None = None
        self._gap = False
        self._line_last: tuple[Any, DraftPiece] | None = None
        self._line_blank = False
        self._placed = 0

    def new_page(self, number: int, page: Area, tags: dict[Any, dict[str, Any]]) -> None:
        """A new page: its number, its area in px, its marked boxes."""
        self._number, self._page, self._tags = number, page, tags
        self.covers = Covers()

    def placed(self, block: Any) -> int:
        """A number for an absolutely placed block."""
        self._placed += 1
        self.covers.blocks[self._placed] = block
        return self._placed

    def gap(self) -> None:
        """The eye sees a gap here: text that goes on in the same paragraph is another word."""
        self._gap = True

    def step_aside(self) -> tuple[Any, ...]:
        """Text out of the flow comes: what must be remembered for when the flow goes on."""
        return self._last, self._gap, self._line_last, self._line_blank

    def step_back(self, state: tuple[Any, ...]) -> None:
        """The flow goes on; what stood aside in the same paragraph is no part of the words around it."""
        before, inner = state[0], self._last
        if inner is not None and inner is not before:
            for piece in (before, inner):
                if piece is not None and not piece.joint and _block(piece.home) is _block(inner.home):
                    piece.joint = "" if piece.text[-1:].isspace() else SPACE
        self._last, self._gap, self._line_last, self._line_blank = state

    def start_line(self) -> None:
        """A new line: what the last line ended with no longer matters."""
        self._line_last, self._line_blank = None, False

    def end_line(self, end: lines.LineEnd, before: lines.LineEnd | None) -> None:
        """The line goes on in the next."""
        if self._line_last is None:
            return
        box, piece = self._line_last
        need = SPACE if self._line_blank else lines.joint(box, end, before)
        if need == HYPHEN:
            piece.text = lines.without_hyphen(box)
        if need and not (need == SPACE and piece.joint):
            piece.joint = need

    def text(self, box: Any, node: Draft, place: Place) -> None:
        """One text box."""
        tag = self._tags.pop(box, None)
        if tag is None:
            return
        text = box.text
        if not text.replace("\u200b", "").strip():
            self.silent.append((self._number, tag["mcid"]))
            if "\u200b" not in text:
                self._gap = self._line_blank = True
            return
        generated = is_generated(box.element_tag or "")
        if generated and "." in text and not text.strip(LEADER_CHARACTERS):
            self.silent.append((self._number, tag["mcid"]))
            self._gap = True
            return
        piece = DraftPiece(self._number, tag["mcid"], text, generated, paragraph_in(node))
        self._join(piece)
        piece.home.kids.append(piece)
        if place.transform is None:
            piece.lost, piece.unseen = unseen(box, self._page, place.clip)
            self.covers.note(box, place.placed, piece)
        else:
            piece.lost, piece.unseen = unseen_turned(box, self._page, place.transform)
        self._line_last, self._line_blank = (box, piece), False

    def picture(self, figure: Draft, mcid: int) -> None:
        """One picture."""
        figure.kids.append(DraftPiece(self._number, mcid, "", False, figure))

    def _join(self, piece: DraftPiece) -> None:
        """A space between this piece and the one before, when the eye sees one and none is drawn."""
        last, self._last = self._last, piece
        gap, self._gap = self._gap, False
        if last is None or not gap or last.joint or last.text[-1:].isspace() or piece.text[:1].isspace():
            return
        if _block(last.home) is _block(piece.home):
            last.joint = SPACE


def is_generated(tag: str) -> bool:
    """Whether a box's text comes from the style sheet; a first letter or line only looks different."""
    return "::" in tag and not tag.endswith(("::first-letter", "::first-line"))


def _block(node: Draft) -> Draft:
    """The paragraph, heading, cell or item around the text."""
    while node.role in INLINE_ROLES and node.parent is not None:
        node = node.parent
    return node
