"""One row → Takst: every fault of the row at its own place, in Danish, with the rule's own kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal

import pytest

from rammeaftale.base.diagnostics import CellSpan, Checked, Span, TextSpan
from rammeaftale.model.takst_columns import COLUMNS
from rammeaftale.model.takster import Takst
from rammeaftale.read.tables.sheet import CellFault, CellValue
from rammeaftale.takster.row import decode_row
from rammeaftale.takster.values import WHO
from tests.takster.intake_help import ORIGIN

ROW: Mapping[str, CellValue] = {
    "driftsherre_code": "615", "driftsherre": "Horsens", "tilbud": "Birkegården", "afdeling": "Nord", "law": "SEL",
    "paragraph": "§ 107", "tilbudstype": "Døgntilbud", "maalgruppe": "Voksne", "places": Decimal(12),
    "occupancy": Decimal(95), "amount": "1.234,50", "unit": "døgn",
}  # fmt: skip
CELLS = {column.field: CellSpan("fil.xlsx", "Takster", f"{column.field}") for column in COLUMNS}


def _decoded(**changes: CellValue) -> Checked[Takst | None]:
    return decode_row({**ROW, **changes}, CELLS.__getitem__, CELLS["tilbud"], ORIGIN, CELLS)


def _told(**changes: CellValue) -> list[tuple[str, str]]:
    checked = _decoded(**changes)
    assert checked.value is None
    return [(d.kind, d.span.cell) for d in checked.diagnostics if isinstance(d.span, CellSpan)]


def test_the_columns_are_the_fields_of_takst() -> None:
    own = {"origin", "where", "cells", "extent", "inner", "is_other"}
    assert {field.name for field in fields(Takst)} - own == {column.field for column in COLUMNS}


def test_a_row_is_read_exactly() -> None:
    checked = _decoded(places="12,5", previous="", note="-", cost_basis=Decimal("4161000"))
    assert checked.diagnostics == ()
    takst = checked.value
    assert takst is not None
    assert (takst.amount, takst.places, takst.occupancy) == (Decimal("1234.50"), Decimal("12.5"), Decimal(95))
    assert (takst.previous, takst.note, takst.id, takst.result_1) == (None, "", "", None)
    assert (takst.where, takst.origin, takst.span_of("amount")) == (CELLS["tilbud"], ORIGIN, CELLS["amount"])


def test_all_faults_of_a_row_come_at_once() -> None:
    assert _told(places=None, occupancy=Decimal(101), amount="1.234.5", unit="døgnet", note=CellFault("#REF!")) == [
        ("takst-celle-tom", "places"),
        ("t8-belaegning", "occupancy"),
        ("p11-tal", "amount"),
        ("takst-enhed", "unit"),
        ("takst-celle-fejl", "note"),
    ]


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("amount", None, "t4-takst-mangler"),
        ("unit", "-", "t4-takst-mangler"),
        ("occupancy", " ", "t11-belaegning-mangler"),
        ("maalgruppe", None, "takst-celle-tom"),
        ("amount", Decimal(0), "takst-tal-umuligt"),
        ("amount", Decimal(-5), "takst-tal-umuligt"),
        ("previous", Decimal(0), "takst-tal-umuligt"),
        ("places", Decimal(0), "takst-tal-umuligt"),
        ("places", Decimal("4.333"), "takst-tal-umuligt"),
        ("buyers", Decimal("1.5"), "takst-tal-umuligt"),
        ("cost_basis", Decimal(-1), "takst-tal-umuligt"),
        ("reserved", "-1", "takst-tal-umuligt"),
        ("occupancy", Decimal(0), "t8-belaegning"),
        ("occupancy", "100,01", "t8-belaegning"),
        ("previous", "ingen", "p11-tal"),
        ("reserved_year", "i fjor", "p11-tal"),
        ("driftsherre_code", "61", "takst-kode"),
        ("paragraph", "servicelovens § 107", "takst-paragraf"),
        ("id", "751-7", "raekke-id"),
        ("places", True, "takst-celle-art"),
    ],
)
def test_each_limit(field: str, value: CellValue, kind: str) -> None:
    assert _told(**{field: value}) == [(kind, field)]


@pytest.mark.parametrize(
    ("field", "value"), [("result_1", "-12.000"), ("result_2", Decimal(-1)), ("occupancy_3", "104")]
)
def test_what_may_go_below_or_above(field: str, value: CellValue) -> None:
    assert _decoded(**{field: value}).diagnostics == ()


def test_messages_say_whose() -> None:
    messages = [d.message for d in _decoded(occupancy="105", amount="1.234.5", unit=None).diagnostics]
    assert messages == [
        "den budgetterede belægning for »Birkegården, Nord« er 105 pct.; den kan ikke være over 100",
        "her står »1.234.5«",
        "enheden mangler for »Birkegården, Nord«",
    ]


def test_the_words_of_a_sender_are_never_taken_for_marks() -> None:
    (found,) = _decoded(tilbud=f"{WHO} {{0}}", amount=f"{WHO} {{0}}").diagnostics
    assert found.message == "her står »hvem {0}«"


def test_in_a_text_file_the_place_is_a_line() -> None:
    line = TextSpan("2021.csv", 7)

    def place(_: str) -> Span:
        return line

    (found,) = decode_row({**ROW, "amount": "1.25"}, place, line, ORIGIN, {}).diagnostics
    assert (found.message, found.span, found.hints) == ("her står »1.25«", line, ("skriv tallet som 1,25",))
