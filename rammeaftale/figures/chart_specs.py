"""Bars and dots → Vega-Lite specifications as wide as the text column; one unit is a point on paper.

Everything has its place reckoned here: the names in a column of their own, the figures beside their marks, so that the
drawing is exactly as wide as the column and nothing is cut off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from rammeaftale.figures.vega import DRAWN_FONT
from rammeaftale.model.page import Page, Type
from rammeaftale.takster.comparison import WHOLE

Spec = Mapping[str, object]

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
PETROL, MIDDLE, TINT, INK, GREY, RUST = "#14505c", "#5f8d96", "#eaf2f3", "#1d2527", "#55646a", "#9a3412"
WHITE = "#ffffff"

EDGE = 2
ABOVE, LINE = 14, 10
"""The room above the marks for a heading of a line, and for each further line."""
TICK = 5
"""Pct. between two lines of the dots' scale."""


@dataclass(frozen=True, slots=True)
class _Measures:
    """What a chart takes from the page, in points: its whole width, and the room for words and figures.

    `names` is the column of names at the left, `figures` each column of figures at the right of dots; `figure` is the
    width of a figure and `letter` of a letter in a word.
    """

    width: int
    names: int
    figures: int
    figure: float
    letter: float
    type: Type


def _measures(page: Page) -> _Measures:
    """Names of eighteen letters have room, and figures with a sign and a decimal, all on the ample side."""
    size = page.diagram.size
    return _Measures(
        floor(page.tekstspalte),
        floor(11 * size),
        floor(5.5 * size),
        round(0.55 * size, 1),
        round(0.48 * size, 1),
        page.diagram,
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of a chart: whose, its figures, one for a bar and two for dots, and the same as printed."""

    name: str
    figures: tuple[Decimal, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Lying bars from zero in this order; `line` is a value with its words, drawn as a dashed line."""

    marks: Sequence[Mark]
    line: tuple[Decimal, str] | None = None


@dataclass(frozen=True, slots=True)
class Dots:
    """A filled dot and a ring on each line, with both figures in columns at the right under `heads` of two lines."""

    marks: Sequence[Mark]
    heads: tuple[tuple[str, str], tuple[str, str]]


def chart_spec(drawn: Bars | Dots, page: Page) -> Spec:
    """The chart as wide as the page's text column."""
    return _bar_spec(drawn, _measures(page)) if isinstance(drawn, Bars) else _dot_spec(drawn, _measures(page))


def _rows(marks: Sequence[Mark]) -> list[Spec]:
    """The data of a chart: `tal0` and `tekst0` are the first figure of a line and its text."""
    return [
        {
            "navn": mark.name,
            "i_alt": mark.name == WHOLE,
            **{f"tal{number}": float(figure) for number, figure in enumerate(mark.figures)},
            **{f"tekst{number}": text for number, text in enumerate(mark.texts)},
        }
        for mark in marks
    ]


def _bar_spec(bars: Bars, measures: _Measures) -> Spec:
    scale = {"domain": _domain(bars, measures), "nice": False, "zero": False}
    x = {"field": "tal0", "type": "quantitative", "axis": None, "scale": scale}
    negative, strong = "datum.tal0 < 0", "datum.i_alt"
    colour = f"{strong} ? '{PETROL}' : '{MIDDLE}'"
    bar = {
        "type": "bar",
        "height": 7,
        "fill": {"expr": f"{negative} ? '{WHITE}' : ({colour})"},
        "stroke": {"expr": colour},
        "strokeWidth": 1,
    }
    layers: list[Spec] = [
        {"mark": bar, "encoding": {"x": x}},
        _words("tekst0", x, {"expr": f"{negative} ? 'right' : 'left'"}, {"expr": f"{negative} ? -4 : 4"}),
        _rule({"datum": 0}, INK, 0.75, []),
    ]
    if bars.line is not None:
        value, words = bars.line
        at = {"datum": float(value)}
        layers += [_rule(at, RUST, 0.75, [3, 2]), _heading(words, at, "center")]
    return _spec(_rows(bars.marks), layers, measures, (EDGE, ABOVE if bars.line else EDGE, EDGE))


def _domain(bars: Bars, measures: _Measures) -> list[float]:
    """From the lowest to the highest value, zero always among them, with room for the figures at either end."""
    values = [*(float(mark.figures[0]) for mark in bars.marks), 0.0, *([float(bars.line[0])] if bars.line else [])]
    low, high = min(values), max(values)
    if low == high:
        return [low, high + 1]
    left = max((len(mark.texts[0]) for mark in bars.marks if mark.figures[0] < 0), default=0) * measures.figure
    right = max((len(mark.texts[0]) for mark in bars.marks if mark.figures[0] >= 0), default=0) * measures.figure + 4
    unit = (high - low) / (measures.width - measures.names - EDGE - left - right)
    return [low - left * unit, high + right * unit]


def _dot_spec(dots: Dots, measures: _Measures) -> Spec:
    values = [float(figure) for mark in dots.marks for figure in mark.figures] or [100.0]
    low, high = floor(min(values) / TICK) * TICK, ceil(max(values) / TICK) * TICK
    low = low if low < high else high - TICK
    scale = {"domain": [low - 0.4, high + 0.4], "nice": False, "zero": False}
    ticks = list(range(low, high + 1, TICK))
    axis = {
        "values": ticks,
        "grid": True,
        "domain": False,
        "ticks": False,
        "labelExpr": f"datum.value + (datum.value == {ticks[-1]} ? ' pct.' : '')",
    }
    x = {"field": "tal0", "type": "quantitative", "axis": {**axis, "title": None}, "scale": scale}
    width = measures.width - measures.names - 2 * measures.figures
    first, second = ({"value": width + measures.figures * column - 2} for column in (1, 2))
    dot = {"type": "point", "filled": True, "size": 38, "opacity": 1, "color": PETROL}
    ring = {**dot, "fill": WHITE, "stroke": PETROL, "strokeWidth": 1.2}
    layers: list[Spec] = [
        {"mark": {"type": "rule", "color": MIDDLE, "strokeWidth": 1.5}, "encoding": {"x": x, "x2": {"field": "tal1"}}},
        {"mark": ring, "encoding": {"x": {**x, "field": "tal1"}}},
        {"mark": dot, "encoding": {"x": x}},
        _words("tekst0", first, "right", 0),
        _words("tekst1", second, "right", 0),
        *_column_head(dots.heads[0], first, {**dot, "fill": PETROL}, measures.letter),
        *_column_head(dots.heads[1], second, ring, measures.letter),
    ]
    return _spec(_rows(dots.marks), layers, measures, (2 * measures.figures, ABOVE + LINE, 14))


def _words(field: str, x: Mapping[str, object], align: object, dx: object) -> Spec:
    weight = {"expr": "datum.i_alt ? 600 : 400"}
    mark = {"type": "text", "align": align, "dx": dx, "baseline": "middle", "fontWeight": weight}
    return {"mark": mark, "encoding": {"x": x, "text": {"field": field, "type": "nominal"}}}


def _rule(x: Mapping[str, object], colour: str, width: float, dash: list[int]) -> Spec:
    mark = {"type": "rule", "color": colour, "strokeWidth": width, "strokeDash": dash}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": {"x": x, "y": None}}


def _heading(words: str, x: Mapping[str, object], align: str, y: float = -3) -> Spec:
    mark = {"type": "text", "text": words, "align": align, "baseline": "bottom", "color": GREY}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": {"x": x, "y": {"value": y}}}


def _column_head(words: tuple[str, str], x: Mapping[str, object], dot: Spec, letter: float) -> tuple[Spec, ...]:
    """Two lines over a column of figures, with the dot that they are the figures of."""
    top = -3 - LINE
    place = {"x": {"value": float(str(x["value"])) - 6 - letter * len(words[0])}, "y": {"value": top - 4}}
    return (
        {"data": {"values": [{}]}, "mark": dot, "encoding": place},
        _heading(words[0], x, "right", top),
        _heading(words[1], x, "right"),
    )


def _spec(
    rows: Sequence[Spec], layers: Sequence[Spec], measures: _Measures, around: tuple[float, float, float]
) -> Spec:
    """The chart with the room at the right of its marks, above and below them."""
    right, top, bottom = around
    names = {
        "title": None,
        "domain": False,
        "ticks": False,
        "labelPadding": measures.names,
        "labelAlign": "left",
        "labelLimit": measures.names - 6,
        "labelFontWeight": {"condition": {"test": f"datum.value === '{WHOLE}'", "value": 600}, "value": 400},
    }
    y = {"field": "navn", "type": "nominal", "sort": None, "axis": names}
    return {
        "$schema": SCHEMA,
        "width": measures.width - measures.names - right,
        "height": measures.type.line * len(rows),
        "autosize": "none",
        "padding": {"left": measures.names, "right": right, "top": top, "bottom": bottom},
        "data": {"values": rows},
        "encoding": {"y": y},
        "layer": layers,
        "config": {
            "aria": False,  # the words for those who cannot see it are the drawing's alternative text
            "font": DRAWN_FONT,
            "background": None,
            "view": {"stroke": None},
            "axis": {"labelFontSize": measures.type.size, "labelColor": INK, "gridColor": "#d3dee0", "gridWidth": 0.5},
            "text": {"fontSize": measures.type.size, "color": INK},
        },
    }
