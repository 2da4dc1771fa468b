"""Text on the page: what was shaped to be measured is kept, and a line that stands in many places is drawn once.

The engine throws a layout away when it has measured it, and shapes the same letters once more to draw them.
"""

from __future__ import annotations

from typing import Any

from weasyprint.css import Style
from weasyprint.draw import text as engine
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream
from weasyprint.text.line_break import Layout

_ORIGINAL_FIRST_LINE = Layout.get_first_line
_ORIGINAL_SET_TEXT = Layout.set_text
_ORIGINAL_DEACTIVATE = Layout.deactivate
_ORIGINAL_TEXT = engine.draw_text
_ORIGINAL_LINE = engine.draw_first_line
_SETS_FONT = b" Tf"


class _Kept:
    """A layout as it was measured, with its only line. Stands in for the layout while that is drawn.

    `layout` takes the settings that the engine makes before it draws, which would throw the line away; `shown` is what
    drew the line: the fonts of the file, the font's name and size among them, and the show operator.
    """

    shown: tuple[object, tuple[str, float], bytes] | None = None

    def __init__(self, layout: Layout, line: object) -> None:
        self._measured = layout
        self._shaped = layout.layout  # the line is there as long as this is
        self._line = line
        self.layout = _spare(layout.style)

    def get_first_line(self) -> tuple[object, None]:
        """The line, and that no other follows."""
        return self._line, None

    def reactivate(self, _style: Style) -> None:
        """It was never thrown away."""

    def deactivate(self) -> None:
        """It may be drawn again: one measured line can stand in many places."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._measured, name)


def _spare(style: Style) -> object:
    """A layout that nobody measures, one for a document."""
    fonts = style.font_config.__dict__
    if "_spare" not in fonts:
        fonts["_spare"] = Layout(style)
    return fonts["_spare"].layout


def _get_first_line(layout: Layout) -> tuple[object, int | None]:
    """The first line, and where the second begins."""
    layout.__dict__["_last"] = found = _ORIGINAL_FIRST_LINE(layout)
    return found


def _set_text(layout: Layout, text: str, justify: bool = False) -> None:
    """Another text: the line that was shaped is no more."""
    layout.__dict__["_last"] = None
    _ORIGINAL_SET_TEXT(layout, text, justify)


def _deactivate(layout: Layout) -> None:
    """Keep the line when it is all of the text, and let go of the rest.

    Only as it was measured: a layout that was set up again to be drawn may have been shortened with an ellipsis.
    """
    attributes = layout.__dict__
    if "_kept" not in attributes:
        line, next_line = attributes.get("_last") or (None, None)
        is_whole = line is not None and next_line is None and not layout.justification_spacing
        attributes["_kept"] = _Kept(layout, line) if is_whole else None
    _ORIGINAL_DEACTIVATE(layout)


def _draw_text(stream: Stream, textbox: TextBox, offset_x: float, text_overflow: str, block_ellipsis: object) -> None:
    """Draw a text box: by the operators that drew the same line before, or by the line as it was measured."""
    layout = textbox.pango_layout
    kept: _Kept | None = layout.__dict__.get("_kept")
    if kept is None or text_overflow == "ellipsis" or block_ellipsis != "none":
        _ORIGINAL_TEXT(stream, textbox, offset_x, text_overflow, block_ellipsis)
        return
    if kept.shown and kept.shown[0] is stream._fonts and textbox.style["text_decoration_line"] == "none":
        _show_again(stream, textbox, *kept.shown[1:])
        return
    textbox.pango_layout = kept  # type: ignore[assignment]
    try:
        _ORIGINAL_TEXT(stream, textbox, offset_x, text_overflow, block_ellipsis)
    finally:
        textbox.pango_layout = layout


def _show_again(stream: Stream, textbox: TextBox, font: tuple[str, float], operator: bytes) -> None:
    stream.set_color(textbox.style["color"])
    stream.begin_text()
    stream.set_text_matrix(*Matrix(d=-1, e=textbox.position_x, f=textbox.position_y + textbox.baseline).values)
    stream.set_font_size(*font)
    stream.stream.append(operator)
    stream.end_text()


def _draw_first_line(
    stream: Stream, textbox: TextBox, text_overflow: str, block_ellipsis: object, matrix: Matrix
) -> list[object]:
    """Draw the line. One in a single font, without pictures, is remembered as its font and its show operator."""
    start = len(stream.stream)
    emojis = _ORIGINAL_LINE(stream, textbox, text_overflow, block_ellipsis, matrix)
    kept: object = textbox.pango_layout
    if isinstance(kept, _Kept) and stream._current_font and not emojis:
        drawn = stream.stream[start + 1 :]  # after the text matrix
        if len(drawn) == 1 or (len(drawn) == 2 and drawn[0].endswith(_SETS_FONT)):
            kept.shown = stream._fonts, stream._current_font, drawn[-1]
    return emojis


REPLACED = (
    (Layout, "get_first_line", _get_first_line),
    (Layout, "set_text", _set_text),
    (Layout, "deactivate", _deactivate),
    (engine, "draw_text", _draw_text),
    (engine, "draw_first_line", _draw_first_line),
)
