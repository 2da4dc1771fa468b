"""Whose file it is: by the columns, the titles or the file's name; and what is said when they do not agree."""

from __future__ import annotations

import pytest

from tests.takster.intake_help import HEADINGS, LINE, Rows, line, received, told, xlsx

BARE = [HEADINGS[2:], LINE[2:]]


@pytest.mark.parametrize(
    ("path", "rows", "name", "told_by"),
    [
        ("ind/x.xlsx", [HEADINGS, LINE], "Horsens", "kolonnerne Driftsherrekode og Driftsherre"),
        ("ind/x.xlsx", [HEADINGS, line(driftsherre=None)], "Horsens", "kolonnen Driftsherrekode"),
        ("ind/x.xlsx", [HEADINGS, line(driftsherre_code=615)], "Horsens", "kolonnerne Driftsherrekode og Driftsherre"),
        ("ind/x.xlsx", [HEADINGS[1:], ("Århus Kommune", *LINE[2:])], "Aarhus", "kolonnen Driftsherre"),
        ("ind/x.xlsx", [("Takster 2021, Region Midtjylland",), *BARE], "Region Midtjylland", "celle A1"),
        ("ind/x.xlsx", [("Kommune:", "Ringkøbing-Skjern Kommune"), *BARE], "Ringkøbing-Skjern", "celle B1"),
        ("ind/751-takster.xlsx", BARE, "Aarhus", "filens navn"),
        ("ind/Takster_2021_Århus.xlsx", BARE, "Aarhus", "filens navn"),
        ("ind/ringkoebingskjern 2021.xlsx", BARE, "Ringkøbing-Skjern", "filens navn"),
        ("ind/Ringkobing Skjern.xlsx", BARE, "Ringkøbing-Skjern", "filens navn"),
        ("ind/1082.xlsx", BARE, "Region Midtjylland", "filens navn"),
        ("ind/region-midtjylland.xlsx", BARE, "Region Midtjylland", "filens navn"),
        ("ind/skive.xlsx", [("Skive og Randers",), *BARE], "Skive", "celle A1"),
    ],
)
def test_what_tells_whose_it_is(path: str, rows: Rows, name: str, told_by: str) -> None:
    checked = received(xlsx(Takster=rows), path)
    assert checked.value is not None, checked.diagnostics
    assert checked.diagnostics == ()
    assert (checked.value.driftsherre, checked.value.identified_by) == (name, told_by)
    assert {line.takst.driftsherre for line in checked.value.lines if line.takst} == {name}


def test_a_name_within_a_longer_word_is_nobodys() -> None:
    for path in ("ind/skiveegnen.xlsx", "ind/nyskive.xlsx", "ind/6155.xlsx"):
        checked = received(xlsx(Takster=[("Skiveegnens og Nyranders takster",), *BARE]), path)
        assert checked.value is None
        assert told(checked.diagnostics) == [("fejl", "p1-driftsherre", "")]


def test_the_sheet_about_the_file() -> None:
    data = xlsx(Takster=BARE, Om_filen=[("Driftsherre", "Samsø Kommune")])
    checked = received(data)
    assert checked.value is not None
    assert (checked.value.driftsherre, checked.value.identified_by) == ("Samsø", "arket »Om filen«")


def test_empty_cells_are_filled_and_told() -> None:
    checked = received(xlsx(A=[HEADINGS, LINE, line(driftsherre_code=None, driftsherre=None)]))
    assert checked.value is not None
    assert {line.takst.driftsherre_code for line in checked.value.lines if line.takst} == {"615"}
    assert [m.remark for m in checked.value.columns if m.remark] == [
        "tomme celler er udfyldt med filens driftsherre"
    ] * 2


@pytest.mark.parametrize(
    ("path", "rows", "cell", "words"),
    [
        (
            "x.xlsx",
            [HEADINGS, line(driftsherre_code=751, driftsherre="Randers")],
            "A2",
            "kode 751 og navnet »Randers« passer ikke sammen (række 2)",
        ),
        (
            "x.xlsx",
            [HEADINGS, line(driftsherre_code=773, driftsherre="Morsø")],
            "A2",
            "»773 Morsø« hører ikke til Midtjylland (række 2)",
        ),
        (
            "x.xlsx",
            [HEADINGS, LINE, line(driftsherre_code=730, driftsherre="Randers")],
            "A3",
            "filen har rækker fra både 615 Horsens og 730 Randers (række 3)",
        ),
        ("x.xlsx", BARE, "", "det kan ikke ses, hvilken driftsherre filen er fra"),
        (
            "x.xlsx",
            [("Skive", "Randers"), *BARE],
            "",
            "det kan ikke ses, hvis fil det er; der står både Randers (celle B1) og Skive (celle A1)",
        ),
    ],
)
def test_what_does_not_agree(path: str, rows: Rows, cell: str, words: str) -> None:
    checked = received(xlsx(Takster=rows), path)
    assert checked.value is None
    assert told(checked.diagnostics) == [("fejl", "p1-driftsherre", cell)]
    assert checked.diagnostics[0].message == words


ODD: dict[str, tuple[dict[str, object], str]] = {
    "kode, som ingen har": ({"driftsherre_code": 616}, "»616 Horsens« hører ikke til Midtjylland (række 48)"),
    "navn, som ingen har": ({"driftsherre": "Thisted"}, "kode 615 og navnet »Thisted« passer ikke sammen (række 48)"),
    "en andens navn": ({"driftsherre": "Skive"}, "kode 615 og navnet »Skive« passer ikke sammen (række 48)"),
    "en andens række": (
        {"driftsherre_code": 730, "driftsherre": "Randers"},
        "filen har rækker fra både 615 Horsens og 730 Randers (række 48)",
    ),
}


@pytest.mark.parametrize("what", ODD)
@pytest.mark.parametrize("path", ["615.xlsx", "fil.xlsx"])
def test_one_row_that_is_not_the_others_is_a_fault_of_its_cell_alone(what: str, path: str) -> None:
    cells, words = ODD[what]
    rows = [line(afdeling=f"Hus {number}") for number in range(1, 95)]
    rows[46] = line(afdeling="Hus 47", **cells)
    checked = received(xlsx(Takster=[HEADINGS, *rows]), path)
    assert told(checked.diagnostics) == [("fejl", "p1-driftsherre", "A48")]
    assert checked.diagnostics[0].message == words
    assert checked.value is not None
    assert (checked.value.driftsherre, checked.value.usable, checked.value.faulty) == ("Horsens", 93, 1)
    (odd,) = [row for row in checked.value.lines if row.takst is None]
    assert odd.row == 48
    assert odd.raw["driftsherre"] == cells.get("driftsherre", "Horsens")


def test_the_name_of_the_file_settles_what_its_rows_do_not() -> None:
    randers = line(driftsherre_code=730, driftsherre="Randers")
    for rows, usable in (([LINE, randers], 1), ([line(driftsherre_code=999)] * 8, 0)):
        checked = received(xlsx(Takster=[HEADINGS, *rows]), "615-horsens.xlsx")
        assert checked.value is not None
        assert (checked.value.driftsherre, checked.value.usable) == ("Horsens", usable)
        assert len(checked.diagnostics) == 1
    assert checked.diagnostics[0].message == "»999 Horsens« hører ikke til Midtjylland (række 2-9)"


def test_a_few_odd_rows_are_told_one_by_one() -> None:
    odd = [line(driftsherre_code=999)] * 3
    checked = received(xlsx(Takster=[HEADINGS, LINE, *odd, LINE, LINE, LINE]))
    assert told(checked.diagnostics) == [("fejl", "p1-driftsherre", cell) for cell in ("A3", "A4", "A5")]


def test_a_file_whose_name_names_another_is_told() -> None:
    checked = received(xlsx(A=[HEADINGS, LINE]), "ind/randers.xlsx")
    assert checked.value is not None
    assert told(checked.diagnostics) == [("advarsel", "p1-filnavn", "")]
    assert "Randers" in checked.diagnostics[0].message


def test_other_faults_are_told_though_nobody_knows_whose_it_is() -> None:
    checked = received(xlsx(A=[HEADINGS[2:], line(amount="1.25")[2:]]))
    assert told(checked.diagnostics) == [("fejl", "p1-driftsherre", ""), ("fejl", "p11-tal", "I2")]
