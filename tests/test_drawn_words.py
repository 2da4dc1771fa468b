"""No words of a drawing are cut by its frame or lie over others, whatever the data: bench/bredder.py draws many."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rammeaftale.base.danish import format_number
from rammeaftale.figures.chart_specs import Bars, Dots, Mark, chart_spec
from rammeaftale.figures.frame import unreadable
from rammeaftale.figures.lines import lines
from rammeaftale.figures.organisation import organisation_svg
from rammeaftale.figures.vega import draw
from rammeaftale.model.agreement import Forum, Level
from rammeaftale.model.inline import Text
from rammeaftale.model.letters import Face, width_of
from rammeaftale.takster.comparison import WHOLE
from tests.editions import SPAN
from tests.printing import PAGE

NAMES = st.one_of(
    st.sampled_from(("Aarhus", "Ringkøbing-Skjern", "W" * 60, "En meget lang kommune med et meget langt navn")),
    st.text("abcdefghijKLMNOWæøå -", min_size=1, max_size=60).filter(str.strip),
)
FIGURES = st.one_of(
    st.sampled_from((Decimal(0), Decimal("0.1"), Decimal("-0.1"), Decimal("2.8"), Decimal(10) ** 9, Decimal(-(10**9)))),
    st.decimals(-(10**6), 10**6, places=1),
)
HEADS = (("faktisk", "2019"), ("forudsat", "2021"))


def mark(name: str, *figures: Decimal) -> Mark:
    """A line of a chart with its figures as they are printed."""
    return Mark(name, figures, tuple(format_number(figure, 1) for figure in figures))


def drawn(plot: Bars | Dots) -> str:
    """The chart as SVG."""
    return draw(json.dumps(chart_spec(plot, PAGE), ensure_ascii=False))


@st.composite
def charts(draw_: st.DrawFn) -> Bars | Dots:
    """Bars with or without a line, or dots; of none, one or many."""
    names = [*draw_(st.lists(NAMES, max_size=6, unique_by=lambda name: " ".join(name.split()))), WHOLE]
    names = draw_(st.sampled_from((names, names[:-1])))
    if draw_(st.booleans()):
        return Dots([mark(name, draw_(FIGURES), draw_(FIGURES)) for name in names], HEADS)
    line = draw_(st.one_of(st.none(), FIGURES))
    text = line if line is None else (line, f"pl {format_number(line, 1)} pct.")
    return Bars([mark(name, draw_(FIGURES)) for name in names], text)


@st.composite
def trees(draw_: st.DrawFn) -> tuple[Forum, ...]:
    """Fora below each other in some shape, with names of any length."""
    fora: list[Forum] = []
    for number in range(draw_(st.integers(1, 14))):
        serves = (f"f{draw_(st.integers(0, number - 1))}",) if number and draw_(st.booleans()) else ()
        fora.append(
            Forum(
                id=f"f{number}",
                name=(Text(draw_(NAMES), SPAN),),
                level=draw_(st.sampled_from(Level)),
                tasks=(),
                members=(),
                under=f"f{draw_(st.integers(0, number - 1))}" if number else "",
                serves=serves,
                in_figure=True,
                source="A",
                span=SPAN,
            )
        )
    return tuple(fora)


@settings(max_examples=12)
@given(charts())
def test_every_word_of_a_chart_can_be_read(chart: Bars | Dots) -> None:
    assert unreadable(drawn(chart)) == ()


@settings(max_examples=60)
@given(trees())
def test_every_word_of_a_tree_can_be_read(fora: tuple[Forum, ...]) -> None:
    assert unreadable(organisation_svg(fora, PAGE)) == ()


def test_a_line_beyond_the_bars_has_all_of_its_words() -> None:
    svg = drawn(Bars([mark("Aarhus", Decimal("2.1")), mark(WHOLE, Decimal("-0.3"))], (Decimal("2.8"), "pl 2,8 pct.")))
    assert "pl 2,8 pct." in svg
    assert unreadable(svg) == ()
    assert unreadable(svg.replace('width="334" height', 'width="300" height').replace("0 0 334", "0 0 300")) != ()


@pytest.mark.parametrize("plot", [Bars((), (Decimal(2), "pl 2 pct.")), Dots((), HEADS)])
def test_a_chart_without_marks_says_so(plot: Bars | Dots) -> None:
    assert "ikke oplyst" in drawn(plot)


def test_words_outside_and_over_each_other_are_found() -> None:
    text = '<text x="{}" y="8" text-anchor="{}" font-size="8">takst</text>'
    frame = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 10">{}</svg>'
    assert unreadable(frame.format(text.format(30, "middle"))) == ()
    assert unreadable(frame.format(text.format(59, "middle"))) == ("takst",)
    assert unreadable(frame.format(text.format(2, "start") + text.format(60, "end"))) == ()
    assert unreadable(frame.format(text.format(2, "start") + text.format(12, "start"))) == ("takst",)


@given(NAMES, st.floats(4, 20))
def test_lines_hold_the_words_and_no_line_is_wider_than_its_room(name: str, room: float) -> None:
    made = lines(name, room, Face.SANS)
    assert "".join(made).replace("-", "").replace(" ", "") == name.replace("-", "").replace(" ", "")
    assert all(width_of(line, Face.SANS) <= room for line in made)
