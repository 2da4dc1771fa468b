"""What nobody sees in a sender's file: told with the cell, and gone before anything else reads it."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from rammeaftale.base.diagnostics import Severity
from rammeaftale.read.tables.cell_texts import _KEPT
from rammeaftale.read.tables.values import MAX_CELL
from tests.takster.read_files import ods, read, xls, xlsx
from tests.takster.zips import pack, unpack


def _told(data: bytes, name: str) -> list[tuple[str, str, str]]:
    return [(one.severity.value, one.kind, str(one.span)) for one in read(data, name).diagnostics]


def _files(words: str) -> dict[str, bytes]:
    rows = [["Tilbud"], [words]]
    return {"a.xlsx": xlsx(rows), "a.xls": xls(rows), "a.csv": f"Tilbud\n{words}\n".encode()}


@pytest.mark.parametrize("letter", "\u200e\u2060\ue000\U000e0041\ufe0f\u3164\uffff")
def test_a_character_that_cannot_be_seen_is_read_past_and_told(letter: str) -> None:
    for name, data in _files(f"Birke{letter}gården").items():
        checked = read(data, name)
        sheet = f", ark »{checked.value.sheets[0].name}«" if checked.value and name != "a.csv" else ""
        assert _told(data, name) == [("advarsel", "celle-tegn", f"ind/{name}{sheet}, celle A2")]
        assert checked.value is not None
        assert checked.value.sheets[0].rows[1][0].value == "Birkegården"
    assert _told(_files("Birkegården")["a.xlsx"], "a.xlsx") == []


@pytest.mark.parametrize("letter", "\x1b\x07\x9b\u202e")
def test_what_excel_writes_for_a_control_character_is_told(letter: str) -> None:
    data = xlsx([["Tilbud"], [f"a{letter}b"]])
    assert (f"_x{ord(letter):04X}_".encode() in unpack(data)["xl/sharedStrings.xml"]) == (letter < " ")
    (found,) = read(data).diagnostics
    assert found.kind == "celle-tegn"
    assert (found.severity is Severity.ERROR) == (letter == "\u202e")
    assert f"U+{ord(letter):04X}" in found.message


@pytest.mark.parametrize("blank", "\t\n\r\x0b\u00a0\u2028\u200b\ufeff\u00ad\u202f")
def test_blanks_and_what_word_leaves_behind_are_read_as_before(blank: str) -> None:
    assert _told(xlsx([["Tilbud"], [f"Birke{blank}gården"]]), "a.xlsx") == []


def test_a_turned_direction_and_a_pile_of_marks_are_errors() -> None:
    for words in ("1\u202e23", "a" + "\u0301\u0316" * 400_000):
        for name, data in _files(words[:30_000]).items():
            (found,) = read(data, name).diagnostics
            assert (found.severity, found.kind) in {
                (Severity.ERROR, "celle-tegn"),
                (Severity.ERROR, "celle-for-lang"),
            }
            assert found.hints
    (found,) = read(ods([["a" + "\u0301\u0316" * 2_000]]), "a.ods").diagnostics
    assert found.kind == "celle-tegn"


def test_at_most_twenty_such_cells_are_told() -> None:
    assert len(_told(xlsx([[f"{number}\u200e"] for number in range(50)]), "a.xlsx")) == 20


def test_the_name_of_a_sheet_is_one_line_that_can_be_seen() -> None:
    data = xlsx([["Tilbud"], ["x"]])
    main = unpack(data)["xl/workbook.xml"].replace(b'name="Takster"', 'name="a&#10;::error::b\u202e"'.encode())
    checked = read(pack({**unpack(data), "xl/workbook.xml": main}))
    assert [(one.severity.value, one.kind) for one in checked.diagnostics] == [("advarsel", "ark-navn")]
    assert checked.value is not None
    assert checked.value.sheets[0].name == checked.value.sheets[0].rows[0][0].span.sheet == "a ::error::b"


def test_a_long_text_that_many_cells_share_is_not_carried_along() -> None:
    """Each cell would be looked through from end to end, many times over."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(2_000):
            sheet.write_string(row, 0, "x" * (MAX_CELL + 5))
    checked = read(made.getvalue())
    assert [one.kind for one in checked.diagnostics] == ["celle-for-lang"]
    assert checked.value is not None
    assert {len(str(row[0].value)) for row in checked.value.sheets[0].rows} == {_KEPT}
