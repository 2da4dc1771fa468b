"""A final edition prints no hole, wherever the words come from: the pages themselves are asked."""

from __future__ import annotations

import re

import pytest

from rammeaftale.base.diagnostics import Severity
from rammeaftale.base.holes import hole_in
from rammeaftale.model.drawing import Drawing
from rammeaftale.render.html import compose
from rammeaftale.render.printed import printed_words
from rammeaftale.render.style_sheets import read_templates
from rammeaftale.shell.pipeline import load
from rammeaftale.world import PROGRAM
from tests.case_files import EDITION, show
from tests.checkouts import ROOT
from tests.final_edition import FAKTA, FORA, STYRING, UDGAVE, files, places, with_words
from tests.memory_world import MemoryWorld

FILES = files()
HOLES = (
    "udestår",
    "Udestår: Tal for året",
    "Fremgår ikke af kilderne",
    "fremgår ikke af notatet",
    "ikke oplyst",
    "det er ikke oplyst, om planen findes",
    "opdigtede eksempeldata",
    "eksempeldata",
    "Tallene er eksempeldata",
    "Bilaget bygger på eksempeldata; det bliver lavet om",
    "opdigtede takster",
    "Tallene følger senere".removeprefix("Tallene "),
    "beløbet indsættes senere",
    "???",
    "TODO",
    "den [dato]",
    "den xx. januar",
    "xxx",
    "Reglen er ikke bekræftet",
    "120 pladser (skal bekræftes)",
)
GOOD = (
    "Der er udestående beløb",
    "Regneeksempel med opdigtede tal: Børnehuset har et budget",
    "Tallene i tabel 3 er opdigtede. Tilbuddet har 12 pladser",
    "Modtagelsen skal bekræftes skriftligt",
    "Er taksten ikke oplyst, bruges den seneste",
    "hvis det ikke fremgår af taksten",
    "Faktaark om samarbejdet (uden år)",
    "–",
    "En takst, der mangler en oplysning, er holdt ude",
    "Sådan følger kommunerne op",
    "Eksempeldata i bilag 7 blev taget ud, før aftalen blev vedtaget",
    "Kommunerne bruger eksempeldata i undervisningen",
    "Hvem gør hvad?",
    "x",
)


def _told(made: dict[str, bytes]) -> list[str]:
    return [show(finding) for finding in load(MemoryWorld(made), EDITION).diagnostics]


def test_a_final_edition_without_holes_is_without_fault() -> None:
    assert _told(FILES) == []


def test_every_place_of_the_edition_is_printed() -> None:
    edition = load(MemoryWorld(FILES), EDITION).value
    assert edition is not None
    printed = " ".join(run.words for run in printed_words(edition, read_templates(PROGRAM)))
    assert len(places(FILES)) > 40
    assert [word for word in places(FILES) if word.lower() not in printed] == []


@pytest.mark.parametrize("place", places(FILES))
def test_a_hole_in_any_place_is_told_there(place: str) -> None:
    made = with_words(FILES, place, "udestår")
    told = load(MemoryWorld(made), EDITION).diagnostics
    assert {(one.severity, one.kind) for one in told} == {(Severity.ERROR, "hul-i-endelig")}
    path = places(FILES)[place]
    assert any(one.span is not None and one.span.path == path for one in told) or path != STYRING
    assert all(one.hints == ("skriv det, der mangler, eller sæt »status: udkast« igen",) for one in told)


@pytest.mark.parametrize("words", HOLES)
def test_words_that_say_that_something_is_missing_are_a_hole(words: str) -> None:
    assert hole_in(words)
    assert hole_in(f"{words}.")


@pytest.mark.parametrize("words", GOOD)
def test_words_that_are_part_of_what_is_agreed_are_none(words: str) -> None:
    assert hole_in(words) == ""
    assert hole_in(f"{words}.") == ""


def test_the_same_in_one_place_is_told_once_and_all_places_at_once() -> None:
    made = with_words(with_words(FILES, "Stedrække", "udestår"), "Stedcelle", "udestår")
    made = with_words(with_words(made, "Stedopgave", "Fremgår ikke af kilderne"), "Stednote", "Udestår: noten")
    assert _told(made) == [
        f"fejl hul-i-endelig {STYRING}:7:1",
        f"fejl hul-i-endelig {STYRING}:26:1",
        f"fejl hul-i-endelig {FORA}:2:1",
    ]


def test_a_message_shows_what_stands_around_the_hole() -> None:
    words = "Parterne har drøftet det længe og grundigt, og tallet udestår indtil videre hos dem, der skal levere det"
    (told,) = load(MemoryWorld(with_words(FILES, "Stedpunkt", words)), EDITION).diagnostics
    assert told.message == (
        "udgaven er endelig, men »Rammeaftale 2031-32, Stedaftale« trykker »udestår«:"
        " »… længe og grundigt, og tallet udestår indtil videre hos dem, der …«"
    )


def test_the_finished_text_of_a_final_edition_has_no_such_word() -> None:
    edition = load(MemoryWorld(FILES), EDITION).value
    assert edition is not None
    names = {"organisation": Drawing("organisation", "<svg/>", "Fora", 1)}
    pages = [compose(edition, one, names, read_templates(PROGRAM), {}).value.html for one in edition.documents]
    assert all("Vedtaget" in page for page in pages)
    words = ("udest", "eksempeldata", "opdigt", "oplyst", "fremgår", "mangler", "udkast")
    assert [word for word in words for page in pages if word in page.casefold()] == []


def test_a_hole_that_a_draft_prints_is_no_fault_which_is_one_remedy() -> None:
    made = with_words(FILES, "Stedcelle", "udestår")
    assert _told({**made, UDGAVE: made[UDGAVE].replace(b"endelig", b"udkast")}) == []


def test_what_is_wrong_in_another_way_is_told_first() -> None:
    """It may not be printable at all, which is told too."""
    made = with_words(FILES, "Stedcelle", "udestår")
    text = made[STYRING].replace("indsæt fora".encode(), "indsæt foraer".encode())
    assert _told({**made, STYRING: text}) == [f"fejl indsaet-ukendt {STYRING}:51:1", "oplysning ikke-kontrolleret -"]


def test_the_templates_say_of_themselves_only_what_frames_and_data_say() -> None:
    """Those of the frames that are gaps, the list of these, and the warning of example data."""
    told: dict[str, set[str]] = {}
    for name, text in read_templates(PROGRAM).items():
        plain = re.sub(r"{#.*?#}", "", text, flags=re.DOTALL)
        lines = [line for line in plain.splitlines() if name.endswith(".html")]
        words = {hole_in(part) for line in lines for part in re.findall(r">([^<{]*)", line)} - {"", "Mangler"}
        if words:
            told[name.removeprefix("print/")] = words
    assert told == {"blokke.html": {"Eksempeldata", "Udestår"}, "dokument.html": {"udestår"}}
    code = (path for room in ("render", "figures", "takster") for path in (ROOT / "rammeaftale" / room).rglob("*.py"))
    assert [path.name for path in code if re.search(r"[\"'](?:ikke oplyst|udestår|–)", path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("Stedoplysning", f"{FAKTA}:6:3: oplysningen »pladser.tekst« bliver trykt og siger »Udestår«"),
        ("Stedparter", f"{UDGAVE}:3:9: »parter« bliver trykt og siger »Udestår og regionen«"),
        ("Stednavn", f"{UDGAVE}:10:3: en underskriver bliver trykt og siger »Udestår Navnesen«"),
        ("Stedvejen", f"{UDGAVE}:13:1: »kontakt« bliver trykt og siger »Udestår 1«"),
    ],
)
def test_what_data_say_is_told_where_it_is_written(place: str, told: str) -> None:
    (finding,) = load(MemoryWorld(with_words(FILES, place, "Udestår")), EDITION).diagnostics
    assert f"{finding.span}: {finding.message.removeprefix('udgaven er endelig, men ')}" == told


def test_a_gap_without_a_sentence_is_told_by_its_table() -> None:
    text = "# K {#styring}\n\n::: udestår Anne\n| Tilbud | Takst |\n|---|---|\n| A | 1 |\n:::\n"
    draft = {UDGAVE: FILES[UDGAVE].replace(b"status: endelig", b"status: udkast"), STYRING: text.encode()}
    found = load(MemoryWorld({**FILES, **draft}), EDITION).diagnostics
    assert [finding.message for finding in found if finding.kind == "udestaar"] == ["Anne: Tilbud, Takst, A, 1"]
