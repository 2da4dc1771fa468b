"""The written file: standards, attachments, destinations, repeated runs, refusals, the same picture as before."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
import weasyprint
from PIL import Image, ImageChops

from rammeaftale.base.diagnostics import Refused
from rammeaftale.engine.inspect.tagtree import read_tree
from rammeaftale.engine.tagging.install import write_tagged_pdf
from rammeaftale.engine.tagging.tree import walk
from tests.tagging.rendering import DATA, NAMES, corpus, corpus_pdf, laid_out, page, tagged

SQUARE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='8' height='8'%3E%3C/svg%3E"

SMALL = page("<h1>Prøve</h1><p>Tekst.</p>")


def xmp(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return pdf.Root.Metadata.read_bytes().decode()


@pytest.mark.parametrize("name", ["noter", "tabel-spaend-sider"])
def test_two_runs_are_byte_identical(name: str) -> None:
    assert tagged(corpus(name)).data == corpus_pdf(name).data


def test_two_runs_with_attachments_are_byte_identical() -> None:
    assert tagged(SMALL, DATA).data == tagged(SMALL, DATA).data


@pytest.mark.parametrize(
    ("modern", "attached", "version", "parts"),
    [
        (
            False,
            False,
            "1.7",
            ('pdfaid:part="2"', 'pdfaid:conformance="A"', "<pdfuaid:part>1<", "pdfaExtension:schemas"),
        ),
        (
            False,
            True,
            "1.7",
            ('pdfaid:part="3"', 'pdfaid:conformance="A"', "<pdfuaid:part>1<", "pdfaExtension:schemas"),
        ),
        (True, False, "2.0", ('pdfaid:part="4">', "<pdfuaid:part>2<", "<pdfuaid:rev>2024<")),
        (True, True, "2.0", ('pdfaid:part="4"', 'pdfaid:conformance="F"', "<pdfuaid:part>2<", "<pdfuaid:rev>2024<")),
    ],
)
def test_both_standards_in_one_block(modern: bool, attached: bool, version: str, parts: tuple[str, ...]) -> None:
    data = tagged(SMALL, *((DATA,) if attached else ()), modern=modern).data
    said = xmp(data)
    assert data.startswith(f"%PDF-{version}".encode())
    assert said.count("<rdf:RDF") == 1
    assert [part for part in parts if part not in said] == []


def test_attachment_comes_back_with_its_words() -> None:
    with pikepdf.open(io.BytesIO(tagged(SMALL, DATA).data)) as pdf:
        (specification,) = pdf.Root.AF
        file = pdf.attachments["takster.csv"].get_file()
        assert file.read_bytes() == DATA.data
        assert (str(specification.AFRelationship), str(specification.Desc)) == ("/Data", "Takster")
        assert specification.EF.F.Subtype == "/text/csv"
        assert str(specification.EF.F.Params.ModDate) == "D:20210101000000Z"


@pytest.mark.parametrize("modern", [False, True])
def test_bookmarks_and_links_lead_to_elements(modern: bool) -> None:
    with pikepdf.open(io.BytesIO(corpus_pdf("indhold", modern=modern).data)) as pdf:
        with pdf.open_outline() as outline:
            targets = [(str(item.title), item.action) for item in outline.root[0].children]
        assert [(title, str(action.SD[0].S)) for title, action in targets if action is not None] == [
            ("Indhold", "/H2"),
            ("Formål", "/H2"),
            ("Styring", "/H2"),
        ]
        links = [one for page in pdf.pages for one in page.obj.get("/Annots", ())]
        assert {str(one.A.SD[0].S) for one in links if one.A.S == "/GoTo"} == {"/H2", "/H3"}


def test_what_stands_outside_the_pages_has_plain_spaces_and_no_soft_hyphens() -> None:
    title = "Bilag&#160;1: Takst&shy;aftalen"
    body = (
        '<h2 style="bookmark-level: 1">Over-&#160;og under&shy;skud</h2>'
        '<p>Se <a href="https://a.example/">bilag&#160;2 om takst&shy;aftalen</a></p>'
        f'<p><img src="{SQUARE}" alt="Figur&#160;1"/></p>'
    )
    head = '<meta name="author" content="Region&#160;Midt"/><meta name="description" content="De&#160;19 kommuner"/>'
    html = page(body, title=title).replace("</title>", f"</title>{head}")
    with pikepdf.open(io.BytesIO(tagged(html).data)) as pdf:
        said = [str(pdf.docinfo[f"/{name}"]) for name in ("Title", "Author", "Subject")]
        with pdf.open_outline() as outline:
            said += [str(item.title) for item in outline.root]
        said += [str(one.Contents) for one in pdf.pages[0].obj.Annots]
        said += [str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
        xmp = pdf.Root.Metadata.read_bytes().decode()
    plain = ["Bilag 1: Takstaftalen", "Region Midt", "De 19 kommuner", "Over- og underskud"]
    assert said == [*plain, "bilag 2 om takstaftalen", "Figur 1"]
    assert {"\u00a0", "\u00ad"}.isdisjoint(xmp)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (SMALL.replace(' lang="da"', ""), "mangler sprog"),
        (SMALL.replace("<title>Prøve</title>", ""), "mangler titel"),
    ],
)
def test_refusals(html: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        write_tagged_pdf(laid_out(html))


def test_the_engine_is_left_as_it_was() -> None:
    before = weasyprint.pdf.add_tags, weasyprint.pdf.build_fonts_dictionary, weasyprint.pdf.ColorProfile
    tagged(SMALL)
    assert (weasyprint.pdf.add_tags, weasyprint.pdf.build_fonts_dictionary, weasyprint.pdf.ColorProfile) == before


def test_each_contents_entry_names_its_heading_in_pdf_2() -> None:
    with pikepdf.open(io.BytesIO(corpus_pdf("indhold", modern=True).data)) as pdf:
        references = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Reference"
        ]
        assert [str(one.Ref[0].S) for one in references] == ["/H2", "/H2", "/H3", "/H3"]


def test_hyphen_and_no_break_space_are_plain_in_the_text() -> None:
    html = page(
        "<h1>Prøve</h1><p style='hyphens: auto; width: 30mm'>kommunalbestyrelsesmedlemmer 2021-22 og bilag&nbsp;1</p>"
    )
    text = read_tree(tagged(html).data).text
    assert "2021-22 og bilag 1" in text
    assert "kommunalbestyrelsesmedlemmer" in text


def test_margin_boxes_and_repeated_heads_are_no_content() -> None:
    texts = read_tree(corpus_pdf("tabel-lang").data).text
    assert texts.count("Tilbud 2021 2022") <= 1
    assert sum(node.role == "THead" for node in walk(read_tree(corpus_pdf("tabel-lang").data))) == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_is_that_of_the_untagged_file(name: str) -> None:
    """A viewer rounds the place of the split-off hyphen by a fraction of a dot; anything more is a fault."""
    ours, plain = pictures(corpus_pdf(name).data), pictures(laid_out(corpus(name)).write_pdf())
    assert len(ours) == len(plain)
    for mine, theirs in zip(ours, plain, strict=True):
        assert max(ImageChops.difference(mine, theirs).tobytes()) <= 48


def pictures(data: bytes) -> list[Image.Image]:
    """Every page in grey, drawn at 288 dots an inch and brought down to 36."""
    document = pypdfium2.PdfDocument(data)
    found = [page.render(scale=4, grayscale=True).to_pil().reduce(8) for page in document]
    document.close()
    return found


def test_a_viewer_gives_hyphenated_words_back_whole() -> None:
    document = pypdfium2.PdfDocument(corpus_pdf("linjer").data)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    wanted = {"Tilgængelighedserklæring", "kommunalbestyrelsesmedlemmer", "specialundervisningsområdet", "2021-22"}
    assert wanted - set(text.split()) == set()
