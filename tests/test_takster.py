"""The takstfil: columns, cells and rules, each broken in a real workbook; and the example data."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rammeaftale.check.content import check_example_data
from rammeaftale.check.takster import TAKST_CHECKS
from rammeaftale.danish import danish_key
from rammeaftale.decode.takster import MAX_FINDINGS, decode_takstfil
from rammeaftale.diagnostics import Checked
from rammeaftale.model.agreement import Edition, Status
from rammeaftale.model.takster import Takstfil
from rammeaftale.read.sheet import read_workbook
from rammeaftale.read.sheet_parts import pack, unpack
from rammeaftale.world import Source
from tests.editions import document, edition, fact
from tests.workbooks import ABOUT, HEADINGS, LINE, changed, takstfil, workbook
from tools.eksempeltakstfil import TARGET
from tools.eksempeltakstfil import workbook as example

PATH = "bilag/2021-22/x/takstfil.xlsx"


def _decoded(data: bytes) -> Checked[Takstfil | None]:
    book = read_workbook(Source(PATH, data)).value
    assert book is not None
    return decode_takstfil(book)


def _findings(data: bytes) -> list[tuple[str, str, str]]:
    return [(d.severity.value, d.kind, getattr(d.span, "cell", "")) for d in _decoded(data).diagnostics]


def test_a_line_is_read_exactly() -> None:
    checked = _decoded(takstfil(LINE, changed(afdeling=None, previous=None, amount="1.234,50", places=0.5)))
    assert checked.diagnostics == ()
    assert checked.value is not None
    assert checked.value.is_example
    first, second = checked.value.takster
    assert (first.driftsherre_code, first.tilbud, first.places, first.amount) == (
        "615", "Birkegården", Decimal(12), Decimal("1234.5"),
    )  # fmt: skip
    assert (second.afdeling, second.previous, second.amount, second.places) == (
        "",
        None,
        Decimal("1234.50"),
        Decimal("0.5"),
    )
    assert str(first.span).endswith("celle K2")


def test_numbers_as_codes_and_title_rows_above_the_headings() -> None:
    data = workbook(Takster=[["Takster 2021"], [], HEADINGS, changed(driftsherre_code=615), []], Om_filen=ABOUT)
    checked = _decoded(data)
    assert checked.value is not None
    assert [takst.driftsherre_code for takst in checked.value.takster] == ["615"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"amount": "kr. 1.705.337"}, ("fejl", "takst-tal", "K2")),
        ({"amount": "1,234.50"}, ("fejl", "takst-tal", "K2")),
        ({"amount": None}, ("fejl", "takst-celle-tom", "K2")),
        ({"amount": 0}, ("fejl", "takst-tal-umuligt", "K2")),
        ({"unit": None}, ("fejl", "takst-celle-tom", "L2")),
        ({"unit": "døgnet"}, ("fejl", "takst-enhed", "L2")),
        ({"occupancy": 101}, ("fejl", "takst-tal-umuligt", "J2")),
        ({"places": -1}, ("fejl", "takst-tal-umuligt", "I2")),
        ({"places": 4.333}, ("fejl", "takst-tal-umuligt", "I2")),
        ({"driftsherre_code": "61"}, ("fejl", "takst-kode", "A2")),
        ({"driftsherre_code": "I alt"}, ("fejl", "takst-sumraekke", "A2")),
        ({"tilbud": "Sum for kommunen"}, ("fejl", "takst-sumraekke", "C2")),
        ({"afdeling": "Birkegården i alt"}, ("fejl", "takst-sumraekke", "D2")),
        ({"afdeling": date(2021, 2, 1)}, ("fejl", "takst-celle-art", "D2")),
        ({"places": date(2021, 2, 1)}, ("fejl", "takst-celle-art", "I2")),
        ({"maalgruppe": True}, ("fejl", "takst-celle-art", "H2")),
        ({"paragraph": "servicelovens § 107"}, ("fejl", "takst-paragraf", "F2")),
    ],
)
def test_each_bad_cell_is_told_by_its_place(cells: dict[str, object], expected: tuple[str, str, str]) -> None:
    assert _findings(takstfil(changed(**cells))) == [expected]


@pytest.mark.parametrize("written", ["§ 107", "§107", "§  107", 107, "§ 107 "])
def test_a_paragraph_is_one_however_it_is_written(written: object) -> None:
    checked = _decoded(takstfil(changed(paragraph=written)))
    assert checked.value is not None
    assert [takst.paragraph for takst in checked.value.takster] == ["§ 107"]


@pytest.mark.parametrize(("written", "read"), [("§ 52, stk. 3, nr. 7", "§ 52, stk. 3, nr. 7"), ("§ 13B", "§ 13 b")])
def test_a_paragraph_keeps_its_parts(written: str, read: str) -> None:
    checked = _decoded(takstfil(changed(paragraph=written)))
    assert checked.value is not None
    assert [takst.paragraph for takst in checked.value.takster] == [read]


def test_an_error_in_excel_is_told_even_where_the_cell_may_be_empty() -> None:
    parts = dict(unpack(takstfil(LINE)))
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'<c r="M2"><v>1250</v></c>', b'<c r="M2" t="e"><v>#REF!</v></c>')
    parts[sheet] = parts[sheet].replace(b'<c r="K2"><v>1234.5</v></c>', b'<c r="K2"><f>A1</f></c>')
    found = _decoded(pack(parts)).diagnostics
    assert [(d.kind, getattr(d.span, "cell", "")) for d in found] == [
        ("takst-celle-fejl", "K2"),
        ("takst-celle-fejl", "M2"),
    ]
    assert "#REF!" in found[1].message


def test_headings_and_nothing_else() -> None:
    assert _findings(takstfil()) == [("fejl", "takst-ingen-linjer", "A1")]


def test_other_words_for_a_column() -> None:
    named = {"Normerede pladser": "Antal\npladser", "Takst, kr.": "TAKST I KR.", "Tilbud": "Tilbudsnavn:"}
    checked = _decoded(takstfil(LINE, headings=[named.get(heading, heading) for heading in HEADINGS]))
    assert checked.diagnostics == ()
    misspelt = [heading.replace("Målgruppe", "Målgrupe") for heading in HEADINGS]
    assert [(d.kind, d.hints) for d in _decoded(takstfil(LINE, headings=misspelt)).diagnostics] == [
        ("takst-kolonne-ukendt", ("mente du »Målgruppe«?",)),
        ("takst-kolonne-mangler", ("mente du »Målgrupe«?",)),
    ]


def test_all_bad_cells_are_told_at_once_but_not_without_end() -> None:
    bad = changed(amount=None, unit="uge", occupancy=120)
    assert len(_findings(takstfil(bad, LINE, bad))) == 6
    many = _findings(takstfil(*[changed(amount=None)] * (MAX_FINDINGS + 7)))
    assert len(many) == MAX_FINDINGS + 1
    assert many[-1][1] == "takst-flere-fejl"


def test_columns_are_found_by_their_headings() -> None:
    assert _findings(takstfil(LINE[:-1], headings=HEADINGS[:-1])) == [("fejl", "takst-kolonne-mangler", "A1")]
    extra = takstfil((*LINE, "x"), headings=(*HEADINGS, "Tilbudet"))
    (unknown,) = _decoded(extra).diagnostics
    assert (unknown.kind, unknown.hints) == ("takst-kolonne-ukendt", ("mente du »Tilbud«?",))
    double = takstfil((*LINE, 1), headings=(*HEADINGS, HEADINGS[0]))
    assert _findings(double) == [("fejl", "takst-kolonne-dobbelt", "N1")]
    assert _findings(takstfil(headings=("a", "b"))) == [("fejl", "takst-overskrifter", "A1")]


def test_sheets_must_be_there_and_say_what_the_data_are() -> None:
    assert _findings(workbook(Takst=[HEADINGS, LINE], Om_filen=ABOUT)) == [("fejl", "ark-mangler", "")]
    assert _findings(workbook(Takster=[HEADINGS, LINE])) == [("fejl", "ark-mangler", "")]
    assert _findings(takstfil(LINE, about=ABOUT[1:])) == [("fejl", "om-filen-mangler", "A1")]
    assert _findings(takstfil(LINE, about=(("Datastatus", "ægte"), *ABOUT[1:]))) == [("fejl", "om-filen-status", "B1")]
    wrong_day = (ABOUT[0], ("Gyldig fra", "01-01-2021"), ABOUT[2])
    assert _findings(takstfil(LINE, about=wrong_day)) == [("fejl", "om-filen-dato", "B2")]


def _edition(*lines: tuple[object, ...], places: int = 24) -> Edition:
    takster = _decoded(takstfil(*lines)).value
    assert takster is not None
    bilag = replace(document("viften", "# A {#a}\n", 7), takster=takster)
    return edition(bilag, facts=(fact("pladser.i_alt", Decimal(places)),))


def _checked(made: Edition) -> list[str]:
    return [diagnostic.kind for check in TAKST_CHECKS for diagnostic in check(made)]


@pytest.mark.parametrize(
    ("cells", "kinds"),
    [
        ({}, []),
        ({"driftsherre_code": "773"}, ["driftsherre-ukendt"]),
        ({"driftsherre": "Herning"}, ["driftsherre-navn"]),
        ({"previous": 1200}, ["takst-stiger"]),
        ({"previous": 1500}, ["takst-aendring"]),
        ({"previous": 100}, ["takst-stiger", "takst-aendring"]),
        ({"places": 13}, ["pladser-sum"]),
    ],
)
def test_each_rule(cells: dict[str, object], kinds: list[str]) -> None:
    assert _checked(_edition(LINE, changed(**{"tilbud": "Engen", **cells}))) == kinds


def test_the_same_line_twice() -> None:
    assert _checked(_edition(LINE, LINE)) == ["takst-dobbelt"]


def test_the_example_is_what_the_generator_gives() -> None:
    assert TARGET.read_bytes() == example()


def test_the_example_has_the_shape_of_a_real_takstfil() -> None:
    checked = _decoded(Path(TARGET).read_bytes())
    assert checked.diagnostics == ()
    assert checked.value is not None
    takster = checked.value.takster
    assert checked.value.is_example
    assert len(takster) == 1500
    assert len({takst.driftsherre_code for takst in takster}) == 20
    assert 9_900 <= sum(takst.places for takst in takster) <= 10_100
    assert all(takst.previous is None or takst.amount <= takst.previous for takst in takster)
    assert sorted({takst.driftsherre for takst in takster}, key=danish_key)[-1] == "Aarhus"


def test_the_example_is_plausible() -> None:
    takstfil = _decoded(TARGET.read_bytes()).value
    assert takstfil is not None
    places: Counter[str] = Counter()
    kinds: dict[tuple[str, str], set[tuple[str, str, str]]] = {}
    for takst in takstfil.takster:
        places[takst.driftsherre] += int(takst.places)
        kinds.setdefault((takst.driftsherre, takst.tilbud), set()).add((takst.paragraph, takst.unit, takst.maalgruppe))
        assert 90 <= takst.occupancy <= 100
        assert takst.previous is None or takst.amount >= takst.previous * Decimal("0.9749")
    assert max(places.values()) < sum(places.values()) / 5
    assert {len(found) for found in kinds.values()} == {1}
    assert 10 < sum(takst.previous is None for takst in takstfil.takster) < 100


def test_a_final_edition_prints_no_example_data() -> None:
    draft = _edition(LINE)
    assert list(check_example_data(draft)) == []
    (refused,) = check_example_data(replace(draft, status=Status.FINAL))
    assert refused.kind == "eksempeldata-i-endelig"
