"""Numbers and dates as editors write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.base.danish import format_date, format_number
from rammeaftale.base.diagnostics import Refused
from rammeaftale.read.tables.danish_values import is_two_sided, parse_date, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("10.000", "10000"),
        ("1250", "1250"),
        ("2,5", "2.5"),
        ("2,50", "2.50"),
        ("1.234,50", "1234.50"),
        ("-3", "-3"),
        ("0,5", "0.5"),
        ("8.000.000", "8000000"),
    ],
)
def test_numbers(text: str, value: str) -> None:
    assert str(parse_number(text)) == value


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1,234.50", "komma er decimaltegn"),
        ("1.25", "1,25"),
        ("10 000", "punktum"),
        ("1_000", "punktum"),
        ("1e3", "helt ud"),
        (".nan", "10.000"),
        ("007", "nul foran"),
        ("010", "nul foran"),
        ("1:30", "kolon"),
        ("+3", "skriv 3:"),
        ("−3", "bindestreg"),
        ("2 pct.", "kun tallet"),
        ("2 %", "kun tallet"),
        ("100 kr.", "kun tallet"),
        ("1.0000", "skriv 1,0000:"),
        ("1.00.000", "10.000"),
        ("", "10.000"),
        ("٣", "10.000"),
        ("9" * 31, "10.000"),
    ],
)
def test_what_is_no_number_is_refused_with_a_hint(text: str, hint: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_number(text)
    assert hint in caught.value.hints[0]


@pytest.mark.parametrize("text", ["(1.250)", "1.250-", "minus 1.250 kr.", "(1.250 pct.)", "- 1.250", "–1.250"])
def test_a_minus_is_kept_when_the_advice_is_followed(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_number(text)
    assert caught.value.hints[0] == "skriv -1.250"
    assert parse_number(caught.value.hints[0].removeprefix("skriv ")) == -1250


@pytest.mark.parametrize(
    ("text", "two_sided"), [("1.250", True), ("10.000", True), ("1.250,0", False), ("1250", False)]
)
def test_two_sided_numbers(text: str, two_sided: bool) -> None:
    assert is_two_sided(text) is two_sided


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_printed_number_is_read_back(number: Decimal) -> None:
    assert parse_number(format_number(number, 2).replace("−", "-")) == number


@given(st.dates())
def test_a_printed_date_is_read_back(day: date) -> None:
    if day.year >= 1000:
        assert parse_date(format_date(day)) == day
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("01-01-2021", "ikke en dato"),
        ("1/1 2021", "ikke en dato"),
        ("01. januar 2021", "ikke en dato"),
        ("1.januar 2021", "ikke en dato"),
        ("1. jan 2021", "ikke en måned"),
        ("31. november 2021", "kalenderen"),
        ("2021-13-01", "kalenderen"),
        ("29. februar 2021", "kalenderen"),
        ("", "ikke en dato"),
    ],
)
def test_what_is_no_date_is_refused(text: str, word: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_date(text)
    assert word in caught.value.message
    assert "1. januar 2021" in caught.value.hints[0]


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in (parse_number, parse_date):
        try:
            parse(text)
        except Refused as problem:
            assert problem.message and problem.hints
