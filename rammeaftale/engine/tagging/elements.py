"""From an HTML element to its structure element in the tag tree: one function per kind of element.

Each gives the structure element for the content; None when the HTML element has none of its own, and its content
belongs to what is around it.
"""

from __future__ import annotations

from collections.abc import Callable

from weasyprint.formatting_structure.boxes import BlockContainerBox, BlockLevelBox, Box, InlineLevelBox, TextBox

from rammeaftale.base.spoken import PAGE
from rammeaftale.engine.tagging.draft import Draft, paragraph_in
from rammeaftale.engine.tagging.line_parts import has_text, line_parts, stands_apart
from rammeaftale.engine.tagging.lists import LIST_KINDS, definition_part, list_element, list_item
from rammeaftale.engine.tagging.markup import (
    PICTURES,
    SVG,
    aside_title,
    is_contents,
    is_formula,
    is_note,
    is_presentation,
    keeps_notes,
    picture_words,
    said_instead,
    told_together,
)
from rammeaftale.engine.tagging.state import Opening
from rammeaftale.engine.tagging.tree import HEADINGS, is_leader

_Handler = Callable[[Opening], Draft | None]

_GROUPS = {"section": "Sect", "nav": "Sect", "article": "Art", "aside": "Aside"}
_PARAGRAPHS = ("P", *HEADINGS)
_PARAGRAPH_STOPS = ("LBody", "TD", "TH", "Note", "Caption", "Sect", "Art", "Aside", "Div", "BlockQuote", "Document")


def node_of(opening: Opening) -> Draft | None:
    """The structure element for an HTML element, or None."""
    growing, box, element, parent = opening
    handler = _HANDLERS.get(element.tag) or (_block if isinstance(box, BlockLevelBox | BlockContainerBox) else None)
    node = growing.notes.get(id(element)) or (handler(opening) if handler is not None else None)
    language = element.get("lang")
    if language and language != growing.language(node or parent):
        node = node or (opening.inline_draft("Span") if isinstance(box, InlineLevelBox) else opening.draft("Div"))
        holder = node.parent if node.role == "LBody" and node.parent is not None else node
        if language != growing.language(holder.parent):
            holder.attributes["Lang"] = language
    return node


def pseudo_node(opening: Opening) -> Draft | None:
    """The structure element for a `::marker`, `::before`, `::footnote-call` and their like."""
    growing, box, element, parent = opening
    name = str(box.element_tag).rpartition("::")[2]
    if name == "footnote-call":
        around = parent.ancestor("Formula") or parent.ancestor("Link")
        outside = around.parent if around is not None and around.parent is not None else parent
        return growing.footnote_call(element, paragraph_in(outside))  # a note is no part of a link or a formula
    if name == "footnote-marker":
        note = growing.notes.get(id(element))
        return Draft("Lbl", note, element) if note is not None else None
    if name == "after" and (number := _page_number(box)):
        node = opening.inline_draft("Span")
        node.attributes["ActualText"] = f"{PAGE} {number}"
        return node
    item = growing.items.get(id(element))
    # An item without a marker may have its number drawn by the style sheet before the text.
    if item is None or not (name == "marker" or (name == "before" and id(element) in growing.unmarked)):
        return None
    if item.kids and isinstance(item.kids[0], Draft) and item.kids[0].role == "Lbl":
        return None
    label = Draft("Lbl", item, element)
    item.kids.insert(0, item.kids.pop())
    return label


def _page_number(box: Box) -> str:
    """The number of a page that the style sheet puts after a link; empty for any other content."""
    content = box.style["content"]
    if isinstance(content, str) or not any(kind == "target-counter()" and "page" in value for kind, value in content):
        return ""
    texts = (inner.text for inner in box.descendants() if isinstance(inner, TextBox) and not is_leader(inner.text))
    return "".join(texts).strip()


def _is_in_paragraph(parent: Draft) -> bool:
    """A paragraph or heading is already open: blocks inside it get no element of their own."""
    around = parent.ancestor(*_PARAGRAPHS, *_PARAGRAPH_STOPS)
    return around is not None and around.role in _PARAGRAPHS


def _block(opening: Opening) -> Draft | None:
    """A paragraph where its lines are text, a group where blocks of their own stand between them (`line_parts`)."""
    if isinstance(opening.box, InlineLevelBox) and not stands_apart(opening.box):
        return None
    element = opening.element
    role = "Div" if keeps_notes(element) else _GROUPS.get(element.tag)
    if role is None:
        parts = list(line_parts(opening.box))
        if not any(map(has_text, parts)):
            return None
        if not any(map(stands_apart, parts)):
            return _paragraph(opening)
        role = "Div"
    if _is_in_paragraph(opening.parent):
        return None
    node = opening.draft(role)
    node.in_contents = is_contents(element)
    if title := aside_title(element):
        node.attributes["T"] = title
    if is_note(element):
        opening.growing.asides.append(node)
    return node


def _paragraph(opening: Opening) -> Draft | None:
    if is_formula(opening.element) and not _is_in_paragraph(opening.parent):
        return _formula(opening)
    return None if opening.parent.role == "TOCI" or _is_in_paragraph(opening.parent) else opening.draft("P")


def _formula(opening: Opening) -> Draft:
    """A formula on a line of its own, said in words (ISO 32000-1, 14.8.4.5; ISO 14289-1, 7.7)."""
    formula = opening.draft("Formula")
    formula.attributes["Placement"] = "Block"
    if words := said_instead(opening.element):
        formula.attributes["Alt"] = words
    return formula


def _heading(opening: Opening) -> Draft:
    return opening.draft(opening.element.tag.upper())


def _quote(opening: Opening) -> Draft | None:
    return None if _is_in_paragraph(opening.parent) else opening.draft("BlockQuote")


def _table(opening: Opening) -> Draft | None:
    if is_presentation(opening.element):
        return None
    table = opening.draft("Table")
    opening.growing.tables.append(table)
    return table


def _table_part(role: str) -> _Handler:
    return lambda opening: opening.draft(role) if opening.parent.ancestor("Table") is not None else None


def _caption(opening: Opening) -> Draft | None:
    holder = opening.parent.ancestor("Table" if opening.element.tag == "caption" else "Figure")
    if holder is not None:
        return opening.draft("Caption", holder)
    return None if _is_in_paragraph(opening.parent) else opening.draft("P")


def _figure(opening: Opening) -> Draft | None:
    """A figure of pictures; one around a table is only a frame."""
    element = opening.element
    if element.find(".//table") is not None or all(element.find(f".//{picture}") is None for picture in PICTURES):
        return _block(opening)
    return opening.draft("Figure")


def _picture(opening: Opening) -> Draft:
    around = opening.parent
    is_part = around.role == "Figure" and around.element is not None and around.element.tag == "figure"
    figure = around if is_part else opening.draft("Figure")
    if is_part or isinstance(opening.box, BlockLevelBox):
        figure.attributes["Placement"] = "Block"
    words = told_together((str(figure.attributes.get("Alt", "")), picture_words(opening.element)))
    if words:
        figure.attributes["Alt"] = words
    return figure


def _link(opening: Opening) -> Draft | None:
    _, _, element, parent = opening
    address = element.get("href")
    if not address or element.get("rel") == "attachment" or parent.ancestor("Link") is not None:
        return None
    entry = parent.ancestor("TOCI") if parent.in_contents else None
    if entry is None:
        return opening.inline_draft("Link")
    reference = paragraph_in(entry)
    if address.startswith("#"):
        reference.attributes["Target"] = address[1:]
    return opening.draft("Link", paragraph_in(reference))


def _abbreviation(opening: Opening) -> Draft | None:
    words = opening.element.get("title")
    if not words:
        return None
    node = opening.inline_draft("Span")
    node.attributes["E"] = words
    return node


def _sign(opening: Opening) -> Draft | None:
    """A sign that is said in words: a dash for what is missing."""
    words = said_instead(opening.element)
    if not words:
        return None
    node = opening.inline_draft("Span")
    node.attributes["ActualText"] = words
    return node


_HANDLERS: dict[str, _Handler] = {
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
    "span": _sign,
    "li": list_item,
    "dt": definition_part,
    "dd": definition_part,
    **{role.lower(): _heading for role in HEADINGS},
    **dict.fromkeys(LIST_KINDS, list_element),
    **{tag: _table_part(role) for tag, role in {"thead": "THead", "tbody": "TBody", "tfoot": "TFoot"}.items()},
    **{tag: _table_part(tag.upper()) for tag in ("tr", "td", "th")},
}
