"""From an HTML element to its place in the tag tree: one function per kind of element.

Each takes the growing tree, the element's first box and the structure element around it, and gives the structure
element for the content; None when the element has none of its own (its content belongs to what is around it).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure import boxes

from rammeaftale.engine.tagging import figures
from rammeaftale.engine.tagging.artifacts import SVG
from rammeaftale.engine.tagging.draft import Draft, paragraph_in
from rammeaftale.engine.tagging.lists import LIST_KINDS, definition_part, list_element, list_item
from rammeaftale.engine.tagging.notes import climb_out_of_links
from rammeaftale.engine.tagging.state import Growing

Handler = Callable[[Growing, Any, Draft], Draft | None]

GROUPS = {"section": "Sect", "nav": "Sect", "article": "Art", "aside": "Aside"}
PARAGRAPH_STOPS = frozenset(
    {"LBody", "TD", "TH", "Note", "Caption", "Sect", "Art", "Aside", "Div", "BlockQuote", "Document"}
)
CONTENTS_CLASSES = frozenset({"toc", "indhold", "indholdsfortegnelse"})


def has_lines(box: Any) -> bool:
    """Whether text stands directly in the box."""
    return any(isinstance(child, boxes.LineBox) for child in box.children)


def in_paragraph(parent: Draft) -> bool:
    """A paragraph or heading is already open: blocks inside it get no element of their own."""
    node: Draft | None = parent
    while node is not None and node.role not in PARAGRAPH_STOPS:
        if node.role == "P" or (node.role[0] == "H" and node.role[1:].isdigit()):
            return True
        node = node.parent
    return False


def node_of(growing: Growing, box: Any, parent: Draft) -> Draft | None:
    """The structure element for a box's own element, or None."""
    tag = box.element_tag
    handler = HANDLERS.get(tag)
    if handler is not None:
        node = handler(growing, box, parent)
    elif isinstance(box, boxes.BlockLevelBox | boxes.BlockContainerBox):
        node = _block(growing, box, parent)
    else:
        node = None
    language = box.element.get("lang")
    if language and language != growing.language(node or parent):
        node = node or _plain_node(box, parent)
        holder = node.parent if node.role == "LBody" and node.parent is not None else node
        if language != growing.language(holder.parent):
            holder.attributes["Lang"] = language
    return node


def _plain_node(box: Any, parent: Draft) -> Draft:
    """An element for nothing but the language of what it holds."""
    if isinstance(box, boxes.InlineLevelBox):
        return Draft("Span", paragraph_in(parent), box.element)
    return Draft("Div", parent, box.element)


def _block(_growing: Growing, box: Any, parent: Draft) -> Draft | None:
    if has_lines(box) and parent.role != "TOCI":
        return None if in_paragraph(parent) else Draft("P", parent, box.element)
    role = GROUPS.get(box.element_tag)
    if role is None or in_paragraph(parent):
        return None
    node = Draft(role, parent, box.element)
    names = set((box.element.get("class") or "").split())
    node.in_contents = box.element_tag == "nav" and (
        bool(names & CONTENTS_CLASSES) or box.element.get("role") == "doc-toc"
    )
    return node


def _paragraph(_growing: Growing, box: Any, parent: Draft) -> Draft | None:
    return None if parent.role == "TOCI" or in_paragraph(parent) else Draft("P", parent, box.element)


def _heading(_growing: Growing, box: Any, parent: Draft) -> Draft | None:
    return Draft(box.element_tag.upper(), parent, box.element)


def _quote(_growing: Growing, box: Any, parent: Draft) -> Draft | None:
    return None if in_paragraph(parent) else Draft("BlockQuote", parent, box.element)


def _table(growing: Growing, box: Any, parent: Draft) -> Draft | None:
    if box.element.get("role") in ("presentation", "none"):
        return None
    table = Draft("Table", parent, box.element)
    growing.tables.append(table)
    return table


def _table_part(role: str) -> Handler:
    def handler(_growing: Growing, box: Any, parent: Draft) -> Draft | None:
        return Draft(role, parent, box.element) if parent.ancestor("Table") is not None else None

    return handler


def _caption(_growing: Growing, box: Any, parent: Draft) -> Draft | None:
    holder = parent.ancestor("Table" if box.element_tag == "caption" else "Figure")
    if holder is not None:
        return Draft("Caption", holder, box.element)
    return None if in_paragraph(parent) else Draft("P", parent, box.element)


def _figure(growing: Growing, box: Any, parent: Draft) -> Draft | None:
    """A figure of pictures; one around a table is only a frame."""
    element = box.element
    pictures = element.find(".//img") is not None or element.find(f".//{SVG}") is not None
    if not pictures or element.find(".//table") is not None:
        return _block(growing, box, parent)
    return Draft("Figure", parent, element)


def _picture(_growing: Growing, box: Any, parent: Draft) -> Draft | None:
    outer = parent if parent.role == "Figure" and parent.element.tag == "figure" else None
    figure = outer or Draft("Figure", parent, box.element)
    if outer is not None or isinstance(box, boxes.BlockLevelBox):
        figure.attributes["Placement"] = "Block"
    figures.describe(figure, box.element)
    return figure


def _link(growing: Growing, box: Any, parent: Draft) -> Draft | None:
    element = box.element
    if not element.get("href") or element.get("rel") == "attachment" or parent.ancestor("Link") is not None:
        return None
    if parent.in_contents and parent.ancestor("TOCI") is not None:
        parent = growing.contents_reference(parent.ancestor("TOCI") or parent, element.get("href"))
    return Draft("Link", paragraph_in(parent), element)


def _abbreviation(_growing: Growing, box: Any, parent: Draft) -> Draft | None:
    words = box.element.get("title")
    if not words:
        return None
    node = Draft("Span", paragraph_in(parent), box.element)
    node.attributes["E"] = words
    return node


def pseudo_node(growing: Growing, box: Any, parent: Draft) -> Draft | None:
    """The structure element for a `::marker`, `::before`, `::footnote-call` and their like."""
    element, name = box.element, box.element_tag.rpartition("::")[2]
    if name == "footnote-call":
        return growing.footnote_call(element, paragraph_in(climb_out_of_links(parent)))
    if name == "footnote-marker":
        note = growing.notes.get(id(element))
        return Draft("Lbl", note, element) if note is not None else None
    labels = name == "marker" or (name == "before" and _is_drawn_label(box, growing, element))
    if not labels:
        return None
    item = growing.items.get(id(element))
    if item is None or (item.kids and isinstance(item.kids[0], Draft) and item.kids[0].role == "Lbl"):
        return None
    label = Draft("Lbl", None, element)
    label.parent = item
    item.kids.insert(0, label)
    return label


def _is_drawn_label(box: Any, growing: Growing, element: Any) -> bool:
    """A list item whose number the style sheet draws before the text in the marker's place."""
    return id(element) in growing.items and box.element_tag == "li::before" and id(element) in growing.unmarked


HANDLERS: dict[str, Handler] = {
    "p": _paragraph,
    "blockquote": _quote,
    "table": _table,
    "caption": _caption,
    "figcaption": _caption,
    "figure": _figure,
    "img": _picture,
    SVG: _picture,
    "a": _link,
    "abbr": _abbreviation,
    "li": list_item,
    "dt": definition_part,
    "dd": definition_part,
    **{f"h{level}": _heading for level in range(1, 7)},
    **dict.fromkeys(LIST_KINDS, list_element),
    **{tag: _table_part(role) for tag, role in {"thead": "THead", "tbody": "TBody", "tfoot": "TFoot"}.items()},
    **{tag: _table_part(tag.upper()) for tag in ("tr", "td", "th")},
}
