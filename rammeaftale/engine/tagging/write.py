"""Takes the logical tree and the PDF under construction; writes structure tree, parent tree, ids and destinations.

ISO 32000-1, 14.7-14.8; with `modern` the roles and namespaces of PDF 2.0 (ISO 32000-2, ISO 14289-2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pydyf
from weasyprint import Document, Page
from weasyprint.pdf.stream import Stream

from rammeaftale.base.danish import visible
from rammeaftale.engine.tagging import halves, roles, streams
from rammeaftale.engine.tagging.tree import (
    HYPHEN,
    SPACE,
    LinkPart,
    LogicalNode,
    LogicalTree,
    Node,
    Piece,
    link_name,
    pieces,
    walk,
)

_DIRECT = ("T", "Alt", "ActualText", "E", "Lang", "ID")
"""Attributes that stand in the element itself and not in an attribute object."""
_TOLD = ("Alt", "ActualText", "E")
"""Those that are words for a reader."""


def write_tree(
    pdf: pydyf.PDF, document: Document, page_streams: Sequence[Stream], tree: LogicalTree, *, modern: bool
) -> None:
    """Write `tree` into `pdf`, and mark the drawing operators of `page_streams` accordingly."""
    writer = _Writer(pdf, document, page_streams, modern)
    writer.artifacts(tree)
    writer.tree(tree)
    _structure_destinations(pdf, tree, writer.elements)


class _Writer:
    """Collects the objects of one file's structure tree."""

    def __init__(self, pdf: pydyf.PDF, document: Document, page_streams: Sequence[Stream], modern: bool) -> None:
        self.pdf = pdf
        dictionaries = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary)]
        self.pages = [item for item in dictionaries if item.get("Type") == "/Page"]
        self.links = [_clickable(page) for page in document.pages]
        self.modern = modern
        self.spots = streams.locate(pdf, page_streams)
        self.glyphs = {font.hash: font.to_unicode for font in document.fonts.values() if not font.bitmap}
        self.spaces = streams.spaces(self.glyphs)
        self.elements: dict[int, pydyf.Dictionary] = {}
        self.owners: list[dict[int, bytes]] = [{} for _ in self.pages]
        self.group_owners: dict[int, tuple[Stream, dict[int, bytes]]] = {}
        self.annotations: list[tuple[pydyf.Dictionary, bytes]] = []
        self.ids: list[tuple[str, bytes]] = []
        self.shared: dict[roles.Attribute, pydyf.Dictionary] = {}
        self.namespace = b""

    def artifacts(self, tree: LogicalTree) -> None:
        """Mark what is no content and take its links away."""
        for artifact in tree.artifacts:
            spot = self.spots.get((artifact.page, artifact.mcid))
            if spot is not None:  # a group that is never drawn has no operators in the file
                streams.make_artifact(spot, artifact.kind)
        for page, index in tree.dropped:
            self._drop_link(page, index)

    def tree(self, tree: LogicalTree) -> None:
        """Write every element below the root, then what leads to them."""
        parent_tree = self._object({})
        root = self._object({"Type": "/StructTreeRoot", "ParentTree": parent_tree.reference})
        if self.modern:
            self.namespace = self._object({"Type": "/Namespace", "NS": pydyf.String(roles.NAMESPACE)}).reference
            root["Namespaces"] = pydyf.Array([self.namespace])
        root["K"] = self._element(tree.root, root.reference).reference
        self._line_ends(tree.root)
        self._parent_tree(parent_tree, root)
        if self.ids:
            names = pydyf.Array()
            for name, reference in sorted(self.ids):
                names += [pydyf.String(name), reference]
            root["IDTree"] = self._object({"Names": names}).reference
        if self.modern:
            self._cross_references(tree)
        self.pdf.catalog["StructTreeRoot"] = root.reference
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        self.pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _object(self, values: Mapping[str, object]) -> pydyf.Dictionary:
        item = pydyf.Dictionary(values)
        self.pdf.add_object(item)
        return item

    def _element(self, node: LogicalNode, parent: bytes) -> pydyf.Dictionary:
        role = roles.modern_role(node) if self.modern else roles.old_role(node)
        if self.modern:
            node = roles.merged_reference(node)
        element = self._object({"Type": "/StructElem", "S": f"/{role}"})
        element["P"] = parent
        self.elements[node.key] = element
        if self.modern and role not in roles.OLD_ROLES:
            element["NS"] = self.namespace
        for name, value in node.attributes:
            if name in _DIRECT:
                element[name] = pydyf.String(visible(str(value)) if name in _TOLD else value)
            if name == "ID":
                self.ids.append((str(value), element.reference))
        self._attributes(node, element)
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            element["Pg"] = self.pages[page].reference
        kids = [self._kid(kid, node, element) for kid in node.kids]
        if kids:
            element["K"] = _one_or_all(kids)
        return element

    def _attributes(self, node: LogicalNode, element: pydyf.Dictionary) -> None:
        """Attribute objects; equal ones are written once and shared."""
        references = []
        for values in roles.attribute_objects(node, modern=self.modern):
            if values not in self.shared:
                self.shared[values] = self._object(
                    {name: pydyf.Array(value) if isinstance(value, tuple) else value for name, value in values}
                )
            references.append(self.shared[values].reference)
        if references:
            element["A"] = _one_or_all(references)

    def _kid(self, kid: LogicalNode | Piece | LinkPart, node: LogicalNode, element: pydyf.Dictionary) -> object:
        if isinstance(kid, Node):
            return self._element(kid, element.reference).reference
        return self._link(kid, node, element) if isinstance(kid, LinkPart) else self._piece(kid, node, element)

    def _piece(self, piece: Piece, node: LogicalNode, element: pydyf.Dictionary) -> object:
        page = self.pages[piece.page].reference
        spot = self.spots[piece.page, piece.mcid]
        spot.operators[spot.index - 1] = f"/{roles.old_role(node)}"  # the marked content's own tag
        if piece.joint == SPACE:
            streams.add_space(spot, self.spaces)
        if spot.group is not None:
            _, owners = self.group_owners.setdefault(id(spot.group), (spot.group, {}))
            owners[piece.mcid] = element.reference
        else:
            self.owners[piece.page][piece.mcid] = element.reference
            if element["Pg"] == page:
                return piece.mcid
        content = pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": piece.mcid})
        if spot.group is not None:
            content["Stm"] = spot.group.reference
        return content

    def _line_ends(self, root: LogicalNode) -> None:
        """Words that a line's end breaks, whole; where that cannot be, a soft hyphen between the halves."""
        joined = set()
        for broken in halves.broken_words(root):
            spots = {piece: self.spots[piece.page, piece.mcid] for piece in broken if isinstance(piece, Piece)}
            if halves.join(spots, broken, self.glyphs):
                joined.add(broken.first)
        for piece in pieces(root):
            if piece.joint == HYPHEN and piece not in joined:
                streams.soften_hyphen(self.spots[piece.page, piece.mcid])

    def _link(self, part: LinkPart, link: LogicalNode, element: pydyf.Dictionary) -> pydyf.Dictionary:
        """One area, called by the link's text like all of its areas (ISO 14289-1, 7.18.5)."""
        annotation = self.links[part.page][part.index]
        left, top, right, bottom = annotation["Rect"]
        for index in part.swallows:
            inner = self.links[part.page][index]["Rect"]
            left, top = min(left, inner[0]), max(top, inner[1])
            right, bottom = max(right, inner[2]), min(bottom, inner[3])
            self._drop_link(part.page, index)
        annotation["Rect"] = pydyf.Array([left, top, right, bottom])
        if name := link_name(link):
            annotation["Contents"] = pydyf.String(visible(name))
        self.annotations.append((annotation, element.reference))
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": self.pages[part.page].reference})

    def _drop_link(self, page: int, index: int) -> None:
        annotation, holder = self.links[page][index], self.pages[page]
        holder["Annots"].remove(annotation.reference)
        if not holder["Annots"]:
            del holder["Annots"]
        annotation.clear()

    def _parent_tree(self, tree: pydyf.Dictionary, root: pydyf.Dictionary) -> None:
        """From each MCID, annotation and group back to its element; keys are pages, then annotations, then groups."""
        values: list[object] = [_slots(owners) for owners in self.owners]
        for annotation, reference in self.annotations:
            annotation["StructParent"] = len(values)
            values.append(reference)
        for stream, owners in self.group_owners.values():
            stream.extra["StructParents"] = len(values)
            values.append(_slots(owners))
        tree["Nums"] = pydyf.Array(part for pair in enumerate(values) for part in pair)
        root["ParentTreeNextKey"] = len(values)

    def _cross_references(self, tree: LogicalTree) -> None:
        """PDF 2.0: a note and its call, a contents entry and its heading, refer to each other by `Ref`."""
        nodes = list(walk(tree.root))
        notes = {node.get("ID"): self.elements[node.key] for node in nodes if node.role == "Note"}
        for node in nodes:
            note = notes.get(node.get("Note"))
            if note is not None:
                call = self.elements[node.key]
                call["Ref"], note["Ref"] = pydyf.Array([note.reference]), pydyf.Array([call.reference])
            target = node.get("Target")
            if isinstance(target, str) and target in tree.anchors:
                self.elements[node.key]["Ref"] = pydyf.Array([self.elements[tree.anchors[target]].reference])


def _clickable(page: Page) -> list[pydyf.Dictionary]:
    """The links of a page that have an area on it: what a link's number counts."""
    return [box.link_annotation for *_, box in page.links if box.link_annotation is not None]


def _one_or_all(items: Sequence[object]) -> object:
    """A single value stands by itself, several in an array."""
    return items[0] if len(items) == 1 else pydyf.Array(items)


def _slots(owners: dict[int, bytes]) -> pydyf.Array:
    """The owners by MCID; `null` for artifacts."""
    return pydyf.Array(owners.get(mcid, b"null") for mcid in range(max(owners, default=-1) + 1))


def _structure_destinations(pdf: pydyf.PDF, tree: LogicalTree, elements: Mapping[int, pydyf.Dictionary]) -> None:
    """Bookmarks and internal links lead to an element (`SD`), not only to a page (`D`; ISO 32000-2, 12.3.2.3)."""
    holders = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and "Dest" in item]
    outlines = [item for item in holders if "Title" in item]  # the engine adds them in the order in which they are read
    for item, key in zip(outlines, tree.bookmarks, strict=True):
        page: pydyf.Array = item.pop("Dest")
        title: pydyf.String = item["Title"]
        item["Title"] = pydyf.String(visible(title.string))
        item["A"] = _go_to(page, elements[key], *page[1:])
    for item in holders:
        if item.get("Subtype") == "/Link":
            name: pydyf.String = item.pop("Dest")
            item["A"] = _go_to(name, elements[tree.anchors.get(name.string, tree.root.key)], "/XYZ", *["null"] * 3)


def _go_to(page: pydyf.Object, element: pydyf.Dictionary, *position: object) -> pydyf.Dictionary:
    target = pydyf.Array([element.reference, *position])
    return pydyf.Dictionary({"Type": "/Action", "S": "/GoTo", "D": page, "SD": target})
