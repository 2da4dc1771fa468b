"""Texts to lines: a text in a style and a width is measured once. Half the cells of a price list are repeats."""

from __future__ import annotations

from typing import Any

from weasyprint.text import line_break

_ORIGINAL = line_break.split_first_line


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """As much of the text as one line holds, with its measures. A document has one context, and its own styles."""
    try:
        known = style._first_lines
    except AttributeError:
        known = style._first_lines = {}
    key = (text, max_width, justification_spacing, is_line_start, minimum)
    if key not in known:
        known[key] = _ORIGINAL(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    return known[key]


FUNCTIONS = ((_ORIGINAL, split_first_line),)
MEMBERS: tuple[tuple[Any, str, Any], ...] = ()
