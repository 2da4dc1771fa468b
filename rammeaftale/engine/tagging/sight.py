"""Whether drawn text can be seen: within the page and every clip, not transparent, not under placed blocks.

Lengths are CSS px from the page's upper left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from weasyprint.formatting_structure.boxes import Box, TextBox
from weasyprint.matrix import Matrix

from rammeaftale.engine.tagging.draft import DraftPiece

_OUTSIDE = "den står uden for siden"
_CLIPPED = "den er skåret af kanten på en kasse (overflow: hidden)"
_HIDDEN = "den er gjort usynlig i typografiarket"
_COVERED = "en absolut placeret blok dækker den"
"""Why a text cannot be seen, as the editor is told."""

SLACK = 1.5
"""px that letters may stick out of their box or into another: no eye misses so little of them."""

_X_HEIGHT = 0.5
"""The height of a small x, as a part of the font's size, is about this in every font for text."""


class Area(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: Area) -> Area:
        """The part that both share."""
        return Area(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def touches(self, other: Area) -> bool:
        """Whether the two overlap by more than a hair."""
        shared = self.within(other)
        return shared.right - shared.left > SLACK and shared.bottom - shared.top > SLACK

    def turned(self, matrix: Matrix) -> Area:
        """The upright rectangle around it once it is transformed."""
        corners = [matrix.transform_point(x, y) for x in (self.left, self.right) for y in (self.top, self.bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Area(min(xs), min(ys), max(xs), max(ys))


NOWHERE = Area(0, 0, -1, -1)


def border_area(box: Box) -> Area:
    """The area of a box with its padding and border."""
    left, top = box.border_box_x(), box.border_box_y()
    return Area(left, top, left + box.border_width(), top + box.border_height())


def padding_area(box: Box) -> Area:
    """The area to which `overflow: hidden` clips."""
    left, top = box.padding_box_x(), box.padding_box_y()
    return Area(left, top, left + box.padding_width(), top + box.padding_height())


def mark_covered(texts: Sequence[tuple[TextBox, Box | None, DraftPiece]], blocks: Sequence[Box]) -> None:
    """Mark the pieces of one page that the background of an absolutely placed block lies on.

    `texts` are the drawn text boxes, each with the placed block around it (None for the flow) and its piece. What is
    printed over each other and can be seen, `engine/layout` finds.
    """
    for block in filter(_is_opaque, blocks):
        cover = border_area(block)
        for box, placed, piece in texts:
            if placed is not block and ink(box).touches(cover) and not piece.lost:
                piece.lost, piece.unseen = _COVERED, len(piece.text)


def unseen(box: TextBox, page: Area, clip: Area) -> tuple[str, int]:
    """Why a text box cannot be seen, and how many characters at its end; empty and 0 when all of it can."""
    style = box.style
    if style["visibility"] != "visible" or style["color"].alpha == 0 or clip.right < clip.left:
        return _HIDDEN, len(box.text)
    letters = ink(box)
    for area, reason in ((page, _OUTSIDE), (clip, _CLIPPED)):
        if letters.top < area.top - SLACK or letters.bottom > area.bottom + SLACK or letters.left < area.left - SLACK:
            return reason, len(box.text)
        if letters.right > area.right + SLACK:
            share = max(area.right - letters.left, 0) / max(letters.right - letters.left, 1)
            return reason, len(box.text) - int(share * len(box.text))
    return "", 0


def unseen_turned(box: TextBox, page: Area, matrix: Matrix) -> tuple[str, int]:
    """The same under a CSS transform: only whether anything of the text is on the page, and of any size."""
    turned = ink(box).turned(matrix)
    if max(turned.right - turned.left, turned.bottom - turned.top) < SLACK:
        return _HIDDEN, len(box.text)
    return ("", 0) if turned.touches(page) else (_OUTSIDE, len(box.text))


def ink(box: TextBox) -> Area:
    """The area of a text box's letters, from the height of a small x to the base line."""
    base = box.position_y + box.baseline
    return Area(box.position_x, base - _X_HEIGHT * box.style["font_size"], box.position_x + box.width, base)


def _is_opaque(block: Box) -> bool:
    """A block with a background in front of the text."""
    z_index = block.style["z_index"]
    behind = isinstance(z_index, int) and z_index < 0
    return not behind and block.background is not None and block.background.color.alpha > 0
