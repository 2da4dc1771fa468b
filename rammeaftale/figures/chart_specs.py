"""Bars and dots → Vega-Lite specifications as wide as the text column; one unit is a point on paper.

Everything has its place reckoned here: the names in a column of their own, the figures beside their marks, so that the
drawing is exactly as wide as the column and nothing is cut off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from rammeaftale.base.holes import NOT_GIVEN
from rammeaftale.figures.lines import lines
from rammeaftale.figures.vega import DRAWN_FONT
from rammeaftale.model.letters import Face, width_of
from rammeaftale.model.page import Page, Type
from rammeaftale.takster.comparison import WHOLE

_Spec = Mapping[str, object]

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
PETROL, MIDDLE, TINT, INK, GREY, RUST = "#14505c", "#5f8d96", "#eaf2f3", "#1d2527", "#55646a", "#9a3412"
WHITE = "#ffffff"

_EDGE = 2  # points around a chart, so that no stroke is cut off
_ABOVE, _LINE = 14, 10  # points above the marks for a heading of one line, and for each further line
_BELOW = 14  # points below the dots for the words of their scale
_OVER_MARKS = -3  # points from the marks up to the foot of a heading
_TICK = 5  # pct. between two lines of the dots' scale, or a multiple of them where there are more than _TICKS
_TICKS = 8
_BESIDE_NAME = 6  # points between a name and what is drawn
_NEW_LINE, _SPLIT = "\n", "\\n"
"""Between the lines of a name, in the data and in an expression of Vega's."""
_BESIDE_SCALE = 0.4  # pct. at either end of the scale, so that a dot at its end is whole
_DOT = 38  # square points: about 7 points across, as high as a bar
_BAR = 7  # points: a bar leaves a third of its line white
_BESIDE = 4  # points between a mark and the figure beside it


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


def chart_spec(drawn: Bars | Dots, page: Page) -> _Spec:
    """The chart as wide as the page's text column; one without marks says that nothing is given."""
    if not drawn.marks:
        return _empty_spec(_measures(page))
    return _bar_spec(drawn, _measures(page)) if isinstance(drawn, Bars) else _dot_spec(drawn, _measures(page))


def _empty_spec(measures: _Measures) -> _Spec:
    return _spec(
        [{}], [_heading(NOT_GIVEN, {"value": -measures.names}, "left", measures.type.line)], measures, (0, 0, 0)
    )


def _names(marks: Sequence[Mark], measures: _Measures) -> tuple[str, ...]:
    """The names of the marks in their column, on as many lines as the longest needs, each in the middle of them."""
    room = (measures.names - _BESIDE_NAME) / measures.type.size
    named = [lines(mark.name, room, Face.SANS_SEMIBOLD if mark.name == WHOLE else Face.SANS) for mark in marks]
    deepest = max(map(len, named))
    return tuple(_NEW_LINE.join(("",) * ((deepest - len(name)) // 2) + name) for name in named)


def _rows(marks: Sequence[Mark], measures: _Measures) -> list[_Spec]:
    """The data of a chart: `tal0` and `tekst0` are the first figure of a line and its text."""
    return [
        {
            "navn": name,
            "i_alt": mark.name == WHOLE,
            **{f"tal{number}": float(figure) for number, figure in enumerate(mark.figures)},
            **{f"tekst{number}": text for number, text in enumerate(mark.texts)},
        }
        for name, mark in zip(_names(marks, measures), marks, strict=True)
    ]


def _bar_spec(bars: Bars, measures: _Measures) -> _Spec:
    scale = {"domain": _domain(bars, measures), "nice": False, "zero": False}
    x = {"field": "tal0", "type": "quantitative", "axis": None, "scale": scale}
    negative, strong = "datum.tal0 < 0", "datum.i_alt"
    colour = f"{strong} ? '{PETROL}' : '{MIDDLE}'"
    bar = {
        "type": "bar",
        "height": _BAR,
        "fill": {"expr": f"{negative} ? '{WHITE}' : ({colour})"},
        "stroke": {"expr": colour},
        "strokeWidth": 1,
    }
    layers: list[_Spec] = [
        {"mark": bar, "encoding": {"x": x}},
        _label("tekst0", x, {"expr": f"{negative} ? 'right' : 'left'"}, {"expr": f"({negative} ? -1 : 1) * {_BESIDE}"}),
        _rule({"datum": 0}, INK, 0.75, []),
    ]
    if bars.line is not None:
        value, text = bars.line
        at = {"datum": float(value)}
        layers += [_rule(at, RUST, 0.75, [3, 2]), _heading(text, _beside_edges(value, text, bars, measures), "center")]
    return _spec(_rows(bars.marks, measures), layers, measures, (_EDGE, _ABOVE if bars.line else _EDGE, _EDGE))


def _beside_edges(value: Decimal, text: str, bars: Bars, measures: _Measures) -> Mapping[str, object]:
    """Where the middle of a line's words stands: over the line, or as near as lets them stand within the drawing."""
    low, high = _domain(bars, measures)
    width = measures.width - measures.names - _EDGE
    over = (float(value) - low) / (high - low) * width
    half = width_of(text) * measures.type.size / 2
    nearest = min(max(over, half - measures.names), width - half)
    return {"datum": float(value)} if nearest == over else {"value": nearest}


def _domain(bars: Bars, measures: _Measures) -> list[float]:
    """From the lowest to the highest value, zero always among them, with room for the figures at either end."""
    values = [*(float(mark.figures[0]) for mark in bars.marks), 0.0, *([float(bars.line[0])] if bars.line else [])]
    low, high = min(values), max(values)
    if low == high:
        return [low, high + 1]
    figures = [(len(mark.texts[0]) * measures.figure, mark.figures[0] < 0) for mark in bars.marks]
    left = max((width for width, is_negative in figures if is_negative), default=0)
    right = max((width for width, is_negative in figures if not is_negative), default=0) + _BESIDE
    unit = (high - low) / (measures.width - measures.names - _EDGE - left - right)
    return [low - left * unit, high + right * unit]


def _dot_spec(dots: Dots, measures: _Measures) -> _Spec:
    values = [float(figure) for mark in dots.marks for figure in mark.figures] or [100.0]
    low, high = floor(min(values) / _TICK) * _TICK, ceil(max(values) / _TICK) * _TICK
    low = low if low < high else high - _TICK
    scale = {"domain": [low - _BESIDE_SCALE, high + _BESIDE_SCALE], "nice": False, "zero": False}
    texts = (text for mark in dots.marks for text in mark.texts)
    figures = max(
        measures.figures, *(ceil(width_of(text, Face.SANS_SEMIBOLD) * measures.type.size) + _BESIDE for text in texts)
    )
    width = measures.width - measures.names - 2 * figures
    ticks = _ticks(low, high, width / measures.type.size)
    axis = {
        "values": ticks,
        "grid": True,
        "domain": False,
        "ticks": False,
        "labelExpr": f"replace(datum.value, '-', '−') + (datum.value == {ticks[-1]} ? ' pct.' : '')",
    }
    x = {"field": "tal0", "type": "quantitative", "axis": {**axis, "title": None}, "scale": scale}
    first, second = ({"value": width + figures * column - 2} for column in (1, 2))
    dot = {"type": "point", "filled": True, "size": _DOT, "opacity": 1, "color": PETROL}
    ring = {**dot, "fill": WHITE, "stroke": PETROL, "strokeWidth": 1.2}
    layers: list[_Spec] = [
        {"mark": {"type": "rule", "color": MIDDLE, "strokeWidth": 1.5}, "encoding": {"x": x, "x2": {"field": "tal1"}}},
        {"mark": ring, "encoding": {"x": {**x, "field": "tal1"}}},
        {"mark": dot, "encoding": {"x": x}},
        _label("tekst0", first, "right", 0),
        _label("tekst1", second, "right", 0),
        *_column_head(dots.heads[0], first, {**dot, "fill": PETROL}, measures.letter),
        *_column_head(dots.heads[1], second, ring, measures.letter),
    ]
    return _spec(_rows(dots.marks, measures), layers, measures, (2 * figures, _ABOVE + _LINE, _BELOW))


def _ticks(low: int, high: int, room: float) -> list[int]:
    """The values that the scale names: as many as have room beside each other (ems), the highest with its unit."""
    label = max(width_of(f"{high} pct."), width_of(f"−{low}")) + 1
    steps = min(_TICKS, floor(room / (1.5 * label)))  # the last ends at its line, the others stand in the middle of it
    if not steps:
        return [high]
    return list(range(low, high + 1, _TICK * ceil((high - low) / (_TICK * steps))))


def _label(field: str, x: Mapping[str, object], align: object, dx: object) -> _Spec:
    weight = {"expr": "datum.i_alt ? 600 : 400"}
    mark = {"type": "text", "align": align, "dx": dx, "baseline": "middle", "fontWeight": weight}
    return {"mark": mark, "encoding": {"x": x, "text": {"field": field, "type": "nominal"}}}


def _rule(x: Mapping[str, object], colour: str, width: float, dash: list[int]) -> _Spec:
    mark = {"type": "rule", "color": colour, "strokeWidth": width, "strokeDash": dash}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": {"x": x, "y": None}}


def _heading(text: str, x: Mapping[str, object], align: str, y: float = _OVER_MARKS) -> _Spec:
    mark = {"type": "text", "text": text, "align": align, "baseline": "bottom", "color": GREY}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": {"x": x, "y": {"value": y}}}


def _column_head(lines: tuple[str, str], x: Mapping[str, object], dot: _Spec, letter: float) -> tuple[_Spec, ...]:
    """Two lines over a column of figures, with the dot that they are the figures of."""
    top = _OVER_MARKS - _LINE
    position = {"x": {"value": float(str(x["value"])) - 6 - letter * len(lines[0])}, "y": {"value": top - 4}}
    return (
        {"data": {"values": [{}]}, "mark": dot, "encoding": position},
        _heading(lines[0], x, "right", top),
        _heading(lines[1], x, "right"),
    )


def _spec(
    rows: Sequence[_Spec], layers: Sequence[_Spec], measures: _Measures, around: tuple[float, float, float]
) -> _Spec:
    """The chart with the room at the right of its marks, above and below them."""
    right, top, bottom = around
    names: dict[str, object] = {
        "title": None,
        "domain": False,
        "ticks": False,
        "labelPadding": measures.names,
        "labelAlign": "left",
        "labelLimit": measures.names,
        "labelFontWeight": {"condition": {"test": f"trim(datum.value) === '{WHOLE}'", "value": 600}, "value": 400},
    }
    deepest = max(str(row.get("navn", "")).count(_NEW_LINE) + 1 for row in rows)
    if deepest > 1:
        first = -(deepest - 1) * measures.type.line / 2
        names |= {
            "labelExpr": f"split(datum.label, '{_SPLIT}')",
            "labelLineHeight": measures.type.line,
            "labelOffset": first,
        }
    y = {"field": "navn", "type": "nominal", "sort": None, "axis": names}
    return {
        "$schema": _SCHEMA,
        "width": measures.width - measures.names - right,
        "height": measures.type.line * deepest * len(rows),
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
