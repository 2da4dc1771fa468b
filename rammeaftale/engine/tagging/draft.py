"""The tree while it grows: mutable twins of the types in `tree.py`, frozen once when all pages are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from rammeaftale.engine.tagging.tree import LinkPart, LogicalNode, Node, Piece, Value

_KEPT_EMPTY = frozenset({"TD", "TH"})
"""Elements that may stand empty: an empty cell is still a cell."""

_CONTAINERS = frozenset({"Document", "Sect", "Art", "Aside", "Div", "BlockQuote"})
"""Loose text and links in these get a paragraph of their own."""


@dataclass(slots=True, eq=False)
class DraftPiece:
    """A piece whose end may still change when the next text is met; `home` is the element that it stands in."""

    page: int
    mcid: int
    text: str
    generated: bool
    home: Draft
    joint: str = ""
    lost: str = ""
    unseen: int = 0

    def frozen(self) -> Piece:
        """The finished piece."""
        return Piece(self.page, self.mcid, self.text, self.joint, self.generated, self.lost, self.unseen)


@dataclass(slots=True, eq=False)
class DraftLink:
    """A clickable area that grows when links inside it are swallowed."""

    page: int
    index: int
    swallows: list[int] = field(default_factory=list)

    def frozen(self) -> LinkPart:
        """The finished area."""
        return LinkPart(self.page, self.index, tuple(self.swallows))


@dataclass(slots=True, eq=False)
class Draft:
    """A structure element that grows page by page; `element` is the HTML element (None when made up)."""

    role: str
    parent: Draft | None
    element: Element | None = None
    kids: list[Draft | DraftPiece | DraftLink] = field(default_factory=list)
    attributes: dict[str, Value] = field(default_factory=dict)
    in_contents: bool = False
    key: int = -1
    """Its number in reading order, once it is frozen."""

    def __post_init__(self) -> None:
        if self.parent is not None:
            self.in_contents = self.parent.in_contents
            self.parent.kids.append(self)

    def attribute(self, name: str) -> str | None:
        """An attribute of the HTML element."""
        return self.element.get(name) if self.element is not None else None

    def get(self, name: str) -> Value | None:
        """An attribute of the structure element, or None."""
        return self.attributes.get(name)

    @property
    def nodes(self) -> list[Draft]:
        """The structure elements directly below."""
        return [kid for kid in self.kids if isinstance(kid, Draft)]

    def upwards(self) -> Iterator[Draft]:
        """The element and those above it."""
        node: Draft | None = self
        while node is not None:
            yield node
            node = node.parent

    def ancestor(self, *roles: str) -> Draft | None:
        """The nearest of this element and those above it that has one of the roles."""
        return next((node for node in self.upwards() if node.role in roles), None)

    def living_key(self) -> int:
        """The key of the element or, when it was pruned, of the nearest element above it."""
        return next((node.key for node in self.upwards() if node.key >= 0), 0)


def paragraph_in(node: Draft) -> Draft:
    """The element itself, or in a container a paragraph made up for loose text; what follows on goes into the same.

    In an entry of the table of contents it is the entry's Reference.
    """
    if node.role == "TOCI":
        references = [kid for kid in node.nodes if kid.role == "Reference"]
        return references[-1] if references else Draft("Reference", node)
    if node.role not in _CONTAINERS:
        return node
    last = node.kids[-1] if node.kids else None
    return last if isinstance(last, Draft) and last.role == "P" and last.element is None else Draft("P", node)


def settle(draft: Draft) -> bool:
    """Take away what holds nothing; says whether the element itself is worth keeping.

    A link that leads nowhere has no area to click on, and is mere text. A list without labels has no numbering.
    """
    if draft.role == "TOCI":
        _set_label_apart(draft)
    draft.kids = [kid for kid in draft.kids if not isinstance(kid, Draft) or settle(kid)]
    if draft.role == "Link" and not any(isinstance(kid, DraftLink) for kid in draft.kids):
        draft.role = "Span"
    if draft.role == "L" and not any(part.role == "Lbl" for item in draft.nodes for part in item.nodes):
        draft.attributes.pop("ListNumbering", None)
    return bool(draft.kids) or draft.role in _KEPT_EMPTY


def _set_label_apart(entry: Draft) -> None:
    """The number before an entry's link is the entry's label and no part of the reference (ISO 32000-1, 14.8.4.3)."""
    reference = next((kid for kid in entry.nodes if kid.role == "Reference"), None)
    if reference is None:
        return
    kids = reference.kids
    first = next((place for place, kid in enumerate(kids) if isinstance(kid, Draft) and kid.role == "Link"), 0)
    if first:
        entry.kids.remove(label := Draft("Lbl", entry))
        entry.kids.insert(entry.kids.index(reference), label)
        label.kids, reference.kids = kids[:first], kids[first:]


def freeze(draft: Draft, key: int = 0) -> tuple[LogicalNode, int]:
    """The finished tree, and the first key that it left unused; keys follow the reading order."""
    draft.key, key = key, key + 1
    kids: list[LogicalNode | Piece | LinkPart] = []
    for kid in draft.kids:
        if isinstance(kid, Draft):
            node, key = freeze(kid, key)
            kids.append(node)
        else:
            kids.append(kid.frozen())
    tag = draft.element.tag.rpartition("}")[2] if draft.element is not None else ""
    source = draft.attribute("data-kilde") or ""
    return Node(draft.role, tuple(draft.attributes.items()), tuple(kids), draft.key, tag, source), key
