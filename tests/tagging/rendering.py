"""Typesets small documents for the tests, with the fonts of the PyPI packages and nothing of the machine's."""

from __future__ import annotations

import functools
import logging
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import font_source_sans_pro  # type: ignore[import-untyped]
import font_source_serif_pro  # type: ignore[import-untyped]
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from rammeaftale.engine.tagging.install import TaggedPdf, write_tagged_pdf
from rammeaftale.model.product import DataFile

FACES = {"Regular": "", "It": "font-style: italic;", "Bold": "font-weight: bold;"}
FAMILIES = {"Source Sans Pro": font_source_sans_pro, "Source Serif Pro": font_source_serif_pro}
DATA = DataFile("takster.csv", b"Tilbud;Takst\n", "Takster")
DATED = date(2021, 1, 1)
logging.getLogger("fontTools").setLevel(logging.ERROR)


@functools.cache
def style_sheet() -> tuple[weasyprint.CSS, FontConfiguration]:
    """One @font-face rule for each face, and the fonts; read once, as in the typesetting processes."""
    rules = []
    for family, package in FAMILIES.items():
        folder = Path(package.font_directory)
        for face, style in FACES.items():
            file = folder / f"{family.replace(' ', '')}-{face}.otf"
            rules.append(f'@font-face {{ font-family: "{family}"; {style} src: url({file.as_uri()}) }}')
    fonts = FontConfiguration()
    return weasyprint.CSS(string="\n".join(rules), font_config=fonts), fonts


def element_tree(html: str) -> Element:
    """The elements that are typeset, by the rules of HTML."""
    return weasyprint.HTML(string=html, base_url="").etree_element


def laid_out(html: str) -> weasyprint.Document:
    """The document, typeset."""
    css, fonts = style_sheet()
    return weasyprint.HTML(string=html, base_url="").render(stylesheets=[css], font_config=fonts)


def tagged(html: str, *data_files: DataFile, modern: bool = False) -> TaggedPdf:
    """The document, typeset and written with our tags."""
    return write_tagged_pdf(laid_out(html), modern=modern, data_files=data_files, dated=DATED)


def page(body: str, css: str = "", title: str = "Prøve") -> str:
    """A whole document around a few elements."""
    style = f'@page {{ size: A6; margin: 12mm }} body {{ font: 10pt "Source Serif Pro" }} {css}'
    return f'<html lang="da"><head><title>{title}</title><style>{style}</style></head><body>{body}</body></html>'


CORPUS = Path(__file__).parent / "corpus"
NAMES = sorted(path.stem for path in CORPUS.glob("*.html"))


def corpus(name: str) -> str:
    """The HTML of a corpus document."""
    return (CORPUS / f"{name}.html").read_text("utf-8")


@functools.cache
def corpus_pdf(name: str, *, modern: bool = False) -> TaggedPdf:
    """A corpus document, typeset and written once for all tests; in PDF 2.0 with a data file."""
    return tagged(corpus(name), *((DATA,) if modern else ()), modern=modern)
