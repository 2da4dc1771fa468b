"""Each check of the judge finds the fault that it is there for."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from rammeaftale.engine.inspect.judge import judge
from rammeaftale.engine.inspect.tagtree import tree_text
from tests.tagging.rendering import corpus, corpus_pdf, element_tree, page, tagged
from tests.tagging.spoiling import (
    HTML,
    SOUND,
    broken,
    change,
    drop_from_tree,
    elements,
    metadata,
    of_kind,
    on_annotations,
    on_aside,
    on_first,
    rewrite,
    spoilt,
    without,
)


def test_sound_file_has_no_faults() -> None:
    assert judge(SOUND, element_tree(HTML)) == ()


HEADING = b"/H1\n<</MCID 0>>\nBDC"
RDF = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'


def change_first_with(name: str, value: str) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: change(name, value)(next(one for one in elements(pdf, "Span") if name in one))


FAULTS: list[tuple[str, Callable[[pikepdf.Pdf], None]]] = [
    ("maerket-indhold-loest", drop_from_tree("H2")),
    ("maerket-indhold-to-gange", on_first("H2", lambda one: change("/K", 0)(one))),
    ("maerket-indhold-mangler", on_first("H2", change("/K", 999))),
    ("tagtrae-mangler", lambda pdf: change("/StructTreeRoot", None)(pdf.Root)),
    ("tagtrae-uden-vej-tilbage", lambda pdf: change("/StructParents", None)(pdf.pages[0].obj)),
    ("tekst-uden-maerke", rewrite(b"/H1\n<</MCID 0>>\nBDC", b"/Plain BMC")),
    ("udsmykning-blandet", rewrite(HEADING, b"/Artifact BMC " + HEADING + b" EMC EMC " + HEADING)),
    ("link-uden-element", drop_from_tree("Link")),
    ("link-tekst", on_annotations(change("/Contents", "#a"))),
    ("overskrift-foerste", on_first("H1", change("/S", pikepdf.Name.H2))),
    ("overskrift-spring", on_first("H2", change("/S", pikepdf.Name.H3))),
    ("tabel-antal", on_first("Table", change("/S", pikepdf.Name.Div))),
    ("tabel-raekker", on_first("TR", change("/S", pikepdf.Name.Div))),
    ("tabel-hoved-uden-scope", on_first("TH", change("/A", None))),
    ("tabel-hoved-ukendt", on_first("TD", lambda one: change("/Headers", pikepdf.Array([pikepdf.String("x")]))(one.A))),
    ("tabel-hoved-forkert", on_first("TD", lambda one: change("/Headers", pikepdf.Array([one.A.Headers[0]]))(one.A))),
    ("id-uden-opslag", lambda pdf: change("/IDTree", None)(pdf.Root.StructTreeRoot)),
    ("figur-uden-ord", on_first("Figure", change("/Alt", None))),
    ("figur-kasse", on_first("Figure", lambda one: change("/BBox", pikepdf.Array([0, 0, 9999, 5]))(one.A))),
    ("formel-uden-ord", on_first("Formula", change("/Alt", None))),
    ("tekst-faldet-ud", on_first("Formula", change("/Alt", "a er b"))),
    ("tekst-faldet-ud", change_first_with("/ActualText", "ingen")),
    ("note-id", on_first("Note", change("/ID", None))),
    ("indhold-antal", on_first("TOCI", change("/S", pikepdf.Name.Div))),
    ("sprog-mangler", on_first("Span", change("/Lang", None))),
    ("tekst-faldet-ud", drop_from_tree("P")),
    ("metadata-mangler", lambda pdf: change("/Metadata", None)(pdf.Root)),
    ("metadata-titel", metadata(b"dc:title", b"dc:titel")),
    ("metadata-pdfua", metadata(b"pdfuaid:part>", b"pdfuaid:del>")),
    ("metadata-pdfa", metadata(b"pdfaid:part=", b"pdfaid:del=")),
    ("metadata-udvidelse", metadata(b"pdfaExtension:schemas", b"pdfaExtension:andet")),
    ("metadata-flere", metadata(b"</x:xmpmeta>", RDF + b"</x:xmpmeta>")),
    ("katalog-sprog", lambda pdf: change("/Lang", None)(pdf.Root)),
    ("katalog-titel", lambda pdf: change("/ViewerPreferences", None)(pdf.Root)),
    ("katalog-maerket", lambda pdf: change("/MarkInfo", None)(pdf.Root)),
    ("side-tabulator", lambda pdf: change("/Tabs", None)(pdf.pages[0].obj)),
    ("skrift-uden-tekst", of_kind("Font", without("/ToUnicode"))),
    ("skrift-ikke-indlejret", of_kind("FontDescriptor", without("/FontFile2", "/FontFile3"))),
    ("element-ukendt", on_first("P", change("/S", pikepdf.Name.Code))),
    ("felt-mangler", on_aside(change("/T", None))),
    ("felt-uden-ende", on_aside(lambda one: change("/K", pikepdf.Array(list(one.K)[:-1]))(one))),
    ("note-foer-tekst", on_first("Div", lambda one: change("/K", pikepdf.Array(reversed(list(one.K))))(one))),
    ("tekst-flyttet", on_first("Div", lambda one: change("/K", pikepdf.Array(reversed(list(one.K))))(one))),
    ("element-i-forkert", on_first("TD", change("/S", pikepdf.Name.LBody))),
    ("element-i-forkert", on_first("Span", change("/S", pikepdf.Name.H2))),
    ("element-i-forkert", on_first("TBody", change("/S", pikepdf.Name.P))),
    ("billedtekst-midt-i", on_first("P", change("/S", pikepdf.Name.Caption))),
    ("sprog-kode", on_first("Span", change("/Lang", "på engelsk"))),
    ("tegn-privat", on_first("Figure", change("/Alt", "Et \uf0b7"))),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "work"), FAULTS, ids=[kind for kind, _ in FAULTS])
def test_fault_is_found(kind: str, work: Callable[[pikepdf.Pdf], None]) -> None:
    assert kind in broken(work)


def test_abbreviation_without_words() -> None:
    def work(pdf: pikepdf.Pdf) -> None:
        for element in elements(pdf, "Span"):
            without("/E")(element)

    assert broken(work) == {"forkortelse-mangler"}


def test_a_header_cell_has_words_or_a_picture() -> None:
    row = '<tr><th scope="row">B</th><td>1</td></tr>'
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>et hus</title><rect width="9"/></svg>'
    )
    for inside, kinds in (("", ["tabel-hoved-tomt"]), ("Sted", []), (picture, [])):
        head = f'<tr><th scope="col">{inside}</th><th scope="col">A</th></tr>'
        html = page(f"<h1>Prøve</h1><table>{head}{row}</table>")
        assert [one.kind for one in judge(tagged(html).data, element_tree(html))] == kinds


def test_a_file_to_click_on_is_refused() -> None:
    """Markdown cannot make one; a template could."""
    html = page('<h1>Prøve</h1><p>Hent <a rel="attachment" href="data:text/csv,a;b">tallene</a> her.</p>')
    (found,) = judge(tagged(html).data, element_tree(html))
    assert found.kind == "klikbart-uden-element"
    assert found.message.startswith("Side 1 har en vedhæftet fil, som man kan klikke på;")
    assert found.hints


def test_joined_words() -> None:
    html = HTML.replace("Notens ord.", "Notens o rd.")
    assert {one.kind for one in judge(SOUND, element_tree(html))} == {"ord-sammen"}


def test_smoothed_picture_and_wrong_version() -> None:
    def work(pdf: pikepdf.Pdf) -> None:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image":
                one["/Interpolate"] = True

    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(corpus_pdf("figurer").data)) as pdf:
        work(pdf)
        pdf.save(output, force_version="2.0")
    kinds = {one.kind for one in judge(output.getvalue(), element_tree(corpus("figurer")))}
    assert kinds == {"billede-udglattet", "pdf-version"}


def test_without_the_source_only_the_file_is_judged() -> None:
    assert broken(on_first("Span", change("/Lang", None)), html=None) == set()


def test_a_number_that_stands_by_itself_is_read() -> None:
    def work(pdf: pikepdf.Pdf) -> None:
        heading = next(elements(pdf, "H1"))
        with pikepdf.explicit_conversion():
            heading.K = pdf.make_indirect(pikepdf.Integer(int(heading.K)))

    assert tree_text(spoilt(work)) == tree_text(SOUND)


def test_half_a_number_in_a_font_is_read_as_pdf_says() -> None:
    def work(pdf: pikepdf.Pdf) -> None:
        font = next(one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one)
        codes = font.ToUnicode.read_bytes()
        assert b"<0020>" in codes
        font.ToUnicode.write(codes.replace(b"<0020>", b"<00 2>"))

    assert tree_text(spoilt(work)) == tree_text(SOUND)


def test_an_operator_without_operands_makes_the_file_unreadable() -> None:
    assert broken(rewrite(HEADING, b"BMC")) == {"pdf-ulaeselig"}


def test_no_pdf_at_all() -> None:
    (found,) = judge(b"ingen pdf")
    assert found.kind == "pdf-ulaeselig"
