"""Takes the HTML that was typeset; gives its text as blocks in order (headings, paragraphs, items, cells, pictures).

The text is made comparable: white space collapsed, soft hyphens and zero-width spaces gone, small letters (the style
sheet may set capitals). SEAM marks the edge of an inline element: a space there is the style sheet's affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

SEAM = "\x00"
SVG = "{http://www.w3.org/2000/svg}"
LABELS = {name: name for name in ("h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "caption", "li", "dt", "dd")}
LABELS["figcaption"] = "caption"
GROUPS = (
    "address article aside blockquote body center details div dl fieldset figure footer form header hgroup hr html main"
    " nav ol p pre section summary table tbody tfoot thead tr ul"
)
BLOCKS = frozenset(GROUPS.split()) | set(LABELS)
SILENT = frozenset(("head", "script", "style", "template", "title", "noscript"))
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]+")
SEAMS = re.compile(r"\s*\x00[\s\x00]*")


@dataclass(frozen=True, slots=True)
class Block:
    """One run of text: `kind` is the heading, cell, item or caption nearest around it, `alt` a picture, else `text`."""

    kind: str
    text: str
    source: str


def comparable(text: str) -> str:
    """The text as it is compared."""
    collapsed = " ".join(INVISIBLE.sub("", text).split()).casefold()
    if SEAM in collapsed:
        collapsed = SEAMS.sub(_seam, collapsed).strip(" \x00")
    return collapsed


def _seam(match: re.Match[str]) -> str:
    return SEAM if match.group().strip(SEAM) == "" else " "


def source_blocks(source: Element) -> list[Block]:
    """The blocks of a document, given as the element tree that was typeset."""
    collector = _Collector()
    collector.element(source, "text", "")
    collector.flush("text", "")
    return collector.blocks


def alternative(element: Element) -> str:
    """A picture's words as the tag tree has them."""
    tag = element.tag
    if tag == "img":
        return element.get("alt") or element.get("aria-label") or ""
    found = [element.find(SVG + name) if SVG in tag else element.find(name) for name in ("title", "desc")]
    texts = [" ".join((part.text or "").split()).rstrip(".") for part in found if part is not None]
    said = [text for text in texts if text]
    return ". ".join(said) or element.get("aria-label") or ""


def is_silent(element: Element) -> bool:
    """Whether the author keeps the element from being read."""
    if element.tag in SILENT or element.get("aria-hidden") == "true":
        return True
    return element.tag == "img" and element.get("role") in ("presentation", "none")


class _Collector:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parts: list[str] = []

    def flush(self, kind: str, source: str) -> None:
        if self.parts:
            text = comparable("".join(self.parts))
            self.parts = []
            if text:
                self.blocks.append(Block(kind, text, source))

    def picture(self, elements: Iterable[Element], source: str) -> None:
        said = [alternative(element) for element in elements if not is_silent(element)]
        text = ". ".join(one.rstrip(".") if number < len(said) - 1 else one for number, one in enumerate(said) if one)
        if text:
            self.blocks.append(Block("alt", comparable(text), source))

    def element(self, element: Element, kind: str, source: str, *, in_figure: bool = False) -> None:
        tag = element.tag
        if not isinstance(tag, str) or is_silent(element):
            return
        source = element.get("data-kilde") or source
        if tag == "img" or tag.removeprefix(SVG) == "svg":
            if not in_figure:
                self.picture((element,), source)
            return
        if tag == "br":
            self.parts.append(" ")
        elif tag in BLOCKS:
            self._block(element, LABELS.get(tag, kind), source, kind, in_figure=in_figure)
        else:
            self.parts.append(SEAM)
            self._content(element, kind, source, in_figure=in_figure)
            self.parts.append(SEAM)

    def _block(self, element: Element, label: str, source: str, outer: str, *, in_figure: bool) -> None:
        self.flush(outer, source)
        if element.tag == "figure" and element.find(".//table") is None:
            pictures = [one for one in element.iter() if str(one.tag).removeprefix(SVG) in ("img", "svg")]
            self.picture(pictures, source)
            in_figure = bool(pictures)
        self._content(element, label, source, in_figure=in_figure)
        self.flush(label, source)

    def _content(self, element: Element, kind: str, source: str, *, in_figure: bool) -> None:
        if element.text:
            self.parts.append(element.text)
        for child in element:
            self.element(child, kind, source, in_figure=in_figure)
            if child.tail:
                self.parts.append(child.tail)
