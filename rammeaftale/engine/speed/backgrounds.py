"""Backgrounds: most boxes have none and no rounded corners, which their style alone tells."""

from __future__ import annotations

from collections.abc import Callable

from weasyprint.css import Style
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure.boxes import Box, PageBox
from weasyprint.layout import background

from rammeaftale.engine.speed.remembered import of_style

_ORIGINAL = background.layout_box_backgrounds
_SQUARE = dict.fromkeys(
    ("border_top_left_radius", "border_top_right_radius", "border_bottom_right_radius", "border_bottom_left_radius"),
    (0, 0),
)


def _layout_box_backgrounds(
    page: PageBox,
    box: Box,
    get_image_from_uri: Callable[..., object],
    layout_children: bool = True,
    style: Style | None = None,
) -> None:
    """Place the background of a box and of those in it."""
    if style is not None or box is page or not isinstance(box, Box) or not _is_bare(box.style):
        _ORIGINAL(page, box, get_image_from_uri, layout_children, style)
        return
    box.__dict__.update(_SQUARE)
    if layout_children:
        for child in box.all_children():
            _layout_box_backgrounds(page, child, get_image_from_uri)
    box.background = None


@of_style
def _is_bare(style: Style) -> bool:
    """No corner, no picture, no colour, no shadow."""
    return (
        all((0, "px") in style[corner] for corner in _SQUARE)  # type: ignore[call-overload]  # one of four
        and style["border_image_source"][0] == "none"
        and style["mask_border_source"][0] == "none"
        and all(kind != "url" and not value for kind, value in style["background_image"])
        and get_color(style, "background_color").alpha == 0
        and not style["box_shadow"]
    )


REPLACED = ((background, "layout_box_backgrounds", _layout_box_backgrounds),)
