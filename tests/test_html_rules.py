"""The rules that make the output accessible and fast to make, held on what we print."""

from __future__ import annotations

import itertools
import re
from collections import Counter

import pytest
from lxml import html
from lxml.html import HtmlElement

from rammeaftale.resolve.edition import resolve_edition
from tests.editions import document, edition
from tests.printing import TEMPLATES, html_of, printed_pages

PRINTED = printed_pages()
CSS = "\n".join(text for name, text in TEMPLATES.items() if name.endswith(".css"))
INLINE = {"a", "abbr", "br", "em", "span", "strong"}
every_page = pytest.mark.parametrize("page", [html.document_fromstring(text) for text in PRINTED.values()], ids=PRINTED)


@every_page
def test_language_and_title(page: HtmlElement) -> None:
    assert page.get("lang") == "da"
    assert page.findtext("head/title")


@every_page
def test_headings_begin_with_one_h1_and_skip_no_level(page: HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@every_page
def test_links_hold_plain_words_only(page: HtmlElement) -> None:
    assert page.xpath("//a[* or not(normalize-space())]") == []


@every_page
def test_list_items_hold_words_and_lists_only(page: HtmlElement) -> None:
    """Apart from those that stand side by side, without a mark: figures and people with a line for each title."""
    side_by_side = "@class='noegle' or @class='underskrift'"
    inside = {child.tag for child in page.xpath(f"//li[not({side_by_side})]/*")}
    assert inside <= INLINE | {"ul", "ol"}


@every_page
def test_head_cells_have_a_scope_and_only_those_over_groups_of_rows_span(page: HtmlElement) -> None:
    """Also those of totals, and one empty cell where there are no figures: a listener hears once that it is empty."""
    of_rows = "@scope='rowgroup' or self::th[parent::tr/@class='sum'] or self::td[not(node())]"
    assert page.xpath(f"//th[not(@scope)] | //*[@rowspan] | //*[@colspan and not({of_rows})]") == []
    assert page.xpath("//tr[parent::tbody]/td[not(node())]/following-sibling::td[not(node())]") == []
    assert page.xpath("//*[@scope='rowgroup' and (parent::tr/preceding-sibling::tr or not(@colspan))]") == []
    assert page.xpath("//thead//td") == []


@every_page
def test_every_row_has_as_many_cells_as_the_table_has_columns(page: HtmlElement) -> None:
    for table in page.xpath("//table"):
        columns = len(table.xpath("colgroup/col"))
        assert {sum(int(cell.get("colspan", 1)) for cell in row) for row in table.xpath(".//tr")} == {columns}


@every_page
def test_columns_have_widths_from_the_style_sheet(page: HtmlElement) -> None:
    classes, styles = set(page.xpath("//col/@class")), set(page.xpath("//col/@style"))
    assert len(page.xpath("//col[@class or @style]")) == len(page.xpath("//col")) > 0
    assert all(re.search(rf"\.{name}\b[^{{]*{{ width:", CSS) for name in classes)
    assert all(re.fullmatch(r"width: (?:auto|[\d.]+(?:%|pt)|var\(--[a-z-]+\))", style) for style in styles)


@every_page
def test_pictures_say_what_they_show(page: HtmlElement) -> None:
    assert all(image.get("alt", "").strip() for image in page.xpath("//img"))


def test_a_formula_is_said_in_words_made_of_it() -> None:
    (formula,) = html.document_fromstring(PRINTED["dokument"]).xpath("//*[@role='math']")
    assert formula.text_content() == "takst = grundlag / pladser"
    assert formula.get("aria-label") == "takst er lig med grundlag divideret med pladser"


def test_a_row_without_a_name_has_no_empty_head() -> None:
    table = "# Tal {#tal}\n\n| Navn | Antal |\n|---|---|\n| A | 1 |\n| | 2 |\n"
    printed = resolve_edition(edition(document("a", table))).value
    cells = html.document_fromstring(html_of(printed, printed.documents[0])).xpath("//tbody//tr/*[1]")
    assert [(cell.tag, cell.text_content()) for cell in cells] == [("th", "A"), ("td", "")]


def test_the_contents_are_one_list_with_the_gaps_at_its_end() -> None:
    gaps = "".join(f"# Kapitel {{#{name}}}\n\n::: udestår Sekretariatet\nMere.\n:::\n\n" for name in "abcdefghi")
    printed = resolve_edition(edition(document("a", gaps))).value
    (contents,) = html.document_fromstring(html_of(printed, printed.documents[0])).xpath(
        "//nav/ol[not(@class='bilag')]"
    )
    *chapters, last = [item.text_content().strip() for item in contents]
    assert (len(chapters), last) == (9, "Det udestår i dette dokument")


def test_what_stands_on_a_line_of_its_own_is_heard_on_its_own() -> None:
    """Also at the head of a sheet, where a dot between two facts would be heard as a sign or not at all."""
    forum = html.document_fromstring(PRINTED["dokument"]).xpath("//*[contains(@class, 'forum')]/p[@class='linje']")
    assert [line.text_content().split(":")[0] for line in forum][:2] == ["Deltagere", "Møder"]
    sheets = [text for name, text in TEMPLATES.items() if name.endswith(".html") and "arkhoved" in text]
    assert sheets
    assert [text for text in sheets if "·" in text] == []


def test_data_lists_explain_a_short_form_where_they_use_it_first() -> None:
    printed = html.document_fromstring(PRINTED["dokument"])
    (title,) = printed.xpath("//*[@class='underskrift']//abbr")
    assert (title.text, title.get("title")) == ("KKR", "Kommunekontaktrådet")


@pytest.mark.parametrize("dash", ["–", "-", "—"])
def test_a_dash_alone_in_a_cell_is_said_in_words(dash: str) -> None:
    """In a head, and among other words, it is what it is."""
    table = f"# Tal {{#tal}}\n\n| Navn | Antal – |\n|---|---|\n| A – B | {dash} |\n"
    printed = resolve_edition(edition(document("a", table))).value
    spans = html.document_fromstring(html_of(printed, printed.documents[0])).xpath("//table//span[@aria-label]")
    assert [(span.getparent().tag, span.text, span.get("aria-label")) for span in spans] == [
        ("td", dash, "ikke oplyst")
    ]


@every_page
def test_whoever_comes_to_a_chapter_hears_that_it_is_a_draft_or_of_example_data(page: HtmlElement) -> None:
    """The bookmark itself is the title alone."""
    for title in page.xpath("//section/h2"):
        (mark,) = title.xpath("span[@class='maerke']")
        words = " ".join(mark.itertext()).upper().replace(" ", " · ")
        assert words == page.xpath("string(//body/@data-maerke)")
        assert (
            title.get("data-titel")
            == re.sub(r"\s+", " ", title.text_content().removesuffix(mark.text_content())).strip()
        )


@every_page
def test_tables_that_are_made_have_a_title_that_names_their_short_forms_and_example_data(page: HtmlElement) -> None:
    tables = page.xpath(
        "//table[not(ancestor::*[contains(@class, 'test-')])][not(@data-kilde[contains(., 'aftale.md')])]"
    )
    for table in tables:
        (title,) = table.xpath("caption")
        assert table.getchildren()[0] is title
        in_all = " ".join(table.itertext())
        assert ("SEL" in in_all) == ("(SEL: serviceloven)" in title.text_content())
        assert title.text_content().endswith("(eksempeldata)")


@every_page
def test_loose_text_always_stands_in_a_paragraph(page: HtmlElement) -> None:
    boxes = page.xpath("//body|//main|//section|//div|//nav|//blockquote|//figure")
    loose = [text for box in boxes for text in box.xpath("text()") if text.strip()]
    assert loose == []
    assert {child.tag for box in boxes for child in box if isinstance(child.tag, str)}.isdisjoint(INLINE)


@every_page
def test_table_cells_hold_bare_words_without_style(page: HtmlElement) -> None:
    assert page.xpath("//td[@style] | //th[@style] | //td//p | //th//p") == []


@every_page
def test_every_id_stands_once_and_every_fragment_has_its_target(page: HtmlElement) -> None:
    ids = Counter(page.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []
    assert {address[1:] for address in page.xpath("//a/@href") if address.startswith("#")} <= set(ids)


@every_page
def test_what_comes_from_a_source_says_where(page: HtmlElement) -> None:
    printed = page.xpath("//main//*[self::p or self::ul or self::table or self::figure or self::h2]")
    known = "ancestor-or-self::*[@data-kilde] | ancestor::section[contains(@class, 'mangler')]"
    assert [one.text_content() for one in printed if not one.xpath(known)] == []
    assert all(re.fullmatch(r".+:\d+|.+\.csv", place) for place in page.xpath("//@data-kilde"))


@every_page
def test_a_margin_note_floats_inside_a_block_that_is_not_broken(page: HtmlElement) -> None:
    """Else WeasyPrint 70.0 breaks the page at the note, between a heading and its text."""
    notes = page.xpath("//aside[@class='margennote']")
    assert all("sammen" in note.getparent().get("class").split() for note in notes)
    assert all(
        note.xpath("ancestor::*[contains(@class, 'med-note')]//*[self::p or self::h4][not(ancestor::aside)]")
        for note in notes
    )
    assert re.search(r"^\.sammen \{ break-inside: avoid \}", CSS, re.MULTILINE)


def test_the_many_rows_of_the_takst_register_are_bare() -> None:
    rows = html.document_fromstring(PRINTED["takster"]).xpath("//table[@class='takstliste']//tbody//*")
    assert {name for row in rows for name in row.attrib} <= {"class", "scope", "colspan"}


def test_every_kind_of_block_is_printed() -> None:
    page = html.document_fromstring(PRINTED["dokument"])
    classes = {name for value in page.xpath("//@class") for name in value.split()}
    assert classes >= {"indledning", "margennote", "faktaboks", "formel", "udestaar", "fodnote", "figur", "sum", "bred"}
    assert page.xpath("//span[@lang='en']/text()") == ["out of office"]
    assert page.xpath("//p[not(ancestor::li)]//abbr/@title") == ["Kommunekontaktrådet"]
    assert page.xpath("//strong/a/@href") == ["https://b.example/"]
    assert "bilag-1-takster.pdf" in page.xpath("//a/@href")


@pytest.mark.parametrize(
    "banned",
    [
        r"(?<![-\w])opacity",
        r"position:\s*fixed",
        r"list-style-position:\s*inside",
        "list-style-image",
        r"\bdotted\b",
        r"url\((?!asset:)",
        r"@footnote \{[^}]*(?:padding|border)",  # WeasyPrint 70.0 then moves and loses notes
        "letter-spacing",  # text is then extracted with a space after every letter
    ],
)
def test_the_style_sheets_keep_clear_of_what_breaks_tags_or_pages(banned: str) -> None:
    assert re.findall(banned, CSS) == []


def test_a_rule_for_first_rows_and_points_spares_the_only_one() -> None:
    """`break-after: avoid` on a last child reaches what comes after its table or list, and both leave their page."""
    rules = re.findall(r"([^{}]*)\{([^{}]*)\}", CSS)
    kept = [part for selectors, body in rules if "break-after: avoid" in body for part in selectors.split(",")]
    first = [part for part in kept if re.search(r"(?:tr|\.faktaboks li|\.udestaar li):(?:first-child|nth-child)", part)]
    assert len(first) == 3
    assert all(":not(:last-child)" in part for part in first)


def test_the_hyphen_that_is_put_in_is_the_one_that_is_typed() -> None:
    """One glyph draws both, and the file says which letter it stands for only once: else 2019-20 cannot be found."""
    assert 'hyphenate-character: "-"' in CSS


def test_raster_pictures_are_never_smoothed() -> None:
    assert re.search(r"@page \{[^@]*image-rendering: crisp-edges", CSS)
    assert re.search(r"^html \{ image-rendering: crisp-edges", CSS, re.MULTILINE)
