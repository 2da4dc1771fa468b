"""Trees and texts → the draft edition. Faults are in cases/; here is what comes out, and that nothing can break it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rammeaftale.base.diagnostics import Checked
from rammeaftale.decode.edition import decode_edition
from rammeaftale.model.agreement import DocumentKind, Edition, Level, Signatory, Status
from rammeaftale.model.plain import plain_text
from rammeaftale.model.region import RegionOrder
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.world import Source
from tests.case_files import EDITION, basis
from tests.pictures.files import encoded, jpeg_that_says, upright

_YAML = tuple(sorted(path for path in basis() if path.endswith(".yaml")))
_SCRAPS = (
    "",
    ":",
    " ",
    "\n",
    "- ",
    "  ",
    '"',
    "#",
    "[",
    "{{ ",
    "x",
    "ja",
    "1.250",
    "\t",
    "&",
    "*",
    "../",
    "\n  - id: a",
)


def _decode(files: dict[str, bytes]) -> Checked[Edition]:
    trees = {path: parse_yaml(Source(path, data)).value for path, data in files.items() if path.endswith(".yaml")}
    texts = {path: parse_markdown(Source(path, data)).value for path, data in files.items() if path.endswith(".md")}
    sources = {path: Source(path, data) for path, data in files.items()}
    draft = decode_edition(EDITION, {path: tree for path, tree in trees.items() if tree}, texts, sources)
    return Checked(draft.value.edition, draft.diagnostics)


def _edition() -> Edition:
    return _decode(basis()).value


def test_the_edition_itself() -> None:
    edition = _edition()
    assert (edition.folder, edition.status, edition.dated) == (EDITION, Status.DRAFT, date(2030, 9, 9))
    assert (edition.start, edition.end) == (date(2031, 1, 1), date(2032, 12, 31))
    assert plain_text(edition.title) == "Rammeaftale 2031-32"
    assert edition.signatories == (Signatory("Navn Navnesen", ("Formand",)),)
    assert edition.registers.contact.town == "8000 Byen"
    assert [law.id for law in edition.legal_basis] == [law.id for law in edition.registers.laws] == ["loven"]


def test_the_documents() -> None:
    agreement, bilag = _edition().documents
    assert (agreement.id, agreement.kind, agreement.number, agreement.stem) == (
        "rammeaftale", DocumentKind.AGREEMENT, 0, "rammeaftale-2031-32",
    )  # fmt: skip
    assert (bilag.id, bilag.kind, bilag.number, bilag.stem) == (
        "styringsaftale", DocumentKind.BILAG, 1, "bilag-1-styringsaftale",
    )  # fmt: skip
    assert [(c.heading.id, c.label, c.continues, len(c.blocks)) for c in agreement.chapters] == [
        ("forord", "Forord", False, 1),
        ("styring", "Styring", True, 1),
    ]


def test_a_bilag_may_have_many_chapters() -> None:
    text = "# A {#a}\n\nEn.\n\n## B {#b}\n\nTo.\n\n# C {#c}\n\nTre.\n"
    edition = _decode(basis() | {"bilag/2031-32/styringsaftale/tekst.md": text.encode()}).value
    assert [(c.heading.id, len(c.blocks)) for c in edition.documents[1].chapters] == [("a", 3), ("c", 1)]


def test_the_registers() -> None:
    edition = _edition()
    assert [(kommune.code, kommune.name) for kommune in edition.registers.kommuner] == [
        ("615", "Horsens"),
        ("751", "Aarhus"),
    ]
    assert [(form.short, form.words) for form in edition.registers.short_forms] == [("KKR", "Kommunekontaktrådet")]
    top, below = edition.registers.fora
    assert (top.id, top.under, top.level, top.in_figure) == ("kkr", "", Level.POLITICAL, True)
    assert (below.under, below.under_word) == ("kkr", "indstiller til")
    region = edition.registers.region
    assert (region.code, region.name, region.short, region.order) == ("1099", "Region Prøve", "Prøve", RegionOrder.LAST)
    assert (set(region.botilbud), set(region.short_stays)) == ({"SEL § 107"}, {"SEL § 109"})


def test_the_parties_are_counted_and_can_be_computed_with() -> None:
    text = "a:\n  b:\n    beregnes: {forskel: [parter.antal, kommuner.antal]}\n    kilde: beregnet\n"
    path = "content/2031-32/fakta.yaml"
    edition = _decode(basis() | {path: basis()[path] + text.encode()}).value
    assert [edition.facts[name].value for name in ("kommuner.antal", "parter.antal", "a.b")] == [2, 3, 1]
    assert str(edition.facts["parter.antal"].span) == "content/faelles/kommuner.yaml:2:11"


@pytest.mark.parametrize(
    ("order", "names"),
    [("først", ["Region Prøve", "Horsens", "Aarhus"]), ("sidst", ["Horsens", "Aarhus", "Region Prøve"])],
)
def test_the_region_stands_first_or_last_in_a_list(order: str, names: list[str]) -> None:
    path = "content/faelles/omraade.yaml"
    edition = _decode(basis() | {path: basis()[path].replace(b"sidst", order.encode())}).value
    assert sorted(("Horsens", "Region Prøve", "Aarhus"), key=edition.registers.region.rank) == names


def test_a_picture_beside_its_text_is_used_and_a_strange_one_reported() -> None:
    text = b"# Styring {#styring}\n\n![Et hus](hus.png)\n"
    files = basis() | {"content/2031-32/styring.md": text, "content/2031-32/hus.png": encoded(upright(), "PNG")}
    assert _decode(files).diagnostics == ()
    files["content/2031-32/andet.png"] = b""
    assert [d.kind for d in _decode(files).diagnostics] == ["fil-ubrugt"]


def test_a_picture_that_cannot_be_printed_is_reported_where_it_is_shown() -> None:
    text = b"# Styring {#styring}\n\n![Et hus](hus.jpg)\n"
    for kind, data in {
        "billede-ulaeseligt": encoded(upright(), "JPEG")[:-30],
        "billede-for-stort": jpeg_that_says(9_000, 9_000),
        "billede-farver": encoded(upright("CMYK"), "JPEG"),
    }.items():
        found = _decode(basis() | {"content/2031-32/styring.md": text, "content/2031-32/hus.jpg": data}).diagnostics
        assert [(finding.kind, str(finding.span)) for finding in found] == [(kind, "content/2031-32/styring.md:3:1")]


def test_a_file_that_could_not_be_parsed_is_not_said_to_be_missing() -> None:
    files = basis()
    trees = {path: parse_yaml(Source(path, files[path])).value for path in _YAML}
    known = {path: tree for path, tree in trees.items() if tree and "fora" not in path}
    sources = {path: Source(path, data) for path, data in files.items()}
    assert decode_edition(EDITION, known, {}, sources).diagnostics == ()


@settings(max_examples=150)
@given(st.sampled_from(_YAML), st.integers(min_value=0), st.integers(0, 12), st.sampled_from(_SCRAPS))
def test_no_slip_of_the_hand_can_break_it(path: str, at: int, cut: int, scrap: str) -> None:
    text = basis()[path].decode()
    start = at % (len(text) + 1)
    checked = _decode(basis() | {path: (text[:start] + scrap + text[start + cut :]).encode()})
    assert all(diagnostic.message and diagnostic.span for diagnostic in checked.diagnostics)
