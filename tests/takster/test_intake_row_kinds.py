"""Which rows of a sheet are takster, and what is told of the others."""

from __future__ import annotations

import pytest

from rammeaftale.model.takst_columns import COLUMNS
from rammeaftale.takster.intake.shown import understood
from tests.takster.intake_help import (
    FIELDS,
    LINE,
    Page,
    received,
    takster,
    told,
    xlsx,
)
from tests.takster.received import NO_OWNER, PLAIN, SHORT, match


def _why(data: bytes) -> list[tuple[int, str]]:
    checked = received(data, NO_OWNER)
    assert checked.value is not None, checked.diagnostics
    return [(left.row, left.why) for left in checked.value.left_out]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("I alt", None, None, None, None, None, 24), "sum"),
        (("Birk i alt", None, None, None, None, None, 24, None, 3000), "sum"),
        ((None, "Subtotal Birk", None, None, None, None, 24), "sum"),
        (("Sum",), "sum"),
        (("Gennemsnit", *PLAIN[1:]), "sum"),
        (("Gns.", *PLAIN[1:]), "sum"),
        (("Snit:", *PLAIN[1:]), "sum"),
        (("Birk gennemsnit", None, None, None, None, None, 24, None, 3000), "sum"),
        (("Botilbud § 107",), "afsnitsoverskrift »Botilbud § 107«"),
        (("Alle takster er foreløbige, indtil byrådet har vedtaget budgettet for året.",), "note i tabellen"),
        (SHORT, "gentagne overskrifter"),
        (tuple(range(1, 11)), "kolonnernes numre"),
        ((*PLAIN[:6], 0, 0, 0, "døgn"), "kun nuller"),
        ((None, None, None), "tom"),
        (("-", " ", "–"), "tom"),
    ],
)
def test_rows_that_are_no_takst(row: tuple[object, ...], why: str) -> None:
    assert _why(xlsx(A=[SHORT, PLAIN, row, PLAIN])) == [(3, why)]


@pytest.mark.parametrize("name", ["Total Bo", "Summen", "Sum af Alt", "Samlet set i alt", "Gennemsnit Bo", "Snitsholm"])
def test_a_takst_with_the_name_of_a_sum_is_kept(name: str) -> None:
    assert _why(xlsx(A=[SHORT, PLAIN, (name, *PLAIN[1:]), PLAIN])) == []


def test_a_row_that_lacks_everything_but_its_name_and_kind_is_told() -> None:
    checked = received(xlsx(A=[SHORT, PLAIN, ("Birk", "Syd", "SEL", 107)]), NO_OWNER)
    assert {kind for _, kind, _ in told(checked.diagnostics)} == {
        "takst-celle-tom", "t4-takst-mangler", "t11-belaegning-mangler",
    }  # fmt: skip


def test_words_below_the_table_are_notes() -> None:
    data = xlsx(A=[SHORT, PLAIN, (), ("Godkendt",), ("Dato:", "1. maj"), (), ()])
    assert _why(data) == [(3, "tom"), (4, "note under tabellen"), (5, "note under tabellen")]


def test_named_rows_of_zeros_are_told() -> None:
    checked = received(xlsx(A=[SHORT, PLAIN, (*PLAIN[:6], 0, 0, 0, "døgn")]), NO_OWNER)
    assert told(checked.diagnostics) == [("advarsel", "takst-nul-raekke", "A3")]


def test_a_row_that_repeats_one_heading_may_be_a_takst() -> None:
    data = xlsx(A=[SHORT, PLAIN, ("Tilbud", "Syd"), PLAIN])
    assert _why(data) == []
    assert _why(xlsx(A=[SHORT, PLAIN, ("Tilbud", "Afdeling", "Syd", "x"), PLAIN])) == [(3, "gentagne overskrifter")]
    assert _why(xlsx(A=[SHORT, PLAIN, ("Tilbud", "Afdeling", "Syd", "x", "y"), PLAIN])) == []


def test_merged_names_fill_down_and_nothing_else_does() -> None:
    rows = [SHORT, PLAIN, (None, "Syd", *PLAIN[2:]), (None, "Øst", *PLAIN[2:])]
    data = xlsx(A=Page(rows, merges=[("A2:A3", "Birk")]))
    checked = received(data, NO_OWNER)
    assert [takst.name for takst in takster(checked)] == ["Birk, Nord", "Birk, Syd"]
    assert told(checked.diagnostics) == [("fejl", "takst-celle-tom", "A4")]
    assert match(data, "tilbud").remark == "flettede celler gælder alle deres rækker"


def test_an_id_is_never_filled_down() -> None:
    data = xlsx(A=Page([("Række-id", *SHORT), (None, *PLAIN), (None, *PLAIN)], merges=[("A2:A3", "615-0001")]))
    assert [takst.id for takst in takster(received(data, NO_OWNER))] == ["615-0001", ""]


def test_a_hidden_row_without_anything_is_only_empty() -> None:
    page = Page([SHORT, PLAIN, (), PLAIN, PLAIN], hidden=[3, 4])
    assert _why(xlsx(A=page)) == [(3, "tom"), (4, "skjult")]


def test_a_file_with_every_column_lacks_none() -> None:
    headings = [column.heading for column in COLUMNS]
    checked = received(xlsx(A=[headings, [dict(zip(FIELDS, LINE, strict=True)).get(c.field) for c in COLUMNS]]))
    assert checked.value is not None
    assert "ikke i filen" not in understood(checked.value, details=True)


@pytest.mark.parametrize(("many", "shown"), [(6, "række 3-8: skjult"), (7, "7 rækker (række 3 …): skjult")])
def test_many_rows_that_were_skipped_are_counted(many: int, shown: str) -> None:
    page = Page([("Horsens Kommune",), SHORT, *[PLAIN] * many, PLAIN], hidden=range(3, 3 + many))
    checked = received(xlsx(Takster=page))
    assert checked.value is not None
    assert f"  sprunget over: {shown}" in understood(checked.value).splitlines()
