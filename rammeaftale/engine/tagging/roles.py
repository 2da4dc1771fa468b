"""Roles and attributes as the file has them: PDF 1.7 as read, or PDF 2.0 (ISO 32000-2, annex M; ISO 32005)."""

from __future__ import annotations

from dataclasses import replace

import pydyf

from rammeaftale.engine.tagging.tree import LogicalNode, Node, Value

NAMESPACE = "http://iso.org/pdf2/ssn"
"""That of PDF 2.0's own types (ISO 32000-2, 14.8.6)."""
OLD_ROLES = frozenset({"TOC", "TOCI", "Reference", "Note", "BlockQuote", "Art"})
"""Types of PDF 1.7 that the namespace of PDF 2.0 does not have; they stand without a namespace."""

_OWNERS = {
    "Table": ("Scope", "ColSpan", "RowSpan", "Headers"),
    "List": ("ListNumbering",),
    "Layout": ("BBox", "Placement"),
}
"""The attributes that stand in an object of their owner, in the order in which they are written."""

Attribute = tuple[tuple[str, object], ...]
"""One attribute object: its owner and its values, hashable."""


def modern_role(node: LogicalNode) -> str:
    """The role in PDF 2.0."""
    return "FENote" if node.role == "Note" else node.role


def old_role(node: LogicalNode) -> str:
    """The role in PDF 1.7, which knows no asides."""
    return "Sect" if node.role == "Aside" else node.role


def merged_reference(node: LogicalNode) -> LogicalNode:
    """In PDF 2.0 a contents entry's Reference is the link itself (ISO 14289-2, 8.2.5.20), with what stands behind."""
    link, *rest = node.kids if node.role == "Reference" else (None,)
    if not isinstance(link, Node) or link.role != "Link":
        return node
    return replace(node, kids=(*link.kids, *rest), attributes=(*node.attributes, *link.attributes))


def attribute_objects(node: LogicalNode, *, modern: bool) -> list[Attribute]:
    """The element's attributes by owner, ready for writing, so that equal ones can be shared."""
    values = {name: _written(value, modern) for name, value in node.attributes}
    objects: list[Attribute] = []
    for owner, names in _OWNERS.items():
        own = [(name, values[name]) for name in names if name in values]
        if own:
            objects.append((("O", f"/{owner}"), *own))
    if modern and node.role == "Note":
        objects.append((("O", "/FENote"), ("NoteType", "/Footnote")))
    return objects


def _written(value: Value, modern: bool) -> object:
    if isinstance(value, tuple):
        return tuple(bytes(pydyf.String(part).data) if isinstance(part, str) else part for part in value)
    if value == "Description" and not modern:
        return "/None"  # PDF 1.7 has no word for a definition list
    return f"/{value}" if isinstance(value, str) else value
