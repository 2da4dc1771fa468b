"""Pango layouts: font, language and features are set up once for each style, and the height of its lines is kept."""

from __future__ import annotations

from typing import NamedTuple

from weasyprint.css import Style
from weasyprint.text import line_break
from weasyprint.text.line_break import Layout, ffi, gobject, pango

from rammeaftale.engine.speed.remembered import of_style

_MEASURED = ("ascent", "underline_position", "strikethrough_position", "underline_thickness", "strikethrough_thickness")


class _Setting(NamedTuple):
    """What every layout of a style has in common. `lines` are the measures of its underlines, when it has any."""

    context: object
    language: object
    font: object
    features: object
    lines: dict[str, float | None]


def _setup(layout: Layout, style: Style) -> None:
    """Make the layout for a style."""
    setting = _setting(style)
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


@of_style
def _setting(style: Style) -> _Setting:
    context, language = _context(style)
    font = line_break.get_font_description(style)
    return _Setting(context, language, font, _features(style), _lines(style, context, font, language))


def _context(style: Style) -> tuple[object, object]:
    """Pango's context for a language and direction, one for a document, and the language in Pango's form."""
    fonts = style.font_config
    known: dict[object, tuple[object, object]] = fonts.__dict__.setdefault("_contexts", {})
    key = (style["direction"], style["font_language_override"], style["lang"])
    if key not in known:
        context = ffi.gc(pango.pango_font_map_create_context(fonts.font_map), gobject.g_object_unref)
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, line_break.PANGO_DIRECTION[style["direction"]])
        known[key] = context, _language(style, context)
    return known[key]


def _language(style: Style, context: object) -> object:
    asked, name = style["font_language_override"], style["lang"]
    if asked != "normal":
        name = line_break.LST_TO_ISO.get(asked.lower(), asked)
    if not name:
        return pango.pango_language_get_default()
    pointer, _bytes = line_break.unicode_to_char_p(name)
    language = pango.pango_language_from_string(pointer)
    pango.pango_context_set_language(context, language)
    return language


def _features(style: Style) -> object:
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


def _lines(style: Style, context: object, font: object, language: object) -> dict[str, float | None]:
    """Where lines under and through the text stand; nothing is measured where there are none."""
    if style["text_decoration_line"] == "none":
        return dict.fromkeys(_MEASURED[:3])
    metrics = ffi.gc(pango.pango_context_get_metrics(context, font, language), pango.pango_font_metrics_unref)
    return {
        name: line_break.FROM_UNITS * getattr(pango, f"pango_font_metrics_get_{name}")(metrics) for name in _MEASURED
    }


REPLACED = ((Layout, "setup", _setup), (line_break, "strut", of_style(line_break.strut)))
