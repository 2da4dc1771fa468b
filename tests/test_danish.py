"""Numbers, dates, words and order the Danish way."""

from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher, get_close_matches
from string import ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rammeaftale.base.danish import (
    _LIKENESS,
    MAX_DECIMALS,
    _most_like,
    ascii_slug,
    danish_key,
    format_date,
    format_kroner,
    format_number,
    format_percent,
    format_short_date,
    listing,
    number_word,
    suggestion,
    told_apart,
)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("0", 0, "0"),
        ("10000", 0, "10.000"),
        ("1234.5", 2, "1.234,50"),
        ("2.675", 2, "2,68"),
        ("0.5", 0, "1"),
        ("-1.25", 1, "−1,3"),
        ("-0.4", 0, "0"),
        ("1510239", 0, "1.510.239"),
    ],
)
def test_numbers(value: str, decimals: int, expected: str) -> None:
    assert format_number(Decimal(value), decimals) == expected


@given(st.decimals(-(10**12), 10**12, places=4), st.integers(0, MAX_DECIMALS))
def test_a_number_reads_back_as_it_was_rounded(value: Decimal, decimals: int) -> None:
    text = format_number(value, decimals)
    back = Decimal(text.replace(".", "").replace(",", ".").replace("−", "-"))
    assert abs(back - value) <= Decimal("0.5").scaleb(-decimals)
    assert all(len(group) == 3 for group in text.split(",")[0].lstrip("−").split(".")[1:])


def test_units_and_dates() -> None:
    assert format_kroner(Decimal(8_000_000)) == "8.000.000 kr."
    assert format_percent(Decimal("2.5"), 1) == "2,5 pct."
    assert format_date(date(2022, 11, 22)) == "22. november 2022"
    assert format_short_date(date(1990, 2, 1)) == "1.2.1990"


def test_small_numbers_are_words() -> None:
    assert [number_word(Decimal(n)) for n in (0, 3, 10, 11, 19)] == ["nul", "tre", "ti", "11", "19"]
    assert number_word(Decimal("2.50")) == "2,5"


def test_danish_alphabet() -> None:
    names = ["Aarhus", "Ærø", "Viborg", "Århus Syd", "Østbirk", "Odder", "Aabenraa"]
    assert sorted(names, key=danish_key) == ["Odder", "Viborg", "Ærø", "Østbirk", "Aabenraa", "Aarhus", "Århus Syd"]


def test_slugs_are_ascii() -> None:
    assert ascii_slug("Ringkøbing-Skjern – Æblehaven & Åen") == "ringkoebing-skjern-aeblehaven-aaen"


def test_suggestion_and_listing() -> None:
    assert suggestion("plasder", ["pladser", "takst"]) == ("mente du »pladser«?",)
    assert suggestion("xyz", ["pladser"]) == ()
    assert suggestion("komunikaton", ["takst", "kommunikation"]) == ("mente du »kommunikation«?",)
    assert [listing(words) for words in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == ["", "a", "a og b", "a, b og c"]


_ID = st.text("abcæ-1", max_size=6)


@given(_ID, st.lists(_ID, max_size=8, unique=True))
def test_the_name_most_like_a_word_is_that_of_difflib(word: str, names: list[str]) -> None:
    assert _most_like(word, names) == [name for name in get_close_matches(word, names, 1, _LIKENESS) if name]


def test_a_word_is_compared_in_full_only_with_few_names_that_share_its_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []

    class Counted(SequenceMatcher):
        def ratio(self) -> float:
            compared.append(1)
            return super().ratio()

    monkeypatch.setattr("rammeaftale.base.danish.difflib.SequenceMatcher", Counted)
    known = [f"{first}konomi-og-{second}" for first in ascii_lowercase for second in ("ting", "sager", "andet")]
    for number in range(50):
        suggestion(f"helt-andre-ord-{number}", known)
    assert compared == []
    suggestion("okonmoi-og-tign", known)
    assert 0 < len(compared) <= 10


@settings(max_examples=300)
@given(
    st.decimals(-10_000, 10_000, allow_nan=False, places=8),
    st.decimals(-10_000, 10_000, allow_nan=False, places=6) | st.integers(-100, 100).map(Decimal),
    st.integers(-3, 28),
    st.tuples(st.integers(0, 2), st.integers(0, 2)),
)
def test_two_numbers_are_written_so_that_the_larger_is_seen(
    value: Decimal, other: Decimal, near: int, decimals: tuple[int, int]
) -> None:
    """A number and another, and the number and one that lies as near to it as a division can bring it."""
    for second in (other, value, value + Decimal(1).scaleb(-near)):
        shown = [_read(text) for text in told_apart(value, second, decimals)]
        assert (shown[0] > shown[1]) - (shown[0] < shown[1]) == (value > second) - (value < second)


def _read(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", ".").replace("−", "-"))


@pytest.mark.parametrize(
    ("value", "limit", "shown"),
    [
        ("6.04", "6", ("6,04", "6")),
        ("7.2", "6", ("7,2", "6")),
        ("6", "6", ("6,0", "6")),
        ("1.96", "2", ("1,96", "2")),
        ("6.0000000001", "6", ("6,0000000001", "6")),
        ("6.06", "6.08", ("6,06", "6,08")),
        ("12345678.951", "12345678.95", ("12.345.678,951", "12.345.678,95")),
    ],
)
def test_a_number_beside_its_limit(value: str, limit: str, shown: tuple[str, str]) -> None:
    assert told_apart(Decimal(value), Decimal(limit), (1, 0)) == shown
