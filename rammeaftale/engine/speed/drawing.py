"""Text on the page: a line that was measured once and stands in many places is written out once, glyph by glyph."""

from __future__ import annotations

from typing import Any

from weasyprint.draw import text as engine
from weasyprint.matrix import Matrix

from rammeaftale.engine.speed.layouts import Kept

_ORIGINAL_TEXT = engine.draw_text
_ORIGINAL_LINE = engine.draw_first_line
_SETS_FONT = b" Tf"


def draw_text(stream: Any, textbox: Any, offset_x: float, text_overflow: str, block_ellipsis: Any) -> None:
    """Draw a text box: by the operators that drew the same line before, or by the line as it was measured."""
    layout = textbox.pango_layout
    kept = layout.__dict__.get("_kept")
    if kept is None or text_overflow == "ellipsis" or block_ellipsis != "none":
        _ORIGINAL_TEXT(stream, textbox, offset_x, text_overflow, block_ellipsis)
        return
    shown = layout.__dict__.get("_shown")
    if shown is not None and shown[0] is stream._fonts and textbox.style["text_decoration_line"] == "none":
        _show_again(stream, textbox, *shown[1:])
        return
    textbox.pango_layout = kept
    try:
        _ORIGINAL_TEXT(stream, textbox, offset_x, text_overflow, block_ellipsis)
    finally:
        textbox.pango_layout = layout


def _show_again(stream: Any, textbox: Any, font: tuple[str, float], operator: bytes) -> None:
    stream.set_color(textbox.style["color"])
    stream.begin_text()
    stream.set_text_matrix(*Matrix(d=-1, e=textbox.position_x, f=textbox.position_y + textbox.baseline).values)
    stream.set_font_size(*font)
    stream.stream.append(operator)
    stream.end_text()


def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> list[Any]:
    """Draw the line. One in a single font, without pictures, is remembered as its font and its show operator."""
    start = len(stream.stream)
    emojis: list[Any] = _ORIGINAL_LINE(stream, textbox, text_overflow, block_ellipsis, matrix)
    layout = textbox.pango_layout
    if isinstance(layout, Kept) and not emojis:
        drawn = stream.stream[start + 1 :]  # after the text matrix
        if len(drawn) == 1 or (len(drawn) == 2 and drawn[0].endswith(_SETS_FONT)):
            layout.remember(stream._fonts, stream._current_font, drawn[-1])
    return emojis


FUNCTIONS = ((_ORIGINAL_TEXT, draw_text), (_ORIGINAL_LINE, draw_first_line))
MEMBERS: tuple[tuple[Any, str, Any], ...] = ()
