"""Takes the laid-out pages with their marked content; gives the logical tree as plain data (`tree.LogicalTree`).

One structure element per HTML element, found again on later pages: that alone joins what a page break parts.
"""

from __future__ import annotations

from collections.abc import Sequence

from weasyprint import Page
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout.absolute import AbsolutePlaceholder

from rammeaftale.engine.tagging.draft import Draft, DraftLink, DraftPiece, freeze, settle
from rammeaftale.engine.tagging.elements import node_of, pseudo_node
from rammeaftale.engine.tagging.gaps import gaps, is_first_letter
from rammeaftale.engine.tagging.lines import LineEnd, line_end
from rammeaftale.engine.tagging.markup import is_decorative
from rammeaftale.engine.tagging.sight import NOWHERE, Area, padding_area
from rammeaftale.engine.tagging.state import Growing, Opening
from rammeaftale.engine.tagging.tables import finish_table
from rammeaftale.engine.tagging.texts import Surroundings, Tags, TextReader
from rammeaftale.engine.tagging.tree import DECORATION, FOOTER, HEADER, PAGINATION, Artifact, LogicalTree

_SILENT_TAGS = frozenset({"html", "body"})
_REPEATED = frozenset({"thead", "tfoot"})
_POINTS_PER_PX = 0.75
_INLINE = (boxes.InlineBox, boxes.TextBox, boxes.LineBox)


def read_pages(pages: Sequence[Page], tags: Sequence[Tags], language: str, prefix: str = "") -> LogicalTree:
    """The structure of the laid-out `pages`; `tags` is for each page its marked content (it is emptied)."""
    reader = _PageReader(language, prefix)
    for number, (page, page_tags) in enumerate(zip(pages, tags, strict=True)):
        reader.page(number, page, page_tags)
    return reader.result()


class _PageReader:
    """Walks the boxes of one page after the other."""

    def __init__(self, language: str, prefix: str) -> None:
        self.growing = Growing(language, prefix)
        self.texts = TextReader()
        self.artifacts: list[Artifact] = []
        self.dropped: list[tuple[int, int]] = []
        self.heads: set[int] = set()
        self.line_ends: dict[tuple[int, str | None], LineEnd | None] = {}
        self.goes_on = False
        """Whether the last line goes on in the next, which may stand in another column or on another page: no gap."""

    def page(self, number: int, page: Page, tags: Tags) -> None:
        """Read one page."""
        self.number, self.height, self.tags = number, page.height, tags
        clickable = (box for *_, box in page.links if box.link_annotation is not None)
        self.links = {id(box): index for index, box in enumerate(clickable)}
        whole = Area(0, 0, page.width, page.height)
        self.texts.start_page(number, whole, tags)
        self._box(page._page_box, self.growing.root, Surroundings(whole))
        self.texts.end_page()
        self.artifacts += (Artifact(number, tag["mcid"]) for tag in tags.values())
        tags.clear()

    def result(self) -> LogicalTree:
        """The finished tree."""
        growing = self.growing
        for number, table in enumerate(growing.tables, 1):
            finish_table(table, f"{growing.prefix}t{number}")
        growing.set_notes_apart()
        growing.read_asides_last()
        settle(growing.root)
        root, _ = freeze(growing.root)
        return LogicalTree(
            root,
            (*self.artifacts, *self.texts.silent),
            tuple(self.dropped),
            tuple(node.living_key() if node is not None else root.key for node in growing.bookmarks),
            {name: node.living_key() for name, node in growing.anchors.items()},
        )

    def _box(self, box: Box, parent: Draft, around: Surroundings) -> None:
        """Read one box that is no text box."""
        if type(box) is AbsolutePlaceholder:
            box = box._box
        inline = isinstance(box, _INLINE)
        if self._is_artifact(box, inline):
            return
        node = self._node(box, parent)
        self._remember(box, node)
        if node.role == "Formula" and "BBox" not in node.attributes:
            left, top = box.border_box_x(), box.border_box_y()
            self._widen(node, Area(left, top, left + box.border_width(), top + box.border_height()), around)
        if box.link_annotation is not None:
            around = self._link(box, node, around)
        if not inline:
            around = self._surroundings(box, around)
        if isinstance(box, boxes.ReplacedBox):
            self._picture(box, node, around)
            return
        if not inline and not box.is_in_normal_flow() and not is_first_letter(box):
            goes_on, self.goes_on = self.goes_on, False
            with self.texts.aside():
                self._children(box, node, around)
            self.goes_on = goes_on
            return
        before, after = gaps(box, inline=inline)
        if before and not self.goes_on:
            self.texts.gap()
        self._children(box, node, around)
        if after and not self.goes_on:
            self.texts.gap()

    def _children(self, box: Box, node: Draft, around: Surroundings) -> None:
        for child in box.children:
            if isinstance(child, boxes.LineBox):
                self._line(box, child, node, around)
            elif isinstance(child, boxes.TextBox):
                self.texts.text(child, node, around)
            else:
                self._box(child, node, around)

    def _line(self, block: Box, line: boxes.LineBox, node: Draft, around: Surroundings) -> None:
        """One line: its boxes, then what its end needs."""
        key = (id(block.element), block.element_tag)
        before = self.line_ends.get(key)
        self.goes_on = False
        self.texts.start_line()
        self._children(line, node, around)
        end = self.line_ends[key] = line_end(line)
        self.goes_on = end is not None
        if end is not None:
            self.texts.end_line(end, before, block.element)

    def _node(self, box: Box, parent: Draft) -> Draft:
        """The box's structure element: known from before, new, or the parent's."""
        element, tag = box.element, box.element_tag
        if element is None or tag is None or tag in _SILENT_TAGS:
            return parent
        key = (id(element), tag)
        node = self.growing.nodes.get(key)
        if node is None:
            opening = Opening(self.growing, box, element, parent)
            node = (pseudo_node(opening) if "::" in tag else node_of(opening)) or parent
            self.growing.nodes[key] = node
        return node

    def _remember(self, box: Box, node: Draft | None) -> None:
        """Targets of links and bookmarks, in the order in which the typesetter wrote them."""
        anchor = box.style["anchor"]
        if anchor and node is not None:
            self.growing.anchors.setdefault(anchor, node)
        if box.bookmark_label and box.style["bookmark_level"] != "none":
            self.growing.bookmarks.append(node)

    def _is_artifact(self, box: Box, inline: bool) -> bool:
        """Whether the box is no content: margin boxes, leaders, decoration, repeated heads. It is then noted."""
        element = box.element
        if isinstance(box, boxes.MarginBox):
            self._artifact(box, _margin_kind(box.at_keyword))
        elif box.is_leader:
            self.texts.gap()
            self._artifact(box, DECORATION)
        elif element is None or "::" in (box.element_tag or ""):
            return False
        elif is_decorative(element) or (not inline and box.style["position"] == "fixed"):
            self._artifact(box, DECORATION)
        elif box.element_tag in _REPEATED and isinstance(box, boxes.TableRowGroupBox):
            if id(element) not in self.heads:
                self.heads.add(id(element))
                return False
            self._artifact(box, PAGINATION)
        else:
            return False
        return True

    def _artifact(self, box: Box, kind: str) -> None:
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

    def _link(self, box: Box, node: Draft, around: Surroundings) -> Surroundings:
        """A clickable area belongs to its Link; one inside another is swallowed by the outer."""
        index = self.links.get(id(box))
        if index is None:
            return around
        if around.link is not None:
            around.link.swallows.append(index)
            return around
        if node.role != "Link":
            self.dropped.append((self.number, index))
            return around
        area = DraftLink(self.number, index)
        node.kids.append(area)
        return around._replace(link=area)

    def _surroundings(self, box: Box, around: Surroundings) -> Surroundings:
        style = box.style
        if style["opacity"] == 0:
            around = around._replace(clip=NOWHERE)
        if style["overflow"] != "visible" and not isinstance(box, boxes.PageBox | boxes.ReplacedBox):
            around = around._replace(clip=around.clip.within(padding_area(box)))
        if style["position"] == "absolute" and not box.is_outside_marker:
            self.texts.placed.append(box)
            around = around._replace(placed=box)
        matrix = box.transformation_matrix
        if matrix is not None:
            around = around._replace(transform=matrix @ around.transform if around.transform is not None else matrix)
        return around

    def _picture(self, box: boxes.ReplacedBox, node: Draft, around: Surroundings) -> None:
        tag = self.tags.pop(box, None)
        if tag is None:
            return
        if node.role != "Figure":
            self.artifacts.append(Artifact(self.number, tag["mcid"]))
            return
        node.kids.append(DraftPiece(self.number, tag["mcid"], "", False, node))
        left, top = box.content_box_x(), box.content_box_y()
        self._widen(node, Area(left, top, left + box.width, top + box.height), around)

    def _widen(self, figure: Draft, area: Area, around: Surroundings) -> None:
        """Widen the BBox of a figure or a formula by an area (px from the upper left corner of the page)."""
        area = area if around.transform is None else area.turned(around.transform)
        xs = [x * _POINTS_PER_PX for x in (area.left, area.right)]
        ys = [(self.height - y) * _POINTS_PER_PX for y in (area.top, area.bottom)]
        before = figure.attributes.get("BBox")
        if isinstance(before, tuple):
            xs += [float(before[0]), float(before[2])]
            ys += [float(before[1]), float(before[3])]
        figure.attributes["BBox"] = tuple(round(value, 2) for value in (min(xs), min(ys), max(xs), max(ys)))


def _margin_kind(at_keyword: str) -> str:
    """The kind of a margin box from its name in the style sheet (`@top-left`)."""
    if "top" in at_keyword:
        return HEADER
    return FOOTER if "bottom" in at_keyword else PAGINATION
