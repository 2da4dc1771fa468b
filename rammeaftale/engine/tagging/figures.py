"""Pictures: what they say in words, and where they stand on the page in PDF points."""

from __future__ import annotations

from typing import Any

from rammeaftale.engine.tagging.artifacts import SVG
from rammeaftale.engine.tagging.draft import Draft

SVG_SPACE = "{http://www.w3.org/2000/svg}"
POINTS_PER_PX = 0.75


def alternative(element: Any) -> str:
    """The picture in words: `alt`, or an SVG's title and description; `aria-label` for both."""
    if element.tag != SVG:
        return str(element.get("alt") or element.get("aria-label") or "").strip()
    parts = [element.find(SVG_SPACE + name) for name in ("title", "desc")]
    said = [" ".join(part.text.split()).rstrip(".") for part in parts if part is not None and (part.text or "").strip()]
    return ". ".join(said) or str(element.get("aria-label") or "").strip()


def describe(figure: Draft, element: Any) -> None:
    """Add the picture's words to the figure; several pictures in one figure are told one after the other."""
    said = alternative(element)
    if said:
        before = str(figure.attributes.get("Alt", ""))
        figure.attributes["Alt"] = f"{before.rstrip('.')}. {said}" if before else said


def place(figure: Draft, box: Any, page_height: float, transform: Any) -> None:
    """Widen the figure's BBox by a picture's content box (px from the upper left corner, before `transform`)."""
    left, top = box.content_box_x(), box.content_box_y()
    corners = [(left + right * box.width, top + down * box.height) for right in (0, 1) for down in (0, 1)]
    if transform is not None:
        corners = [transform.transform_point(x, y) for x, y in corners]
    xs = [x * POINTS_PER_PX for x, _ in corners]
    ys = [(page_height - y) * POINTS_PER_PX for _, y in corners]
    old = figure.attributes.get("BBox")
    if isinstance(old, tuple):
        xs += [float(old[0]), float(old[2])]
        ys += [float(old[1]), float(old[3])]
    figure.attributes["BBox"] = tuple(round(value, 2) for value in (min(xs), min(ys), max(xs), max(ys)))
