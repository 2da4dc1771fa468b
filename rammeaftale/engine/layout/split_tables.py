"""Takes what is printed on a page; gives tables whose rows have no head there, and captions that stand alone.

The typesetter gives up the rules about page breaks when it cannot keep them all, and then drops the head first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from rammeaftale.engine.layout.page_boxes import PICTURE, TABLE, PageBoxes

_HEAD = "thead"


def headless_tables(page: PageBoxes) -> Iterator[Element]:
    """Each table that has a head in the source and none on this page, where it has rows."""
    for table, parts in _tables(page):
        if _HEAD not in parts and table.find(_HEAD) is not None:
            yield table


def lone_captions(page: PageBoxes, parents: Mapping[Element, Element]) -> Iterator[Element]:
    """Each caption on the page without a row or a picture under it; `parents` has the element around each."""
    shown = {table for table, _ in _tables(page)}
    shown |= {frame.box.element for frame in page.frames if frame.kind == PICTURE and frame.box.element is not None}
    for caption in page.captions:
        if shown.isdisjoint(parents[caption].iter()):
            yield caption


def _tables(page: PageBoxes) -> Iterator[tuple[Element, set[str | None]]]:
    """The tables with rows on the page, and which of their parts are there."""
    for frame in page.frames:
        element = frame.box.element
        if frame.kind == TABLE and element is not None:
            parts = {group.element_tag for group in frame.box.children if group.children}
            if parts - {_HEAD}:
                yield element, parts
