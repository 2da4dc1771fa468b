"""The organisation figure: what is drawn, what it says in words, and that it is safe and readable in print."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from rammeaftale.figures import MM_PER_POINT, draw_figures
from rammeaftale.figures.organisation import NAME_SIZE, organisation_alt, organisation_spec
from rammeaftale.model.agreement import Edition, Forum
from rammeaftale.model.drawing import Drawing
from rammeaftale.model.names import DRAWINGS
from rammeaftale.model.plain import plain_text
from rammeaftale.model.text import Text
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
    names = {id_: name[:1].lower() + name[1:] if name.startswith("De ") else name for id_, name in names.items()}
    for forum in _shown():
        assert names[forum.id] in alt
        if forum.under:
            assert f"{forum.under_word} {names[forum.under]}" in alt
        for served in forum.serves:
            assert names[served] in alt.partition("betjener")[2]
    assert _drawing().alt == alt


def test_nothing_in_the_drawing_leads_out_of_it() -> None:
    svg = _drawing().svg
    assert not re.search(r"<script|<image|<a\b|\bon\w+=|url\((?!#)|href=\"(?!#)", svg)
    assert set(re.findall(r"https?://[^\"\s]+", svg)) <= {
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
    renamed = replace(first, name=(Text("Byrådene", first.span),))
    assert organisation_spec((renamed, *rest)) != organisation_spec(_shown())


def test_an_edition_without_fora_has_no_figure() -> None:
    assert draw_figures(replace(_edition(), fora=()), _draw_now) == {}


def _line_widths(fora: tuple[Forum, ...]) -> tuple[float, list[float]]:
    """The width of a box, and that of every line of a name as it is set, in points."""
    spec: Any = organisation_spec(fora)
    font = TTFont(str(files("font_source_sans_pro") / "files" / "SourceSansPro-Semibold.ttf"))
    letters, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    names = [line for node in spec["data"][0]["values"] for line in node["navn"]]
    widths = [sum(advances[letters[ord(letter)]][0] for letter in line) * NAME_SIZE / em for line in names]
    (boxes,) = [mark for mark in spec["marks"] if mark["type"] == "rect"]
    return boxes["encode"]["enter"]["width"]["value"], widths


@pytest.mark.parametrize(
    "name", ["Takstgruppen", "Sundhedskoordinationsudvalget", "Mimmi Mammut-Wittgenstein i Viborg"]
)
@pytest.mark.parametrize("more", [0, 1, 3])
def test_no_name_reaches_out_of_its_box(name: str, more: int) -> None:
    (one,) = [forum for forum in _shown() if forum.id == "takstgruppen"]
    words = (Text(name, one.span),)
    extra = [replace(one, id=f"ekstra-{number}", name=words) for number in range(more)]
    rest = [replace(one, name=words) if forum is one else forum for forum in _shown()]
    box, widths = _line_widths((*rest, *extra))
    assert max(widths) < box - 3


def test_boxes_are_narrower_when_many_stand_side_by_side() -> None:
    (one,) = [forum for forum in _shown() if forum.id == "takstgruppen"]
    short = tuple(replace(forum, name=(Text("Kort navn", forum.span),)) for forum in _shown())
    extra = tuple(replace(one, id=f"ekstra-{number}", name=short[0].name) for number in range(2))
    drawn = draw_figures(replace(_edition(), fora=(*short, *extra)), _draw_now)["organisation"]
    assert drawn.width_mm <= FIGURE_WIDTH_MM
