"""Bookmarks and internal links lead to a structure element, not only to a spot on a page (ISO 32000-2, 12.3.2.3)."""

from __future__ import annotations

from collections.abc import Mapping

import pydyf

from rammeaftale.engine.tagging.tree import LogicalTree


def structure_destinations(pdf: pydyf.PDF, tree: LogicalTree, elements: Mapping[int, pydyf.Dictionary]) -> None:
    """Turn each page destination into a GoTo action with `D` (the page) and `SD` (the element)."""
    holders = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and "Dest" in item]
    outlines = [item for item in holders if "Title" in item]  # the engine adds them in the order in which they are read
    for item, key in zip(outlines, tree.bookmarks, strict=True):
        page: pydyf.Array = item.pop("Dest")
        item["A"] = _go_to(page, elements[key], *page[1:])
    for item in holders:
        if item.get("Subtype") == "/Link":
            name: pydyf.String = item.pop("Dest")
            item["A"] = _go_to(name, elements[tree.anchors.get(name.string, tree.root.key)], "/XYZ", *["null"] * 3)


def _go_to(page: pydyf.Object, element: pydyf.Dictionary, *position: object) -> pydyf.Dictionary:
    target = pydyf.Array([element.reference, *position])
    return pydyf.Dictionary({"Type": "/Action", "S": "/GoTo", "D": page, "SD": target})
