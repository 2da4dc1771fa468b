"""Edition → drawings: data to SVG, charts by way of a Vega-Lite specification, with a text of the same data."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping

from rammeaftale.figures.chart_specs import chart_spec
from rammeaftale.figures.charts import CHARTS
from rammeaftale.figures.frame import unreadable
from rammeaftale.figures.organisation import organisation_alt, organisation_svg
from rammeaftale.figures.vega import draw
from rammeaftale.model.agreement import Edition
from rammeaftale.model.drawing import Drawing
from rammeaftale.model.page import MM_PER_POINT, Page

_Remember = Callable[[str, bytes, Callable[[], bytes]], bytes]
"""Gives the SVG for a name and a specification: from the store, or by calling the function and keeping the result."""

_ORGANISATION = "organisation"
_SIZES = re.compile(r'<svg [^>]*?width="([\d.]+)"(?: height="([\d.]+)")?')
_CAPTION = 25 / MM_PER_POINT
"""Points that a page holds besides its drawing: the caption of it, and white space."""


def draw_figures(edition: Edition, names: Collection[str], page: Page, remember: _Remember) -> Mapping[str, Drawing]:
    """Those of the drawings that texts may name (`model.names.DRAWINGS`), by name; one unit is a point on paper.

    A drawing that is larger than the page is shown smaller.
    """
    fora = tuple(forum for forum in edition.registers.fora if forum.in_figure)
    svgs: dict[str, tuple[str, str]] = {}
    if _ORGANISATION in names and fora:
        svgs[_ORGANISATION] = _readable(_ORGANISATION, organisation_svg(fora, page)), organisation_alt(fora)
    if edition.takst_basis is not None:
        charts = ((name, chart(edition.takst_basis)) for name, chart in CHARTS.items() if name in names)
        svgs |= {name: (_drawn(name, chart_spec(chart.plot, page), remember), chart.alt) for name, chart in charts}
    return {
        name: Drawing(name, svg, alt, _width(name, svg, page) * MM_PER_POINT, of_register=name in CHARTS)
        for name, (svg, alt) in svgs.items()
    }


def _drawn(name: str, spec: Mapping[str, object], remember: _Remember) -> str:
    """The drawing of a specification, which is all that the memo asks about: other words alone draw nothing anew."""
    written = json.dumps(spec, ensure_ascii=False, sort_keys=True)
    return remember(name, written.encode(), lambda: _readable(name, draw(written)).encode()).decode()


def _readable(name: str, svg: str) -> str:
    """The drawing. Raises ValueError when words in it are cut or covered: a fault of ours, whatever the data."""
    if hidden := unreadable(svg):
        raise ValueError(f"words in the drawing {name} cannot be read: {hidden}")
    return svg


def _width(name: str, svg: str, page: Page) -> float:
    """How wide a drawing is shown, in points: its own width, or less so that the page holds it with its caption."""
    sizes = _SIZES.search(svg)
    if sizes is None:
        raise ValueError(f"the drawing {name} has no width")
    width, height = float(sizes[1]), float(sizes[2] or 0)
    return width * min(1, page.bred / width, (page.hoejde - _CAPTION) / max(height, 1))
