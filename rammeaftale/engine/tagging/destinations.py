"""Bookmarks and internal links lead to a structure element, not only to a spot on a page (ISO 32000-2, 12.3.2.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

from rammeaftale.engine.tagging.nodes import Reading


def structure_destinations(pdf: Any, reading: Reading, elements: dict[int, Any]) -> None:
    """Turn each page destination into a GoTo action with `D` (the page) and `SD` (the element)."""
    outlines = list(_outlines(pdf))
    for item, key in zip(outlines, reading.bookmarks, strict=True):
        page = item.pop("Dest")
        item["A"] = _go_to(page, [elements[key].reference, *page[1:]])
    anchors = dict(reading.anchors)
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Link" and "Dest" in item:
            name = item.pop("Dest")
            key = anchors.get(name.string, reading.root.key)
            item["A"] = _go_to(name, [elements[key].reference, "/XYZ", "null", "null", "null"])


def _go_to(page: Any, element: list[Any]) -> Any:
    return pydyf.Dictionary({"Type": "/Action", "S": "/GoTo", "D": page, "SD": pydyf.Array(element)})


def _outlines(pdf: Any) -> Iterator[Any]:
    """The outline's items in the order in which they are read."""
    if "Outlines" not in pdf.catalog:
        return
    waiting = [_at(pdf, _at(pdf, pdf.catalog["Outlines"])["First"])]
    while waiting:
        item = waiting.pop()
        yield item
        if "Next" in item:
            waiting.append(_at(pdf, item["Next"]))
        if "First" in item:
            waiting.append(_at(pdf, item["First"]))


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
