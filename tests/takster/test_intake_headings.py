"""Headings that say of which year or in what unit the numbers below them are, or that stand twice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.takster.intake.register import assemble
from tests.takster.intake_help import ABOUT, HEADINGS, LINE, received, takster, told, xlsx


def _said(*extra: str, **renamed: str) -> tuple[Diagnostic, ...]:
    """What is said of a file for 2021, with accounts of 2019, with some headings changed or added."""
    headings = [renamed.get(name.split(",")[0].replace(" ", "_"), name) for name in HEADINGS]
    checked = received(xlsx(A=[(*headings, *extra), (*LINE, *[100] * len(extra))]))
    assert checked.value is not None
    return (*checked.diagnostics, *assemble([checked.value], (), ABOUT).diagnostics)


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("Regnskab, indtægter 2020, kr.", 2019),
        ("Regnskab, omkostninger 2020", 2019),
        ("Regnskabsårets budget 2020", 2019),
        ("Regnskab, belagte pladser 2021", 2019),
        ("Resultat ét år før regnskabsåret 2017", 2018),
        ("Resultat to år før regnskabsåret 2018, kr.", 2017),
        ("Takstgrundlag 2020", 2021),
        ("Belægning tre år før 2019", 2018),
    ],
)
def test_a_column_of_another_year_is_told(heading: str, year: int) -> None:
    (found,) = _said(heading)
    assert told([found]) == [("advarsel", "takst-andet-aar", "N1")]
    assert f"»{heading}« nævner et andet år end {year}" in found.message
    right = heading.replace(next(word for word in heading.replace(",", "").split() if word.isdecimal()), str(year))
    assert _said(right) == ()


def test_columns_that_must_be_are_judged_by_their_own_years() -> None:
    found = _said(Normerede_pladser="Normerede pladser 2020", Forudsat_belægning="Forudsat belægning 2019")
    assert [(d.kind, cell) for d, (_, _, cell) in zip(found, told(found), strict=True)] == [
        ("takst-andet-aar", "I1"),
        ("takst-andet-aar", "J1"),
    ]
    assert _said(Normerede_pladser="Normerede pladser 2021", Takst_året_før="Takst forrige år 2020") == ()
    assert told(_said(Takst_året_før="Takst forrige år 2021")) == [("advarsel", "takst-andet-aar", "M1")]


@pytest.mark.parametrize(
    "heading", ["Belægning to år før 2021", "Resultat ét år før regnskabsåret 2019", "Hensat overskud 2018"]
)
def test_the_year_that_is_counted_from_may_be_named(heading: str) -> None:
    assert _said(heading) == ()


def test_a_year_above_several_columns_is_not_that_of_each() -> None:
    """»Takster 2021« over the columns, one of which is of the accounts."""
    above = (*[None] * 9, "Takst 2021", None, None, None, None)
    below = [{"Takst, kr.": "i år", "Takst året før, kr.": "året før"}.get(name, name) for name in HEADINGS]
    checked = received(xlsx(A=[above, (*below, "Regnskab, indtægter"), (*LINE, 100)]))
    assert checked.value is not None
    assert assemble([checked.value], (), ABOUT).diagnostics == ()


@pytest.mark.parametrize(
    "unit",
    [
        ", t.kr.", " (1.000 kr.)", " mio. kr.", ", tkr.", " (i 1.000 kr.)", " i t. kr.", " i tusinde kr.", " (1000 kr)",
        ", i mio. kr.", " (mill. kr.)", " 1.000 kr.", " i 1.000", " (kr. 1.000)", ", kr. (1.000)", " (T.KR.)",
        " i tusind", " (t.DKK)", ", mkr.", " i millioner", " 2021 (1.000 kr.)", " '000 kr.",
    ],
)  # fmt: skip
def test_amounts_in_thousands_are_refused(unit: str) -> None:
    for name in ("Takstgrundlag", "Samlede udgifter"):
        found = _said(f"{name}{unit}")
        assert told(found) == [("fejl", "takst-kolonne-tusind", "N1")]
        assert found[0].hints == ("regn dem om til hele kr. i arket, og kald kolonnen »Takstgrundlag, kr.«",)
        assert found[0].own_hints == ()
    assert _said("Takstgrundlag, kr.") == ()


def test_a_column_that_must_be_and_is_in_thousands_does_not_lack_as_well() -> None:
    assert told(_said(Takst="Takst, t.kr.")) == [("fejl", "takst-kolonne-tusind", "K1")]
    assert told(_said("Takstgrundlg, t.kr.")) == [("fejl", "takst-kolonne-tusind", "N1")]


def test_thousands_may_stand_in_the_upper_of_two_headings() -> None:
    above = (*[None] * 13, "Regnskab (1.000 kr.)", None)
    checked = received(xlsx(A=[above, (*HEADINGS, "indtægter", "omkostninger"), (*LINE, 100, 90)]))
    assert told(checked.diagnostics) == [
        ("fejl", "takst-kolonne-tusind", "N2"),
        ("fejl", "takst-kolonne-tusind", "O2"),
    ]


@pytest.mark.parametrize(
    "heading", ["Takst pr. tur", "Kr.", "Pladser (1.000)", "Konto 1000", "Sted, t.kr.", "Kantine mm.", "Tillæg, kr."]
)
def test_other_headings_are_no_amounts_in_thousands(heading: str) -> None:
    assert "takst-kolonne-tusind" not in [d.kind for d in _said(heading)]


def test_numbers_that_stand_twice_are_not_judged() -> None:
    checked = received(xlsx(A=[(*HEADINGS, "Takst 2022"), (*LINE, "x")]))
    assert told(checked.diagnostics) == [("fejl", "takst-kolonne-dobbelt", "N1")]
    assert takster(checked) == ()
    assert told(_said("Takst 2022")) == [("fejl", "takst-kolonne-dobbelt", "N1")]


def test_a_takst_with_other_numbers_twice_is_still_judged() -> None:
    checked = received(xlsx(A=[(*HEADINGS, "Hensat overskud", "Hensættelse"), (*LINE, "x", 7)]))
    assert told(checked.diagnostics) == [("fejl", "takst-kolonne-dobbelt", "O1")]
    assert [(takst.amount, takst.reserved) for takst in takster(checked)] == [(Decimal("1234.5"), None)]
    assert checked.value is not None
    assert checked.value.lines[0].raw["reserved"] == "x"


def test_the_year_before_is_seen_beside_a_takst_that_stands_twice() -> None:
    headings = [name for name in HEADINGS if name not in ("Takst, kr.", "Takst året før, kr.")]
    values = [value for name, value in zip(HEADINGS, LINE, strict=True) if name in headings]
    data = xlsx(A=[(*headings, "Takst 2020", "Takst 2021", "Takst, 2021"), (*values, 900, 1000, 1001)])
    checked = received(data)
    assert {kind for _, kind, _ in told(checked.diagnostics)} == {"takst-kolonne-dobbelt"}
    assert checked.value is not None
    assert [m.heading for m in checked.value.columns if m.field in ("amount", "previous")] == [
        "Takst 2020",
        "Takst 2021",
    ]
