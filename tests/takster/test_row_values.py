"""Number forms, years, units and paragraphs: what a cell may hold, and what is refused with the way to write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.base.danish import format_kroner, format_number, format_percent
from rammeaftale.base.diagnostics import Refused
from rammeaftale.model.takst_columns import Form
from rammeaftale.read.tables.sheet import CellFault, CellValue
from rammeaftale.takster.values import (
    MAX_TEXT,
    read_code,
    read_number,
    read_paragraph,
    read_row_id,
    read_text,
    read_unit,
    read_year,
)
from tests.facit import agrees

CENTS = st.decimals("-999999999", "999999999", places=2)


@given(CENTS)
def test_what_we_print_is_read_as_the_same_number(number: Decimal) -> None:
    for decimals in (2,):
        assert read_number(format_number(number, decimals), Form.AMOUNT) == number
        assert read_number(format_kroner(number, decimals), Form.AMOUNT) == number
        assert read_number(f"kr. {format_number(number, decimals)}", Form.AMOUNT) == number
        assert read_number(format_number(number, decimals).replace(".", "\u00a0"), Form.COUNT) == number
    assert read_number(format_percent(number, 2), Form.PERCENT) == number


@given(st.text(max_size=12))
def test_no_text_makes_it_raise_anything_else(text: str) -> None:
    for form in (Form.AMOUNT, Form.PERCENT, Form.COUNT):
        try:
            assert read_number(text, form).is_finite()
        except Refused as refused:
            assert refused.kind in ("p11-tal", "takst-tal-umuligt")


@given(st.integers(1, 9999), st.integers(0, 999), st.integers(0, 99))
def test_english_numbers_are_refused_with_the_danish_way(thousands: int, rest: int, cents: int) -> None:
    if thousands > 999:
        return
    with pytest.raises(Refused) as refused:
        read_number(f"{thousands},{rest:03}.{cents:02}", Form.AMOUNT)
    assert f"{thousands}.{rest:03},{cents:02}" in refused.value.hints[0]


@pytest.mark.parametrize(
    ("written", "form", "number"),
    [
        ("kr. 1.705.337", Form.AMOUNT, "1705337"),
        ("1.705.337,50 kr.", Form.AMOUNT, "1705337.5"),
        ("1 705 337", Form.AMOUNT, "1705337"),
        ("1\u00a0705\u202f337", Form.AMOUNT, "1705337"),
        ("DKK 12", Form.AMOUNT, "12"),
        ("1.705,-", Form.AMOUNT, "1705"),
        ("1.705,- kr.", Form.AMOUNT, "1705"),
        ("-1.250,25", Form.AMOUNT, "-1250.25"),
        ("−5", Form.AMOUNT, "-5"),
        ("1.250", Form.AMOUNT, "1250"),
        ("95 %", Form.PERCENT, "95"),
        ("95 pct.", Form.PERCENT, "95"),
        ("92,5pct", Form.PERCENT, "92.5"),
        ("0,925", Form.PERCENT, "0.93"),
        ("12,5", Form.COUNT, "12.5"),
        (Decimal("1234.567"), Form.AMOUNT, "1234.57"),
        (Decimal("12.000000000000002"), Form.COUNT, "12"),
        (Decimal("4.333333333333333"), Form.COUNT, "4.333333"),
    ],
)
def test_forms_that_are_read(written: CellValue, form: Form, number: str) -> None:
    assert read_number(written, form) == Decimal(number)


@pytest.mark.parametrize(
    ("written", "form", "hint"),
    [
        ("1.234.5", Form.AMOUNT, "skriv tallet som 1.234,50"),
        ("1234.5", Form.AMOUNT, "skriv tallet som 1.234,50"),
        ("1.25", Form.AMOUNT, "skriv tallet som 1,25"),
        ("92.5", Form.PERCENT, "skriv tallet som 92,5"),
        ("1,234.56", Form.AMOUNT, "skriv tallet som 1.234,56: komma er decimaltegn, og punktum skiller tusinder"),
        ("1,234,567", Form.AMOUNT, "skriv tallet som 1.234.567,00: komma er decimaltegn, og punktum skiller tusinder"),
        ("1,234", Form.AMOUNT, "skriv 1.234, hvis det er tusinder, og 1,23, hvis det er decimaler"),
        ("(58.672)", Form.AMOUNT, "skriv -58.672"),
        ("(58.672 kr.)", Form.AMOUNT, "skriv -58.672"),
        ("kr. (58.672)", Form.AMOUNT, "skriv -58.672"),
        ("-(58.672)", Form.AMOUNT, "skriv -58.672"),
        ("58.672-", Form.AMOUNT, "skriv -58.672"),
        ("58.672,50 −", Form.AMOUNT, "skriv -58.672,50"),
        ("minus 500", Form.AMOUNT, "skriv -500"),
        ("Minus kr. 500,- ", Form.AMOUNT, "skriv -500"),
        ("– 500", Form.COUNT, "skriv -500"),
        ("(1.25)", Form.AMOUNT, "skriv tallet som -1,25"),
        ("(58,672)", Form.AMOUNT, "skriv -58.672, hvis det er tusinder, og -58,67, hvis det er decimaler"),
        ("(007)", Form.COUNT, "skriv kun tallet med minus foran, fx -1.234,50"),
        ("500,-", Form.COUNT, "skriv kun tallet, fx 1.234,50"),
        ("(se note 2)", Form.AMOUNT, "skriv kun tallet, fx 1.234,50"),
        ("ca. 95", Form.PERCENT, "skriv kun tallet, fx 1.234,50"),
        ("95 %", Form.AMOUNT, "skriv kun tallet, fx 1.234,50"),
        ("0.500", Form.COUNT, "skriv kun tallet, fx 1.234,50"),
        ("007", Form.COUNT, "skriv kun tallet, fx 1.234,50"),
        ("n/a", Form.AMOUNT, "skriv kun tallet, fx 1.234,50"),
        ("ingen", Form.COUNT, "skriv kun tallet, fx 1.234,50"),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(written: str, form: Form, hint: str) -> None:
    with pytest.raises(Refused) as refused:
        read_number(written, form)
    assert (refused.value.kind, refused.value.hints) == ("p11-tal", (hint,))
    assert written.strip() in refused.value.message


@pytest.mark.parametrize("written", ["(58.672)", "58.672-", "minus 58.672 kr.", "–58.672"])
def test_a_deficit_stays_one_when_the_advice_is_followed(written: str) -> None:
    with pytest.raises(Refused) as refused:
        read_number(written, Form.AMOUNT)
    assert read_number(refused.value.hints[0].removeprefix("skriv "), Form.AMOUNT) == -58672


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (CellFault("#REF!"), "takst-celle-fejl"),
        (CellFault(""), "takst-celle-fejl"),
        (date(2021, 2, 1), "takst-celle-art"),
        (True, "takst-celle-art"),
        (Decimal("1E+300"), "takst-tal-umuligt"),
        ("9" * 30, "takst-tal-umuligt"),
        (f"{'9' * 400}.5", "p11-tal"),
        (f"1,000,{'000,' * 200}000.50", "p11-tal"),
    ],
)
def test_what_no_number_can_be(value: CellValue, kind: str) -> None:
    with pytest.raises(Refused) as refused:
        read_number(value, Form.AMOUNT)
    assert refused.value.kind == kind


@pytest.mark.parametrize(
    "value",
    ["2019", Decimal(2019), date(2019, 12, 31), Decimal(43830), "43830", "31-12-2019", "1. januar 2019", "2019-01-01"],
)
def test_a_year_in_all_its_shapes(value: CellValue) -> None:
    if value == "43830":
        with pytest.raises(Refused):
            read_year(value)
    else:
        assert read_year(value) == 2019


def test_the_days_of_this_century_are_told_from_numbers() -> None:
    assert [read_year(Decimal(serial)) for serial in (36526, 36892, 73050)] == [2000, 2001, 2099]
    for serial in (36525, 73051):
        with pytest.raises(Refused):
            read_year(Decimal(serial))


ODD: tuple[CellValue, ...] = (date(2031, 1, 2), True, CellFault("#REF!"), CellFault(""))
NUMBERS: tuple[CellValue, ...] = (
    "12", "-12", "+12", "0", "00", "012", "1.234", "12.34", "1.234,5", "1,234", "1,2345", "12,345", "1,234.50",
    "1,234,567", "1.234.567", "1.2345", "12.3456789", "1234567.1", "1 234", "12 34", "kr. 12", "12 kr.", "12,- kr.",
    "12 %", "12 pct.", "12 stk", ",5", "5,", "−5", "1e5", "9" * 14, "-" + "9" * 14, "1" * 60, "12,345678", "", "-",
    Decimal("0.005"), Decimal("-0.005"), Decimal("1E+20"),
)  # fmt: skip
CELLS: Mapping[str, tuple[Callable[[CellValue], object], tuple[CellValue, ...]]] = {
    **{form.value: (partial(read_number, form=form), NUMBERS) for form in (Form.AMOUNT, Form.PERCENT, Form.COUNT)},
    "årstal": (read_year, (
        "2019", "19", "1999", "2100", "31.12.2019", "31-12-2019", "31/12/19", "maj 2019", "9. september 2020",
        Decimal(2019), "x" * 60,
    )),
    "tekst": (read_text, (
        " a\u00ad  b ", "af {{ kommuner.antal }}", "x" * (MAX_TEXT + 1), Decimal("1.5"), Decimal("1E+20")
    )),
    "enhed": (read_unit, ("kr. pr. døgn", "kr./time", "per år", "timer", "uge", Decimal(1))),
    "paragraf": (read_paragraph, (
        "§§ 107", "107 a", "§ 101A", "§ 52, stk. 3", "paragraf 32", "§ 107abc", "stk. 3", Decimal(107),
    )),
    "kode": (read_code, ("615", "1082", "61", "10820", "615a", Decimal(615))),
    "Række-id": (read_row_id, ("615-0001", "615-001", "61-0001", "615-0000001", Decimal(615))),
}  # fmt: skip


def test_every_cell_is_read_or_refused_as_it_should_be(accept: bool) -> None:
    told = []
    for name, (read, values) in CELLS.items():
        told.append(f"== {name}")
        told += [_read(read, value) for value in (*values, *ODD)]
    agrees(Path(__file__).parent / "celler.txt", "\n".join(told) + "\n", accept=accept)


def _read(read: Callable[[CellValue], object], value: CellValue) -> str:
    shown = f"»{value[:60]}«" if isinstance(value, str) else repr(value)
    try:
        return f"{shown}: {read(value)}"
    except Refused as refused:
        return f"{shown}: fejl[{refused.kind}] {' → '.join((refused.message, *refused.hints))}"


@pytest.mark.parametrize("value", ["i fjor", Decimal(19), Decimal("2019.5"), True, "2019-20"])
def test_what_no_year_can_be(value: CellValue) -> None:
    with pytest.raises(Refused):
        read_year(value)


@pytest.mark.parametrize("written", ["døgn", "Døgn", "pr. døgn", "kr. pr. døgn", "kr./døgn", "per døgn", " pr.  Døgn."])
def test_a_unit_is_one_however_it_is_written(written: str) -> None:
    assert read_unit(written) == "døgn"


def test_an_unknown_unit_is_told_with_the_nearest() -> None:
    with pytest.raises(Refused) as refused:
        read_unit("timer")
    assert refused.value.hints == ("mente du »time«?",)


@pytest.mark.parametrize("written", ["§ 107", "§107", "§  107", Decimal(107), "paragraf 107"])
def test_a_paragraph_is_one_however_it_is_written(written: CellValue) -> None:
    assert read_paragraph(written) == "§ 107"


@pytest.mark.parametrize(("written", "read"), [("§ 52, stk. 3, nr. 7", "§ 52, stk. 3, nr. 7"), ("§ 13B", "§ 13 b")])
def test_a_paragraph_keeps_its_parts(written: str, read: str) -> None:
    assert read_paragraph(written) == read


def test_text_is_one_line_of_what_can_be_seen() -> None:
    assert read_text("  Birke\u00adgården\u200b\n\u00a0 Nord ") == "Birkegården Nord"
    assert read_text("Aa\u030a") == "Aå"
    with pytest.raises(Refused):
        read_text("x" * (MAX_TEXT + 1))


@pytest.mark.parametrize("written", ["751-7", "7510007", "A-0007", "751-0007 "])
def test_a_row_id_has_one_form(written: str) -> None:
    if written.strip() == "751-0007":
        assert read_row_id(written) == "751-0007"
    else:
        with pytest.raises(Refused):
            read_row_id(written)
