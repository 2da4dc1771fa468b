"""Numbers, dates, words and order the Danish way."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.base.danish import (
    MAX_DECIMALS,
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
    assert [listing(words) for words in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == ["", "a", "a og b", "a, b og c"]
