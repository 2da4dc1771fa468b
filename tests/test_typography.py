from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.inline import Emphasis, Inline, Link, Strong, Text, Unbroken
from rammeaftale.model.plain import plain_text
from rammeaftale.render.typography import NBSP, bind, bound

SPAN = TextSpan("a.md", 1)


@pytest.mark.parametrize(
    "bound",
    [
        "efter §~85, stk.~2, nr.~3",
        "§§~107 og 108",
        "mindst 2~pct. om året",
        "fra 1.~januar 2021",
        "se bilag~1, kapitel~12, afsnit~3.2",
        "Se figur~1 og Tabel~2",
        "10~mio.~kr. eller 8.000.000~kr.",
        "LBK~nr.~798 af 7.~august 2019",
        "de 19~kommuner har 10.000~pladser",
        "ca.~400~døgn",
        "jf.~§~6",
        "K.~B. Hansen".replace("B. H", "B.~H"),
        "tlf.~41~71~99~98",
        "en pris pr.~døgn",
        "et indskud~– som her~– i sætningen",
        "Region~Midtjylland og Viborg~Kommune",
        "Ikast-Brande~Kommunes underskud",
    ],
)
def test_what_belongs_together_holds_together(bound: str) -> None:
    assert bind(bound.replace("~", " ")) == bound.replace("~", NBSP)


@pytest.mark.parametrize(
    "free",
    [
        "i 2021 kan det",
        "to ord",
        "det slutter a. Så igen",
        "for 2 kommunernes",
        "2019-20 og",
        "en § og",
        "12 ord",
        "over- og underskud",
    ],
)
def test_other_spaces_are_left_alone(free: str) -> None:
    assert bind(free) == free


_PIECES = st.sampled_from(
    ["§", "85", "stk.", "2", "pct.", "1.", "januar", "kr.", "bilag", "A.", "–", "mio.", "ord", " "]
)


@given(st.one_of(st.text(), st.lists(_PIECES).map(" ".join)))
def test_only_spaces_change(text: str) -> None:
    bound = bind(text)
    assert len(bound) == len(text)
    assert all(before == after or (before, after) == (" ", NBSP) for before, after in zip(text, bound, strict=True))


@given(st.lists(_PIECES).map(" ".join))
def test_binding_twice_is_binding_once(text: str) -> None:
    assert bind(bind(text)) == bind(text)


def test_words_hold_together_across_nodes() -> None:
    run = (Text("se ", SPAN), Strong((Text("bilag ", SPAN),), SPAN), Text("1 og 2", SPAN))
    assert plain_text(bound(run)) == f"se bilag{NBSP}1 og 2"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("fra 2019-20 til §§ 107-110.", ["2019-20", "107-110."]),
        ("Ringkøbing-Skjern, KD-net (PLO-Midtjylland)", ["Ringkøbing-Skjern,", "KD-net", "PLO-Midtjylland)"]),
        ("over- og underskud i ad hoc-grupper", []),
        ("Specialundervisningsområde-samarbejdet", []),
        ("hverken -5 eller A-", []),
    ],
)
def test_names_and_years_do_not_part_at_their_hyphen(text: str, held: list[str]) -> None:
    pieces = bound((Text(text, SPAN),))
    assert [piece.value for piece in pieces if isinstance(piece, Unbroken)] == held
    assert plain_text(pieces) == bind(text)


@given(st.one_of(st.text(), st.lists(st.sampled_from(["KD-net", "2-3", "a", " ", "-", "ord", ","])).map("".join)))
def test_holding_words_changes_no_letter_and_holding_twice_is_holding_once(text: str) -> None:
    once: tuple[Inline, ...] = bound((Text(text, SPAN),))
    assert plain_text(once) == bind(text)
    assert plain_text(bound(once)) == bind(text)


def test_a_link_holds_plain_words_only() -> None:
    whole = Link("#a", (Strong((Text("fed", SPAN),), SPAN),), SPAN)
    part = Link("#b", (Text("delvis ", SPAN), Emphasis((Text("kursiv", SPAN),), SPAN)), SPAN)
    assert bound((whole, part)) == (
        Strong((Link("#a", (Text("fed", SPAN),), SPAN),), SPAN),
        Link("#b", (Text("delvis kursiv", SPAN),), SPAN),
    )
