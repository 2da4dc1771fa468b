"""Backgrounds: most boxes have none and no rounded corners, which their style alone tells."""

from __future__ import annotations

from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background

_ORIGINAL = background.layout_box_backgrounds
_RADII = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_SQUARE = dict.fromkeys(_RADII, (0, 0))


def layout_box_backgrounds(
    page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
) -> None:
    """Place the background of a box and of those in it."""
    if style is not None or box is page or not isinstance(box, boxes.Box) or not _is_bare(box.style):
        _ORIGINAL(page, box, get_image_from_uri, layout_children, style)
        return
    box.__dict__.update(_SQUARE)
    if layout_children:
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image_from_uri)
    box.background = None


def _is_bare(style: Any) -> bool:
    try:
        return style._bare  # type: ignore[no-any-return]
    except AttributeError:
        style._bare = _looks_bare(style)
        return style._bare  # type: ignore[no-any-return]


def _looks_bare(style: Any) -> bool:
    """No corner, no picture, no colour, no shadow."""
    return (
        all((0, "px") in style[corner] for corner in _RADII)
        and style["border_image_source"][0] == "none"
        and style["mask_border_source"][0] == "none"
        and all(kind != "url" and not value for kind, value in style["background_image"])
        and get_color(style, "background_color").alpha == 0
        and not style["box_shadow"]
    )


FUNCTIONS = ((_ORIGINAL, layout_box_backgrounds),)
MEMBERS: tuple[tuple[Any, str, Any], ...] = ()
