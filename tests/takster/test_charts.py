"""The charts of the ledelsesinformation: what is drawn, what they say in words, and that they fit and read in print."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from rammeaftale.figures import draw_figures
from rammeaftale.figures.chart_specs import Bars, chart_spec
from rammeaftale.figures.charts import CHARTS, Chart
from rammeaftale.model.drawing import Drawing
from rammeaftale.model.names import CHARTS as NAMES
from rammeaftale.model.names import DRAWINGS
from rammeaftale.model.page import MM_PER_POINT
from rammeaftale.model.takster import Takst
from tests.editions import edition
from tests.printing import PAGE
from tests.takster.charts_data import basis, line

LINES = (
    line("615", amount="1010", accounts_income="980000", places="12.5", occupancy_2="99"),
    line("657", amount="990", accounts_income="1040000", places="4", occupancy_2="90.5"),
    line("1082", amount="1030", accounts_extras="0", places="103", occupancy_2="95"),
    line("751", amount="1000", places="20", occupancy_2="97.2"),
)
BASIS = basis(LINES, (line("615"),))


def _draw_now(_: str, __: bytes, draw: Callable[[], bytes]) -> bytes:
    return draw()


@cache
def _drawings() -> dict[str, Drawing]:
    return dict(draw_figures(replace(edition(), takst_basis=BASIS), DRAWINGS, PAGE, _draw_now))


def _values(chart: Chart) -> list[tuple[str, str]]:
    assert isinstance(chart.plot, Bars)
    return [(bar.name, bar.texts[0]) for bar in chart.plot.marks]


every_chart = pytest.mark.parametrize("name", sorted(CHARTS))


def test_every_chart_that_texts_may_name_is_drawn_and_none_without_a_register() -> None:
    assert set(CHARTS) == NAMES == set(_drawings())
    assert draw_figures(edition(), DRAWINGS, PAGE, _draw_now) == {}


def test_bars_are_sorted_with_the_whole_among_them() -> None:
    assert _values(CHARTS["over-og-underskud"](BASIS)) == [
        ("Herning", "4,0"), ("I alt", "0,5"), ("Aarhus", "0,0"), ("Region Midtjylland", "0,0"), ("Horsens", "−2,0"),
    ]  # fmt: skip


def test_places_are_drawn_without_the_whole_and_with_the_decimals_they_need() -> None:
    chart = CHARTS["pladser"](BASIS)
    assert _values(chart)[:2] == [("Region Midtjylland", "103,0"), ("Aarhus", "20,0")]
    assert "I alt er der 139,5 pladser." in chart.alt


def test_the_words_say_what_is_shown_the_ends_and_the_whole() -> None:
    assert CHARTS["takstudvikling"](BASIS).alt == (
        "Søjler for 4 driftsherrer, den højeste øverst: ændringen i taksterne fra 2020 til 2021."
        " Højest er Region Midtjylland med 3,0 pct., lavest Herning med −1,0 pct. I alt er det 2,3 pct."
        " En stiplet linje viser pris- og lønfremskrivningen på 1,5 pct."
    )
    assert CHARTS["belaegning"](BASIS).alt == (
        "Prikker for 4 driftsherrer: faktisk belægning i 2018-19 og forudsat belægning i 2021, i pct."
        " Faktisk er den højest hos Horsens med 97,0 pct. mod forudsat 98,0, lavest hos Herning med 92,8 pct. mod"
        " forudsat 98,0. I alt er den 95,3 pct., forudsat 98,0."
    )


@every_chart
def test_a_register_that_gives_nothing_is_still_drawn_and_said(name: str) -> None:
    bare: dict[str, str | None] = dict.fromkeys(("previous", "accounts_income", "accounts_extras", "occupancy_2"))
    chart = CHARTS[name](basis((line("615", **bare),)))
    assert chart.alt
    assert "<svg" in _svg_of(basis((line("615", **bare),)), name)


def _svg_of(of_basis: Any, name: str) -> str:
    return draw_figures(replace(edition(), takst_basis=of_basis), DRAWINGS, PAGE, _draw_now)[name].svg


@every_chart
def test_a_chart_is_as_wide_as_the_text_and_its_words_are_large_enough(name: str) -> None:
    drawing = _drawings()[name]
    assert PAGE.tekstspalte - 1 < drawing.width_mm / MM_PER_POINT <= PAGE.tekstspalte
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', drawing.svg)]
    assert min(sizes) >= 8


@every_chart
def test_nothing_in_a_chart_leads_out_of_it(name: str) -> None:
    svg = _drawings()[name].svg
    assert not re.search(r"<script|<image|<a\b|\bon\w+=|url\((?!#)|href=\"(?!#)", svg)
    assert set(re.findall(r'font-family="([^"]+)"', svg)) == {"RA Sans"}


@pytest.mark.parametrize("low", [Decimal("0.4"), Decimal(-30), Decimal("-0.1")])
@pytest.mark.parametrize("high", [Decimal("0.2"), Decimal(250), Decimal(-4)])
def test_the_figures_stand_inside_the_chart(low: Decimal, high: Decimal) -> None:
    def earned(rise: Decimal) -> str:
        return str(1_000_000 + rise * 10_000)

    ends = (line("615", accounts_income=earned(low)), line("657", accounts_income=earned(high)))
    svg = _svg_of(basis(ends), "over-og-underskud")
    (left,) = re.findall(r'stroke-miterlimit="10" transform="translate\((\d+)', svg)
    for anchor, x, words in re.findall(r'text-anchor="(\w+)" transform="translate\(([-\d.]+),[^>]*>([^<]*)<', svg):
        begin = int(left) + float(x) - (4.2 * len(words) if anchor == "end" else 0)
        assert -0.6 <= begin <= PAGE.tekstspalte - 4.2 * len(words), words


def test_what_is_negative_has_an_outline_only() -> None:
    def fills(*takster: Takst) -> list[str]:
        svg = _svg_of(basis(takster), "over-og-underskud")
        return re.findall(r'd="M[^"]+h[^"]+" fill="(#\w+)" stroke="#\w+" stroke-width="1"', svg)

    assert "#ffffff" not in fills(line("615", accounts_income="1010000"))
    assert set(fills(line("615", accounts_income="990000"))) == {"#ffffff"}


def test_bars_begin_at_zero() -> None:
    for chart in (CHARTS["takstudvikling"](BASIS), CHARTS["over-og-underskud"](BASIS), CHARTS["pladser"](BASIS)):
        spec: Any = chart_spec(chart.plot, PAGE)
        low, high = spec["layer"][0]["encoding"]["x"]["scale"]["domain"]
        assert low <= 0 < high


def test_another_source_draws_nothing_anew_and_another_amount_only_its_own_charts() -> None:
    def specs(of_basis: Any) -> dict[str, str]:
        return {name: json.dumps(chart_spec(chart(of_basis).plot, PAGE)) for name, chart in CHARTS.items()}

    before = specs(BASIS)
    assert specs(replace(BASIS, register=replace(BASIS.register, source="En anden"))) == before
    dearer = (replace(LINES[0], amount=Decimal(1500)), *LINES[1:])
    after = specs(replace(BASIS, register=replace(BASIS.register, takster=dearer)))
    assert [name for name in before if before[name] != after[name]] == ["takstudvikling"]
