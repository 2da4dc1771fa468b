"""Used margins, padding, borders and sizes of a box: constant for most styles, so worked out once for each style.

Styles are changed while boxes are built, and later only on a fresh copy, which has no remembered answer.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent

_ORIGINAL = percent.resolve_percentages
_LENGTHS = (
    "margin_left", "margin_right", "margin_top", "margin_bottom", "padding_left", "padding_right", "padding_top",
    "padding_bottom", "width", "min_width", "max_width", "min_height", "max_height",
)  # fmt: skip
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")
_MINIMA = ("min_width", "min_height")

_Plan = tuple[dict[str, Any], dict[str, Any] | None, dict[str, Any]]
"""The values where the containing block has no height of its own; where it has one (None: the engine must reckon);
and the borders that a table with common borders may have set already."""


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set the used values as attributes of the box."""
    try:
        plan = box.style._used
    except AttributeError:
        plan = box.style._used = _plan(box.style)
    attributes = box.__dict__
    if plan is None or "_box" in attributes:  # a placeholder stands for another box
        _ORIGINAL(box, containing_block)
        return
    height = containing_block.height if isinstance(containing_block, boxes.Box) else containing_block[1]
    values = plan[0] if height == "auto" else plan[1]
    if values is None:
        _ORIGINAL(box, containing_block)
        return
    attributes.update(values)
    for name, value in plan[2].items():
        if name not in attributes:
            attributes[name] = value


def _plan(style: Any) -> _Plan | None:
    """None when something depends on the containing block's width, or on the box's own padding and borders."""
    if style["box_sizing"] != "content-box" or not all(_is_constant(style[name]) for name in _LENGTHS):
        return None
    values = {name: _constant(name, style[name]) for name in _LENGTHS}
    borders = {name: style[name] for name in _BORDERS}
    shared: dict[str, Any] = {}
    if style["border_collapse"] == "collapse":
        borders, shared = {}, borders
    height = style["height"]
    is_part = getattr(height, "unit", None) == "%"
    if not is_part and not _is_constant(height):
        return None
    own = {**values, **borders, "height": "auto" if is_part else _constant("height", height)}
    return own, None if is_part else own, shared


def _is_constant(value: Any) -> bool:
    return value is None or value == "auto" or getattr(value, "unit", "%") != "%"


def _constant(name: str, value: Any) -> Any:
    if value is None:
        return value
    if value == "auto":
        return 0 if name in _MINIMA else value
    return value.value


FUNCTIONS = ((_ORIGINAL, resolve_percentages),)
MEMBERS: tuple[tuple[Any, str, Any], ...] = ()
