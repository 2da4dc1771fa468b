"""Boxes in the flow: whether one is, on which page its ends must stand, whether floats stand in a line's way.

The engine's own forms ask four questions for one, both ends of every box for both pages (which doubles with each
level), and every line for the floats beside it where there are none.
"""

from __future__ import annotations

from collections.abc import Iterable

from weasyprint.formatting_structure.boxes import Box, ParentBox, TableBox
from weasyprint.layout import LayoutContext
from weasyprint.layout import float as floats

_ORIGINAL_AVOID = floats.avoid_collisions


def _is_in_normal_flow(box: Box) -> bool:
    """Neither floated, nor placed, running or a note."""
    if box.style["float"] != "none":
        return False
    position = box.style["position"]
    if position in ("static", "relative"):
        return True
    return position not in ("absolute", "fixed") and position[0] not in ("running()", "note()")


def page_values(box: Box) -> tuple[str, str]:
    """The named pages that the box's first and last lines ask for (CSS Fragmentation 4, break propagation)."""
    return _page(box, first=True), _page(box, first=False)


def _page(box: Box, *, first: bool) -> str:
    """The innermost name on the way down along one end."""
    name = box.style["page"]
    end: Box | None = box
    while isinstance(end, ParentBox) and not isinstance(end, TableBox):
        end = _end(end.children if first else reversed(end.children))
        if end is not None:
            name = end.style["page"] or name
    return name


def _end(children: Iterable[Box]) -> Box | None:
    return next((child for child in children if child.is_in_normal_flow() or child.is_floated()), None)


def _avoid_collisions(
    context: LayoutContext, box: Box, containing_block: Box, outer: bool = True
) -> tuple[float, float, float]:
    """Where a line can stand and how wide it can be: the whole width where nothing floats."""
    is_plain = not outer and box.style["float"] == "none" and containing_block.style["direction"] == "ltr"
    if not is_plain or context.excluded_shapes:
        return _ORIGINAL_AVOID(context, box, containing_block, outer)
    left = containing_block.content_box_x()
    right = left + containing_block.width
    left += box.margin_left
    right -= box.margin_right
    return left - box.margin_left, box.border_box_y() - box.margin_top, right - left


REPLACED = (
    (floats, "avoid_collisions", _avoid_collisions),
    (Box, "is_in_normal_flow", _is_in_normal_flow),
    (ParentBox, "page_values", page_values),
)
