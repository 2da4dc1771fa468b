"""Pictures: what they say in words, and where they stand on the page in PDF points."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from weasyprint.formatting_structure.boxes import ReplacedBox
from weasyprint.matrix import Matrix

from rammeaftale.engine.tagging.draft import Draft
from rammeaftale.engine.tagging.markup import picture_words, told_together
from rammeaftale.engine.tagging.sight import Area

_POINTS_PER_PX = 0.75


def describe(figure: Draft, picture: Element) -> None:
    """Add the picture's words to the figure."""
    words = told_together((str(figure.attributes.get("Alt", "")), picture_words(picture)))
    if words:
        figure.attributes["Alt"] = words


def widen(figure: Draft, picture: ReplacedBox, page_height: float, transform: Matrix | None) -> None:
    """Widen the figure's BBox by a picture's content box (px from the upper left corner, before `transform`)."""
    left, top = picture.content_box_x(), picture.content_box_y()
    area = Area(left, top, left + picture.width, top + picture.height)
    if transform is not None:
        area = area.turned(transform)
    xs = [x * _POINTS_PER_PX for x in (area.left, area.right)]
    ys = [(page_height - y) * _POINTS_PER_PX for y in (area.top, area.bottom)]
    before = figure.attributes.get("BBox")
    if isinstance(before, tuple):
        xs += [float(before[0]), float(before[2])]
        ys += [float(before[1]), float(before[3])]
    figure.attributes["BBox"] = tuple(round(value, 2) for value in (min(xs), min(ys), max(xs), max(ys)))
