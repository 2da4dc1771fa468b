"""Lists: L with ListNumbering, LI with Lbl and LBody, definition lists, and the table of contents (TOC, TOCI)."""

from __future__ import annotations

from typing import Any

from rammeaftale.engine.tagging.draft import Draft
from rammeaftale.engine.tagging.state import Growing

LIST_KINDS = ("ul", "ol", "dl")
DEFAULTS = {"ul": "Disc", "ol": "Decimal", "dl": "Description"}

NUMBERING = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
}


def list_element(_growing: Growing, box: Any, parent: Draft) -> Draft:
    """A list, or a level of the table of contents."""
    if parent.in_contents and box.element_tag != "dl":
        entry = parent.ancestor("TOCI", "TOC")
        return Draft("TOC", entry or parent, box.element)
    node = Draft("L", parent, box.element)
    style = box.style["list_style_type"]
    default = DEFAULTS[box.element_tag]
    node.attributes["ListNumbering"] = default
    if box.element_tag != "dl" and isinstance(style, str):
        node.attributes["ListNumbering"] = NUMBERING.get(style, default)
    return node


def list_item(growing: Growing, box: Any, parent: Draft) -> Draft | None:
    """An item's body; its LI stands around it. In the table of contents an entry."""
    if parent.role == "TOC":
        return Draft("TOCI", parent, box.element)
    if parent.role != "L":
        return None
    item = Draft("LI", parent, box.element)
    growing.items[id(box.element)] = item
    if "list-item" not in box.style["display"] or box.style["list_style_type"] == "none":
        growing.unmarked.add(id(box.element))
    return Draft("LBody", item, box.element)


def definition_part(_growing: Growing, box: Any, parent: Draft) -> Draft | None:
    """A term is the label of an item, its descriptions are the body; each further description is a paragraph."""
    holder = parent.ancestor("L")
    if holder is None or holder.element.tag != "dl":
        return None
    items = holder.drafts()
    if box.element_tag == "dt":
        bodiless = items and not any(kid.role == "LBody" for kid in items[-1].kids if isinstance(kid, Draft))
        if bodiless:
            return Draft("Span", items[-1].drafts()[0], box.element)
        return Draft("Lbl", Draft("LI", holder, box.element), box.element)
    item = items[-1] if items else Draft("LI", holder, box.element)
    body = next((kid for kid in item.drafts() if kid.role == "LBody"), None)
    if body is None:
        return Draft("LBody", item, box.element)
    return Draft("P", body, box.element)


def finish(node: Draft) -> None:
    """A list without labels has no numbering; one with labels says which."""
    for kid in node.drafts():
        finish(kid)
    if node.role == "L" and not any(part.role == "Lbl" for item in node.drafts() for part in item.drafts()):
        node.attributes.pop("ListNumbering", None)
