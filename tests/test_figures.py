"""The organisation figure: what is drawn, what it says in words, and that it is safe and readable in print."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import combinations

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from rammeaftale.figures import draw_figures
from rammeaftale.figures.organisation import organisation_alt, organisation_svg
from rammeaftale.figures.tree import balanced, trees
from rammeaftale.model.agreement import Edition, Forum
from rammeaftale.model.drawing import Drawing
from rammeaftale.model.inline import Text
from rammeaftale.model.names import DRAWINGS
from rammeaftale.model.page import MEASURES, MM_PER_POINT, page_of
from rammeaftale.model.plain import plain_text
from tests import frozen
from tests.printing import PAGE, TEMPLATES

FIGURE_WIDTH_MM = PAGE.bred * MM_PER_POINT
SMALLEST_POINT = 8


def _edition() -> Edition:
    return frozen.edition()


def _with_fora(fora: tuple[Forum, ...]) -> Edition:
    return replace(_edition(), registers=replace(_edition().registers, fora=fora))


def _shown() -> tuple[Forum, ...]:
    return tuple(forum for forum in _edition().registers.fora if forum.in_figure)


def _draw_now(_: str, __: bytes, draw: Callable[[], bytes]) -> bytes:
    return draw()


@cache
def _drawing() -> Drawing:
    return draw_figures(_edition(), {"organisation"}, PAGE, _draw_now)["organisation"]


def test_every_name_that_texts_may_use_is_drawn() -> None:
    assert set(draw_figures(_edition(), DRAWINGS, PAGE, _draw_now)) == DRAWINGS


def test_boxes_and_lines_are_those_of_the_data() -> None:
    (tree, *_) = trees(_shown())
    assert tree.above == {forum.id: forum.under for forum in _shown()}
    assert len(_boxes(_drawing().svg)) == len(_shown())
    assert len(_links(_drawing().svg)) == len(_shown()) - 1
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
    sizes = [float(text.get("font-size", 0)) for text in _all(_drawing().svg, "text")]
    assert min(sizes) >= SMALLEST_POINT
    assert _drawing().width_mm <= FIGURE_WIDTH_MM
    assert float(etree.fromstring(_drawing().svg).get("height")) * MM_PER_POINT < 200
    assert _drawing().width_mm == pytest.approx(
        MM_PER_POINT * float(re.findall(r'width="([\d.]+)"', _drawing().svg)[0])
    )


def test_the_same_data_give_the_same_drawing() -> None:
    assert draw_figures(_edition(), {"organisation"}, PAGE, _draw_now)["organisation"] == _drawing()


def test_a_changed_name_changes_the_drawing() -> None:
    first, *rest = _shown()
    renamed = replace(first, name=(Text("Byrådene", first.span),))
    assert organisation_svg((renamed, *rest), PAGE) != organisation_svg(_shown(), PAGE)


def test_an_edition_without_fora_has_no_figure() -> None:
    assert "organisation" not in draw_figures(_with_fora(()), DRAWINGS, PAGE, _draw_now)


def _line_widths(fora: tuple[Forum, ...]) -> tuple[float, list[float]]:
    """The width of a box, and that of every line of a name as it is set, in points."""
    svg = organisation_svg(fora, PAGE)
    names = [text for text in _all(svg, "text") if text.get("font-weight") == "600"]
    widths = [_width(text.text or "", "Semibold") * float(text.get("font-size", 0)) for text in names]
    return float(_all(svg, "rect")[0].get("width", 0)), widths


@pytest.mark.parametrize(
    "name", ["Takstgruppen", "Sundhedskoordinationsudvalget", "Mimmi Mammut-Wittgenstein i Viborg"]
)
@pytest.mark.parametrize("more", [0, 1, 3])
def test_no_name_reaches_out_of_its_box(name: str, more: int) -> None:
    (one,) = [forum for forum in _shown() if forum.id == "takstgruppe"]
    words = (Text(name, one.span),)
    extra = [replace(one, id=f"ekstra-{number}", name=words) for number in range(more)]
    rest = [replace(one, name=words) if forum is one else forum for forum in _shown()]
    box, widths = _line_widths((*rest, *extra))
    assert max(widths) < box - 3


def test_boxes_are_narrower_when_many_stand_side_by_side() -> None:
    (one,) = [forum for forum in _shown() if forum.id == "takstgruppe"]
    short = tuple(replace(forum, name=(Text("Kort navn", forum.span),)) for forum in _shown())
    extra = tuple(replace(one, id=f"ekstra-{number}", name=short[0].name) for number in range(2))
    drawn = draw_figures(_with_fora((*short, *extra)), {"organisation"}, PAGE, _draw_now)["organisation"]
    assert drawn.width_mm <= FIGURE_WIDTH_MM


def test_a_narrower_page_has_a_narrower_drawing_with_some_boxes_stacked() -> None:
    narrow = page_of({MEASURES: TEMPLATES[MEASURES].replace("--venstre: 32mm", "--venstre: 62mm")})
    svg = organisation_svg(_shown(), narrow)
    assert float(etree.fromstring(svg).get("width")) <= narrow.bred < PAGE.bred - 80
    assert len({x for x, *_ in _boxes(svg)}) < len({x for x, *_ in _boxes(_drawing().svg)})


Rectangle = tuple[float, float, float, float]


def _all(svg: str, tag: str) -> list[etree._Element]:
    return list(etree.fromstring(svg).iterfind(f"{{http://www.w3.org/2000/svg}}{tag}"))


def _numbers(element: etree._Element, *names: str) -> list[float]:
    return [float(element.get(name, 0)) for name in names]


def _links(svg: str) -> list[str]:
    """The lines from one box to another, elbows and those beside a stack."""
    return [path.get("d", "") for path in _all(svg, "path")]


def _boxes(svg: str) -> list[Rectangle]:
    """Left, top, right and bottom of every box."""
    boxes = (_numbers(box, "x", "y", "width", "height") for box in _all(svg, "rect"))
    return [(x, y, x + width, y + height) for x, y, width, height in boxes]


def _lines_of_text(svg: str) -> list[Rectangle]:
    """The same of every line of text, by the widths of its letters."""
    rectangles: list[Rectangle] = []
    for text in _all(svg, "text"):
        x, y, size = _numbers(text, "x", "y", "font-size")
        half = _width(text.text or "", "Semibold" if text.get("font-weight") == "600" else "Regular") * size / 2
        rectangles.append((x - half, y - size * 0.7, x + half, y + size * 0.2))
    return rectangles


@cache
def _width(words: str, weight: str) -> float:
    font = TTFont(str(files("font_source_sans_pro") / "files" / f"SourceSansPro-{weight}.ttf"))
    letters, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    return float(sum(advances[letters[ord(letter)]][0] for letter in words) / em)


def _apart(one: Rectangle, other: Rectangle) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def _within(inner: Rectangle, outer: Rectangle) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _frame(svg: str) -> Rectangle:
    left, top, width, height = map(float, etree.fromstring(svg).get("viewBox", "").split())
    return left, top, left + width, top + height


def _more(under: str, count: int) -> tuple[Forum, ...]:
    (one,) = [forum for forum in _shown() if forum.id == "takstgruppe"]
    return tuple(replace(one, id=f"{under}-{number}", under=under) for number in range(count))


def _moved(id_: str, under: str) -> tuple[Forum, ...]:
    return tuple(replace(forum, under=under) if forum.id == id_ else forum for forum in _shown())


def _long(id_: str) -> tuple[Forum, ...]:
    words = "Den tværgående arbejdsgruppe for unge med særlige og komplekse udfordringer i overgangen til voksenlivet"
    return tuple(replace(forum, name=(Text(words, forum.span),)) if forum.id == id_ else forum for forum in _shown())


SHAPES: dict[str, Callable[[], tuple[Forum, ...]]] = {
    "now": _shown,
    "one more": lambda: (*_shown(), *_more("styregruppe", 1)),
    "two more": lambda: (*_shown(), *_more("styregruppe", 2)),
    "seven more": lambda: (*_shown(), *_more("styregruppe", 7)),
    "two branches": lambda: (*_shown(), *_more("kontaktudvalg", 3)),
    "three branches": lambda: (*_shown(), *_more("kontaktudvalg", 3), *_more("samraad", 2)),
    "secretariat higher up": lambda: _moved("sekretariatet", "direktoerkreds"),
    "secretariat at the top": lambda: _moved("sekretariatet", "raadene"),
    "long name": lambda: _long("styregruppe"),
    "a single forum": lambda: _shown()[:1],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_the_tree_fits_the_page_and_nothing_lies_over_anything(shape: str) -> None:
    fora = SHAPES[shape]()
    drawing = draw_figures(_with_fora(fora), {"organisation"}, PAGE, _draw_now)["organisation"]
    boxes, lines = _boxes(drawing.svg), _lines_of_text(drawing.svg)
    assert drawing.width_mm <= FIGURE_WIDTH_MM
    assert len(_links(drawing.svg)) == len(fora) - 1
    assert len(boxes) == len(fora)
    assert len(lines) >= 2 * len(fora)
    assert all(_apart(box, other) for box, other in combinations(boxes, 2))
    assert all(_apart(line, other) for line, other in combinations(lines, 2))
    assert all(_apart(line, box) or _within(line, box) for line in lines for box in boxes)
    assert all(_within(one, _frame(drawing.svg)) for one in (*boxes, *lines))


def test_siblings_stand_in_the_order_of_the_file_with_branches_in_the_middle() -> None:
    fora = (*_shown(), *_more("styregruppe", 5))
    single = [forum.id for forum in fora if forum.under == "styregruppe"]
    order = [forum.id for forum in balanced(fora)]
    assert [id_ for id_ in order if id_ in single] == single
    around = ["kontaktudvalg", "kkr", "samraad"]
    assert [id_ for id_ in order if id_ in around] == around


@pytest.mark.parametrize("shape", SHAPES)
def test_no_line_runs_through_words_or_a_box_that_it_does_not_join(shape: str) -> None:
    fora = SHAPES[shape]()
    svg = draw_figures(_with_fora(fora), {"organisation"}, PAGE, _draw_now)["organisation"].svg
    boxes = _boxes(svg)
    below = [line for line in _lines_of_text(svg) if not any(_within(line, box) for box in boxes)]
    for d in _links(svg):
        parts = _parts(d)
        assert all(_apart(part, line) for part in parts for line in below), d
        assert len([box for box in boxes if not all(_apart(part, box) for part in parts)]) <= 2, d
        between = parts[:-1] if len(parts) == 2 else parts[1:-1]  # the rest of a line begins or ends in a box
        assert all(_apart(part, box) for part in between for box in boxes), d


def _parts(d: str) -> list[Rectangle]:
    """The straight parts of a line, as thin rectangles."""
    x, y = (float(number) for number in re.findall(r"-?[\d.]+", d)[:2])
    parts: list[Rectangle] = []
    for way, number in re.findall(r"([VH])(-?[\d.]+)", d):
        to_x, to_y = (float(number), y) if way == "H" else (x, float(number))
        parts.append((min(x, to_x) - 0.4, min(y, to_y) - 0.4, max(x, to_x) + 0.4, max(y, to_y) + 0.4))
        x, y = to_x, to_y
    return parts
