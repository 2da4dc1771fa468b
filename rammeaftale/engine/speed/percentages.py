"""Used margins, padding, borders and sizes of a box: constant for most styles, so worked out once for each style."""

from __future__ import annotations

from typing import Literal

from weasyprint.css import Style
from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import percent

from rammeaftale.engine.speed.remembered import of_style

_ORIGINAL = percent.resolve_percentages
_LENGTHS = (
    "margin_left", "margin_right", "margin_top", "margin_bottom", "padding_left", "padding_right", "padding_top",
    "padding_bottom", "width", "min_width", "max_width", "min_height", "max_height",
)  # fmt: skip
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")
_MINIMA = ("min_width", "min_height")

_Values = dict[str, object]
_Plan = tuple[_Values, _Values | None, _Values]
"""The values where the containing block has no height of its own; where it has one (None: the engine must reckon);
and the borders that a table with common borders may have set already."""


def resolve_percentages(box: Box, containing_block: Box | tuple[float, float | Literal["auto"]]) -> None:
    """Set the used values as attributes of the box."""
    plan = _plan(box.style)
    attributes = box.__dict__
    if plan is None or "_box" in attributes:  # a placeholder stands for another box
        _ORIGINAL(box, containing_block)
        return
    height = containing_block.height if isinstance(containing_block, Box) else containing_block[1]
    values = plan[0] if height == "auto" else plan[1]
    if values is None:
        _ORIGINAL(box, containing_block)
        return
    attributes.update(values)
    for name, value in plan[2].items():
        if name not in attributes:
            attributes[name] = value


@of_style
def _plan(style: Style) -> _Plan | None:
    """None when something depends on the containing block's width, or on the box's own padding and borders."""
    lengths = {name: style[name] for name in _LENGTHS}  # type: ignore[call-overload]  # one of those
    if style["box_sizing"] != "content-box" or not all(map(_is_constant, lengths.values())):
        return None
    values: _Values = {name: _constant(name, length) for name, length in lengths.items()}
    borders: _Values = {name: style[name] for name in _BORDERS}  # type: ignore[call-overload]
    shared: _Values = {}
    if style["border_collapse"] == "collapse":
        borders, shared = {}, borders
    height = style["height"]
    is_part = isinstance(height, Dimension) and height.unit == "%"
    if not is_part and not _is_constant(height):
        return None
    own = {**values, **borders, "height": "auto" if is_part else _constant("height", height)}
    return own, None if is_part else own, shared


def _is_constant(value: Dimension | str | None) -> bool:
    return value is None or value == "auto" or (isinstance(value, Dimension) and value.unit != "%")


def _constant(name: str, value: Dimension | str | None) -> float | str | None:
    if isinstance(value, Dimension):
        return value.value
    return 0 if value == "auto" and name in _MINIMA else value


REPLACED = ((percent, "resolve_percentages", resolve_percentages),)
