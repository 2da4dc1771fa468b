"""The whole way on the frozen edition: products, what they say, what a second build does. One build for all tests."""

from __future__ import annotations

import io
import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from rammeaftale.base.danish import format_number
from rammeaftale.engine.inspect.oplaes import read_aloud
from rammeaftale.engine.inspect.tagtree import tree_text
from rammeaftale.engine.versions import fonts
from rammeaftale.read.tables.danish_values import parse_number
from rammeaftale.render.data_files import data_files
from rammeaftale.shell.memo import Memo
from rammeaftale.shell.pipeline import composer, load
from rammeaftale.shell.publish import sha256
from rammeaftale.shell.recipes import read_kit
from rammeaftale.world import DiskWorld
from tests import frozen, searching
from tests.checkouts import made_once, run
from tests.frozen import EDITION
from tests.products import addresses_of, figures_of, ids_of, names_of, pages_of
from tests.takster.read_files import lower_cell

PARTS = ("templates", "rammeaftale", "krav", "build.py")
PRODUCTS = (
    "bilag-1-styringsaftale.pdf",
    "bilag-2-faelles-tilbud.pdf",
    "bilag-3-takster.pdf",
    "bilag-4-pladser.pdf",
    "faktaark.pdf",
    "ledelsesinformation.pdf",
    "nyhed.pdf",
    "rammeaftale-2031-32.pdf",
)
REGISTER = ("takstregister-2031.csv", "takstregister-2031.xlsx")
CARRIERS = {"bilag-3-takster.pdf", "bilag-4-pladser.pdf"}
EXAMPLES = {*CARRIERS, "ledelsesinformation.pdf"}
LINES = 94
DRIFTSHERRER = 12


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout in which everything was built once."""

    def build(folder: Path) -> None:
        frozen.checkout(folder, *PARTS)
        done = run(folder, "rammeaftale")
        assert done.returncode == 0, done.stderr

    return shutil.copytree(made_once(tmp_path_factory, "frosset", build), tmp_path_factory.mktemp("frosset") / "klon")


@pytest.fixture(scope="module")
def texts(built: Path) -> dict[str, list[str]]:
    """The text of each page by product, as a PDF reader's search sees it."""
    return {name: list(pages_of((built / "ud/2031-32" / name).read_bytes())) for name in PRODUCTS}


def test_the_products_are_the_agreement_its_bilag_and_two_documents_more(built: Path) -> None:
    assert tuple(sorted(path.name for path in (built / "ud/2031-32").glob("*.pdf"))) == PRODUCTS


def test_the_manifest_tells_inputs_outputs_and_versions(built: Path) -> None:
    manifest = json.loads((built / "ud/2031-32/manifest.json").read_bytes())
    assert tuple(manifest["products"]) == (*PRODUCTS, *REGISTER)
    for name, digest in manifest["products"].items():
        assert sha256((built / "ud/2031-32" / name).read_bytes()) == digest
    for path, digest in manifest["inputs"].items():
        assert sha256((built / path).read_bytes()) == digest
    assert {"weasyprint", "pango", "font-source-serif-pro"} <= manifest["versions"].keys()


def test_a_second_build_has_nothing_to_do_and_says_so(built: Path) -> None:
    done = run(built, "rammeaftale")
    assert done.returncode == 0
    assert done.stdout.startswith("Intet er ændret siden sidst")


@pytest.mark.parametrize("name", PRODUCTS)
def test_every_product_is_tagged_titled_danish_and_carries_only_our_fonts(built: Path, name: str) -> None:
    with pikepdf.open(io.BytesIO((built / "ud/2031-32" / name).read_bytes())) as pdf:
        assert pdf.Root.Lang == "da"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert len(str(pdf.docinfo["/Title"])) > 5
        fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
        assert all(re.fullmatch(r"/[A-Z]{6}\+RA-(Sans|Serif)(-[A-Za-z-]+)?", str(font.BaseFont)) for font in fonts)
        assert name == "faktaark.pdf" or len(pdf.open_outline().root) > 0


def test_every_page_says_draft_and_example_where_it_must(texts: dict[str, list[str]]) -> None:
    for name, pages in texts.items():
        inner = pages if name == "faktaark.pdf" else pages[1:]
        assert all("UDKAST" in page.upper() for page in inner), name
        assert all(("EKSEMPELDATA" in page.upper()) == (name in EXAMPLES) for page in inner), name


def test_a_list_of_letters_is_one_in_print_in_the_tags_and_aloud(built: Path) -> None:
    pdf = (built / "ud/2031-32/bilag-1-styringsaftale.pdf").read_bytes()
    tags = [line.strip() for line in tree_text(pdf).splitlines()]
    lettered = tags.index("L ListNumbering=LowerAlpha")
    assert tags[lettered + 1 : lettered + 4] == ["LI", "Lbl »a)«", "LBody »hvor stort beløbet er«"]
    assert "L ListNumbering=LowerRoman" in tags[lettered : lettered + 10]
    said = read_aloud(pdf)
    assert "\n  i) færre brugere end forudsat\n  ii) udgifter" in said
    assert "\nc) hvornår det er indregnet i taksten.\n" in said


def test_the_words_over_a_title_belong_to_the_heading(built: Path) -> None:
    said = read_aloud((built / "ud/2031-32/bilag-1-styringsaftale.pdf").read_bytes())
    assert "\nOverskrift niveau 1: Bilag 1 til Rammeaftale 2031-32 (eksempel): Styringsaftale (eksempel)\n" in said
    agreement = (built / "ud/2031-32/rammeaftale-2031-32.pdf").read_bytes()
    assert re.search(r"\nOverskrift niveau 2: Forord: 1 \w", read_aloud(agreement))
    with pikepdf.open(io.BytesIO(agreement)) as pdf, pdf.open_outline() as outline:
        assert [str(item.title) for item in outline.root][:2] == ["Indhold", "1 Forord"]


def test_notes_and_boxes_say_what_they_are_and_come_after_their_text(built: Path) -> None:
    said = {name: read_aloud((built / "ud/2031-32" / name).read_bytes()).splitlines() for name in PRODUCTS}
    lines = [(before, line) for told in said.values() for before, line in pairwise(told)]
    assert [before for before, line in lines if line == "Margennote:" and before.startswith("Overskrift")] == []
    assert [line for before, line in lines if line.startswith("Kilde: ") and before == "Margennote:"] != []
    for title in ("Margennote", "Faktaboks", "Udestår"):
        begun = sum(line.startswith(f"{title}:") for _, line in lines)
        assert begun == sum(line == f"{title} slut." for _, line in lines) > 0


def test_key_figures_and_signatories_are_heard_one_by_one(built: Path) -> None:
    products = built / "ud/2031-32"
    said = read_aloud((products / "ledelsesinformation.pdf").read_bytes())
    assert re.search(r"Liste med 6 punkter\n[−0-9,.]+ pct. ændring i taksterne siden 2030\n[0-9.]+ kr. ", said)
    said = read_aloud((products / "rammeaftale-2031-32.pdf").read_bytes())
    titles = "  Formand for KKR [Kommunekontaktrådet] Fjordmark\n  Borgmester i Askehøj Kommune"
    assert f"Anna Eksempelsen\n{titles}\nBo Prøvegaard\n" in said
    assert "\n  Næstformand for KKR Fjordmark\nListe slut\n" in said
    assert "\nEksempelvej 1\n0999 Askehøj\nMail: (link: sekretariat@fjordmark.example)\nTelefon:" in said


@pytest.mark.parametrize(
    ("name", "file"),
    [("bilag-3-takster.pdf", "takster.csv"), ("bilag-4-pladser.pdf", "pladser.csv")],
)
def test_the_data_are_carried_and_given_back_byte_for_byte(built: Path, name: str, file: str, tmp_path: Path) -> None:
    done = run(built, "udtraek", f"ud/2031-32/{name}", "--til", str(tmp_path))
    assert done.returncode == 0
    edition = load(DiskWorld(built), EDITION).value
    assert edition is not None
    (expected,) = next(data_files(document) for document in edition.documents if f"{document.stem}.pdf" == name)
    assert (tmp_path / file).read_bytes() == expected.data
    assert expected.name == file
    assert expected.data.count(b"\r\n") == LINES + 1


def test_the_newest_standards_are_an_option(built: Path) -> None:
    """Last to touch `ud/`: the products of both standards are remembered, so asking back costs nothing."""
    before = {path.name: path.read_bytes() for path in (built / "ud/2031-32").iterdir()}
    assert run(built, "rammeaftale", "--pdf2").returncode == 0
    for name in PRODUCTS:
        with pikepdf.open(built / "ud/2031-32" / name) as pdf, pdf.open_metadata() as metadata:
            assert (metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("2", "4"), name
            assert metadata.get("pdfaid:conformance") == ("F" if name in CARRIERS else None), name
            assert pdf.pdf_version == "2.0", name
    assert run(built, "rammeaftale").returncode == 0
    assert {path.name: path.read_bytes() for path in (built / "ud/2031-32").iterdir()} == before


def test_pages_are_numbered_of_all(texts: dict[str, list[str]]) -> None:
    for name, pages in texts.items():
        last = len(pages)
        assert re.search(rf"[Ss]ide {last} af {last}\b", pages[-1]), name


def test_places_agree_to_the_last_digit_in_lists_tables_text_and_chart(texts: dict[str, list[str]]) -> None:
    """Read back from the PDFs: the price list's sums, the overview's tables and text, ledelsesinformation's chart."""
    names = r"((?:[A-ZÆØÅ][a-zæøå]+(?:-[A-ZÆØÅ][a-zæøå]+)?) Kommune|Region Fjordmark)"
    number = r"([0-9.]+(?:,[0-9])?)"
    list_, overview, report = (
        texts[name] for name in ("bilag-3-takster.pdf", "bilag-4-pladser.pdf", "ledelsesinformation.pdf")
    )
    whole = " ".join(list_)
    sums = [parse_number(figure) for figure in re.findall(rf"I alt, [0-9.]+ takst(?:er)? {number}", whole)]
    groups = [parse_number(figure) for figure in re.findall(rf"takst pr\. \w+, [0-9.]+ takst(?:er)? {number}", whole)]
    head = "Driftsherre Takster Døgn Dag Andet I alt"
    (page,) = [page for page in overview if head in page]
    last = re.search(rf"I alt [0-9.]+(?: {number[1:-1]}){{3}} {number}", page[page.index(head) :])
    assert last is not None
    total, table = parse_number(last[1]), page[page.index(head) :][: last.end()]
    rows = figures_of([table], rf"{names} [0-9.]+ {number[1:-1]} {number[1:-1]} {number[1:-1]} {number}")
    assert len(rows) == len(sums) == DRIFTSHERRER
    assert sorted(rows.values()) == sorted(sums)
    assert sum(rows.values()) == sum(sums) == sum(groups) == total
    stated = re.search(rf"Der er {number} pladser i alt", " ".join(overview))
    assert stated is not None
    assert parse_number(stated[1]) == total
    short = {name.removesuffix(" Kommune"): places for name, places in rows.items()}
    (page,) = [page for page in report if "Normerede pladser hos hver driftsherre" in page]
    largest, next_ = sorted(short, key=short.__getitem__, reverse=True)[:2]
    chart = page[page.index(f" {largest} {next_} ") :].split(" Ledelsesinformation ")[0]
    order = sorted(short, key=lambda name: chart.index(f" {name} "))
    drawn = [parse_number(figure) for figure in re.findall(r"(?<= )[0-9.]+(?:,[0-9])?(?= |$)", chart)]
    assert drawn == sorted(short.values(), reverse=True) == [short[name] for name in order]
    (page,) = [page for page in report if "Normerede pladser efter driftsherre" in page]
    listed = page[page.index("Normerede pladser efter driftsherre") :]
    for name, places in short.items():
        row = re.search(rf"(?<= ){name} [0-9.]+ {number[1:-1]} {number} ", listed)
        assert row is not None, name
        assert parse_number(row[1]) == places
    assert re.findall(rf"I alt [0-9.]+ {number[1:-1]} {number} ", listed)[-1:] == [format_number(total, 1)]


def test_one_takst_in_one_xlsx_changes_the_register_and_what_prints_it(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "klon"
    shutil.copytree(built, folder)
    place = frozen.HOME
    before = {path.name: path.read_bytes() for path in (folder / "ud/2031-32").iterdir()}
    register = (folder / place / "2031.csv").read_text("utf-8-sig").splitlines()
    head = register[0].split(";")
    rows = [dict(zip(head, line.split(";"), strict=True)) for line in register if line.startswith("871-")]
    row = next(row for row in rows if row["Takst, kr."] != row["Takst året før, kr."])
    file, number, amount = row["Kilde, fil"], int(row["Kilde, række"]), parse_number(row["Takst, kr."])
    lower_cell(folder / place / "indberetninger/2031" / file, number, amount)

    refused = run(folder, "rammeaftale")
    assert refused.returncode == 1
    assert "fejl[indberetning-aendret]" in refused.stderr
    assert f"{place}/indberetninger/2031/{file}" in refused.stderr
    taken = run(folder, "takster", "ind", f"{place}/indberetninger/2031")
    assert taken.returncode == 0, taken.stderr
    after = (folder / place / "2031.csv").read_text("utf-8-sig").splitlines()
    assert [old.split(";")[0] for old, new in zip(register, after, strict=True) if old != new] == [row["Række-id"]]
    done = run(folder, "rammeaftale", "--forklar")
    assert done.returncode == 0, done.stderr
    changed = {path.name for path in (folder / "ud/2031-32").iterdir() if path.read_bytes() != before[path.name]}
    made = {"bilag-3-takster.pdf", "ledelsesinformation.pdf"}
    assert changed == made | {*REGISTER, "manifest.json"}
    told = {line.split(":")[0].strip() for line in done.stdout.splitlines() if line.endswith(": uændret")}
    assert told == set(PRODUCTS) - made


@pytest.fixture(scope="module")
def source_words(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The words of three letters or more of each product's composed text, and those put together with - or /."""
    world = DiskWorld(built)
    edition = load(world, EDITION).value
    assert edition is not None
    compose = composer(edition, read_kit(world, fonts(), {}), Memo(tmp_path_factory.mktemp("lager")))
    made = [compose(document).value for document in edition.documents]
    return {f"{markup.stem}.pdf": searching.source_words(markup.html) for markup in made}


@pytest.mark.parametrize("name", PRODUCTS)
def test_a_plain_search_finds_every_word_of_the_source(
    built: Path, source_words: dict[str, set[str]], name: str
) -> None:
    document = pypdfium2.PdfDocument((built / "ud/2031-32" / name).read_bytes())
    pages = [page.get_textpage() for page in document]
    assert len(source_words[name]) > 60
    missing = searching.not_found(pages, source_words[name])
    document.close()
    assert missing == []


def test_every_link_between_the_files_lands_on_a_place_in_the_other(built: Path) -> None:
    folder = next((built / "ud").glob("2*"))
    files = {path.name: pikepdf.open(path) for path in folder.glob("*.pdf")}
    followed = 0
    for pdf in files.values():
        for address in addresses_of(pdf):
            file, _, name = address.partition("#")
            if ":" not in file:
                assert file in files, address
                assert not name or name in names_of(files[file]), address
                followed += bool(name)
    assert followed > 3


def test_names_of_places_cells_and_notes_are_of_one_file_only(built: Path) -> None:
    seen: dict[str, str] = {}
    for path in next((built / "ud").glob("2*")).glob("*.pdf"):
        with pikepdf.open(path) as pdf:
            names = names_of(pdf) | ids_of(pdf)
        assert len({name.partition(".")[0] for name in names}) == 1, path.name
        assert not names & seen.keys(), path.name
        seen |= dict.fromkeys(names, path.name)
    assert len(seen) > 100
