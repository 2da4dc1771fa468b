"""Senders' files in all shapes: which table, which columns, which rows, whose; and what is said of the rest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.base.diagnostics import CellSpan
from rammeaftale.read.tables.sheet import Area, Cell, CellFault, CellValue, Sheet, Workbook
from rammeaftale.takster.intake.receive import receive
from rammeaftale.takster.intake.register import assemble, settled
from rammeaftale.takster.intake.shown import understood
from rammeaftale.takster.workbooks.answer import answer_xlsx
from tests.takster.intake_help import (
    ABOUT,
    CONTACT,
    DRIFTSHERRER,
    FIELDS,
    HEADINGS,
    LINE,
    Page,
    csv,
    line,
    names,
    received,
    takster,
    told,
    xlsx,
)
from tests.takster.received import NO_OWNER, PLAIN, SHORT, match

LETTERS = "ABCDEFGHIJK"


def test_our_own_form_is_read_exactly() -> None:
    checked = received(xlsx(Takster=[HEADINGS, LINE, line(afdeling=None, previous=None, amount="kr. 1.705,50")]))
    assert checked.diagnostics == ()
    first, second = takster(checked)
    assert (first.driftsherre_code, first.tilbud, first.places, first.amount) == (
        "615", "Birkegården", Decimal(12), Decimal("1234.5"),
    )  # fmt: skip
    assert (second.afdeling, second.previous, second.amount, second.id) == ("", None, Decimal("1705.50"), "")
    assert str(second.origin) == "fil.xlsx, ark »Takster«, række 3"
    assert str(second.span_of("amount")) == "ind/fil.xlsx, ark »Takster«, celle K3"
    assert checked.value is not None
    assert checked.value.lines[1].raw["amount"] == "kr. 1.705,50"
    assert [match.field for match in checked.value.columns] == list(FIELDS)


def test_a_csv_file_with_names_of_its_own() -> None:
    checked = received(csv(SHORT, PLAIN), "ind/Takster Samso 2021.csv")
    assert checked.diagnostics == ()
    assert checked.value is not None
    (takst,) = takster(checked)
    assert (takst.driftsherre_code, takst.driftsherre, takst.paragraph) == ("741", "Samsø", "§ 107")
    assert (checked.value.identified_by, checked.value.sheet, checked.value.header_rows) == ("filens navn", "", (1,))
    assert str(takst.span_of("amount")) == "ind/Takster Samso 2021.csv, celle I2"


def test_two_rows_of_headings_with_merged_cells() -> None:
    rows = [
        ("Tilbud", "Afdeling", "Lov", "§", "Type", "Målgruppe", "Pladser", "Belæg-\nning (pct.)", None, None, "Enhed"),
        (None, None, None, None, None, None, "Antal", None, "I år", "Året før"),
        (*PLAIN[:9], 900, "døgn"),
    ]
    merges = [("I1:J1", "Takst"), ("A1:A2", "Tilbud"), ("K1:K2", "Enhed")]
    checked = received(xlsx(Ark1=Page(rows, merges=merges)), NO_OWNER)
    assert checked.diagnostics == ()
    (takst,) = takster(checked)
    assert (takst.amount, takst.previous, takst.unit, takst.places) == (
        Decimal(1000),
        Decimal(900),
        "døgn",
        Decimal(12),
    )
    assert checked.value is not None
    assert checked.value.header_rows == (1, 2)
    assert [m.heading for m in checked.value.columns if m.field in ("amount", "previous")] == [
        "Takst / I år",
        "Takst / Året før",
    ]


def test_two_rows_of_headings_in_a_csv_file() -> None:
    rows = [(*SHORT[:8], "Takst", "", "Enhed"), (*[""] * 8, "I år", "Året før", ""), (*PLAIN[:9], 900, "døgn")]
    (takst,) = takster(received(csv(*rows), "615.csv"))
    assert (takst.amount, takst.previous, takst.unit) == (Decimal(1000), Decimal(900), "døgn")


def test_years_in_headings_tell_this_year_from_the_last() -> None:
    headings = (*SHORT[:8], "Takst 2019", "Takst 2020", "Takst 2021", "Enhed")
    checked = received(xlsx(A=[headings, (*PLAIN[:8], 800, 900, 1000, "døgn")]), NO_OWNER)
    (takst,) = takster(checked)
    assert (takst.amount, takst.previous) == (Decimal(1000), Decimal(900))
    assert told(checked.diagnostics) == [("advarsel", "takst-kolonne-aeldre", "I1")]


def test_titles_above_and_a_header_far_down() -> None:
    data = xlsx(A=[("Takster for Århus Kommune",), *[()] * 20, SHORT, PLAIN])
    checked = received(data, "ind/takster.xlsx")
    assert checked.value is not None
    assert (checked.value.driftsherre, checked.value.identified_by) == ("Aarhus", "celle A1")
    assert checked.value.header_rows == (22,)


def test_the_sheet_that_knows_most_is_read_and_hidden_ones_are_not() -> None:
    other = Page([HEADINGS, LINE], is_hidden=True)
    data = xlsx(Vejledning=[("Læs mig",)], Gammel=other, Data=[SHORT, PLAIN], Fund=[HEADINGS, LINE])
    checked = received(data, NO_OWNER)
    assert checked.diagnostics == ()
    assert checked.value is not None
    assert (checked.value.sheet, checked.value.other_sheets) == (
        "Data",
        ("»Vejledning«", "»Gammel« (skjult)", "»Fund«"),
    )


def test_a_second_table_is_told_and_two_equal_ones_refused() -> None:
    less = received(xlsx(A=[SHORT, PLAIN], B=[HEADINGS, LINE]))
    assert told(less.diagnostics) == [("advarsel", "takst-ark-ikke-laest", "A1")]
    equal = received(xlsx(A=[SHORT, PLAIN], B=[SHORT, (*PLAIN[:1], "Syd", *PLAIN[2:])]))
    assert equal.value is None
    assert told(equal.diagnostics) == [("fejl", "takst-ark-flere", "")]
    assert "»A« og »B«" in equal.diagnostics[0].message


def test_no_headings_and_no_lines() -> None:
    assert told(received(xlsx(A=[("Hej",)])).diagnostics) == [("fejl", "takst-overskrifter", "")]
    assert told(received(xlsx(A=[HEADINGS])).diagnostics) == [("fejl", "takst-ingen-linjer", "A1")]
    assert told(received(xlsx(A=[HEADINGS, ("I alt",)]), NO_OWNER).diagnostics) == [
        ("fejl", "takst-ingen-linjer", "A1")
    ]
    hidden = received(xlsx(A=[("Hej",)], B=Page([HEADINGS, LINE], is_hidden=True)))
    assert hidden.diagnostics[0].hints[1] == "er arket skjult, så gør det synligt"


def test_a_heading_that_is_nearly_known_is_not_used() -> None:
    headings = [{"Pladser": "Plasder", "Type": "Adresse"}.get(name, name) for name in SHORT]
    checked = received(xlsx(A=[headings, PLAIN]), NO_OWNER)
    assert told(checked.diagnostics) == [
        ("advarsel", "takst-kolonne-ukendt", "G1"),
        ("fejl", "takst-kolonne-mangler", "A1"),
        ("fejl", "takst-kolonne-mangler", "A1"),
    ]
    assert checked.value is not None
    assert checked.value.unused == ("Adresse", "Plasder")
    assert takster(checked) == ()


def test_a_heading_with_another_unit_is_another_column() -> None:
    data = xlsx(
        A=[(*SHORT, "Overhead (pct.)", "Takst året før i kr.", "Direkte omkostninger %"), (*PLAIN, 6.5, 900, 94)]
    )
    checked = received(data, NO_OWNER)
    assert checked.diagnostics == ()
    assert checked.value is not None
    assert checked.value.unused == ("Overhead (pct.)", "Direkte omkostninger %")
    assert [takst.previous for takst in takster(checked)] == [900]


def test_the_same_column_twice() -> None:
    checked = received(xlsx(A=[(*SHORT, "Antal pladser"), (*PLAIN, 12)]), NO_OWNER)
    assert told(checked.diagnostics) == [("fejl", "takst-kolonne-dobbelt", "K1")]


def test_a_cell_merged_over_two_columns_speaks_for_its_own_row_only() -> None:
    data = xlsx(A=Page([SHORT, PLAIN, (None, None, *PLAIN[2:])], merges=[("A2:B3", "Birk")]))
    assert told(received(data, NO_OWNER).diagnostics) == [("fejl", "takst-celle-tom", "A3")]


def test_numbers_merged_over_rows_are_told_and_hold_for_the_first_only() -> None:
    headings = (*SHORT, "Takstgrundlag")
    data = xlsx(A=Page([headings, PLAIN, PLAIN, PLAIN], merges=[("K2:K4", 4161000)]))
    checked = received(data, NO_OWNER)
    assert told(checked.diagnostics) == [("advarsel", "takst-flettet-tal", "K2")]
    assert "række 2-4" in checked.diagnostics[0].message
    assert [takst.cost_basis for takst in takster(checked)] == [Decimal(4161000), None, None]


def test_percentages_are_judged_by_their_column() -> None:
    def rows(*shares: object) -> list[tuple[object, ...]]:
        return [SHORT, *((*PLAIN[:7], share, *PLAIN[8:]) for share in shares)]

    def occupancies(page: Page) -> list[Decimal]:
        return [takst.occupancy for takst in takster(received(xlsx(A=page), NO_OWNER))]

    assert occupancies(Page(rows(0.95, 0.925, "1"))) == [95, Decimal("92.5"), 100]
    assert occupancies(Page(rows(0.95, 98), percent=["H2"])) == [95, 98]
    assert occupancies(Page(rows("95 %", 98, "97,5 pct."))) == [95, 98, Decimal("97.5")]
    assert match(xlsx(A=rows(0.95, 1)), "occupancy").remark == "0,95 læses som 95 pct."
    mixed = received(xlsx(A=rows(95, 0.98, 97)), NO_OWNER)
    assert told(mixed.diagnostics) == [("fejl", "takst-procent-blandet", "H3")]
    assert mixed.diagnostics[0].hints == ("skriv alle i hele pct.; mentes der 98?",)
    assert len(takster(mixed)) == 2


def test_remarks_say_how_a_column_was_read() -> None:
    headings = (*SHORT, "Hensat i år", "Takst året før")
    data = xlsx(A=[headings, (*PLAIN[:8], 1000.567, "døgn", date(2019, 12, 31), "-")])
    (takst,) = takster(received(data, NO_OWNER))
    assert (takst.amount, takst.reserved_year, takst.previous) == (Decimal("1000.57"), Decimal(2019), None)
    assert match(data, "amount").remark == "afrundet til to decimaler"
    assert match(data, "reserved_year").remark == "året er taget af datoen"
    assert match(data, "previous").remark == "»-« læses som tom"


def test_what_was_understood_is_shown() -> None:
    rows = [("Horsens Kommune",), (*SHORT, "Tlf"), PLAIN, ("I alt",), (), (*PLAIN[:7], 105, *PLAIN[8:]), PLAIN]
    checked = received(xlsx(Takster=rows, Andet=[("x",)]))
    assert checked.value is not None
    assert understood(checked.value).splitlines() == [
        "ind/fil.xlsx: 615 Horsens (ses af celle A1)",
        "  xlsx, ark »Takster«, overskrifter i række 2, 10 kolonner: 2 takster, 1 række med fejl",
        "  sprunget over: række 4: sum; række 5: tom",
        "  overskrifter uden brug: »Tlf«",
        "  ikke læst: ark »Andet«",
    ]
    details = understood(checked.value, details=True).splitlines()
    assert "  G: »Pladser« → Normerede pladser" in details
    assert details[-1].startswith("  ikke i filen: Række-id; Driftsherrekode; ")


@pytest.mark.parametrize(("many", "shown"), [(6, ""), (8, " og 2 til")])
def test_many_headings_without_use_are_counted(many: int, shown: str) -> None:
    unknown = [f"Q{number}" for number in range(many)]
    checked = received(xlsx(Takster=[("Horsens Kommune",), (*SHORT, *unknown), PLAIN]))
    assert checked.value is not None
    told = ", ".join(f"»{name}«" for name in unknown[:6])
    assert f"  overskrifter uden brug: {told}{shown}" in understood(checked.value).splitlines()


def test_an_answer_of_ours_is_read_again() -> None:
    first = received(xlsx(Takster=[HEADINGS, LINE, line(afdeling="Syd", amount="1.25", note="-")]))
    assert first.value is not None
    register = assemble([first.value], (), ABOUT).value
    assert register is not None
    answer = answer_xlsx(settled(first.value, register), first.diagnostics, None, ABOUT, CONTACT)
    again = received(answer, "ud/svar.xlsx")
    assert [d.kind for d in again.diagnostics] == ["p11-tal"]
    (takst,) = takster(again)
    assert (takst.id, takst.amount, takst.occupancy) == ("615-0001", Decimal("1234.5"), Decimal(95))
    assert assemble([again.value] if again.value else [], (), ABOUT).value is not None


CELLS = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.sampled_from((*SHORT, *HEADINGS, "I alt", "Horsens", "615", "-", "95 %", "0,95", "1.25", "døgn", "Takst 2021")),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.booleans(),
    st.just(CellFault("#REF!")),
)


@given(st.lists(st.lists(CELLS, min_size=11, max_size=11), max_size=8), st.sets(st.integers(1, 9)), st.booleans())
def test_no_table_makes_it_raise(rows: list[list[CellValue]], hidden: set[int], has_header: bool) -> None:
    header: list[CellValue] = [*SHORT, "Driftsherre"]
    content = [header, *rows] if has_header else rows
    sheet = Sheet(
        "A",
        tuple(
            tuple(
                Cell(value, CellSpan("x.xlsx", "A", f"{letter}{number}"))
                for letter, value in zip(LETTERS, row, strict=True)
            )
            for number, row in enumerate(content, 1)
        ),
        hidden_rows=frozenset(hidden),
        merged=(Area(2, 3, 1, 1), Area(1, 1, 9, 10), Area(3, 4, 7, 7), Area(90, 95, 7, 7)),
    )
    checked = receive(Workbook("ind/615.xlsx", (sheet,)), "", names(), DRIFTSHERRER, "Midtjylland")
    assert all(d.message and d.kind for d in checked.diagnostics)
    if checked.value:
        numbers = [line.row for line in checked.value.lines] + [left.row for left in checked.value.left_out]
        assert len(set(numbers)) == len(numbers)
        assert understood(checked.value, details=True)
        assemble([checked.value], (), ABOUT)
