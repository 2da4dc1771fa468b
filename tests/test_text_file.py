"""Bytes → text: character sets, line ends, and characters that cannot be seen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rammeaftale.base.diagnostics import Checked, FileSpan, TextSpan
from rammeaftale.read.text_file import MAX_PER_KIND, decode_text
from rammeaftale.read.text_form import as_decoded
from rammeaftale.world import Source


def _decode(data: bytes) -> Checked[str]:
    return decode_text(Source("a.md", data))


def _kinds(data: bytes) -> list[str]:
    return [diagnostic.kind for diagnostic in _decode(data).diagnostics]


def test_byte_order_mark_and_line_ends_are_taken_off() -> None:
    checked = _decode("\ufeffen\r\nto\rtre\n".encode())
    assert checked == Checked("en\nto\ntre\n")


def test_letters_are_composed() -> None:
    assert _decode("a\u030a".encode()).value == "å"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_refused_but_read(encoding: str) -> None:
    checked = _decode("# Smørrebrød er godt".encode(encoding))
    assert not checked.ok
    assert [d.kind for d in checked.diagnostics] == ["tegnsaet-forkert"]


def test_windows_file_names_the_first_bad_letter_and_its_place() -> None:
    checked = _decode("en\r\nto og så".encode("cp1252"))
    (problem,) = checked.diagnostics
    assert problem.span == TextSpan("a.md", 2, 8)
    assert "»å«" in problem.message
    assert "UTF-8" in problem.hints[0]
    assert checked.value == "en\nto og så"


def test_a_workbook_under_another_name_is_no_text() -> None:
    (problem,) = _decode(b"PK\x03\x04\x00\x00").diagnostics
    assert (problem.kind, problem.span) == ("fil-ikke-tekst", FileSpan("a.md"))


def test_at_most_twenty_findings_of_a_kind() -> None:
    assert (
        _kinds(b"\tx" * 30 + "\u00a0x".encode() * 30) == ["tabulator"] * MAX_PER_KIND + ["usynligt-tegn"] * MAX_PER_KIND
    )


def test_several_tabs_in_a_row_are_one_finding() -> None:
    (problem,) = _decode(b"a\n\t\t\tb").diagnostics
    assert problem.span == TextSpan("a.md", 2, 1, 3)


@pytest.mark.parametrize("letter", "æøåÆØÅéüñ»«§–’")
def test_doubly_encoded_letters_are_recognised(letter: str) -> None:
    wrong = letter.encode().decode("cp1252")
    (problem,) = [d for d in _decode(f"x{wrong}x".encode()).diagnostics if d.kind == "tegnsaet-dobbelt"]
    assert f"»{letter}«" in problem.message


@pytest.mark.parametrize("text", ["São Paulo", "Ärger", "Â la carte", "château", "ÅÄÖ ÃO"])
def test_foreign_words_are_left_in_peace(text: str) -> None:
    assert _kinds(text.encode()) == []


@given(st.binary())
@example(b"\xd0\xcf\x11\xe0")
def test_any_bytes_give_normalised_text_and_places_in_it(data: bytes) -> None:
    checked = _decode(data)
    assert "\r" not in checked.value
    assert unicodedata.is_normalized("NFC", checked.value)
    told = [diagnostic for diagnostic in checked.diagnostics if diagnostic.kind != "tegnsaet-forkert"]
    for place in (diagnostic.span for diagnostic in told):
        if isinstance(place, TextSpan):
            line = as_decoded(data).split("\n")[place.line - 1]
            assert 1 <= place.column <= len(line)


@given(st.text(alphabet=st.sampled_from("abcæøåÆØÅ .,»«§–\n")))
def test_plain_danish_passes_unchanged(text: str) -> None:
    assert _decode(text.encode()) == Checked(text)
