"""Edition → drawings: data to SVG, charts by way of a Vega-Lite specification, with a text of the same data."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping

from rammeaftale.figures.chart_specs import chart_spec
from rammeaftale.figures.charts import CHARTS
from rammeaftale.figures.organisation import organisation_alt, organisation_svg
from rammeaftale.figures.vega import draw
from rammeaftale.model.agreement import Edition
from rammeaftale.model.drawing import Drawing
from rammeaftale.model.page import MM_PER_POINT, Page

_Remember = Callable[[str, bytes, Callable[[], bytes]], bytes]
"""Gives the SVG for a name and a specification: from the store, or by calling the function and keeping the result."""

_ORGANISATION = "organisation"
_WIDTH = re.compile(r'<svg [^>]*?width="([\d.]+)"')


def draw_figures(edition: Edition, names: Collection[str], page: Page, remember: _Remember) -> Mapping[str, Drawing]:
    """Those of the drawings that texts may name (`model.names.DRAWINGS`), by name; one unit is a point on paper."""
    fora = tuple(forum for forum in edition.registers.fora if forum.in_figure)
    drawings = []
    if _ORGANISATION in names and fora:
        drawings.append(_drawing(_ORGANISATION, organisation_svg(fora, page), organisation_alt(fora)))
    if edition.takst_basis is not None:
        charts = ((name, chart(edition.takst_basis)) for name, chart in CHARTS.items() if name in names)
        drawings += [_drawn(name, chart_spec(chart.plot, page), chart.alt, remember) for name, chart in charts]
    return {drawing.name: drawing for drawing in drawings}


def _drawn(name: str, spec: Mapping[str, object], alt: str, remember: _Remember) -> Drawing:
    """The drawing of a specification, which is all that the memo asks about: other words alone draw nothing anew."""
    written = json.dumps(spec, ensure_ascii=False, sort_keys=True)
    svg = remember(name, written.encode(), lambda: draw(written).encode()).decode()
    return _drawing(name, svg, alt)


def _drawing(name: str, svg: str, alt: str) -> Drawing:
    width = _WIDTH.search(svg)
    if width is None:
        raise ValueError(f"the drawing {name} has no width")
    return Drawing(name, svg, alt, float(width[1]) * MM_PER_POINT)
