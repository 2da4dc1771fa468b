"""How wide words are, where they may part, and how one that is too wide is divided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.base.unseen import SOFT_HYPHEN
from rammeaftale.model.inline import Divisible, Emphasis, FootnoteCall, LineBreak, Link, Strong, Text, Unbroken
from rammeaftale.model.letters import Face, width_of
from rammeaftale.model.plain import plain_text
from rammeaftale.render.typography import NBSP
from rammeaftale.render.words import fitted, fitted_text, may_be_wider, widest, words
from tests.editions import SPAN

LETTERS = "abcdefghijklmnopqrstuvwxyzæøåÆØÅABC"
TEXTS = st.text(alphabet=f"{LETTERS}-/ 12,.»«({NBSP}", max_size=60)
ROOMS = st.floats(min_value=4, max_value=40)


def _words(*nodes: Text | Unbroken | Strong | Emphasis | LineBreak | FootnoteCall | Link) -> list[str]:
    return [word.text for word in words(nodes, Face.SANS)]


def _shown(text: str) -> str:
    return text.replace(SOFT_HYPHEN, "|").replace(NBSP, "~")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("en takst", ["en", "takst"]),
        ("social-pædagogisk", ["social-", "pædagogisk"]),
        ("og/eller", ["og/", "eller"]),
        ("over-/underskud", ["over-/underskud"]),
        ("2019-20 og 1/2", ["2019-20", "og", "1/2"]),
        (f"10{NBSP}mio.{NBSP}kr.", [f"10{NBSP}mio.{NBSP}kr."]),
        (f"takst{SOFT_HYPHEN}aftale", [f"takst{SOFT_HYPHEN}", "aftale"]),
    ],
)
def test_a_word_ends_where_a_line_may(text: str, parts: list[str]) -> None:
    assert _words(Text(text, SPAN)) == parts


def test_a_word_goes_on_over_emphasis_and_ends_at_a_forced_line() -> None:
    run = (Strong((Text("takst", SPAN),), SPAN), Text("gruppen og", SPAN), LineBreak(SPAN), Text("råd", SPAN))
    assert _words(*run) == ["takstgruppen", "og", "råd"]
    (first, *_) = words(run, Face.SANS)
    assert first.width == width_of("takst", Face.SANS_SEMIBOLD) + width_of("gruppen", Face.SANS)


def test_what_holds_on_a_line_is_one_word_and_a_footnotes_own_words_are_none() -> None:
    note = FootnoteCall("a", (Text("Notens ord", SPAN),), SPAN)
    run = (Text("i ", SPAN), Unbroken("Ringkøbing-Skjern", SPAN), note)
    assert [word.removesuffix("1") for word in _words(*run)] == ["i", "Ringkøbing-Skjern"]
    assert widest(run, Face.SANS) > width_of("Ringkøbing-Skjern")


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("Kommunaldirektørnetværket drøfter", 8, "Kommunal|direktør|netværket drøfter"),
        ("Kommunaldirektørnetværket drøfter", 20, "Kommunaldirektørnetværket drøfter"),
        (f"10{NBSP}mio.{NBSP}kr.", 3, "10 mio. kr."),
        ("Kwertyzx", 3, "Kw|e|r|t|y|zx"),
        ("kwertyuiop_2021_zxcvbnm.pdf", 8, "kw|e|r|t|y|u|i|op_2021_zx|c|v|b|nm.pdf"),
    ],
)
def test_a_word_is_divided_at_its_joints_and_else_between_letters(text: str, room: float, shown: str) -> None:
    assert _shown(fitted_text(text, room, Face.SANS)) == shown


def test_at_joints_only_an_unknown_word_stays_whole() -> None:
    assert fitted_text("Kwertyuiopasdf", 3, Face.SANS, at_letters=False) == "Kwertyuiopasdf"


def test_a_run_is_wrapped_where_it_is_divided_and_a_link_stays_one() -> None:
    long = "Kommunaldirektørnetværket"
    run = (Text("Se ", SPAN), Link("https://a.example/", (Text(long, SPAN),), SPAN), Unbroken("Ikast-Brande", SPAN))
    first, link, held = fitted(run, 6, Face.SANS)
    assert first == run[0]
    assert isinstance(link, Divisible)
    assert isinstance(link.children[0], Link)
    assert isinstance(held, Unbroken)
    assert plain_text(fitted(run, 6, Face.SANS)) == plain_text(run)
    assert fitted(run, 20, Face.SANS) is run


@given(TEXTS, ROOMS)
def test_dividing_changes_no_letter_and_what_fits_is_left_alone(text: str, room: float) -> None:
    run = (Text(text, SPAN),)
    made = fitted(run, room, Face.SANS)
    assert plain_text(made).replace(NBSP, " ") == text.replace(NBSP, " ")
    assert made is run or widest(run, Face.SANS) > room
    assert may_be_wider(run, room) or made is run


@given(st.text(alphabet=LETTERS, min_size=1, max_size=80), ROOMS)
def test_a_word_of_letters_fits_when_it_is_divided_between_them(word: str, room: float) -> None:
    assert widest(fitted((Text(word, SPAN),), room, Face.SANS), Face.SANS) <= room
