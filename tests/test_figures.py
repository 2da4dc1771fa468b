"""The organisation figure: what is drawn, what it says in words, and that it is safe and readable in print."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from rammeaftale.figures import MM_PER_POINT, draw_figures
from rammeaftale.figures.organisation import organisation_alt, organisation_spec
from rammeaftale.model.agreement import Edition, Forum
from rammeaftale.model.drawing import Drawing
from rammeaftale.model.names import DRAWINGS
from rammeaftale.model.plain import plain_text
from rammeaftale.pipeline import load
from rammeaftale.world import DiskWorld

ROOT = Path(__file__).parent.parent
FIGURE_WIDTH_MM = 166
SMALLEST_POINT = 8


@cache
def _edition() -> Edition:
    edition = load(DiskWorld(ROOT), "2021-22").value
    assert edition is not None
    return edition


def _shown() -> tuple[Forum, ...]:
    return tuple(forum for forum in _edition().fora if forum.in_figure)


def _draw_now(_: str, __: bytes, draw: Callable[[], bytes]) -> bytes:
    return draw()


@cache
def _drawing() -> Drawing:
    return draw_figures(_edition(), _draw_now)["organisation"]


def test_every_name_that_texts_may_use_is_drawn() -> None:
    assert set(draw_figures(_edition(), _draw_now)) == DRAWINGS


def test_boxes_and_lines_are_those_of_the_data() -> None:
    spec = organisation_spec(_shown())
    data = spec["data"]
    assert isinstance(data, list)
    nodes = {node["id"]: node["under"] for node in data[0]["values"]}
    assert nodes == {forum.id: forum.under or None for forum in _shown()}
    for forum in _shown():
        assert all(word in _drawing().svg for word in plain_text(forum.name).split())


def test_the_words_name_every_forum_every_relation_and_who_is_served() -> None:
    alt = organisation_alt(_shown())
    names = {forum.id: plain_text(forum.name) for forum in _shown()}
    for forum in _shown():
        assert names[forum.id] in alt
        if forum.under:
            above = names[forum.under]
            assert f"{forum.under_word} {above}" in alt or f"{forum.under_word} {above[:1].lower()}{above[1:]}" in alt
        for served in forum.serves:
            assert names[served] in alt.partition("betjener")[2]
    assert _drawing().alt == alt


def test_nothing_in_the_drawing_leads_out_of_it() -> None:
    svg = _drawing().svg
    assert not re.search(r"<script|<image|<a\b|\bon\w+=|url\((?!#)|href=\"(?!#)", svg)
    assert {match for match in re.findall(r"https?://[^\"\s]+", svg)} <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert set(re.findall(r'font-family="([^"]+)"', svg)) == {"RA Sans"}


def test_text_is_readable_and_the_figure_fits_the_page() -> None:
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', _drawing().svg)]
    assert sizes
    shrunk = min(1.0, FIGURE_WIDTH_MM / _drawing().width_mm)
    assert min(sizes) * shrunk >= SMALLEST_POINT
    assert _drawing().height_mm < 200
    assert _drawing().width_mm == pytest.approx(
        MM_PER_POINT * float(re.findall(r'width="([\d.]+)"', _drawing().svg)[0])
    )


def test_the_same_data_give_the_same_drawing() -> None:
    assert draw_figures(_edition(), _draw_now)["organisation"] == _drawing()


def test_a_changed_name_changes_the_specification() -> None:
    first, *rest = _shown()
    renamed = replace(first, name=(replace(first.name[0], value="Byrådene"),))  # type: ignore[call-arg]
    assert organisation_spec((renamed, *rest)) != organisation_spec(_shown())


def test_an_edition_without_fora_has_no_figure() -> None:
    assert draw_figures(replace(_edition(), fora=()), _draw_now) == {}
