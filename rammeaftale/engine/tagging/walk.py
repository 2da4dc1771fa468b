"""Takes the laid-out pages with their marked content; gives the logical tree as plain data (`nodes.Reading`).

One structure element per HTML element, found again on later pages: that alone joins what a page break parts.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from rammeaftale.engine.tagging import artifacts, figures, lines, lists, notes, tables
from rammeaftale.engine.tagging.draft import Draft, DraftLink, freeze, living_key, prune, settle_links
from rammeaftale.engine.tagging.elements import node_of, pseudo_node
from rammeaftale.engine.tagging.gaps import gaps, is_first_letter
from rammeaftale.engine.tagging.nodes import Artifact, Reading
from rammeaftale.engine.tagging.sight import NOWHERE, Area, padding_area
from rammeaftale.engine.tagging.state import Growing
from rammeaftale.engine.tagging.words import Place, Words

SILENT_TAGS = frozenset({"html", "body"})
REPEATED = frozenset({"thead", "tfoot"})
INLINE = (boxes.InlineBox, boxes.TextBox, boxes.LineBox)


def read_pages(pages: list[Any], tags: list[dict[Any, dict[str, Any]]], language: str, prefix: str = "") -> Reading:
    """The structure of the laid-out `pages`; `tags` says for each page which box got which MCID (it is emptied)."""
    reader = Reader(language, prefix)
    for number, (page, page_tags) in enumerate(zip(pages, tags, strict=True)):
        reader.page(number, page, page_tags)
    return reader.result(len(pages))


class Reader:
    """Walks the boxes of one page after the other."""

    def __init__(self, language: str, prefix: str) -> None:
        self.growing = Growing(language, prefix)
        self.words = Words()
        self.artifacts: list[Artifact] = []
        self.dropped: list[tuple[int, int]] = []
        self.heads: set[int] = set()
        self.line_ends: dict[tuple[int, str], lines.LineEnd | None] = {}
        self.number = 0
        self.height = 0.0
        self.tags: dict[Any, dict[str, Any]] = {}
        self.links: dict[int, int] = {}

    def page(self, number: int, page: Any, tags: dict[Any, dict[str, Any]]) -> None:
        """Read one page."""
        self.number, self.height, self.tags = number, page.height, tags
        self.links = {
            id(link[3]): index for index, link in enumerate(page.links) if link[3].link_annotation is not None
        }
        whole = Area(0, 0, page.width, page.height)
        self.words.new_page(number, whole, tags)
        self.box(page._page_box, self.growing.root, Place(None, whole, 0, None))
        self.words.covers.judge()
        self.artifacts += (Artifact(number, tag["mcid"]) for tag in tags.values())
        tags.clear()

    def result(self, pages: int) -> Reading:
        """The finished tree."""
        for number, table in enumerate(self.growing.tables, 1):
            tables.finish(table, f"{self.growing.prefix}t{number}")
        lists.finish(self.growing.root)
        notes.set_apart(self.growing.notes.values())
        prune(self.growing.root)
        settle_links(self.growing.root)
        return Reading(
            freeze(self.growing.root, [0]),
            pages,
            (*self.artifacts, *(Artifact(page, mcid) for page, mcid in self.words.silent)),
            tuple(self.dropped),
            tuple(living_key(node) for node in self.growing.bookmarks),
            tuple((name, living_key(node)) for name, node in self.growing.anchors.items()),
        )

    def box(self, box: Any, parent: Draft, place: Place) -> None:
        """Read one box that is no text box."""
        if type(box) is AbsolutePlaceholder:
            box = box._box
        inline = isinstance(box, INLINE)
        if self._is_artifact(box, inline):
            return
        node = self._node(box, parent)
        self._remember(box, node)
        if box.link_annotation is not None:
            place = self._link(box, node, place)
        if not inline:
            place = self._surroundings(box, place)
        if isinstance(box, boxes.ReplacedBox):
            self._picture(box, node, place)
            return
        if not inline and not box.is_in_normal_flow() and not is_first_letter(box):
            state = self.words.step_aside()
            self._children(box, node, place)
            self.words.step_back(state)
            return
        before, after = gaps(box, inline=inline)
        if before:
            self.words.gap()
        self._children(box, node, place)
        if after:
            self.words.gap()

    def _children(self, box: Any, node: Draft, place: Place) -> None:
        for child in box.children:
            if isinstance(child, boxes.LineBox):
                self._line(box, child, node, place)
            elif isinstance(child, boxes.TextBox):
                self.words.text(child, node, place)
            else:
                self.box(child, node, place)

    def _line(self, block: Any, line: Any, node: Draft, place: Place) -> None:
        """One line: its boxes, then what its end needs."""
        key = (id(block.element), str(block.element_tag))
        before = self.line_ends.get(key)
        self.words.start_line()
        self._children(line, node, place)
        end = lines.line_end(getattr(line, "resume_at", None))
        self.line_ends[key] = end
        if end is not None:
            self.words.end_line(end, before)

    def _node(self, box: Any, parent: Draft) -> Draft:
        """The box's structure element: known from before, new, or the parent's."""
        element, tag = box.element, box.element_tag
        if element is None or tag in SILENT_TAGS:
            return parent
        key = (id(element), tag)
        known = self.growing.nodes.get(key)
        if known is not None:
            return known
        if "::" in tag:
            node = pseudo_node(self.growing, box, parent)
        elif id(element) in self.growing.notes:
            node = self.growing.notes[id(element)]
            language = element.get("lang")
            if language and language != self.growing.language(node.parent):
                node.attributes["Lang"] = language
        else:
            node = node_of(self.growing, box, parent)
        self.growing.nodes[key] = node or parent
        return node or parent

    def _remember(self, box: Any, node: Draft | None) -> None:
        """Targets of links and bookmarks, in the order in which the typesetter wrote them."""
        anchor = box.style["anchor"]
        if anchor and node is not None:
            self.growing.anchors.setdefault(anchor, node)
        if box.bookmark_label and box.style["bookmark_level"] != "none":
            self.growing.bookmarks.append(node)

    def _is_artifact(self, box: Any, inline: bool) -> bool:
        if isinstance(box, boxes.MarginBox):
            self._artifact(box, artifacts.margin_kind(getattr(box, "at_keyword", "") or ""))
            return True
        if box.is_leader:
            self.words.gap()
            self._artifact(box, artifacts.DECORATION)
            return True
        element = box.element
        if element is None or "::" in box.element_tag:
            return False
        if artifacts.is_decorative(element) or (not inline and box.style["position"] == "fixed"):
            self._artifact(box, artifacts.DECORATION)
            return True
        if box.element_tag in REPEATED and isinstance(box, boxes.TableRowGroupBox):
            if id(element) in self.heads:
                self._artifact(box, artifacts.PAGINATION)
                return True
            self.heads.add(id(element))
        return False

    def _artifact(self, box: Any, kind: str) -> None:
        """The box and all in it are no content; their links go."""
        if type(box) is AbsolutePlaceholder:
            box = box._box
        tag = self.tags.pop(box, None)
        if tag is not None:
            self.artifacts.append(Artifact(self.number, tag["mcid"], kind))
        if box.link_annotation is not None and id(box) in self.links:
            self.dropped.append((self.number, self.links[id(box)]))
        self._remember(box, None)
        for child in box.children:
            self._artifact(child, kind)

    def _link(self, box: Any, node: Draft, place: Place) -> Place:
        """A clickable area belongs to its Link; one inside another is swallowed by the outer."""
        index = self.links.get(id(box))
        if index is None:
            return place
        if place.link is not None:
            place.link.swallows.append(index)
            return place
        if node.role != "Link":
            self.dropped.append((self.number, index))
            return place
        part = DraftLink(self.number, index)
        node.kids.append(part)
        return place._replace(link=part)

    def _surroundings(self, box: Any, place: Place) -> Place:
        style = box.style
        if style["opacity"] == 0:
            place = place._replace(clip=NOWHERE)
        if style["overflow"] != "visible" and not isinstance(box, boxes.PageBox | boxes.ReplacedBox):
            place = place._replace(clip=place.clip.within(padding_area(box)))
        if style["position"] == "absolute" and not box.is_outside_marker:
            place = place._replace(placed=self.words.placed(box))
        if box.transformation_matrix is not None:
            outer = place.transform
            matrix = box.transformation_matrix @ outer if outer is not None else box.transformation_matrix
            place = place._replace(transform=matrix)
        return place

    def _picture(self, box: Any, node: Draft, place: Place) -> None:
        tag = self.tags.pop(box, None)
        if tag is None:
            return
        if node.role != "Figure":
            self.artifacts.append(Artifact(self.number, tag["mcid"]))
            return
        self.words.picture(node, tag["mcid"])
        figures.place(node, box, self.height, place.transform)
