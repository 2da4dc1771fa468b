"""The tree while it grows: mutable twins of `nodes.py`, frozen once at the end of the reading."""

from __future__ import annotations

from typing import Any

from rammeaftale.engine.tagging.nodes import LinkPart, Node, Piece, Value

# Elements that may stand empty: an empty cell is still a cell.
KEPT_EMPTY = frozenset({"TD", "TH"})


class DraftPiece:
    """A piece whose end may still change when the next text is met."""

    __slots__ = ("generated", "home", "joint", "lost", "mcid", "page", "text", "unseen")

    def __init__(self, page: int, mcid: int, text: str, generated: bool, home: Draft) -> None:
        self.page = page
        self.mcid = mcid
        self.text = text
        self.generated = generated
        self.home = home
        self.joint = ""
        self.lost = ""
        self.unseen = 0


class DraftLink:
    """A clickable area that grows when links inside it are swallowed."""

    __slots__ = ("index", "page", "swallows")

    def __init__(self, page: int, index: int) -> None:
        self.page = page
        self.index = index
        self.swallows: list[int] = []


class Draft:
    """A structure element that grows page by page; `element` is the HTML element (None when made up)."""

    __slots__ = ("attributes", "element", "in_contents", "key", "kids", "parent", "role")

    def __init__(self, role: str, parent: Draft | None, element: Any = None) -> None:
        self.role = role
        self.parent = parent
        self.element = element
        self.kids: list[Draft | DraftPiece | DraftLink] = []
        self.attributes: dict[str, Value] = {}
        self.in_contents: bool = parent.in_contents if parent is not None else False
        self.key = -1
        if parent is not None:
            parent.kids.append(self)

    def attribute(self, name: str) -> str | None:
        """An attribute of the HTML element."""
        if self.element is None:
            return None
        value = self.element.get(name)
        return value if isinstance(value, str) else None

    def drafts(self) -> list[Draft]:
        """The structure elements directly below."""
        return [kid for kid in self.kids if isinstance(kid, Draft)]

    def ancestor(self, *roles: str) -> Draft | None:
        """The nearest of this element and those above it that has one of the roles."""
        node: Draft | None = self
        while node is not None and node.role not in roles:
            node = node.parent
        return node


# Loose text and links in these get a paragraph of their own.
CONTAINERS = frozenset({"Document", "Sect", "Art", "Aside", "Div", "BlockQuote"})


def paragraph_in(node: Draft) -> Draft:
    """The element itself, or in a container a paragraph made up for loose text; what follows on goes into the same.

    In an entry of the table of contents it is the entry's Reference, which is all that an entry may hold.
    """
    if node.role == "TOCI":
        found = next((kid for kid in reversed(node.drafts()) if kid.role == "Reference"), None)
        return found or Draft("Reference", node)
    if node.role not in CONTAINERS:
        return node
    last = node.kids[-1] if node.kids else None
    return last if isinstance(last, Draft) and last.role == "P" and last.element is None else Draft("P", node)


def prune(draft: Draft) -> bool:
    """Take away what holds nothing; says whether the element itself is worth keeping."""
    draft.kids = [kid for kid in draft.kids if not isinstance(kid, Draft) or prune(kid)]
    return bool(draft.kids) or draft.role in KEPT_EMPTY


def settle_links(draft: Draft) -> None:
    """A link that leads nowhere has no area to click on, and is a mere piece of text."""
    for kid in draft.drafts():
        settle_links(kid)
    if draft.role == "Link" and not any(isinstance(kid, DraftLink) for kid in draft.kids):
        draft.role = "Span"


def freeze(draft: Draft, counter: list[int]) -> Node:
    """The finished tree. `counter` holds the next key; keys follow the reading order."""
    draft.key = counter[0]
    counter[0] += 1
    element = draft.element
    return Node(
        draft.key,
        draft.role,
        element.tag.rpartition("}")[2] if element is not None else "",
        (element.get("data-kilde") or "") if element is not None else "",
        tuple(draft.attributes.items()),
        tuple(_frozen(kid, counter) for kid in draft.kids),
    )


def _frozen(kid: Draft | DraftPiece | DraftLink, counter: list[int]) -> Node | Piece | LinkPart:
    if isinstance(kid, Draft):
        return freeze(kid, counter)
    if isinstance(kid, DraftPiece):
        return Piece(kid.page, kid.mcid, kid.text, kid.joint, kid.generated, kid.lost, kid.unseen)
    return LinkPart(kid.page, kid.index, tuple(kid.swallows))


def living_key(draft: Draft | None) -> int:
    """The key of the element or, when it was pruned, of the nearest element above it."""
    while draft is not None and draft.key < 0:
        draft = draft.parent
    return draft.key if draft is not None else 0
