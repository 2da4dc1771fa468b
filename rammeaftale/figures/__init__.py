"""Edition → drawings: data to a Vega specification to SVG, each with an alternative text from the same data."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from rammeaftale.figures.organisation import organisation_alt, organisation_spec
from rammeaftale.figures.vega import draw
from rammeaftale.model.agreement import Edition
from rammeaftale.model.drawing import Drawing

Remember = Callable[[str, bytes, Callable[[], bytes]], bytes]
"""Gives the SVG for a name and a specification: from the store, or by calling the function and keeping the result."""

MM_PER_POINT = 25.4 / 72
_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')


def draw_figures(edition: Edition, remember: Remember) -> Mapping[str, Drawing]:
    """Every drawing that texts may name (`model.names.DRAWINGS`), by name; one drawing unit is a point on paper."""
    fora = tuple(forum for forum in edition.fora if forum.in_figure)
    if not fora:
        return {}
    spec = json.dumps(organisation_spec(fora), ensure_ascii=False, sort_keys=True)
    svg = remember("organisation", spec.encode(), lambda: draw(spec).encode()).decode()
    return {"organisation": _drawing("organisation", svg, organisation_alt(fora))}


def _drawing(name: str, svg: str, alt: str) -> Drawing:
    size = _SIZE.search(svg)
    if size is None:
        raise ValueError(f"the drawing {name} has no size")
    width, height = (float(number) * MM_PER_POINT for number in size.groups())
    return Drawing(name, svg, alt, width, height)
