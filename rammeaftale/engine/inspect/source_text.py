"""Takes the HTML that was typeset; gives its text as blocks in order, with the place of each in the sources."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from rammeaftale.engine.inspect.blocks import SEAM, Block, Blocks
from rammeaftale.engine.tagging.markup import (
    BLOCKS,
    LABELS,
    PICTURES,
    is_decorative,
    is_note,
    keeps_notes,
    picture_words,
    said_instead,
    told_together,
)

_SILENT = frozenset(("head", "script", "style", "template", "title", "noscript"))


def source_blocks(source: Element) -> list[Block]:
    """The blocks of a document, given as the element tree that was typeset."""
    collector = _Collector()
    collector.element(source, "text", "", in_figure=False)
    collector.blocks.end("text", "")
    return collector.blocks.finished


def is_silent(element: Element) -> bool:
    """Whether the author keeps the element from being read."""
    return element.tag in _SILENT or is_decorative(element)


class _Collector:
    def __init__(self) -> None:
        self.blocks = Blocks()
        self._kept: list[tuple[Element, str, str]] | None = None
        """Notes to be read when the text that they stand beside has ended; None where nothing keeps them."""

    def element(self, element: Element, kind: str, source: str, *, in_figure: bool) -> None:
        tag = element.tag
        if not isinstance(tag, str) or is_silent(element):
            return
        source = element.get("data-kilde") or source
        if self._kept is not None and is_note(element):
            self._kept.append((element, kind, source))
        elif keeps_notes(element):
            around, self._kept = self._kept, []
            self._read(element, kind, source, in_figure=in_figure)
            kept, self._kept = self._kept, None
            for note, its_kind, its_source in kept:
                self._read(note, its_kind, its_source, in_figure=False)
            self._kept = around
        else:
            self._read(element, kind, source, in_figure=in_figure)

    def _read(self, element: Element, kind: str, source: str, *, in_figure: bool) -> None:
        tag = element.tag
        if tag in PICTURES:
            if not in_figure:
                self.blocks.add("alt", picture_words(element), source)
        elif tag == "br":
            self.blocks.parts.append(" ")
        elif tag in BLOCKS:
            self.blocks.end(kind, source)
            if tag == "figure" and element.find(".//table") is None:
                pictures = [picture for picture in element.iter() if picture.tag in PICTURES]
                words = (picture_words(picture) for picture in pictures if not is_silent(picture))
                self.blocks.add("alt", told_together(words), source)
                in_figure = bool(pictures)
            self.blocks.add("alt", said_instead(element), source)
            label = LABELS.get(tag, kind)
            self._content(element, label, source, in_figure=in_figure)
            self.blocks.end(label, source)
        else:
            self.blocks.add("alt", said_instead(element), source)
            self.blocks.parts.append(SEAM)
            self._content(element, kind, source, in_figure=in_figure)
            self.blocks.parts.append(SEAM)

    def _content(self, element: Element, kind: str, source: str, *, in_figure: bool) -> None:
        self.blocks.parts.append(element.text or "")
        for child in element:
            self.element(child, kind, source, in_figure=in_figure)
            self.blocks.parts.append(child.tail or "")
