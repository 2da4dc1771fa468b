"""Texts to lines: a text in a style and a width is measured once. Half the cells of a price list are repeats."""

from __future__ import annotations

from weasyprint.css import Style
from weasyprint.text import line_break

from rammeaftale.engine.speed.remembered import of_style

_ORIGINAL = line_break.split_first_line
_FirstLine = tuple[line_break.Layout, int, int | None, float, float, float]


@of_style
def _first_lines(_style: Style) -> dict[object, _FirstLine]:
    """Those that were measured in a style; a document has its own styles, and one context."""
    return {}


def _split_first_line(
    text: str,
    style: Style,
    context: object,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> _FirstLine:
    """As much of the text as one line holds, with its measures."""
    known = _first_lines(style)
    key = (text, max_width, justification_spacing, is_line_start, minimum)
    if key not in known:
        known[key] = _ORIGINAL(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    return known[key]


REPLACED = ((line_break, "split_first_line", _split_first_line),)
