"""The page's measures stand in templates/print/maal.css, and whatever depends on the page follows them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
import weasyprint

from rammeaftale.base.diagnostics import Refused
from rammeaftale.figures.chart_specs import Bars, Mark, chart_spec
from rammeaftale.model.page import MEASURES, MM_PER_POINT, Page, page_of
from rammeaftale.render.blocks import together
from rammeaftale.render.columns import is_wide, wishes
from rammeaftale.render.style_sheets import style_sheet
from tests.editions import document
from tests.printing import PAGE, TEMPLATES, shape

ROOT = Path(__file__).parent.parent
STYLE_SHEETS = {name: text for name, text in TEMPLATES.items() if name.endswith(".css") and name != MEASURES}
LENGTH = r"\b(?!0mm)[\d.]+(?:mm|pt|px|cm|in)\b"
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
ACROSS = frozenset(("margin-left", "margin-right", "width", "height", "size", "left", "right", "background-size"))
TYPE = frozenset(("font", "font-size", "line-height"))
OWN_WIDTHS = {
    ".forside .varsel": "as wide as its words read well",
    ".liste .indledning, .liste > p": "as wide as its words read well",
}
OWN_MARGINS = {
    ".underskrift": "white space between things that stand side by side",
    ".noegle": "white space between things that stand side by side",
}


def _declarations() -> Iterator[tuple[str, str, str]]:
    """Selector, property and value of everything that the other style sheets say."""
    for text in STYLE_SHEETS.values():
        bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        for selector, body in RULE.findall(re.sub(r"(@(?:page[^{]*|[a-z-]+) \{)([^{}]*)(?=@)", r"\1\2}", bare)):
            for declaration in filter(str.strip, body.split(";")):
                name, _, value = declaration.partition(":")
                yield " ".join(selector.split()), name.strip(), value.strip()


def _across(name: str, value: str) -> str:
    """What a declaration says of left and right."""
    if name != "margin":
        return value if name in ACROSS else ""
    sides = re.findall(r"(?:calc|var)\((?:[^()]|\([^()]*\))*\)|\S+", value)
    return " ".join(sides[1::2])


def test_the_style_sheets_name_every_width_and_every_size_of_type_and_no_number() -> None:
    found = [
        (selector, name, value)
        for selector, name, value in _declarations()
        if re.search(LENGTH, value if name in TYPE else _across(name, value))
    ]
    widths = {selector for selector, name, _ in found if name == "width"}
    margins = {selector for selector, name, _ in found if name.startswith("margin")}
    assert (widths, margins) == (set(OWN_WIDTHS), set(OWN_MARGINS))
    assert {name for _, name, _ in found} <= {"width", "margin-left", "margin-right"}


def test_every_measure_is_declared_once_and_used() -> None:
    declared = re.findall(r"--([\w-]+):", TEMPLATES[MEASURES])
    used = set(re.findall(r"var\(--([\w-]+)\)", "".join(STYLE_SHEETS.values()) + TEMPLATES[MEASURES]))
    asked = {field.name.replace("_", "-") for field in fields(Page)}
    assert len(declared) == len(set(declared))
    assert used <= set(declared) <= used | asked


def test_no_page_template_and_no_drawing_has_a_measure_of_its_own() -> None:
    others = {name: text for name, text in TEMPLATES.items() if not name.endswith(".css")}
    assert {name: re.findall(LENGTH, text) for name, text in others.items() if re.search(LENGTH, text)} == {}


def test_no_module_that_makes_pages_knows_a_measure_by_heart() -> None:
    """Widths of a hundred or more, in mm or in points, and the lines and sizes of type that are no whole numbers."""
    lengths = [PAGE.hoejde, PAGE.bred, PAGE.tekstspalte, PAGE.forside_bredde, 210 / MM_PER_POINT, 297 / MM_PER_POINT]
    types = [measure for measure in _types(PAGE) if measure != int(measure)]
    modules = [*(ROOT / "rammeaftale/render").glob("*.py"), *(ROOT / "rammeaftale/figures").glob("*.py")]
    known = [
        (path.name, node.lineno, node.value)
        for path in modules
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float)
        if node.value in types or any(abs(node.value - near) < 1 for mm in lengths for near in (mm, mm * MM_PER_POINT))
    ]
    assert known == []


def _types(page: Page) -> list[float]:
    sizes = (page.broedtekst, page.margennote, page.tabel, page.smaat, page.diagram, page.kassenavn, page.kasseord)
    return [measure for size in sizes for measure in (size.size, size.line)]


def _with(old: str, new: str) -> dict[str, str]:
    assert TEMPLATES[MEASURES].count(old) == 1
    return {**TEMPLATES, MEASURES: TEMPLATES[MEASURES].replace(old, new)}


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("--note: 38", "»--note: 38« er ikke et mål"),
        ("--notet: 38mm", "»--note« mangler"),
        ("--note: calc(var(--luft) * 2)", "»--note: calc(var(--luft) * 2)« er ikke et mål"),
        ("--note: var(--findes-ikke)", "»--findes-ikke« mangler"),
    ],
)
def test_a_measure_that_is_missing_or_misspelt_is_reported_with_its_file(broken: str, told: str) -> None:
    with pytest.raises(Refused) as problem:
        page_of(_with("--note: 38mm", broken))
    assert problem.value.message == f"målet {told} i templates/print/maal.css"


def test_a_size_of_type_has_a_distance_between_lines() -> None:
    with pytest.raises(Refused, match="»--tabel« mangler en skriftgrad og en linjeafstand"):
        page_of(_with("--tabel: 8.8pt/11.8pt", "--tabel: 8.8pt"))


WITH_A_NOTE = "# A {#a}\n\n::: margen\n" + "En note. " * 16 + "\n:::\n\n" + "Ord og ord. " * 21 + "\n\nOg så videre.\n"


def test_a_wider_margin_is_followed_by_style_sheets_charts_drawings_and_what_is_reckoned() -> None:
    narrow = _with("--venstre: 32mm", "--venstre: 62mm")
    page = page_of(narrow)
    assert _laid_out(narrow) == {"margin": 62, "table": 88, "type": PAGE.broedtekst.size, "line": PAGE.broedtekst.line}
    spec = cast("dict[str, Any]", chart_spec(Bars((Mark("A", (Decimal(1),), ("1",)),)), page))
    assert sum((spec["width"], spec["padding"]["left"], spec["padding"]["right"])) == int(page.tekstspalte)
    assert _kinds(WITH_A_NOTE, PAGE) == [[["noted", "margin", "paragraph"], "paragraph", "clearance"]]
    assert _kinds(WITH_A_NOTE, page) == [["noted", ["margin", "paragraph"]], "paragraph"]
    wanted = wishes([["Post", "et ret langt ord mellem andre"], ["Kr.", "endnu et langt ord mellem andre"]])
    assert [is_wide(wanted, page) for page in (PAGE, page)] == [False, True]


def test_larger_type_is_followed_by_style_sheets_charts_and_what_is_reckoned() -> None:
    large = page_of(_with("--diagram: 8.4pt/11pt", "--diagram: 10pt/14pt"))
    spec = cast("dict[str, Any]", chart_spec(Bars((Mark("A", (Decimal(1),), ("1",)),)), large))
    assert (spec["config"]["text"]["fontSize"], spec["height"]) == (10, 14)
    loose = page_of(_with("--broedtekst: 10.4pt/15pt", "--broedtekst: 10.4pt/30pt"))
    assert _kinds(WITH_A_NOTE, loose) == [["noted", ["margin", "paragraph"]], "paragraph"]
    assert _laid_out(_with("--broedtekst: 10.4pt/15pt", "--broedtekst: 12pt/18pt")) == {
        "margin": 32,
        "table": 118,
        "type": 12,
        "line": 18,
    }


def _laid_out(templates: dict[str, str]) -> dict[str, float]:
    """What the engine makes of the style sheets: left margin and width of a table in mm, body type in points."""
    css = weasyprint.CSS(string=re.sub(r"@font-face[^}]*}", "", style_sheet(templates, "ledelsesinformation")))
    (page,) = weasyprint.HTML(string="<table class='tabel'><tr><td>A").render(stylesheets=[css]).pages
    html: Any = page._page_box.children[0]
    (table,) = (box for box in html.descendants() if box.element_tag == "table" and box.is_table_wrapper)
    points = {"type": html.children[0].style["font_size"], "line": html.children[0].style["line_height"].value}
    pixels = {"margin": page._page_box.margin_left, "table": table.width}
    return {
        **{name: round(px * MM_PER_POINT * 0.75, 3) for name, px in pixels.items()},
        **{name: round(px * 0.75, 3) for name, px in points.items()},
    }


def _kinds(text: str, page: Page) -> list[Any]:
    """The kinds of the blocks (`printing.shape`)."""
    (chapter,) = document("a", text).chapters
    return shape(together(chapter.blocks, frozenset(), page))
