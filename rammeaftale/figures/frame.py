"""A drawing → whether all of its words can be read: within the frame, and none over another.

What draws measures its words first, so this finds faults of the program; data can be of any length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

from rammeaftale.model.letters import Face, width_of

_SVG = "{http://www.w3.org/2000/svg}"
_MOVED = re.compile(r"translate\((-?[\d.e-]+),\s*(-?[\d.e-]+)\)")
_ANCHOR, _WEIGHT, _SEMIBOLD = "text-anchor", "font-weight", "600"
_BEGINS = {"middle": 0.5, "end": 1.0}
"""How much of a line stands left of its place, by its anchor."""
_ABOVE, _BELOW = 0.7, 0.2
"""How far letters reach over and under the foot of their line, in ems."""
_SLACK = 1
"""Points that no eye misses: kerning, and strokes that round off."""


class _Words(NamedTuple):
    """A line of words and the rectangle of its letters, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def unreadable(svg: str) -> tuple[str, ...]:
    """The lines of words that reach out of the frame or lie over others; none in a drawing as it should be."""
    root = fromstring(svg)  # noqa: S314  # our own drawings, which declare no entities
    left, top, width, height = map(float, root.get("viewBox", "").split())
    lines = list(_lines(root, 0, 0))
    outside = [
        line.text
        for line in lines
        if line.left < left - _SLACK
        or line.right > left + width + _SLACK
        or line.top < top - _SLACK
        or line.bottom > top + height + _SLACK
    ]
    covered = [second.text for first, second in combinations(lines, 2) if _touch(first, second)]
    return (*outside, *covered)


def _lines(element: Element, x: float, y: float) -> Iterator[_Words]:
    """The lines of words in an element whose place is moved so far."""
    match = _MOVED.search(element.get("transform", ""))
    if match:
        x, y = x + float(match[1]), y + float(match[2])
    if element.tag == f"{_SVG}text":
        yield from _of_text(element, x + float(element.get("x", 0)), y + float(element.get("y", 0)))
        return
    for child in element:
        yield from _lines(child, x, y)


def _of_text(element: Element, x: float, y: float) -> Iterator[_Words]:
    own = element.attrib
    size = float(own["font-size"].removesuffix("px"))
    face = Face.SANS_SEMIBOLD if own.get(_WEIGHT) == _SEMIBOLD else Face.SANS
    for line in (element, *element.iter(f"{_SVG}tspan")):
        y += float(line.get("dy", 0)) if line is not element else 0
        text = line.text or ""
        width = width_of(text, face) * size
        left = x - width * _BEGINS.get(own.get(_ANCHOR, ""), 0)
        if text.strip():
            yield _Words(text, left, y - _ABOVE * size, left + width, y + _BELOW * size)


def _touch(first: _Words, second: _Words) -> bool:
    across = min(first.right, second.right) - max(first.left, second.left)
    down = min(first.bottom, second.bottom) - max(first.top, second.top)
    return across > _SLACK and down > _SLACK
