from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from rammeaftale.model.agreement import DocumentKind, Status
from rammeaftale.model.inline import Text
from rammeaftale.model.plain import plain_text
from rammeaftale.model.text import Table
from rammeaftale.render.blocks import together
from rammeaftale.render.table_layout import table_layout
from rammeaftale.render.typography import NBSP
from rammeaftale.render.view import DocumentView, document_view
from rammeaftale.resolve import resolve_edition
from tests.editions import SPAN, document, edition
from tests.printing import DRAWINGS, PAGE, full_edition, html_of, lists_of, shape, takst

EDITION = full_edition()
_SECTION = "## A {{#s-{}}}\n\nOrd.\n\n"
AGREEMENT, BILAG = (document_view(EDITION, one, DRAWINGS, PAGE) for one in EDITION.documents)


def _agreement(text: str) -> DocumentView:
    resolved = resolve_edition(edition(document("aftale", text))).value
    return document_view(resolved, resolved.documents[0], {}, PAGE)


def test_marks_of_state_follow_the_status_and_the_data() -> None:
    final = replace(EDITION, status=Status.FINAL)
    assert (AGREEMENT.mark, BILAG.mark) == ("UDKAST", "UDKAST · EKSEMPELDATA")
    assert [document_view(final, one, DRAWINGS, PAGE).mark for one in final.documents] == ["", "EKSEMPELDATA"]
    assert [view.marks for view in (AGREEMENT, BILAG)] == [("Udkast",), ("Udkast", "Eksempeldata")]
    assert document_view(final, final.documents[0], DRAWINGS, PAGE).state.startswith("Vedtaget, ")


def test_a_bilag_says_which_it_is_everywhere() -> None:
    assert BILAG.kicker == f"Bilag{NBSP}1 til Rammeaftale 2031-32"
    assert BILAG.file_title == f"Bilag{NBSP}1: Takster – Rammeaftale 2031-32"
    assert BILAG.running == f"Rammeaftale 2031-32 · Bilag{NBSP}1"
    assert (AGREEMENT.file_title, AGREEMENT.kicker) == ("Aftale", "")


@pytest.mark.parametrize(("title", "head"), [("Faktaark om x", "Faktaark om x"), ("ord " * 20, "Rammeaftale 2031-32")])
def test_a_running_head_is_one_line(title: str, head: str) -> None:
    sheet = replace(EDITION.documents[1], kind=DocumentKind.OTHER, title=(Text(title, SPAN),))
    assert document_view(EDITION, sheet, DRAWINGS, PAGE).running == head


def test_many_gaps_are_listed_with_who_owes_them_and_the_heading_they_stand_under() -> None:
    gap = "::: udestår Takstgruppen\nReglen.\n:::\n\n"
    listed = _agreement("# Kapitel {#k}\n\n" + gap * 3 + "## Et afsnit {#s}\n\n" + gap).gaps
    assert [(plain_text(line.gap.who), line.heading.id) for line in listed] == [
        *[("Takstgruppen", "k")] * 3,
        ("Takstgruppen", "s"),
    ]
    few = _agreement("# Kapitel {#k}\n\n" + gap * 3)
    assert few.gaps == ()
    assert list(few.anchors.values()) == ["udestaar-1", "udestaar-2", "udestaar-3"]


def test_sections_are_listed_only_when_the_contents_fit_one_page() -> None:
    def text(sections: str) -> str:
        chapters = (f"# K {{#k-{k}}}\n\n" + "".join(_SECTION.format(k + s) for s in sections) for k in "abcde")
        return "".join(chapters)

    few, many = text("a"), text("abcdefgh")
    assert [heading.level for heading in _agreement(few).contents] == [1, 2] * 5
    assert [heading.level for heading in _agreement(many).contents] == [1] * 5


def test_a_short_document_has_no_contents() -> None:
    assert _agreement("# Kapitel {#k}\n\nOrd.\n").contents == ()


def test_a_margin_note_stands_together_with_the_next_block() -> None:
    (chapter,) = document("a", "# Kapitel {#k}\n\n::: margen\nNote.\n:::\n\nOrd.\n\nFlere.\n").chapters
    assert shape(together(chapter.blocks, frozenset(), PAGE)) == [["noted", ["margin", "paragraph"]], "paragraph"]


def test_a_table_has_a_number_figures_to_the_right_and_a_sum_in_its_last_row() -> None:
    page = html.document_fromstring(html_of(EDITION, EDITION.documents[0]))
    (table,) = page.xpath("//table[@id='tabel-beloeb']")
    assert [row.get("class") for row in table.xpath("tbody/tr")] == [None, "sum"]
    assert table.findtext("caption/span") == f"Tabel{NBSP}1"
    (block,) = [block for block in AGREEMENT.chapters[0].chapter.blocks if isinstance(block, Table)]
    layout = table_layout(block, PAGE)
    assert layout.aligns == ("", "tal")
    assert (layout.is_wide, layout.is_short) == (False, True)
    long = table_layout(replace(block, rows=block.rows * 5), PAGE)
    assert not long.is_short


def _cells(row: html.HtmlElement) -> list[str]:
    return [cell.text_content().replace(NBSP, " ") for cell in row]


def test_takster_stand_by_driftsherre_and_paragraph_in_danish_order_with_summed_places() -> None:
    viborg = takst("Viborg", "4")
    lines = (takst("Region Midtjylland", "1"), takst("Aarhus", "12.5"), viborg, replace(viborg, unit="dag"))
    page = lists_of(*lines, replace(viborg, paragraph="§ 85"))
    (contents,) = page.xpath("//ul[@class='driftsherrer']")
    assert [link.text for link in contents.iter("a")] == ["Viborg Kommune", "Aarhus Kommune", "Region Midtjylland"]
    tables = page.xpath("//table[@class='takstliste']")
    assert [_cells(table.xpath(".//tr[@class='sum']")[0])[:2] for table in tables] == [
        ["I alt, 3 takster", "12,0"], ["I alt, 1 takst", "12,5"], ["I alt, 1 takst", "1,0"],
    ]  # fmt: skip
    assert [_cells(row)[:2] for row in tables[0].xpath(".//tr[@class='led']")] == [
        ["SEL § 85, midlertidigt botilbud, takst pr. døgn, 1 takst", "4,0"],
        ["SEL § 107, midlertidigt botilbud, takst pr. dag, 1 takst", "4,0"],
        ["SEL § 107, midlertidigt botilbud, takst pr. døgn, 1 takst", "4,0"],
    ]
    first = tables[0].xpath(".//tr[not(@class)]")[1]
    assert _cells(first) == ["Bakken, Afdeling A", "Autisme", "4,0", "98", "1.234,50", "1.200,00"]


def test_a_new_takst_has_no_previous_one() -> None:
    row, _ = lists_of(takst("A", "1", previous=None)).xpath("//table[@class='takstliste']//tr[th[@scope='row']]")
    assert _cells(row)[-1] == "ny"


def _classes(lines: int) -> list[str]:
    takster = (replace(takst("A", "1"), tilbud=f"T{number}") for number in range(lines))
    rows = lists_of(*takster).xpath("//table[@class='takstliste']/tbody[1]/tr[th[@scope='row']]")
    return [row.get("class") or "" for row in rows]


def test_no_line_of_a_list_stands_alone_and_bands_are_three_lines_deep() -> None:
    assert _classes(8) == ["hold", "", "", "baand", "baand", "baand", "hold", ""]
    assert _classes(1) == [""]


def test_a_tilbud_is_listed_once_with_all_its_paragraphs_types_and_places() -> None:
    page = lists_of(
        takst("A", "1"),
        replace(takst("A", "2"), paragraph="§ 36", tilbudstype="Dagtilbud"),
        replace(takst("A", "4"), paragraph="§ 36", tilbudstype="STU"),
    )
    bakken, whole = page.xpath("//table[@class='takstliste tilbudsliste']/tbody/tr")
    assert _cells(bakken) == ["Bakken", "SEL § 36, § 107", "Dagtilbud, midlertidigt botilbud, STU", "7"]
    assert _cells(whole) == ["I alt, 1 tilbud", "7"]


def test_a_tall_margin_note_stands_beside_as_many_blocks_as_it_needs() -> None:
    """It is placed freely, so a page break between it and its text would print it over the page's foot."""
    short, long = "En kort note.", "En lang note om baggrunden. " * 12
    text = "# A {#a}\n\n::: margen\n%s\n:::\n\nFor perioden gælder:\n\n- et\n- to\n\nOg så videre.\n\n## B {#b}\n"
    shapes = []
    for note in (short, long):
        (chapter,) = document("a", text % note).chapters
        shapes.append(shape(together(chapter.blocks, frozenset(), PAGE)))
    assert shapes == [
        [["noted", ["margin", "paragraph"], "list"], "paragraph", "heading"],
        [[["noted", "margin", "paragraph", "list"], "paragraph"], "heading", "clearance"],
    ]


def test_a_note_is_read_after_what_the_text_beside_it_leads_up_to() -> None:
    """Else a listener hears the note between a colon and what it announces."""
    formula, table = "::: formel\nkrav = 2 pct.\n:::", "| A | B |\n| --- | --- |\n| a | b |"
    for led_up_to, kind in ((formula, "formula"), (table, "table"), ("> Et citat.", "quote"), ("- et", "list")):
        text = f"# A {{#a}}\n\n::: margen\nEn note.\n:::\n\nDet er:\n\n{led_up_to}\n\nOg så videre.\n"
        (chapter,) = document("a", text).chapters
        assert shape(together(chapter.blocks, frozenset(), PAGE)) == [
            ["noted", ["margin", "paragraph"], kind],
            "paragraph",
        ]
