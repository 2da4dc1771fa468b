"""Files in another form than ours: read as ever, said aloud, and every place is where the file has it."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.base.diagnostics import Checked, Severity, TextSpan
from rammeaftale.model.extent import Extent
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.read.text_form import as_it_stands, form_findings, moved_columns
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.world import Source
from tests.generated_text import generated
from tests.test_extents import Cut
from tests.test_markdown_random import QUICK, SOUP, WRITTEN

YAML = "år: \"på å\"\nliste:\n- én: |\n    blå\n    to\n  og: [ø, 'ü']\n- d: \u212b x # å\n"
LETTERS = st.text(st.sampled_from("abå\u030a\u0301\u0323eø\u212b\u1100\u1161\u11a8\u0958 "), max_size=20)


def places(value: object) -> list[TextSpan | Extent]:
    """Every place in a tree, in order."""
    if isinstance(value, TextSpan | Extent):
        return [value]
    if isinstance(value, tuple):
        return [place for part in value for place in places(part)]
    if is_dataclass(value) and not isinstance(value, type):
        return [place for part in fields(value) for place in places(getattr(value, part.name))]
    return []


def said(text: str, place: TextSpan | Extent) -> str:
    if isinstance(place, TextSpan):
        place = Extent("", place.line, place.column, place.line, place.column + place.length - 1)
    return unicodedata.normalize("NFC", Cut(text)(place))


def assert_same_words(text: str, other: str, read: object, read_other: object) -> None:
    """Every place in one says in its text what the same place says in the other."""
    pairs = zip(places(read), places(read_other), strict=True)
    differ = [(one, two) for one, two in pairs if said(text, one) != said(other, two)]
    assert differ == []


@pytest.mark.parametrize("text", [*WRITTEN, *generated(25)])
def test_a_text_from_a_mac_has_the_same_tree_and_its_own_places(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    one, other = (parse_markdown(Source("a.md", form.encode())) for form in (text, apart))
    assert one.value == other.value
    assert_same_words(text, apart, one.value, other.value)
    assert [d.kind for d in other.diagnostics if d not in one.diagnostics][:1] in (["tekst-sammensat"], [])


@pytest.mark.parametrize(("word", "more"), [("blå", ""), ("blå å", "Erstat alle")])
def test_many_letters_apart_can_be_mended_at_once(word: str, more: str) -> None:
    """Only the first is shown, so deleting one by one is no remedy for a whole file."""
    (found,) = form_findings(Source("a.md", word.encode()))
    assert found.hints[0] == "slet bogstavet, og skriv »å« igen på tastaturet"
    assert more in " ".join(found.hints[1:])
    assert len(found.hints) == (2 if more else 1)


def test_yaml_from_a_mac_has_the_same_tree_and_its_own_places() -> None:
    apart = unicodedata.normalize("NFD", YAML)
    one, other = (parse_yaml(Source("a.yaml", form.encode())) for form in (unicodedata.normalize("NFC", YAML), apart))
    assert one.ok and one.value == other.value
    assert_same_words(unicodedata.normalize("NFC", YAML), apart, one.value, other.value)


@pytest.mark.parametrize("text", WRITTEN[:3])
def test_line_ends_and_a_mark_move_no_place(text: str) -> None:
    plain = parse_markdown(Source("a.md", text.encode()))
    windows = parse_markdown(Source("a.md", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()))
    assert plain.value == windows.value
    assert places(plain.value) == places(windows.value)
    assert [d.kind for d in windows.diagnostics][:2] == ["tekst-bom", "tekst-linjeslut"]


@QUICK
@given(SOUP, LETTERS)
def test_places_say_the_same_whatever_is_typed(soup: str, letters: str) -> None:
    text = f"# Kapitel {{#kapitel}}\n\n{letters}{soup}{letters}".replace("\r\n", "\n").replace("\r", "\n")
    normal = unicodedata.normalize("NFC", text)
    one, other = (parse_markdown(Source("a.md", form.encode("utf-8", "replace"))) for form in (normal, text))
    assert_same_words(normal.replace("\0", "\ufffd"), text.replace("\0", "\ufffd"), one.value, other.value)


@QUICK
@given(LETTERS)
def test_every_character_has_its_columns(text: str) -> None:
    normal = unicodedata.normalize("NFC", text)
    columns = moved_columns(text).get(1)
    if columns is None:
        assert text == normal
    else:
        assert len(columns) == len(normal) + 1
        for place in dict.fromkeys(columns[:-1]):
            here = [letter for letter, at in zip(normal, columns, strict=False) if at == place]
            assert unicodedata.normalize("NFC", text[place[0] - 1 : place[1]]) == "".join(here)


def test_what_is_said_names_the_first_letter_and_counts_them() -> None:
    (found,) = form_findings(Source("a.md", "blå, på\na\u030a ga\u030ar".encode()))
    assert (found.severity, found.span) == (Severity.WARNING, TextSpan("a.md", 2, 1, 2))
    assert found.message == (
        "»å« er ikke skrevet som ét almindeligt tegn; det gælder 2 steder i filen, og her er det første"
    )


def test_a_file_in_our_form_is_left_as_it_was_made() -> None:
    made = Checked((TextSpan("a.md", 1),))
    assert as_it_stands(Source("a.md", "blå\n".encode()), "blå\n", made) is made
