"""Takes a PDF; gives its tag tree as data (`read_tree`) and as text (`tree_text`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rammeaftale.engine.inspect.content import Content, Key, read_content
from rammeaftale.engine.inspect.objects import Json, Objects, number_of, opened
from rammeaftale.engine.tagging.tree import Node, Value, clean

_DIRECT = ("/T", "/Alt", "/ActualText", "/E", "/Lang", "/ID")
"""Attributes that stand in the element itself and not in an attribute object."""

_MAX_DEPTH = 200
"""Deeper than any document's tree; one that contains itself must come to an end."""


@dataclass(frozen=True, slots=True)
class TagText:
    """One marked-content sequence below an element: its text and where it is."""

    spoken: str
    key: Key


@dataclass(frozen=True, slots=True)
class TagLink:
    """One annotation below an element: its kind, its words, where it leads, its object number."""

    kind: str
    contents: str
    target: str
    number: int
    spoken = ""


TagNode = Node[TagText | TagLink]


def read_tree(pdf: bytes) -> TagNode:
    """The tag tree of a file. The root's role is that of the one element below StructTreeRoot, or StructTreeRoot."""
    with opened(pdf) as file:
        objects = Objects(file)
        return tree_of(objects, read_content(objects))


def tree_of(objects: Objects, content: Content) -> TagNode:
    """The tag tree of an opened file whose content was read."""
    reader = _TreeReader(objects, content)
    kids = tuple(reader.kids(objects.dictionary(objects.root.get("/StructTreeRoot")), -1, 0))
    return kids[0] if len(kids) == 1 and isinstance(kids[0], Node) else Node("StructTreeRoot", (), kids)


class _TreeReader:
    def __init__(self, objects: Objects, content: Content) -> None:
        self.objects, self.content = objects, content
        self.seen: set[str] = set()

    def kids(self, element: dict[str, Json], page: int, depth: int) -> Iterator[TagNode | TagText | TagLink]:
        kids = self.objects.at(element.get("/K"))
        if kids is None or depth > _MAX_DEPTH:
            return
        for kid in kids if isinstance(kids, list) else [element["/K"]]:
            read = self._kid(kid, page, depth)
            if read is not None:
                yield read

    def _kid(self, reference: Json, page: int, depth: int) -> TagNode | TagText | TagLink | None:
        kid = self.objects.at(reference)
        if isinstance(kid, int):
            return self._text((page, 0, kid))
        if not isinstance(kid, dict):
            return None
        kind = self.objects.at(kid.get("/Type"))
        own = self.objects.numbers.get(str(kid["/Pg"]), -1) if "/Pg" in kid else page
        if kind == "/MCR":
            return self._text((own, number_of(kid.get("/Stm")), self.objects.number(kid.get("/MCID"))))
        if kind == "/OBJR":
            return self._link(kid.get("/Obj"))
        if isinstance(reference, str):
            if reference in self.seen:
                return None
            self.seen.add(reference)
        role = self.objects.text(kid.get("/S", "/?"))[1:]
        return Node(role, self._attributes(kid), tuple(self.kids(kid, own, depth + 1)))

    def _text(self, key: Key) -> TagText:
        return TagText(self.content.text(key), key)

    def _link(self, reference: Json) -> TagLink | None:
        objects, annotation = self.objects, self.objects.dictionary(reference)
        if not annotation:
            return None
        action = objects.dictionary(annotation.get("/A"))
        target = objects.at(action.get("/URI", action.get("/D", annotation.get("/Dest"))))
        is_text = isinstance(target, str) and target[:2] in ("u:", "b:")
        kind, words = objects.text(annotation.get("/Subtype"))[1:], objects.text(annotation.get("/Contents"))
        return TagLink(kind, words, objects.text(target) if is_text else "", number_of(reference))

    def _attributes(self, element: dict[str, Json]) -> tuple[tuple[str, Value], ...]:
        """Those of the element itself, then those of its attribute objects, all owners together."""
        attributes = [(key[1:], self._plain(element[key])) for key in _DIRECT if key in element]
        owners = element.get("/A")
        for owner in self.objects.array(owners) or [owners]:
            values = self.objects.dictionary(owner)
            attributes += [(key[1:], self._plain(values[key])) for key in sorted(values) if key != "/O"]
        return tuple(attributes)

    def _plain(self, value: Json) -> Value:
        """An attribute's value; names without their slash."""
        value = self.objects.at(value)
        if isinstance(value, str):
            return value[1:] if value[:1] == "/" else self.objects.text(value)
        if isinstance(value, list):
            parts = [self._plain(part) for part in value]
            return tuple([_shown(part) if isinstance(part, tuple) else part for part in parts])
        return int(value) if isinstance(value, bool) else value if isinstance(value, int | float) else str(value)


def tree_text(pdf: bytes) -> str:
    """The tag tree as text, one element a line, indented by depth; for people and for golden files."""
    return "\n".join(_lines(read_tree(pdf), "")) + "\n"


def _lines(node: TagNode, indent: str) -> Iterator[str]:
    attributes = "".join(f" {name}={_shown(value)}" for name, value in node.attributes)
    links = sum(isinstance(kid, TagLink) for kid in node.kids)
    if links > 1:
        attributes += f" områder={links}"
    parts = list(_parts(node))
    if not node.nodes:
        yield f"{indent}{node.role}{attributes}" + "".join(f" »{part}«" for part in parts)
        return
    yield f"{indent}{node.role}{attributes}"
    for part in parts:
        if isinstance(part, Node):
            yield from _lines(part, indent + "  ")
        else:
            yield f"{indent}  »{part}«"


def _parts(node: TagNode) -> Iterator[TagNode | str]:
    """The elements below, and between them the text that stands there."""
    text = ""
    for kid in (*node.kids, None):
        if isinstance(kid, TagText):
            text += kid.spoken
        elif not isinstance(kid, TagLink):
            if clean(text):
                yield clean(text)
            text = ""
            if kid is not None:
                yield kid


def _shown(value: Value) -> str:
    if isinstance(value, tuple):
        return "[" + " ".join(_shown(part) for part in value) + "]"
    return f"{value:.0f}" if isinstance(value, float) else str(value)
