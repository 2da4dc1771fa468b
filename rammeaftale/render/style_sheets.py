"""The templates of a checkout; the style sheet of a page template; the small page that warms the engine up."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rammeaftale.model.page import Page, page_of
from rammeaftale.model.product import Markup
from rammeaftale.world import World
from rammeaftale.world.program import own_text

FOLDER = "templates"
ASSET = re.compile(r"\basset:([\w./-]+)")
"""A file that HTML or CSS names."""
_ENDINGS = (".html", ".css", ".svg")
_COMMON = ("maal", "skrifter", "side", "tekst", "tabeller", "bokse")
_MOST_USED = "dokument"
"""The page template of the agreement and its bilag."""


def read_templates(world: World) -> Mapping[str, str]:
    """The files below templates/ by path ("print/dokument.html"). Raises what `World.read` raises."""
    return {
        path.removeprefix(f"{FOLDER}/"): own_text(world, path) for path in world.list(FOLDER) if path.endswith(_ENDINGS)
    }


def page_templates(world: World) -> frozenset[str]:
    """The templates that a document may be printed by: those with a style sheet of their own name."""
    files = {path.removeprefix(f"{FOLDER}/print/") for path in world.list(f"{FOLDER}/print")}
    return frozenset(name.removesuffix(".html") for name in files if name.removesuffix(".html") + ".css" in files)


def page_measures(world: World) -> Page:
    """The measures of the page that the templates lay out. Raises what `read_templates` and `page_of` raise.

    Every template is read, so that one that cannot be is told by whoever asks, and not first when a page is set.
    """
    return page_of(read_templates(world))


def style_sheet_names(template: str) -> list[str]:
    """The style sheets that a page template is printed with: a template has one of its own name."""
    return [f"print/{name}.css" for name in (*_COMMON, template)]


def style_sheet(templates: Mapping[str, str], template: str) -> str:
    """Those style sheets as one. Raises KeyError."""
    return "\n".join(templates[name] for name in style_sheet_names(template))


def ornaments(templates: Mapping[str, str]) -> dict[str, bytes]:
    """The drawings that belong to the templates, by the names that the style sheets name them by."""
    return {name.removeprefix("print/"): text.encode() for name, text in templates.items() if name.endswith(".svg")}


def small_page(world: World, fonts: Mapping[str, bytes]) -> Markup:
    """A page with a heading, a list, a link and a table, and the style sheet that most documents have."""
    templates = read_templates(world)
    css = style_sheet(templates, _MOST_USED)
    available = {**fonts, **ornaments(templates)}
    return Markup("proeve", _SMALL_PAGE, css, {name: available[name] for name in ASSET.findall(css)})


_SMALL_PAGE = """<html lang="da"><head><title>Prøve</title></head><body><h1 id="a">Prøve</h1>
<ul><li><a href="#a">Prøve</a></li></ul><table class="tabel"><thead><tr><th scope="col">Prøve</th></tr></thead>
<tbody><tr><td>Så mange ord, at de må brydes over to linjer, for ellers er der intet at dele</td></tr></tbody></table>
</body></html>"""
