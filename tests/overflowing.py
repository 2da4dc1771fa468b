"""Typesets with the project's own style sheets and fonts, and finds the words that stand out of their cell or line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

import weasyprint
from weasyprint.formatting_structure.boxes import Box, TableCellBox, TextBox
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from rammeaftale.engine.versions import fonts
from rammeaftale.render.style_sheets import style_sheet
from tests.printing import TEMPLATES

B = TypeVar("B", bound=Box)
HAIR = 0.1
"""px that a word may stick out: the typesetter rounds."""


class _Assets(URLFetcher):
    """Serves the fonts that the style sheets name; pictures are left empty."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # the engine's signature
        return URLFetcherResponse(url, fonts().get(url.removeprefix("asset:"), b"<svg/>"))


@cache
def _style() -> tuple[weasyprint.CSS, FontConfiguration]:
    known = FontConfiguration()
    css = style_sheet(TEMPLATES, "dokument")
    return weasyprint.CSS(string=css, font_config=known, url_fetcher=_Assets()), known


def typeset_body(body: str) -> weasyprint.Document:
    """The elements in a document that the style sheets of a bilag lay out."""
    return typeset_html(f'<html lang="da"><head><title>Prøve</title></head><body><main>{body}</main></body></html>')


def typeset_html(html: str) -> weasyprint.Document:
    """A whole page."""
    css, known = _style()
    return weasyprint.HTML(string=html, url_fetcher=_Assets()).render(stylesheets=[css], font_config=known)


def boxes(document: weasyprint.Document, kind: type[B]) -> Iterator[B]:
    """Every box of a kind in the flow, page by page."""
    for page in document.pages:
        root: Any = page._page_box.children[0]
        yield from (box for box in root.descendants() if isinstance(box, kind))


def words_out_of_cells(document: weasyprint.Document) -> list[str]:
    """The texts that stand out of the cell they belong to, spaces at their end not counted."""
    return [
        text.text
        for cell in boxes(document, TableCellBox)
        for text in cell.descendants()
        if isinstance(text, TextBox) and text.text.strip()
        if text.position_x < cell.content_box_x() - HAIR
        or text.position_x + text.width > cell.content_box_x() + cell.width + HAIR
    ]
