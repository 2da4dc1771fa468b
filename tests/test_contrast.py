"""Every letter and rule as it is really laid out, against the ground that it stands on (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from rammeaftale.figures.organisation import LOOKS
from rammeaftale.model.agreement import Level
from rammeaftale.model.product import Markup
from rammeaftale.render.html import compose
from tests.printing import DRAWINGS, TEMPLATES, full_edition

EDITION = full_edition()
AGREEMENT, BILAG = EDITION.documents
DOCUMENTS = {"aftale": AGREEMENT, "takster": BILAG, "faktaark": replace(AGREEMENT, template="faktaark")}
LEAST_TEXT, LEAST_LARGE, LEAST_RULE = 4.5, 3.0, 3.0
LARGE, LARGE_BOLD = 24.0, 18.66  # px: 18 pt, and 14 pt when bold
HAIRLINE = 0.6  # px: finer rules only set rows apart that the white space parts already
SIDES = ("top", "right", "bottom", "left")

Colour = tuple[float, float, float]


def luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _rgb(digits: str) -> Colour:
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _colour(value: Any) -> Colour | None:
    """Red, green and blue; None when nothing is drawn."""
    if value.alpha == 0:
        return None
    assert value.alpha == 1, "half-transparent colours cannot be judged"
    red, green, blue = value.to("srgb").coordinates
    return red, green, blue


class _Assets(URLFetcher):
    def __init__(self, markup: Markup) -> None:
        super().__init__(allowed_protocols={"asset"})
        self._assets = markup.assets

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        return URLFetcherResponse(url, self._assets[url.removeprefix("asset:")])


def _pages(name: str) -> list[Any]:
    fonts = {
        file.name: file.read_bytes()
        for package in ("font_source_sans_pro", "font_source_serif_pro")
        for file in (files(package) / "files").iterdir()
        if file.name.endswith(".ttf")
    }
    drawings = {
        key: replace(drawing, svg='<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
        for key, drawing in DRAWINGS.items()
    }
    markup = compose(EDITION, DOCUMENTS[name], drawings, TEMPLATES, fonts).value
    config, assets = FontConfiguration(), _Assets(markup)
    css = weasyprint.CSS(string=markup.css, url_fetcher=assets, font_config=config)
    laid_out = weasyprint.HTML(string=markup.html, url_fetcher=assets).render(stylesheets=[css], font_config=config)
    return [page._page_box for page in laid_out.pages]


def _drawn(box: Any, ground: Colour) -> Iterator[tuple[Any, Colour]]:
    """Every box with the colour that lies behind it."""
    yield box, ground
    inside = _colour(box.style["background_color"]) or ground
    for child in getattr(box, "children", ()):
        yield from _drawn(child, inside)


def _faults(pages: list[Any]) -> Iterator[str]:
    for page in pages:
        for box, ground in _drawn(page, (1, 1, 1)):
            text = getattr(box, "text", "")
            if isinstance(text, str) and text.strip() and not _is_only_heard(box):
                size, bold = box.style["font_size"], box.style["font_weight"] >= 600
                least = LEAST_LARGE if size >= (LARGE_BOLD if bold else LARGE) else LEAST_TEXT
                shown = _colour(box.style["color"])
                if shown is None or contrast(shown, ground) < least:
                    yield f"{text!r}: {shown} på {ground}"
            for side, rule in _rules(box.style):
                if rule is None or contrast(rule, ground) < LEAST_RULE:
                    yield f"{box.element_tag}, streg {side}: {rule} på {ground}"


def _is_only_heard(box: Any) -> bool:
    """What the style sheet adds for who listens: what a box is and where it ends, the colon between two titles."""
    return "::" in str(box.element_tag) and box.style["color"].alpha == 0


def _rules(style: Any) -> Iterator[tuple[str, Colour | None]]:
    for side in SIDES:
        if style[f"border_{side}_style"] != "none" and style[f"border_{side}_width"] > HAIRLINE:
            named = style[f"border_{side}_color"]
            yield side, _colour(style["color"] if named == "currentcolor" else named)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_all_that_is_printed_can_be_seen(name: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "weasyprint"):
        pages = _pages(name)
    letters = sum(len(box.text) for page in pages for box, _ in _drawn(page, (1, 1, 1)) if hasattr(box, "text"))
    assert letters > 500
    assert sorted(set(_faults(pages))) == []


def test_the_measure_finds_what_cannot_be_read() -> None:
    assert round(contrast(_rgb("#000000"), _rgb("#ffffff")), 2) == 21
    assert round(contrast(_rgb("#777777"), _rgb("#ffffff")), 2) == 4.48


def test_boxes_of_the_figure_can_be_read_and_seen() -> None:
    assert set(LOOKS) == set(Level)
    assert len({look.fill + look.text for look in LOOKS.values()}) >= 3
    assert all(contrast(_rgb(look.text), _rgb(look.fill)) >= LEAST_TEXT for look in LOOKS.values())
    assert all(contrast(_rgb(look.stroke), (1, 1, 1)) >= LEAST_RULE for look in LOOKS.values())
