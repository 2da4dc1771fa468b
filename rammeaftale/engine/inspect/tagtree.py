"""Takes a PDF; gives its tag tree as data (`read_tree`) and as text (`tree_text`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rammeaftale.engine.inspect.content import Content, Key, read_content
from rammeaftale.engine.inspect.objects import Objects, is_text, number_of, said
from rammeaftale.engine.inspect.opening import opened

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
        for key, value in self.attributes:
            if key == name:
                return value
        return None

    @property
    def nodes(self) -> tuple[TagNode, ...]:
        """The elements directly below."""
        return tuple([kid for kid in self.kids if isinstance(kid, TagNode)])

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
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.nodes))


def read_tree(pdf: bytes) -> TagNode:
    """The tag tree of a file. The root's role is that of the one element below StructTreeRoot, or StructTreeRoot."""
    with opened(pdf) as file:
        objects = Objects(file)
        return tree_of(objects, read_content(objects))


def tree_of(objects: Objects, content: Content) -> TagNode:
    """The tag tree of an opened file whose content was read."""
    if "/StructTreeRoot" not in objects.root:
        return TagNode("StructTreeRoot")
    kids = tuple(_TreeReader(objects, content).kids(objects.dictionary(objects.root["/StructTreeRoot"]), None, 0))
    nodes = [kid for kid in kids if isinstance(kid, TagNode)]
    return nodes[0] if len(kids) == 1 and nodes else TagNode("StructTreeRoot", (), kids)


class _TreeReader:
    def __init__(self, objects: Objects, content: Content) -> None:
        self.objects, self.content = objects, content
        self.seen: set[str] = set()

    def kids(self, element: dict[str, Any], page: int | None, depth: int) -> Iterator[TagNode | TagText | TagLink]:
        kids = self.objects.at(element.get("/K"))
        if kids is None or depth > 200:
            return
        for kid in kids if isinstance(kids, list) else [element["/K"]]:
            found = self._kid(kid, page, depth)
            if found is not None:
                yield found

    def _kid(self, reference: Any, page: int | None, depth: int) -> TagNode | TagText | TagLink | None:
        kid = self.objects.at(reference)
        if isinstance(kid, int):
            return self._text(page, 0, kid)
        if not isinstance(kid, dict):
            return None
        kind = self.objects.at(kid.get("/Type"))
        own = self.objects.numbers.get(kid["/Pg"]) if "/Pg" in kid else page
        if kind == "/MCR":
            return self._text(own, number_of(kid.get("/Stm", 0)), int(self.objects.at(kid["/MCID"])))
        if kind == "/OBJR":
            return self._link(kid.get("/Obj"))
        if isinstance(reference, str):
            if reference in self.seen:
                return None
            self.seen.add(reference)
        role = str(self.objects.at(kid.get("/S", "/?")))[1:]
        return TagNode(role, self._attributes(kid), tuple(self.kids(kid, own, depth + 1)))

    def _text(self, page: int | None, group: int, mcid: int) -> TagText:
        key = (page if page is not None else -1, group, mcid)
        return TagText(self.content.text(key), key)

    def _link(self, reference: Any) -> TagLink | None:
        at = self.objects.at
        annotation = at(reference)
        if not isinstance(annotation, dict):
            return None
        action = self.objects.dictionary(annotation.get("/A"))
        target = at(action.get("/URI", action.get("/D", annotation.get("/Dest"))))
        words, kind = said(at(annotation.get("/Contents", "u:"))), str(at(annotation.get("/Subtype", "")))[1:]
        return TagLink(kind, words, said(target) if is_text(target) else "", number_of(reference))

    def _attributes(self, element: dict[str, Any]) -> tuple[tuple[str, Value], ...]:
        found: list[tuple[str, Value]] = [
            (key[1:], said(self.objects.at(element[key]))) for key in DIRECT if key in element
        ]
        owners = element.get("/A")
        for owner in self.objects.array(owners) or [owners]:
            values = self.objects.dictionary(owner)
            found += [(key[1:], self._plain(values[key])) for key in sorted(values) if key != "/O"]
        return tuple(found)

    def _plain(self, value: Any) -> Value:
        """An attribute's value; names without their slash."""
        value = self.objects.at(value)
        if isinstance(value, str):
            return value[1:] if value.startswith("/") else said(value)
        if isinstance(value, list):
            return tuple([self._plain(one) for one in value])
        if isinstance(value, bool):
            return int(value)
        return value if isinstance(value, int | float) else str(value)


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
