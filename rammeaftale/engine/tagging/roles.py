"""Roles and attributes as the file has them: PDF 1.7 as read, or PDF 2.0 (ISO 32000-2, annex M; ISO 32005)."""

from __future__ import annotations

from dataclasses import replace

import pydyf

from rammeaftale.engine.tagging.tree import LogicalNode, Node

OLD_ROLES = frozenset({"TOC", "TOCI", "Reference", "Note", "BlockQuote", "Art"})
"""Types of PDF 1.7 that the namespace of PDF 2.0 does not have; they stand without a namespace."""

Attribute = tuple[tuple[str, object], ...]
"""One attribute object: its owner and its values, hashable."""


def modern_role(node: LogicalNode) -> str:
    """The role in PDF 2.0."""
    if node.role == "Note":
        return "FENote"
    return "Lbl" if node.role == "Reference" and node.get("Note") else node.role


def old_role(node: LogicalNode) -> str:
    """The role in PDF 1.7, which knows no asides."""
    return "Sect" if node.role == "Aside" else node.role


def merged_reference(node: LogicalNode) -> LogicalNode:
    """In PDF 2.0 a contents entry's Reference is the link itself (ISO 32005 has no Link inside it)."""
    link = node.kids[0] if node.role == "Reference" and len(node.kids) == 1 else None
    if not isinstance(link, Node) or link.role != "Link":
        return node
    return replace(node, kids=link.kids, attributes=(*node.attributes, *link.attributes), tag=link.tag)


def attribute_objects(node: LogicalNode, *, modern: bool) -> list[Attribute]:
    """The element's attributes by owner, ready for writing and hashable, so that equal ones can be shared."""
    if not node.attributes:
        return []
    values = dict(node.attributes)
    objects: list[Attribute] = []
    table: list[tuple[str, object]] = []
    if node.role in ("TH", "TD"):
        if "Scope" in values:
            table.append(("Scope", f"/{values['Scope']}"))
        table += [(name, values[name]) for name in ("ColSpan", "RowSpan") if name in values]
        headers = values.get("Headers")
        if isinstance(headers, tuple):
            table.append(("Headers", tuple(_literal(str(name)) for name in headers)))
    if table:
        objects.append((("O", "/Table"), *table))
    if "ListNumbering" in values:
        # PDF 1.7 has no word for a definition list.
        numbering = values["ListNumbering"] if modern or values["ListNumbering"] != "Description" else "None"
        objects.append((("O", "/List"), ("ListNumbering", f"/{numbering}")))
    if "BBox" in values:
        placement = (("Placement", f"/{values['Placement']}"),) if "Placement" in values else ()
        objects.append((("O", "/Layout"), ("BBox", values["BBox"]), *placement))
    if modern and node.role == "Note":
        objects.append((("O", "/FENote"), ("NoteType", "/Footnote")))
    return objects


def _literal(text: str) -> bytes:
    return bytes(pydyf.String(text).data)
