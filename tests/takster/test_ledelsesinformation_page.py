"""The ledelsesinformation as a document: where its figures are from, its charts and its tables."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import html

from rammeaftale.base.diagnostics import Severity
from rammeaftale.figures import draw_figures
from rammeaftale.model.agreement import Contact, Document, DocumentKind, Edition
from rammeaftale.model.inline import Text
from rammeaftale.model.names import ACCOUNTS_INSERTS as NAMES
from rammeaftale.model.names import DRAWINGS
from rammeaftale.model.takster import TakstBasis
from rammeaftale.render.accounts_inserts import ACCOUNTS_INSERTS
from rammeaftale.render.html import compose
from rammeaftale.resolve import resolve_edition
from tests import frozen
from tests.editions import SPAN, chapters, document, edition, fact
from tests.printing import PAGE, TEMPLATES
from tests.takster.charts_data import basis, line

TEXT = f"{frozen.CONTENT}/ledelsesinformation.md"


def _edition(made: TakstBasis) -> Edition:
    """The project's own text with the bilag that it points at."""
    read = chapters(frozen.text(TEXT), TEXT)
    name, title = "ledelsesinformation", (Text("Ledelsesinformation", SPAN),)
    own = Document(name, DocumentKind.OTHER, 0, f"{name}-2031-32", title, (), name, read, SPAN, made.register)
    sections = ("ledelsesinformation", "over-og-underskud", "tillaegsydelser")
    styringsaftale = document("styringsaftale", "".join(f"# A {{#{name}}}\n\na\n\n" for name in sections), 1)
    others = (document(name, f"# A {{#{name}-a}}\n\na\n", 7) for name in ("tilbudsviften", "oversigt-over-pladser"))
    draft = edition(styringsaftale, *others, own, facts=(fact("kommuner.antal", Decimal(19)),))
    registers = replace(draft.registers, contact=Contact("Sekretariatet", "", "", "", "", ""))
    return replace(draft, takst_basis=made, registers=registers)


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    made = basis(tuple(line(code) for code in ("615", "657", "751")), (line("615"),))
    resolved = resolve_edition(_edition(made))
    assert [one for one in resolved.diagnostics if one.severity is Severity.ERROR] == []
    (own,) = [one for one in resolved.value.documents if one.kind is DocumentKind.OTHER]
    drawings = draw_figures(resolved.value, DRAWINGS, PAGE, lambda _, __, draw: draw())
    composed = compose(resolved.value, own, drawings, TEMPLATES, {})
    assert composed.diagnostics == ()
    return html.document_fromstring(composed.value.html)


def test_the_document_says_where_its_figures_are_from(page: html.HtmlElement) -> None:
    sentences = [" ".join(paragraph.text_content().split()) for paragraph in page.xpath("//p")]
    assert "Registret har 3 takster fra 3 driftsherrer." in sentences
    assert any(sentence.startswith("Tallene er trukket af takstregistret for 2021, som") for sentence in sentences)


def test_the_document_has_every_insert_and_every_chart(page: html.HtmlElement) -> None:
    written = frozen.text(TEXT)
    assert all(f"::: indsæt {name}\n" in written for name in NAMES)
    assert set(ACCOUNTS_INSERTS) == NAMES
    assert len(page.xpath("//figure/img[string-length(@alt) > 40]")) == 5


def test_the_cover_says_that_the_document_is_made_of_example_data(page: html.HtmlElement) -> None:
    (notice,) = page.xpath("//*[@class='varsel']")
    assert "dette dokument er eksempeldata" in notice.text_content()
    assert page.xpath("//body/@data-maerke") == ["UDKAST · EKSEMPELDATA"]


def test_tables_are_as_a_screen_reader_wants_them(page: html.HtmlElement) -> None:
    tables = page.xpath("//table")
    assert all(table.xpath("caption[normalize-space()]") for table in tables)
    assert page.xpath("//th[not(@scope)] | //td[@style] | //td//p") == []
    for table in tables:
        columns = len(table.xpath("colgroup/col"))
        assert {len(row) for row in table.xpath(".//tr")} == {columns}
        parts = [int(css[1:]) * 100 / 24 for css in table.xpath("colgroup/col/@class")]
        shares = [float(css.removeprefix("width: ").removesuffix("%")) for css in table.xpath("colgroup/col/@style")]
        assert sum((*parts, *shares)) == pytest.approx(100, abs=0.001)
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
