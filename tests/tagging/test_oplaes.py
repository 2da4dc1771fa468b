"""What a screen reader says, in Danish."""

from __future__ import annotations

import pytest

from rammeaftale.engine.inspect.oplaes import read_aloud
from tests.tagging.rendering import corpus_pdf, page, tagged


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("afsnit", ["Overskrift niveau 1: Afsnit over linjer og sider"]),
        ("tabel-spaend", ["Tabel med 4 kolonner og 5 rækker", "  Række 3, kolonne 3, Fuglekær; Takst; 2022: 1.100"]),
        (
            "tabel-lang",
            ["Tabellens titel: Takster for alle tilbud", "  Række 2, kolonne 1, rækkehoved: Tilbud 1", "Tabel slut"],
        ),
        ("lister", ["Liste med 3 punkter", "• Første punkt", "  Liste med 2 punkter", "  1. Under et"]),
        ("definitioner", ["Takst Prisen for et døgn."]),
        ("figurer", ["Figur: Et rødt felt", "Figurens tekst: Figur 1. Felt"]),
        ("formler", ["Formel: takst er lig med grundlag divideret med pladser", "• et punkt"]),
        ("tegn", ["  Række 2, kolonne 2, Odder; Takst: ikke oplyst", "Fra 1. januar til 31. december, ikke oplyst."]),
        ("tegn", ["Perioden er 1. januar til 31. december."]),
        ("indhold", ["Indholdsfortegnelse med 4 punkter", "    (link: 2.2 Pladser side 3)"]),
        ("citater", ["Citat", "Citat slut"]),
        (
            "fremmedord",
            ["Princippet om [på engelsk: best practice] og [på engelsk: peer review] gælder.", "Sprog: engelsk"],
        ),
    ],
)
def test_lines(name: str, lines: list[str]) -> None:
    said = read_aloud(corpus_pdf(name).data).splitlines()
    assert [line for line in lines if line not in said] == []


def test_a_caption_is_said_on_the_side_of_the_picture_where_it_stands() -> None:
    address = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    picture, caption = f'<img alt="Et felt" src="{address}">', "<figcaption>Figur 1</figcaption>"
    words = ["Figurens tekst: Figur 1", "Figur: Et felt"]
    for figure, said in ((caption + picture, "\n".join(words)), (picture + caption, "\n".join(reversed(words)))):
        assert said in read_aloud(tagged(page(f"<h1>Prøve</h1><figure>{figure}</figure>")).data)


def test_an_entry_of_the_contents_is_a_link_in_both_standards() -> None:
    old, new = (read_aloud(corpus_pdf("indhold", modern=modern).data) for modern in (False, True))
    assert "(link: 2.2 Pladser side 3)" in old
    assert old == new


def test_a_mark_stands_against_the_link_that_it_ends() -> None:
    link = '<a href="https://a.example/">bilag 1</a>'
    said = read_aloud(tagged(page(f"<h1>Prøve</h1><p>Se {link}, også ({link}) og »{link}« i {link} her.</p>")).data)
    assert "Se (link: bilag 1), også ((link: bilag 1)) og »(link: bilag 1)« i (link: bilag 1) her." in said


def test_notes_and_abbreviations_are_said_in_place() -> None:
    assert "sætning (henvisning 2) (fodnote: 2. Den første note med" in read_aloud(corpus_pdf("noter").data)
    assert "KKR [Kommunekontaktrådet]" in read_aloud(corpus_pdf("forkortelser").data)
