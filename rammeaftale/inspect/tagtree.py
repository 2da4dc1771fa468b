"""Takes a PDF; gives its tag tree as data (`read_tree`) and as text (`tree_text`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from rammeaftale.inspect.content import Content, Key, read_content
from rammeaftale.inspect.opening import opened

Value = str | int | float | tuple[Any, ...]
DIRECT = ("/Alt", "/ActualText", "/E", "/Lang", "/ID")
INLINE = frozenset({"Span", "Link", "Reference", "Note", "FENote", "Em", "Strong", "Quote"})


@dataclass(frozen=True, slots=True)
class TagText:
    """One marked-content sequence below an element: its text and where it is."""

    text: str
    key: Key


@dataclass(frozen=True, slots=True)
class TagLink:
    """One annotation below an element: its kind, its words, where it leads, its object number."""

    kind: str
    contents: str
    target: str
    number: int


@dataclass(frozen=True, slots=True)
class TagNode:
    """One structure element: role, attributes by name (all owners together), and what is below it in reading order."""

    role: str
    attributes: tuple[tuple[str, Value], ...] = ()
    kids: tuple[TagNode | TagText | TagLink, ...] = ()

    def get(self, name: str) -> Value | None:
        """The attribute's value, or None."""
        return next((value for key, value in self.attributes if key == name), None)

    @property
    def nodes(self) -> tuple[TagNode, ...]:
        """The elements directly below."""
        return tuple(kid for kid in self.kids if isinstance(kid, TagNode))

    @property
    def text(self) -> str:
        """All text below, white space collapsed, soft hyphens gone."""
        return clean("".join(raw_texts(self)))


def clean(text: str) -> str:
    """Text as it is read: no soft hyphens, one space between words."""
    return " ".join(text.replace("\u00ad", "").split())


def raw_texts(node: TagNode) -> Iterator[str]:
    """The text of each sequence below, as it is in the file."""
    actual = node.get("ActualText")
    if isinstance(actual, str):
        yield actual
        return
    for kid in node.kids:
        if isinstance(kid, TagText):
            yield kid.text
        elif isinstance(kid, TagNode):
            yield from raw_texts(kid)


def walk(node: TagNode) -> Iterator[TagNode]:
    """The element and every element below it, in reading order."""
    yield node
    for kid in node.nodes:
        yield from walk(kid)


def read_tree(pdf: bytes) -> TagNode:
    """The tag tree of a file. The root's role is that of the one element below StructTreeRoot, or StructTreeRoot."""
    with opened(pdf) as file:
        return tree_of(file, read_content(file))


def tree_of(pdf: pikepdf.Pdf, content: Content) -> TagNode:
    """The tag tree of an opened file whose content was read."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return TagNode("StructTreeRoot")
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    kids = tuple(_TreeReader(pages, content).kids(root, None, 0))
    nodes = [kid for kid in kids if isinstance(kid, TagNode)]
    return nodes[0] if len(kids) == 1 and nodes else TagNode("StructTreeRoot", (), kids)


class _TreeReader:
    def __init__(self, pages: dict[tuple[int, int], int], content: Content) -> None:
        self.pages, self.content = pages, content
        self.seen: set[tuple[int, int]] = set()

    def kids(self, element: Any, page: int | None, depth: int) -> Iterator[TagNode | TagText | TagLink]:
        kids = element.get("/K")
        if kids is None or depth > 200:
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            found = self._kid(kid, page, depth)
            if found is not None:
                yield found

    def _kid(self, kid: Any, page: int | None, depth: int) -> TagNode | TagText | TagLink | None:
        if isinstance(kid, int | pikepdf.Integer):
            return self._text(page, 0, int(kid))
        if not isinstance(kid, pikepdf.Dictionary):
            return None
        kind = str(kid.get("/Type", ""))
        own = self.pages.get(kid["/Pg"].objgen) if "/Pg" in kid else page
        if kind == "/MCR":
            return self._text(own, kid["/Stm"].objgen[0] if "/Stm" in kid else 0, int(kid["/MCID"]))
        if kind == "/OBJR":
            return _link(kid.get("/Obj"))
        if kid.objgen in self.seen and kid.objgen != (0, 0):
            return None
        self.seen.add(kid.objgen)
        return TagNode(str(kid.get("/S", "/?"))[1:], _attributes(kid), tuple(self.kids(kid, own, depth + 1)))

    def _text(self, page: int | None, group: int, mcid: int) -> TagText:
        key = (page if page is not None else -1, group, mcid)
        return TagText(self.content.text(key), key)


def _link(annotation: Any) -> TagLink | None:
    if not isinstance(annotation, pikepdf.Dictionary):
        return None
    action = annotation.get("/A", pikepdf.Dictionary())
    target = action.get("/URI", action.get("/D", annotation.get("/Dest", "")))
    words = str(target) if isinstance(target, pikepdf.String) else ""
    return TagLink(
        str(annotation.get("/Subtype", ""))[1:], str(annotation.get("/Contents", "")), words, annotation.objgen[0]
    )


def _attributes(element: Any) -> tuple[tuple[str, Value], ...]:
    found: list[tuple[str, Value]] = [(key[1:], str(element[key])) for key in DIRECT if key in element]
    owners = element.get("/A", [])
    for owner in owners if isinstance(owners, pikepdf.Array) else [owners]:
        if isinstance(owner, pikepdf.Dictionary):
            found += [(key[1:], plain(value)) for key, value in sorted(owner.items()) if key != "/O"]
    return tuple(found)


def plain(value: Any) -> Value:
    """A PDF value as a plain one; names without their slash."""
    if isinstance(value, pikepdf.Array):
        return tuple(plain(one) for one in value)
    if isinstance(value, int | pikepdf.Integer):
        return int(value)
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.String):
        return str(value)
    try:
        return float(value)
    except (TypeError, ValueError):
        return str(value)


def tree_text(pdf: bytes) -> str:
    """The tag tree as text, one element a line, indented by depth; for people and for golden files."""
    return "\n".join(_lines(read_tree(pdf), 0)) + "\n"


def _lines(node: TagNode, depth: int) -> Iterator[str]:
    indent = "  " * depth
    attributes = "".join(f" {name}={_shown(value)}" for name, value in node.attributes)
    links = sum(isinstance(kid, TagLink) for kid in node.kids)
    if links > 1:
        attributes += f" områder={links}"
    only_text = not node.nodes
    text = clean("".join(kid.text for kid in node.kids if isinstance(kid, TagText))) if only_text else ""
    yield f"{indent}{node.role}{attributes}" + (f" »{text}«" if text else "")
    if only_text:
        return
    run: list[str] = []
    for kid in (*node.kids, None):
        if isinstance(kid, TagText):
            run.append(kid.text)
        elif not isinstance(kid, TagLink):
            if clean("".join(run)):
                yield f"{indent}  »{clean(''.join(run))}«"
            run = []
            if kid is not None:
                yield from _lines(kid, depth + 1)


def _shown(value: Value) -> str:
    if isinstance(value, tuple):
        return "[" + " ".join(_shown(one) for one in value) + "]"
    return f"{value:.0f}" if isinstance(value, float) else str(value)
