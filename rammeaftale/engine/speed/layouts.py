"""Pango layouts: font, language and features are set up once for each style, and what was shaped is kept for drawing.

The engine throws a layout away when it has measured it, and shapes the same letters once more to draw them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.line_break import Layout, ffi, gobject, pango

_ORIGINAL_FIRST_LINE = Layout.get_first_line
_ORIGINAL_SET_TEXT = Layout.set_text
_ORIGINAL_DEACTIVATE = Layout.deactivate
_ORIGINAL_STRUT = line_break.strut
_MEASURED = ("ascent", "underline_position", "strikethrough_position", "underline_thickness", "strikethrough_thickness")


@dataclass(frozen=True, slots=True)
class Setting:
    """What every layout of a style has in common. `lines` are the measures of its underlines, when it has any."""

    context: Any
    language: Any
    font: Any
    features: Any
    lines: dict[str, float | None]


class Kept:
    """A layout as it was measured, with its only line. Stands in for the layout while that is drawn."""

    def __init__(self, layout: Any, line: Any) -> None:
        self._measured = layout
        self._shaped = layout.layout  # the line lives as long as it
        self._line = line
        self.layout = _spare(layout.style)
        """Takes the settings that the engine makes before it draws: they would throw the line away."""

    def get_first_line(self) -> tuple[Any, None]:
        """The line, and that no other follows."""
        return self._line, None

    def reactivate(self, _style: Any) -> None:
        """It was never thrown away."""

    def deactivate(self) -> None:
        """It may be drawn again: one measured line can stand in many places."""

    def remember(self, fonts: Any, font: tuple[str, float], operator: bytes) -> None:
        """Note what drew the line: the font's name and size among the file's `fonts`, and the show operator."""
        self._measured._shown = fonts, font, operator

    def __getattr__(self, name: str) -> Any:
        return getattr(self._measured, name)


def setup(layout: Any, style: Any) -> None:
    """Make the layout for a style."""
    try:
        setting = style._setting
    except AttributeError:
        setting = style._setting = _setting(style)
    layout.style = style
    layout.first_line_direction = 0
    layout.language = setting.language
    layout.layout = ffi.gc(pango.pango_layout_new(setting.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, setting.font)
    layout.__dict__.update(setting.lines)
    if setting.features is not None:
        attributes = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(attributes, setting.features)
        pango.pango_layout_set_attributes(layout.layout, attributes)


def _setting(style: Any) -> Setting:
    context, language = _context(style)
    font = line_break.get_font_description(style)
    return Setting(context, language, font, _features(style), _lines(style, context, font, language))


def _context(style: Any) -> tuple[Any, Any]:
    """Pango's context for a language and direction, one for a document, and the language in Pango's form."""
    fonts = style.font_config
    known = fonts.__dict__.setdefault("_contexts", {})
    key = (style["direction"], style["font_language_override"], style["lang"])
    if key not in known:
        context = ffi.gc(pango.pango_font_map_create_context(fonts.font_map), gobject.g_object_unref)
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, line_break.PANGO_DIRECTION[style["direction"]])
        known[key] = context, _language(style, context)
    return known[key]  # type: ignore[no-any-return]


def _language(style: Any, context: Any) -> Any:
    asked, name = style["font_language_override"], style["lang"]
    if asked != "normal":
        name = line_break.LST_TO_ISO.get(asked.lower(), asked)
    if not name:
        return pango.pango_language_get_default()
    pointer, _bytes = line_break.unicode_to_char_p(name)
    language = pango.pango_language_from_string(pointer)
    pango.pango_context_set_language(context, language)
    return language


def _features(style: Any) -> Any:
    """The font features as a Pango attribute, made once: it is never freed. None when the style asks for none."""
    asked = line_break.font_features(
        style["font_kerning"], style["font_variant_ligatures"], style["font_variant_position"],
        style["font_variant_caps"], style["font_variant_numeric"], style["font_variant_alternates"],
        style["font_variant_east_asian"], style["font_feature_settings"],
    )  # fmt: skip
    if not asked:
        return None
    written = ",".join(f"{key} {value}" for key, value in asked.items()).encode()
    known = style.font_config.font_features
    if written not in known:
        known[written] = pango.pango_attr_font_features_new(written)
    return known[written]


def _lines(style: Any, context: Any, font: Any, language: Any) -> dict[str, float | None]:
    """Where lines under and through the text stand; nothing is measured where there are none."""
    if style["text_decoration_line"] == "none":
        return dict.fromkeys(_MEASURED[:3])
    metrics = ffi.gc(pango.pango_context_get_metrics(context, font, language), pango.pango_font_metrics_unref)
    return {
        name: line_break.FROM_UNITS * getattr(pango, f"pango_font_metrics_get_{name}")(metrics) for name in _MEASURED
    }


def _spare(style: Any) -> Any:
    """A layout that nobody measures, one for a document."""
    fonts = style.font_config
    if "_spare" not in fonts.__dict__:
        fonts._spare = Layout(style)
    return fonts._spare.layout


def get_first_line(layout: Any) -> tuple[Any, int | None]:
    """The first line, and where the second begins."""
    layout._last = _ORIGINAL_FIRST_LINE(layout)
    return layout._last  # type: ignore[no-any-return]


def set_text(layout: Any, text: str, justify: bool = False) -> None:
    """Another text: the line that was shaped is no more."""
    layout._last = None
    _ORIGINAL_SET_TEXT(layout, text, justify)


def deactivate(layout: Any) -> None:
    """Keep the line when it is all of the text, and let go of the rest.

    Only as it was measured: a layout that was set up again to be drawn may have been shortened with an ellipsis.
    """
    attributes = layout.__dict__
    if "_kept" not in attributes:
        last = attributes.get("_last")
        is_whole = last is not None and last[1] is None and not layout.justification_spacing
        layout._kept = Kept(layout, last[0]) if is_whole else None
    _ORIGINAL_DEACTIVATE(layout)


def strut(style: Any) -> tuple[float, float]:
    """The line height and baseline of a style; the engine writes out fourteen properties to look it up."""
    try:
        return style._strut  # type: ignore[no-any-return]
    except AttributeError:
        style._strut = _ORIGINAL_STRUT(style)
        return style._strut  # type: ignore[no-any-return]


FUNCTIONS = ((_ORIGINAL_STRUT, strut),)
MEMBERS = (
    (Layout, "setup", setup),
    (Layout, "get_first_line", get_first_line),
    (Layout, "set_text", set_text),
    (Layout, "deactivate", deactivate),
)
