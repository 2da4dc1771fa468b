"""Boxes in the flow: whether one is, on which page its ends must stand, how margins meet, what floats stand in the way.

The engine's own forms build lists, or ask both ends of every box for both pages, which doubles with each level.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.layout import float as floats

_INLINE = (boxes.InlineBox, boxes.LineBox)
_ORIGINAL_RELATIVE = block.relative_positioning
_ORIGINAL_AVOID = floats.avoid_collisions


def is_in_normal_flow(box: Any) -> bool:
    """Neither floated, nor placed, running or a note."""
    if box.style["float"] != "none":
        return False
    position = box.style["position"]
    if position in ("static", "relative"):
        return True
    return position not in ("absolute", "fixed") and position[0] not in ("running()", "note()")


def page_values(box: Any) -> tuple[str, str]:
    """The named pages that the box's first and last lines ask for (CSS Fragmentation 4, break propagation)."""
    return _page(box, first=True), _page(box, first=False)


def _page(box: Any, *, first: bool) -> str:
    """The innermost name on the way down along one end."""
    found: str = box.style["page"]
    while isinstance(box, boxes.ParentBox) and not isinstance(box, boxes.TableBox):
        box = _end(box.children if first else reversed(box.children))
        if box is None:
            break
        found = box.style["page"] or found
    return found


def _end(children: Iterable[Any]) -> Any:
    for child in children:
        if child.is_in_normal_flow() or child.is_floated():
            return child
    return None


def collapse_margin(adjoining_margins: list[float]) -> float:
    """The largest of the positive margins and the smallest of the negative ones, together."""
    largest: float = 0
    smallest: float = 0
    for margin in adjoining_margins:
        if margin > largest:
            largest = margin
        elif margin < smallest:
            smallest = margin
    return largest + smallest


def relative_positioning(box: Any, containing_block: tuple[float, float]) -> None:
    """Move a box that is placed relative to where it stands, and the boxes in a line."""
    if box.style["position"] == "relative":
        _ORIGINAL_RELATIVE(box, containing_block)
    elif isinstance(box, _INLINE):
        for child in box.children:
            relative_positioning(child, containing_block)


def avoid_collisions(context: Any, box: Any, containing_block: Any, outer: bool = True) -> tuple[float, float, float]:
    """Where a line can stand and how wide it can be: the whole width where nothing floats."""
    is_plain = not outer and box.style["float"] == "none" and containing_block.style["direction"] == "ltr"
    if not is_plain or context.excluded_shapes:
        return _ORIGINAL_AVOID(context, box, containing_block, outer)
    left = containing_block.content_box_x()
    right = left + containing_block.width
    left += box.margin_left
    right -= box.margin_right
    return left - box.margin_left, box.border_box_y() - box.margin_top, right - left


FUNCTIONS = (
    (block.collapse_margin, collapse_margin),
    (_ORIGINAL_RELATIVE, relative_positioning),
    (_ORIGINAL_AVOID, avoid_collisions),
)
MEMBERS = (
    (boxes.Box, "is_in_normal_flow", is_in_normal_flow),
    (boxes.ParentBox, "page_values", page_values),
)
