"""A chapter of Markdown set with the project's own templates and fonts, as a page of the smallest edition."""

from __future__ import annotations

from functools import cache

import weasyprint
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.fonts import FontConfiguration

from rammeaftale.engine import pdf
from rammeaftale.engine.versions import fonts
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.product import Markup
from rammeaftale.render.html import compose
from rammeaftale.shell.pipeline import load
from tests.case_files import EDITION, basis
from tests.memory_world import MemoryWorld
from tests.printing import DRAWINGS, TEMPLATES

CHAPTER = f"content/{EDITION}/styring.md"
_fonts = cache(fonts)


def chapter(text: str) -> Markup:
    """The smallest edition's agreement with this text as its last chapter, composed; it must be without errors."""
    checked = load(MemoryWorld({**basis(), CHAPTER: f"# Styring {{#styring}}\n\n{text}\n".encode()}), EDITION)
    assert checked.ok, checked.diagnostics
    assert checked.value is not None
    return composed(checked.value, checked.value.documents[0])


def composed(edition: Edition, document: Document) -> Markup:
    """One document with the fonts that a product has."""
    made = compose(edition, document, DRAWINGS, TEMPLATES, _fonts())
    assert made.diagnostics == ()
    return made.value


def told(markup: Markup) -> list[str]:
    """The kinds and lines of what typesetting finds."""
    return [f"{finding.kind} {finding.span}" for finding in pdf.typeset(markup).diagnostics]


def pages_of(markup: Markup) -> weasyprint.Document:
    """The document, laid out."""
    assets = pdf._Assets(markup)
    font_config = FontConfiguration()
    css = weasyprint.CSS(string=markup.css, url_fetcher=assets, font_config=font_config)
    html = weasyprint.HTML(string=markup.html, url_fetcher=assets)
    return html.render(stylesheets=[css], font_config=font_config)


def boxes_of(document: weasyprint.Document) -> list[Box]:
    """All boxes of all pages, those that are placed too."""
    found = (box for page in document.pages for box in page._page_box.descendants(placeholders=True))
    return [box._box if isinstance(box, AbsolutePlaceholder) else box for box in found]
