"""Takes the logical tree and the PDF under construction; writes structure tree, parent tree, ids and destinations.

ISO 32000-1, 14.7-14.8; with `modern` the roles and namespaces of PDF 2.0 (ISO 32000-2, ISO 14289-2).
"""

from __future__ import annotations

from typing import Any

import pydyf

from rammeaftale.engine.tagging import halves, streams
from rammeaftale.engine.tagging.destinations import structure_destinations
from rammeaftale.engine.tagging.links import finish_link
from rammeaftale.engine.tagging.nodes import HYPHEN, SPACE, LinkPart, Node, Piece, Reading, pieces
from rammeaftale.engine.tagging.roles import attribute_objects, is_old_role, merged_reference, modern_role, old_role

DIRECT = ("Alt", "E", "Lang", "ID")
NAMESPACE = "http://iso.org/pdf2/ssn"


def write_tree(pdf: Any, document: Any, page_streams: list[Any], reading: Reading, *, modern: bool) -> None:
    """Write `reading` into `pdf`, and mark the drawing operators of `page_streams` accordingly."""
    writer = Writer(pdf, document, page_streams, modern)
    writer.artifacts(reading)
    writer.tree(reading)
    structure_destinations(pdf, reading, writer.elements)


class Writer:
    """Collects the objects of one file's structure tree."""

    def __init__(self, pdf: Any, document: Any, page_streams: list[Any], modern: bool) -> None:
        self.pdf = pdf
        self.pages = document.pages
        self.references = pdf.page_references  # built anew at every call
        self.modern = modern
        self.spots = streams.locate(pdf, page_streams)
        self.spaces = streams.spaces(document.fonts)
        self.glyphs = halves.meanings(document.fonts)
        self.elements: dict[int, Any] = {}
        self.owners: list[dict[int, bytes]] = [{} for _ in self.pages]
        self.group_owners: dict[int, tuple[Any, dict[int, bytes]]] = {}
        self.annotations: list[tuple[Any, bytes]] = []
        self.ids: list[tuple[str, bytes]] = []
        self.notes: dict[str, list[Any]] = {}
        self.calls: list[tuple[str, Any]] = []
        self.shared: dict[Any, Any] = {}
        self.namespace: Any = None

    def artifacts(self, reading: Reading) -> None:
        """Mark what is no content and take its links away."""
        for artifact in reading.artifacts:
            spot = self.spots.get((artifact.page, artifact.mcid))
            if spot is not None:  # a group that is never drawn has no operators in the file
                streams.make_artifact(spot, artifact.kind)
        for page, index in reading.dropped:
            self._drop_link(page, index)

    def tree(self, reading: Reading) -> None:
        """Write every element below the root, then what leads to them."""
        parent_tree = self._object({})
        root = self._object({"Type": "/StructTreeRoot", "ParentTree": parent_tree.reference})
        if self.modern:
            self.namespace = self._object({"Type": "/Namespace", "NS": pydyf.String(NAMESPACE)})
            root["Namespaces"] = pydyf.Array([self.namespace.reference])
        root["K"] = self._element(reading.root, root.reference).reference
        self._words(reading.root)
        self._parent_tree(parent_tree, root)
        if self.ids:
            names = pydyf.Array()
            for name, reference in sorted(self.ids):
                names += [pydyf.String(name), reference]
            root["IDTree"] = self._object({"Names": names}).reference
        if self.modern:
            self._cross_references(reading)
        self.pdf.catalog["StructTreeRoot"] = root.reference
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        self.pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _object(self, values: dict[str, Any]) -> Any:
        item = pydyf.Dictionary(values)
        self.pdf.add_object(item)
        return item

    def _element(self, node: Node, parent: bytes) -> Any:
        role = modern_role(node) if self.modern else old_role(node)
        if self.modern:
            node = merged_reference(node)
        element = self._object({"Type": "/StructElem", "S": f"/{role}"})
        element["P"] = parent
        self.elements[node.key] = element
        if self.modern and not is_old_role(role):
            element["NS"] = self.namespace.reference
        for name, value in node.attributes:
            if name in DIRECT:
                element[name] = pydyf.String(value)
            if name == "ID":
                self.ids.append((str(value), element.reference))
        self._attributes(node, element)
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            element["Pg"] = self.references[page]
        kids = [self._kid(kid, node, element, page) for kid in node.kids]
        if kids:
            element["K"] = kids[0] if len(kids) == 1 else pydyf.Array(kids)
        if any(isinstance(kid, LinkPart) for kid in node.kids):
            finish_link(node, self.pages)
        if node.role == "Note":
            self.notes[str(node.get("ID"))] = [element]
        elif node.get("Note"):
            self.calls.append((str(node.get("Note")), element))
        return element

    def _attributes(self, node: Node, element: Any) -> None:
        """Attribute objects; equal ones are written once and shared."""
        objects = attribute_objects(node, modern=self.modern)
        if not objects:
            return
        references = []
        for values in objects:
            if values not in self.shared:
                self.shared[values] = self._object(
                    {name: pydyf.Array(value) if isinstance(value, tuple) else value for name, value in values}
                )
            references.append(self.shared[values].reference)
        element["A"] = references[0] if len(references) == 1 else pydyf.Array(references)

    def _kid(self, kid: Node | Piece | LinkPart, node: Node, element: Any, page: int | None) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, element.reference).reference
        if isinstance(kid, LinkPart):
            return self._link(kid, element)
        return self._piece(kid, node, element, page)

    def _piece(self, piece: Piece, node: Node, element: Any, page: int | None) -> Any:
        spot = self.spots[piece.page, piece.mcid]
        streams.rename(spot, old_role(node))
        if piece.joint == SPACE:
            streams.add_space(spot, self.spaces)
        if spot.in_group:
            _, owners = self.group_owners.setdefault(id(spot.stream), (spot.stream, {}))
            owners[piece.mcid] = element.reference
        else:
            self.owners[piece.page][piece.mcid] = element.reference
            if piece.page == page:
                return piece.mcid
        content = pydyf.Dictionary({"Type": "/MCR", "Pg": self.references[piece.page], "MCID": piece.mcid})
        if spot.in_group:
            content["Stm"] = spot.stream.reference
        return content

    def _words(self, root: Node) -> None:
        """Words that a line's end breaks, whole; where that cannot be, a soft hyphen between the halves."""
        joined = set()
        for broken in halves.broken_words(root):
            first, second = (self.spots[piece.page, piece.mcid] for piece in (broken.first, broken.second))
            if halves.join(first, second, broken, self.glyphs):
                joined.add(broken.first)
        for piece in pieces(root):
            if piece.joint == HYPHEN and piece not in joined:
                streams.soften_hyphen(self.spots[piece.page, piece.mcid])

    def _link(self, part: LinkPart, element: Any) -> Any:
        annotation = self.pages[part.page].links[part.index][3].link_annotation
        left, top, right, bottom = annotation["Rect"]
        for index in part.swallows:
            inner = self.pages[part.page].links[index][3].link_annotation["Rect"]
            left, top = min(left, inner[0]), max(top, inner[1])
            right, bottom = max(right, inner[2]), min(bottom, inner[3])
            self._drop_link(part.page, index)
        annotation["Rect"] = pydyf.Array([left, top, right, bottom])
        self.annotations.append((annotation, element.reference))
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": self.references[part.page]})

    def _drop_link(self, page: int, index: int) -> None:
        annotation = self.pages[page].links[index][3].link_annotation
        holder = self.pdf.objects[int(self.references[page].split()[0])]
        holder["Annots"].remove(annotation.reference)
        if not holder["Annots"]:
            del holder["Annots"]
        annotation.clear()

    def _parent_tree(self, tree: Any, root: Any) -> None:
        """From each MCID, annotation and group back to its element; keys are pages, then annotations, then groups."""
        numbers = pydyf.Array()
        for key, owners in enumerate(self.owners):
            numbers += [key, _slots(owners)]
        key = len(self.owners)
        for annotation, reference in self.annotations:
            annotation["StructParent"] = key
            numbers += [key, reference]
            key += 1
        for stream, owners in self.group_owners.values():
            stream.extra["StructParents"] = key
            numbers += [key, _slots(owners)]
            key += 1
        tree["Nums"] = numbers
        root["ParentTreeNextKey"] = key

    def _cross_references(self, reading: Reading) -> None:
        """PDF 2.0: a note and its call, a contents entry and its heading, refer to each other by `Ref`."""
        for name, call in self.calls:
            for note in self.notes.get(name, ()):
                call["Ref"] = pydyf.Array([note.reference])
                note["Ref"] = pydyf.Array([call.reference])
        anchors = dict(reading.anchors)
        for key, target in _targets(reading.root):
            if target in anchors:
                self.elements[key]["Ref"] = pydyf.Array([self.elements[anchors[target]].reference])


def _targets(node: Node) -> list[tuple[int, str]]:
    own = [(node.key, str(node.get("Target")))] if node.get("Target") else []
    return own + [pair for kid in node.kids if isinstance(kid, Node) for pair in _targets(kid)]


def _slots(owners: dict[int, bytes]) -> Any:
    """The owners by MCID; `null` for artifacts."""
    return pydyf.Array([owners.get(mcid, b"null") for mcid in range(max(owners, default=-1) + 1)])
