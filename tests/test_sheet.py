"""What stands in a cell, whatever the file's format: texts, numbers, days, percentages, and the names of columns."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.read.tables.sheet import CellFault
from rammeaftale.read.tables.values import (
    Style,
    column_letters,
    column_number,
    number_value,
    style_of,
    styled_value,
    text_value,
)


def test_column_letters() -> None:
    assert [column_letters(n) for n in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]
    assert all(column_number(column_letters(n)) == n for n in range(1, 2000))


def test_texts_lose_outer_and_special_spaces_and_are_composed() -> None:
    assert text_value(" \u00a0a\u00a0b\u202fc\u200b ") == "a b c"
    assert text_value("A\u030ahuset") == "Åhuset"
    assert text_value("to\nlinjer") == "to\nlinjer"
    assert text_value("\u00a0\ufeff") is None


@pytest.mark.parametrize("shown", ["#REF!", "#div/0!", "#I/T", "#VÆRDI!", "#####", "Fejl:508"])
def test_faults(shown: str) -> None:
    assert text_value(f" {shown} ") == CellFault(shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0.1", "0.1"),
        ("1E+3", "1000"),
        ("4.3499999999999996", "4.35"),
        ("-0", "0"),
        ("1.50", "1.5"),
        ("007", "7"),
        ("100", "100"),
        ("12345678901234567", "12345678901234568"),
        ("0.95", "0.95"),
        ("5.0000000000000003E-2", "0.05"),
    ],
)
def test_numbers_are_exact(text: str, shown: str) -> None:
    assert str(number_value(text)).removeprefix("-") == shown


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e20, max_value=1e20))
def test_a_number_is_the_one_that_the_file_holds(number: float) -> None:
    value = number_value(repr(number))
    assert isinstance(value, Decimal)
    assert float(value) == number


@pytest.mark.parametrize("text", ["nan", "inf", "1e999"])
def test_what_is_no_finite_number_is_a_fault(text: str) -> None:
    assert isinstance(number_value(text), CellFault)


@pytest.mark.parametrize(
    ("number", "code", "style"),
    [
        (0, None, Style.PLAIN),
        (9, None, Style.PERCENT),
        (10, None, Style.PERCENT),
        (14, None, Style.DATE),
        (20, None, Style.PLAIN),
        (22, None, Style.DATE),
        (164, "dd-mm-yyyy", Style.DATE),
        (164, "[$-406]d. mmmm yyyy;@", Style.DATE),
        (164, "mmm", Style.DATE),
        (164, "hh:mm", Style.PLAIN),
        (164, "0.0%", Style.PERCENT),
        (164, '0" % af dagen"', Style.PLAIN),
        (164, "General", Style.PLAIN),
        (164, "Standard", Style.PLAIN),
        (164, '_-* #,##0.00\\ "kr. pr. dag"_-;[Red]-#,##0.00\\ _k_r_d', Style.PLAIN),
    ],
)
def test_number_formats(number: int, code: str | None, style: Style) -> None:
    assert style_of(number, code) is style


@pytest.mark.parametrize(
    ("days", "starts_1904", "day"),
    [
        ("44197", False, date(2021, 1, 1)),
        ("44197.75", False, date(2021, 1, 1)),
        ("42735", True, date(2021, 1, 1)),
        ("1", False, date(1900, 1, 1)),
        ("59", False, date(1900, 2, 28)),
        ("61", False, date(1900, 3, 1)),
        ("0", True, date(1904, 1, 1)),
        ("2958465", False, date(9999, 12, 31)),
        ("2957003", True, date(9999, 12, 31)),
    ],
)
def test_days(days: str, starts_1904: bool, day: date) -> None:
    assert styled_value(Decimal(days), Style.DATE, starts_1904) == day


@pytest.mark.parametrize("days", ["0", "0.5", "-3", "2958466", "1E+30"])
def test_what_is_no_day_stays_a_number(days: str) -> None:
    assert styled_value(Decimal(days), Style.DATE, starts_1904=False) == Decimal(days)
