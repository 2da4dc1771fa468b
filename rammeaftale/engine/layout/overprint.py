"""Takes what is printed on a page; gives each text that is printed over something else or out of its frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from rammeaftale.engine.layout.page_boxes import BLOCK, MARGIN, PICTURE, TABLE, Frame, PageBoxes, PrintedText
from rammeaftale.engine.tagging.sight import SLACK, Area

_WORD_GAP = 0.2
"""In units of the larger font's size: texts that stand closer than a space are read as one word."""

_SOLID = (TABLE, PICTURE, BLOCK)
"""Frames that nothing from outside may be printed in. A cell's neighbours are known by their own frames."""

Printed = PrintedText | Frame


class Overprint(NamedTuple):
    """A text or frame that is printed over another; over the edge of its own frame when the other is around it."""

    culprit: Printed
    victim: Printed

    @property
    def is_edge(self) -> bool:
        """Whether a text stands out of a frame around it."""
        return isinstance(self.victim, Frame) and self.victim in _frames_of(self.culprit)

    @property
    def is_too_wide(self) -> bool:
        """Whether a text is wider than its place, and not longer: a word that does not break."""
        if isinstance(self.culprit, Frame):
            return False
        letters = self.culprit.area
        return any(letters.right > frame.area.right + SLACK for frame in _frames_of(self.culprit))


def overprints(page: PageBoxes) -> Iterator[Overprint]:
    """Everything on a page that is printed over something: texts, then frames, then what stands out of its own."""
    for left, right in _meetings(page.texts):
        yield _blamed(left, right)
    solid = [frame for frame in page.frames if frame.kind in _SOLID]
    for frame in solid:
        for text in page.texts:
            if _meet(text.area, frame.area) and frame not in text.frame.outwards():
                yield _blamed(text, frame)
    for first, second in combinations(solid, 2):
        if _meet(first.area, second.area) and first not in second.outwards() and second not in first.outwards():
            yield _blamed(second, first)
    for text in page.texts:
        if _is_out(text):
            yield Overprint(text, next(frame for frame in text.frame.outwards() if _leaves(text.area, frame.edge)))


def _blamed(first: Printed, second: Printed) -> Overprint:
    """Which of two lies over the other: never a page's head or foot; what is placed apart; what leaves its frame."""
    for is_culprit in (_is_text_of_page, _is_placed, _is_out):
        if is_culprit(first) != is_culprit(second):
            return Overprint(first, second) if is_culprit(first) else Overprint(second, first)
    return Overprint(second, first) if _start(second) < _start(first) else Overprint(first, second)


def _frames_of(printed: Printed) -> Iterator[Frame]:
    return printed.frame.outwards() if isinstance(printed, PrintedText) else printed.outwards()


def _is_text_of_page(printed: Printed) -> bool:
    return all(frame.kind != MARGIN for frame in _frames_of(printed))


def _is_placed(printed: Printed) -> bool:
    return any(_placed(printed))


def _placed(printed: Printed) -> Iterator[Frame]:
    return (frame for frame in _frames_of(printed) if frame.box.style["position"] == "absolute")


def _start(printed: Printed) -> float:
    """Where what is placed apart begins on the page: of two such, the first is too long."""
    return next((frame.area.top for frame in _placed(printed)), 0)


def _meetings(texts: Sequence[PrintedText]) -> Iterator[tuple[PrintedText, PrintedText]]:
    """Texts of different lines at the same height that stand closer than a space, the one to the left first."""
    ordered = sorted(texts, key=lambda text: text.area.top)
    for index, text in enumerate(ordered):
        area, line, size = text.area, text.line, text.size
        for other in ordered[index + 1 :]:
            if other.area.top >= area.bottom:
                break
            gap = _WORD_GAP * max(size, other.size)
            if other.line != line and area.right + gap > other.area.left and other.area.right + gap > area.left:
                yield (text, other) if area.left <= other.area.left else (other, text)


def _is_out(printed: Printed) -> bool:
    frame = printed.frame if isinstance(printed, PrintedText) else printed.around
    return frame is not None and _leaves(printed.area, frame.room)


def _meet(one: Area, other: Area) -> bool:
    return (
        one.left + SLACK < other.right
        and other.left + SLACK < one.right
        and one.top + SLACK < other.bottom
        and other.top + SLACK < one.bottom
    )


def _leaves(area: Area, room: Area) -> bool:
    return area.right > room.right or area.left < room.left or area.bottom > room.bottom or area.top < room.top
