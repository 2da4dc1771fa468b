"""Takes a laid-out page; gives its texts and the frames that they stand in, as areas that can be compared.

Lengths are CSS px from the page's upper left corner.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from weasyprint import Page
from weasyprint.css import Style
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.boxes import Box, TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder

from rammeaftale.engine.tagging.sight import SLACK, Area, border_area, ink, padding_area

PAGE, MARGIN, TABLE, CELL, PICTURE, BLOCK, PLACED = "page", "margin", "table", "cell", "picture", "block", "placed"
"""What a frame is. A block has a rule or a tone; a placed one may have neither."""

_CAPTIONS = ("caption", "figcaption")
_SPACE = 0.2
"""The breadth of a space in units of the font's size, at least: so much of a text's end draws nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A box that the eye sees the edge of: what it is, its border box, and the frame around it.

    Its text may stand within `edge`, a hair beyond the area; `room` is within the edges of this frame and all around.
    """

    kind: str
    box: Box
    area: Area
    around: Frame | None
    edge: Area
    room: Area

    def outwards(self) -> Iterator[Frame]:
        """The frame and those around it; the last is the page's or a margin box."""
        frame: Frame | None = self
        while frame is not None:
            yield frame
            frame = frame.around


class PrintedText(NamedTuple):
    """A text box that can be seen: its letters from x-height to base line without the spaces at its ends.

    `line` tells whether two stand in the same line; `size` is the font's.
    """

    area: Area
    line: int
    size: float
    frame: Frame
    box: TextBox


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """What is printed on a page: texts, frames, and the elements of the captions of tables and figures."""

    texts: list[PrintedText]
    frames: list[Frame]
    captions: list[Element]


def page_boxes(page: Page) -> PageBoxes:
    """The texts and frames of a page in the order in which they are drawn; the first frame is that of the text.

    Left out is what is turned, clipped away or cannot be seen.
    """
    box = page._page_box
    left, top = box.content_box_x(), box.content_box_y()
    area = Area(left, top, left + box.width, top + float(box.height))
    edge = _beyond(area)._replace(left=-math.inf, top=-math.inf)  # numbers and heads stand to the left and above
    found = PageBoxes([], [Frame(PAGE, box, area, None, edge, edge)], [])
    for child in box.children:
        _gather(child, 0, found.frames[0], found)
    return found


def _gather(box: Box, line: int, frame: Frame, found: PageBoxes) -> None:
    if type(box) is AbsolutePlaceholder:
        box = box._box
    if isinstance(box, TextBox):
        text = _printed(box, line, frame)
        if text is not None:
            found.texts.append(text)
        return
    if isinstance(box, boxes.LineBox):
        line = id(box)
    elif not isinstance(box, boxes.InlineBox):
        if box.transformation_matrix is not None or box.style["opacity"] == 0:
            return
        if kind := _kind(box):
            frame = _frame(kind, box, frame)
            found.frames.append(frame)
        if box.element_tag in _CAPTIONS and box.element is not None:
            found.captions.append(box.element)
    first = len(found.texts)
    for child in box.children:
        _gather(child, line, frame, found)
    if box.style["overflow"] != "visible":
        clip = padding_area(box)
        found.texts[first:] = [text for text in found.texts[first:] if text.area.touches(clip)]


def _frame(kind: str, box: Box, around: Frame) -> Frame:
    area = border_area(box)
    edge = _beyond(area)
    return (
        Frame(kind, box, area, None, edge, edge)
        if kind == MARGIN
        else Frame(kind, box, area, around, edge, edge.within(around.room))
    )


def _beyond(area: Area) -> Area:
    return Area(area.left - SLACK, area.top - SLACK, area.right + SLACK, area.bottom + SLACK)


def _printed(box: TextBox, line: int, frame: Frame) -> PrintedText | None:
    text, style = box.text, box.style
    letters = text.strip()
    if not letters or style["visibility"] != "visible" or style["color"].alpha == 0:
        return None
    area, size = ink(box), style["font_size"]
    if len(letters) < len(text):
        before = len(text) - len(text.lstrip())
        after = len(text) - len(letters) - before
        area = area._replace(left=area.left + before * _SPACE * size, right=area.right - after * _SPACE * size)
    return PrintedText(area, line, size, frame, box)


def _kind(box: Box) -> str:
    """What kind of frame a box is; empty when the eye sees no edge of it."""
    if isinstance(box, boxes.TableCellBox):
        return CELL
    if isinstance(box, boxes.BlockContainerBox):
        if isinstance(box, boxes.MarginBox):
            return MARGIN
        if _has_rule(box.style) or (box.background is not None and box.background.color.alpha > 0):
            return BLOCK
        return PLACED if box.style["position"] == "absolute" and not box.is_outside_marker else ""
    if isinstance(box, boxes.TableBox):
        return TABLE
    return PICTURE if isinstance(box, boxes.ReplacedBox) else ""


def _has_rule(style: Style) -> bool:
    return bool(
        style["border_top_width"]
        or style["border_right_width"]
        or style["border_bottom_width"]
        or style["border_left_width"]
    )
