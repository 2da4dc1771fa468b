"""What an edit does to its surroundings, by example, and what is refused with which words."""

from __future__ import annotations

from string import ascii_lowercase

import pytest

from rammeaftale.base.diagnostics import Checked
from rammeaftale.edit.deletion import delete
from rammeaftale.edit.insertion import insert_after
from rammeaftale.edit.open_text import OpenText, located, open_text
from rammeaftale.edit.words import replace_title, replace_words, write_id
from rammeaftale.model.extent import Extent
from rammeaftale.model.inline import FootnoteCall, LineBreak, Text
from rammeaftale.model.text import Cell, FactBox, ListItem, Paragraph, Row
from rammeaftale.world import Source
from tests.edit.samples import HERE, opened

HEAD = "# Kapitel {#kapitel}\n\n"


def words(text: str) -> tuple[Text, ...]:
    return (Text(text, HERE),)


def at(text: OpenText, said: str) -> Extent:
    """The extent that begins with these words; the innermost when several do."""
    places = [one.extent for one in located(text.blocks) if one.extent]
    found = [place for place in places if text.text[text.offsets(place)[0] :].startswith(said)]
    return found[-1]


def body(made: Checked[str | None]) -> str:
    assert made.value is not None, made.diagnostics
    return made.value.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("text", "said", "left"),
    [
        ("A.\n\nB.\n\nC.\n", "B.", "A.\n\nC.\n"),
        ("A.\n\nB.\n", "B.", "A.\n"),
        ("A.\n\nB.", "B.", "A.\n"),
        ("A.[^n]\n\n[^n]: Note.\n\nB.\n", "A.", "B.\n"),
        ("A.[^n] C.\n\n[^n]: Note.\n\nB.\n", "[^n]:", "A. C.\n\nB.\n"),
        ("1. a\n2. b\n3. c\n\nA.\n", "1. a", "1. b\n2. c\n\nA.\n"),
        ("- a\n  - b\n- c\n\nA.\n", "- b", "- a\n- c\n\nA.\n"),
        ("> a\n>\n> b\n\n> c\n", "b", "> a\n\n> c\n"),
        ("| a |\n|---|\n| 1 |\n| 2 |\n", "| 1", "| a |\n|---|\n| 2 |\n"),
        ("::: margen\nNote.\n:::\nB.\n\nC.\n", "::: margen", "B.\n\nC.\n"),
    ],
)
def test_what_is_deleted_takes_along_what_is_its_own(text: str, said: str, left: str) -> None:
    file = opened(HEAD + text)
    assert body(delete(file, at(file, said))) == left


@pytest.mark.parametrize(
    ("text", "said", "reason"),
    [
        ("- a\n\nA.\n\n- b\n", "A.", "teksten ville blive læst anderledes"),
        ("| a |\n|---|\n| 1 |\n", "| 1", "rettelsen ville give en fejl: tabellen har ingen rækker"),
        ("::: margen\nNote.\n:::\n\nB.\n", "B.", "rettelsen ville give en fejl: der er intet afsnit ved siden af"),
        ("| a |\n|---|\n| 1 |\n", "a |", "det, der står her, kan ikke slettes for sig"),
        ("> a\n", "a", "det er alt, hvad der står i citatet"),
        ("A.[^n]\n\n::: faktaboks T\nB.\n\n[^n]: Note.\n:::\n", "::: faktaboks", "fodnoten »n« står her, men bruges i"),
    ],
)
def test_what_cannot_be_deleted_says_why(text: str, said: str, reason: str) -> None:
    file = opened(HEAD + text)
    made = delete(file, at(file, said))
    assert made.value is None
    assert made.diagnostics[0].message.startswith(reason)


def test_new_words_keep_id_marks_and_neighbours() -> None:
    file = opened(HEAD + "> - Gammelt[^n] punkt {#punkt}\n>   - under\n\n[^n]: Note.\n")
    made = body(replace_words(file, at(file, "- Gammelt"), words("1. januar | # " + "lange ord " * 14 + "slut")))
    first, second, rest = made.split("\n", 2)
    assert first == "> - 1\\. januar \\| \\# " + "lange ord " * 9 + "lange ord" and len(first) <= 120
    assert second == ">   " + "lange ord " * 4 + "slut {#punkt}"
    assert rest == ">   - under\n"


def test_words_in_a_cell_and_of_a_note() -> None:
    file = opened(HEAD + "| a |  |\n|---|---|\n| 1 | |\n\nA.[^n]\n\n[^n]: Note. {#note}\n".replace("|  |", "| b |"))
    row = next(one for one in located(file.blocks) if isinstance(one, Row) and one.cells[0].children == words("1"))
    empty = row.cells[1].extent
    assert empty is not None
    assert "| 1 | x \\| y |\n" in body(replace_words(file, empty, words("x | y")))
    assert "[^n]: \\- ny {#note}\n" in body(replace_words(file, at(file, "[^n]:"), words("- ny")))
    assert "| |\n" in body(replace_words(file, at(file, "1 |"), ())).split("---|\n")[1]


def test_titles() -> None:
    file = opened(HEAD + "::: faktaboks Gammel {#boks}\nA.\n:::\n\n::: udestår Hvem\nB.\n:::\n")
    assert "::: faktaboks Ny \\{#x\\} {#boks}\n" in body(
        replace_title(file, at(file, "::: faktaboks"), words("Ny {#x}"))
    )
    made = body(replace_title(file, at(file, "::: udestår"), words("Ny {#x}")))
    assert "::: udestår Ny \\{#x\\}\n" in made
    assert opened(HEAD + made).blocks[2].id == ""  # type: ignore[union-attr]
    assert replace_title(file, at(file, "A."), words("x")).value is None


def test_insertions_take_the_form_of_the_place() -> None:
    file = opened(
        HEAD + "> - a\n>   - b\n\n9. x\n".replace("9.", "1.") + "\n| a |\n|---|\n| 1 |\nA.\n".replace("A.\n", "")
    )
    new = ListItem(words("ny"), (), HERE, "ny")
    assert body(insert_after(file, at(file, "- b"), new)).startswith("> - a\n>   - b\n>   - ny {#ny}\n\n")
    row = Row((Cell(words("0"), HERE),), HERE)
    assert "|---|\n| 0 |\n| 1 |\n" in body(insert_after(file, at(file, "| a"), row))
    box = FactBox(words("T"), (Paragraph(words("B."), HERE),), HERE)
    assert "1. x\n\n::: faktaboks T\nB.\n:::\n\n| a |" in body(insert_after(file, at(file, "1. x"), box))


def test_a_longer_number_takes_what_is_under_it_along() -> None:
    points = "".join(f"{number}. p\n" for number in range(1, 9)) + "9. p\n   - under\n"
    file = opened(HEAD + points)
    made = body(insert_after(file, at(file, "8. p"), ListItem(words("ny"), (), HERE)))
    assert made.endswith("8. p\n9. ny\n10. p\n    - under\n")


def test_points_with_letters_are_counted_anew() -> None:
    file = opened(HEAD + "a) en\nb) to\n   i) under\n   ii) og et til\nc) tre\n")
    made = body(insert_after(file, at(file, "a) en"), ListItem(words("ny"), (), HERE)))
    assert made == "a) en\nb) ny\nc) to\n   i) under\n   ii) og et til\nd) tre\n"
    made = body(insert_after(file, at(file, "i) under"), ListItem(words("b) ny"), (), HERE)))
    assert "   i) under\n   ii) b\\) ny\n   iii) og et til\nc) tre\n" in made
    assert body(delete(file, at(file, "a) en"))) == "a) to\n   i) under\n   ii) og et til\nb) tre\n"


def test_after_z_there_is_no_letter() -> None:
    file = opened(HEAD + "".join(f"{letter}) p\n" for letter in ascii_lowercase))
    refused = insert_after(file, at(file, "z) p"), ListItem(words("ny"), (), HERE))
    assert [finding.message for finding in refused.diagnostics] == ["listens mærker slutter med z)"]


def test_a_new_block_brings_its_notes() -> None:
    file = opened(HEAD + "A.\n\nB.\n")
    note = FootnoteCall("ny", words("Notens tekst"), HERE, "note")
    made = body(insert_after(file, at(file, "A."), Paragraph((*words("C."), note), HERE)))
    assert made == "A.\n\nC.[^ny]\n\n[^ny]: Notens tekst {#note}\n\nB.\n"


def test_ids_are_written_where_the_kind_has_them() -> None:
    text = "A\nb.\n\n::: formel\nx = y\n:::\n\n![Kort](kort.png)\n\n- p\n  - q\n\nB.[^n]\n\n[^n]: Note.\n"
    for said, written in (
        ("A", "A\nb. {#id}\n"),
        ("::: formel", "::: formel {#id}\n"),
        ("![", "![Kort](kort.png) {#id}\n"),
        ("- p", "- p {#id}\n  - q\n"),
        ("[^n]:", "[^n]: Note. {#id}\n"),
    ):
        file = opened(HEAD + text)
        assert written in body(write_id(file, at(file, said), "id"))
    assert (
        write_id(opened(HEAD + text), at(opened(HEAD + text), "A"), "Æ 1")
        .diagnostics[0]
        .message.startswith("rettelsen ville give en fejl: »Æ 1« kan ikke være id")
    )


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (b"\xef\xbb\xbf# K {#k}\n", "ret-form", "BOM"),
        (b"# K {#k}\r\n", "ret-form", "CRLF"),
        ("# Ka\u030a {#k}\n".encode(), "ret-form", "»å« er ikke skrevet"),
        (b"# K\n", "ret-fejl-i-filen", "der er en fejl i filen"),
    ],
)
def test_a_file_in_another_form_is_left_alone(data: bytes, kind: str, said: str) -> None:
    (found,) = open_text(Source("a.md", data)).diagnostics
    assert found.kind == kind
    assert said in found.message


@pytest.mark.parametrize("new", ["a\x00b", "a\x1fb", "a\nb", "a\u0085b", "\ud800", "a\u030a"])
def test_characters_that_no_file_may_hold_are_refused(new: str) -> None:
    file = opened(HEAD + "A.\n")
    (found,) = replace_words(file, at(file, "A."), words(new)).diagnostics
    assert found.kind == "ret-styretegn"


@pytest.mark.parametrize("new", [" foran", "bagefter ", "• punkt", "a\u00a0b", ""])
def test_words_that_the_language_cannot_hold_are_refused(new: str) -> None:
    file = opened(HEAD + "A.\n")
    (found,) = replace_words(file, at(file, "A."), words(new)).diagnostics
    assert found.kind == "ret-umulig"


def test_a_line_break_in_a_cell_is_refused() -> None:
    file = opened(HEAD + "| a |\n|---|\n| 1 |\n")
    assert replace_words(file, at(file, "1 |"), (*words("a"), LineBreak(HERE), *words("b"))).value is None
