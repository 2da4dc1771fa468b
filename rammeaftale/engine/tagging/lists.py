"""Lists: L with ListNumbering, LI with Lbl and LBody, definition lists, and the table of contents (TOC, TOCI)."""

from __future__ import annotations

from rammeaftale.engine.tagging.draft import Draft
from rammeaftale.engine.tagging.markup import leads_out
from rammeaftale.engine.tagging.state import Opening

LIST_KINDS = {"ul": "Disc", "ol": "Decimal", "dl": "Description"}
"""The HTML elements, each with the numbering that it has when its style says none that PDF knows."""

_KNOWN = ("disc", "circle", "square", "decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman")
_NUMBERING = {style: style.title().replace("-", "") for style in _KNOWN}
_NUMBERING |= {"lower-latin": "LowerAlpha", "upper-latin": "UpperAlpha"}
"""What PDF calls the numbering of a list whose markers have this style."""


def list_element(opening: Opening) -> Draft:
    """A list, or a level of the table of contents."""
    tag, parent = opening.element.tag, opening.parent
    if parent.in_contents and tag != "dl" and not leads_out(opening.element):
        return opening.draft("TOC", parent.ancestor("TOCI", "TOC"))
    node = opening.draft("L")
    style = opening.box.style["list_style_type"]
    numbering = _NUMBERING.get(style) if isinstance(style, str) and tag != "dl" else None
    node.attributes["ListNumbering"] = numbering or LIST_KINDS[tag]
    return node


def list_item(opening: Opening) -> Draft | None:
    """An item's body; its LI stands around it. In the table of contents an entry."""
    growing, box, element, parent = opening
    if parent.role == "TOC":
        return opening.draft("TOCI")
    if parent.role != "L":
        return None
    item = opening.draft("LI")
    growing.items[id(element)] = item
    if "list-item" not in box.style["display"] or box.style["list_style_type"] == "none":
        growing.unmarked.add(id(element))
    return opening.draft("LBody", item)


def definition_part(opening: Opening) -> Draft | None:
    """A term is the label of an item, its descriptions are the body; each further description is a paragraph."""
    holder = opening.parent.ancestor("L")
    if holder is None or holder.element is None or holder.element.tag != "dl":
        return None
    item = holder.nodes[-1] if holder.nodes else None
    body = next((kid for kid in item.nodes if kid.role == "LBody"), None) if item is not None else None
    if opening.element.tag == "dt":
        if item is not None and body is None:
            return opening.draft("Span", item.nodes[0])
        return opening.draft("Lbl", opening.draft("LI", holder))
    return opening.draft("LBody", item or opening.draft("LI", holder)) if body is None else opening.draft("P", body)
