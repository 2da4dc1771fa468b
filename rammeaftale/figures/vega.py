"""Vega-Lite specification → SVG. The only importer of vl_convert, loaded only when something must be drawn."""

from __future__ import annotations

from rammeaftale.world.program import package_path

DRAWN_FONT = "Source Sans Pro"
PRINTED_FONT = "RA Sans"
"""The name that our style sheets give the same font; the machine's own Source Sans must never be asked for."""


def draw(spec: str) -> str:
    """The specification as SVG. Text is measured with the font that will print it; nothing is fetched."""
    import vl_convert  # the expensive import: 0.4 s with its first drawing, and the drawing is remembered

    vl_convert.register_font_directory(str(package_path("font_source_sans_pro", "files")))
    svg: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[], format_locale="da-DK")
    return svg.replace(DRAWN_FONT, PRINTED_FONT)
