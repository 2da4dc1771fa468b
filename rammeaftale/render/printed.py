"""A resolved edition and the templates → every run of text that its documents print, with the place it is from.

The pages themselves are asked, so that no template can print what nobody looks at: the text of texts, tables, boxes,
notes and captions, what is made of data, titles and alternative texts. Nothing is drawn and no page is set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, fromstring

from rammeaftale.base.diagnostics import FileSpan, Span, TextSpan
from rammeaftale.base.holes import hole_in
from rammeaftale.engine.inspect.blocks import comparable, visible, without_seams
from rammeaftale.engine.inspect.source_text import source_blocks
from rammeaftale.figures import draw_figures
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.page import page_of
from rammeaftale.model.product import Printed
from rammeaftale.model.text import Figure
from rammeaftale.model.walk import blocks_of
from rammeaftale.render.html import compose

_TOLD_APART = frozenset({"udestaar", "mangler", "bagest", "varsel", "maerke", "eksempel"})
"""Classes of what says that there is a gap or example data: the edition has them, and is asked itself."""
_UNPAINTED = b'<svg width="1"/>'
_FIGURES = "taltabel"
"""The class of the tables of figures."""
_SVG_TEXT = "{http://www.w3.org/2000/svg}text"
_PLACE = re.compile(r"(?P<path>.+):(?P<line>[1-9][0-9]*)")


def printed_words(edition: Edition, templates: Mapping[str, str]) -> Iterator[Printed]:
    """What every document prints, document by document; nothing of one that cannot be composed, which a build tells.

    `templates` are the files below templates/ by path, as `compose` takes them.
    """
    for document in edition.documents:
        yield from _of_document(edition, document, templates)


def _of_document(edition: Edition, document: Document, templates: Mapping[str, str]) -> Iterator[Printed]:
    names = {figure.name for figure in blocks_of(document, Figure)}
    drawings = draw_figures(edition, names, page_of(templates), lambda *_: _UNPAINTED)
    html = compose(edition, document, drawings, templates, {}).value.html
    roots = [root for root in map(_tree, (html, *(drawing.svg for drawing in drawings.values()))) if root is not None]
    for root in roots:
        whole = visible("".join(root.itertext()))
        for words in _beside_the_text(root):
            yield Printed(document.id, comparable(words), document.span)
        for total, source in _totals(root):
            yield Printed(document.id, comparable(total), _span(source, document), is_total=True)
        _leave_out_what_is_told(root)
        for block in source_blocks(root):
            heading = block.kind == "th"
            words = without_seams(block.text)
            words = _as_written(words, whole) if hole_in(words, is_heading=heading) else words
            yield Printed(document.id, words, _span(block.source, document), is_heading=heading)


def _as_written(words: str, whole: str) -> str:
    """Words in small letters as the page has them, where they stand in its text in one piece."""
    folded = whole.casefold()
    at = folded.find(words) if len(folded) == len(whole) else -1
    return whole[at : at + len(words)] if at >= 0 else words


def _tree(written: str) -> Element | None:
    """A page as the tree that it is; None for one with a letter that XML does not know, which no document prints."""
    try:
        return fromstring(written)  # noqa: S314 - our own templates wrote it, and they declare no entities
    except ParseError:
        return None


def _beside_the_text(root: Element) -> Iterator[str]:
    """Titles, what the file says of itself, and the words of a drawing, which are not read as text."""
    yield from (element.text or "" for element in root.iter("title"))
    yield from (element.get("content", "") for element in root.iter("meta"))
    yield from (element.get("title", "") for element in root.iter("abbr"))
    yield from ("".join(element.itertext()) for element in root.iter(_SVG_TEXT))


def _totals(root: Element) -> Iterator[tuple[str, str]]:
    """The figures in the last rows of tables of figures, with the places of the tables."""
    for table in root.iter("table"):
        if _FIGURES in _classes(table):
            rows = (row for row in table.iter("tr") if "sum" in _classes(row))
            yield from (("".join(cell.itertext()), table.get("data-kilde") or "") for row in rows for cell in row)


def _leave_out_what_is_told(root: Element) -> None:
    for parent in list(root.iter()):
        for child in [child for child in parent if _TOLD_APART & _classes(child)]:
            parent.remove(child)
    for sign in root.iter("span"):
        sign.attrib.pop("aria-label", None)  # a dash is judged as it is printed, not as it is said


def _classes(element: Element) -> frozenset[str]:
    return frozenset(element.get("class", "").split())


def _span(source: str, document: Document) -> Span:
    """The place that `data-kilde` names: a line, a file, or where the document is named when it says nothing."""
    match = _PLACE.fullmatch(source)
    if match:
        return TextSpan(match["path"], int(match["line"]))
    return FileSpan(source) if source else document.span
