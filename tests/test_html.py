from __future__ import annotations

from dataclasses import replace

import pytest

from rammeaftale.base.diagnostics import FileSpan, TextSpan
from rammeaftale.render.html import compose
from tests.printing import DRAWINGS, FONTS, TEMPLATES, full_edition

EDITION = full_edition()
AGREEMENT = EDITION.documents[0]


def test_a_markup_holds_the_assets_that_it_names_and_no_others() -> None:
    markup = compose(EDITION, AGREEMENT, DRAWINGS, TEMPLATES, FONTS).value
    assert set(markup.assets) == {"SourceSansPro-Regular.ttf", "forside.svg", "organisation.svg"}
    assert markup.stem == "aftale-2031-32"


def test_the_same_edition_gives_the_same_markup() -> None:
    first, second = (compose(EDITION, AGREEMENT, DRAWINGS, TEMPLATES, FONTS) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("linje\n{{ dok.findes_ikke }}", 2),
        ("a\nb\n{% if %}", 3),
        ("{% import 'print/indre.html' as i %}\n{{ i.m() }}", 4),
    ],
)
def test_a_broken_template_is_a_finding_with_file_and_line(broken: str, line: int) -> None:
    inner = "{% macro m() %}\n\n\n{{ ukendt }}{% endmacro %}"
    templates = {**TEMPLATES, "print/dokument.html": broken, "print/indre.html": inner}
    checked = compose(EDITION, AGREEMENT, DRAWINGS, templates, FONTS)
    (finding,) = checked.diagnostics
    assert finding.kind == "skabelon-fejl"
    assert isinstance(finding.span, TextSpan)
    assert finding.span.line == line
    assert finding.span.path.startswith("templates/print/")
    assert checked.value.html == ""


def test_a_missing_template_is_a_finding() -> None:
    checked = compose(EDITION, replace(AGREEMENT, template="brev"), DRAWINGS, TEMPLATES, FONTS)
    (finding,) = checked.diagnostics
    assert (finding.kind, finding.span) == ("skabelon-mangler", FileSpan("templates/print/brev.html"))


def test_a_page_template_without_its_style_sheet_is_a_finding() -> None:
    templates = {name: text for name, text in TEMPLATES.items() if name != "print/dokument.css"}
    (finding,) = compose(EDITION, AGREEMENT, DRAWINGS, templates, FONTS).diagnostics
    assert (finding.kind, finding.span) == ("skabelon-mangler", FileSpan("templates/print/dokument.css"))
