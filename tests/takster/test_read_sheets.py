"""Sheets that are too large or broken: a fault of that sheet alone, and the others are read and answered."""

from __future__ import annotations

from typing import Any

import pytest

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.read.tables import grid as sheet_grid
from tests.takster.intake_help import HEADINGS, LINE, Page, line, received, told
from tests.takster.intake_help import xlsx as sent
from tests.takster.read_files import (
    MAIN_SHEET,
    ROWS,
    VALUES,
    book_of,
    kinds,
    ods,
    ods_of,
    sheet_of,
    values_of,
    xls,
    xlsx,
    xlsx_of,
)
from tests.takster.zips import pack, unpack

XLSX, XLS, ODS = xlsx(ROWS), xls(ROWS), ods(ROWS)
SECOND = "xl/worksheets/sheet2.xml"


def fault_of(data: bytes, name: str = "fil.xlsx") -> Diagnostic:
    """What is said of the first sheet."""
    fault = sheet_of(data, name).fault
    assert fault is not None
    return fault


def test_a_sheet_that_reaches_too_far_is_told_with_its_last_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    far = xlsx_of('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    fault = fault_of(far)
    assert (fault.kind, str(fault.span)) == ("excel-for-stor", "ind/fil.xlsx, ark »Takster«, celle XFD1048576")
    assert kinds(xlsx_of('<row r="1"><c r="AAAAA1"><v>1</v></c></row>')) == [("fejl", "excel-ulaeselig")]
    monkeypatch.setattr(sheet_grid, "MAX_ROWS", 2)
    for data, name in ((xlsx([["x"]] * 3), "a.xlsx"), (xls([["x"]] * 3), "a.xls"), (b"x\n" * 3, "a.csv")):
        assert fault_of(data, name).kind == "excel-for-stor"
        assert not sheet_of(data, name).is_top_only


def test_of_sixty_thousand_rows_only_the_top_is_kept() -> None:
    data = b"Nord;1\n" * 60_000
    fault = fault_of(data, "a.csv")
    assert fault.message.startswith("filen når til B60000; der må højst være 50.000 rækker, 100 kolonner")
    assert sheet_of(data, "a.csv").is_top_only
    assert len(sheet_of(data, "a.csv").rows) == 100


def test_too_many_cells_and_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_grid, "MAX_CELLS", 5)
    for data, name in ((XLSX, "a.xlsx"), (XLS, "a.xls"), (ODS, "a.ods"), (b"x\n;y\n;;z\n", "a.csv")):
        assert fault_of(data, name).kind == "excel-for-stor"
    monkeypatch.setattr(sheet_grid, "MAX_SHEETS", 0)
    for data, name in ((XLSX, "a.xlsx"), (XLS, "a.xls"), (ODS, "a.ods")):
        assert kinds(data, name) == [("fejl", "excel-for-stor")]


def test_a_sheet_cannot_be_read_many_times_and_all_sheets_together_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = unpack(XLSX)
    twice = parts["xl/workbook.xml"].replace(b"<sheets>", b'<sheets><sheet name="B" sheetId="9" r:id="rId1"/>')
    assert [sheet.name for sheet in book_of(pack({**parts, "xl/workbook.xml": twice})).sheets] == ["B"]
    monkeypatch.setattr(sheet_grid, "MAX_CELLS", 20)
    monkeypatch.setattr(sheet_grid, "_TOP", 2)
    two = xlsx(ROWS, change=lambda book: book.add_worksheet("B").write("A3", "x"))
    message = "filens ark har tilsammen mere end 20 celler, og »Takster« er det største"
    assert fault_of(two).message == message
    assert [sheet.is_top_only for sheet in book_of(two).sheets] == [True, False]


def test_too_many_merged_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_grid, "MAX_MERGED", 0)
    data = xlsx([["x"]], change=lambda book: book.get_worksheet_by_name("Takster").merge_range("A2:B3", "x"))
    assert fault_of(data).message == "arket »Takster« har mere end 0 flettede celler"


def test_repeats_in_an_ods_do_not_fill_the_memory() -> None:
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="{0}"><text:p>x</text:p>'
    row = f'<table:table-row table:number-rows-repeated="{{0}}">{cell}</table:table-cell></table:table-row>'
    assert sheet_of(ods_of(row.format(10**12) * 5), "a.ods").is_top_only
    assert kinds(ods_of(row.format(-1)), "a.ods") == [("fejl", "excel-ulaeselig")]


def _beside(write: Any) -> bytes:
    """A good sheet of takster, and another that is written so."""
    data: bytes = xlsx([HEADINGS, LINE], change=lambda book: write(book.add_worksheet("Data")))
    return data


def test_a_large_sheet_beside_the_takster_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_grid, "MAX_ROWS", 5_000)
    tall = _beside(lambda sheet: [sheet.write(row, 0, row) for row in range(7_000)])
    wide = _beside(lambda sheet: [sheet.write(0, column, column) for column in range(120)])
    for data in (tall, wide):
        checked = received(data)
        assert checked.diagnostics == ()
        assert checked.value is not None
        assert (checked.value.usable, checked.value.other_sheets) == (1, ("»Data« (for stort)",))


def test_a_broken_sheet_beside_the_takster_is_told_and_the_rest_is_answered() -> None:
    parts = unpack(_beside(lambda sheet: sheet.write(0, 0, "x")))
    for changed in ({SECOND: parts[SECOND][:200]}, {SECOND: b""}):
        checked = received(pack({**parts, **changed}))
        assert told(checked.diagnostics) == [("fejl", "excel-ulaeselig", "")]
        assert checked.diagnostics[0].message == "arket »Data« er ødelagt og kan ikke læses"
        assert checked.value is not None
        assert (checked.value.usable, checked.value.other_sheets) == (1, ("»Data« (ødelagt)",))
    without = {name: part for name, part in parts.items() if name != SECOND}
    assert told(received(pack(without)).diagnostics) == [("fejl", "excel-ulaeselig", "")]


def test_a_broken_sheet_of_takster_is_named_and_a_hidden_one_is_not_read() -> None:
    data = sent(Takster=[HEADINGS, LINE], Noter=[("x",)])
    (finding,) = received(pack({**unpack(data), MAIN_SHEET: b"<worksheet>"})).diagnostics
    assert finding.message == "arket »Takster« er ødelagt og kan ikke læses"
    hidden = unpack(sent(Takster=[HEADINGS, LINE], Gemt=Page([("x",)], is_hidden=True)))
    assert received(pack({**hidden, SECOND: b"<worksheet>"})).diagnostics == ()


@pytest.mark.parametrize("cell", ["A60000", "DA2", "B4500"])
def test_one_stray_cell_far_away_does_not_take_the_takster_along(cell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_grid, "MAX_CELLS", 50_000)
    rows = [HEADINGS, *(line(afdeling=f"Hus {number}") for number in range(1, 95))]
    data = xlsx(rows, change=lambda book: book.get_worksheet_by_name("Takster").write(cell, "x"))
    checked = received(data)
    ((severity, kind, _), *_) = told(checked.diagnostics)
    assert (severity, kind) == ("fejl", "excel-for-stor")
    assert checked.value is not None
    assert checked.value.usable == 94


def test_takster_that_are_too_many_are_not_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_grid, "MAX_ROWS", 500)
    text = ";".join(HEADINGS) + "\n" + ";".join(map(str, LINE)).replace(".", ",") + "\n"
    head, row = text.encode("cp1252").splitlines(keepends=True)
    checked = received(head + row * 2_000, "615.csv")
    assert checked.value is None
    assert told(checked.diagnostics) == [("fejl", "excel-for-stor", "M2001")]


def test_a_copy_of_the_sheet_is_a_fault_and_the_first_is_answered() -> None:
    rows = [HEADINGS, LINE, line(afdeling="Syd")]
    checked = received(sent(Takster=rows, Takster_2=rows))
    assert told(checked.diagnostics) == [("fejl", "takst-ark-flere", "")]
    assert checked.value is not None
    assert (checked.value.sheet, checked.value.usable) == ("Takster", 2)
    other = received(sent(Takster=rows, Takster_2=[*rows[:2], line(afdeling="Syd", amount=1)]))
    assert (other.value, told(other.diagnostics)) == (None, [("fejl", "takst-ark-flere", "")])


def test_the_files_that_are_changed_here_are_whole() -> None:
    assert values_of(XLSX) == values_of(XLS) == values_of(ODS) == VALUES
