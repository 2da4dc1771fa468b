"""Cells that programs write oddly, read as Excel shows them: escapes, two values in one cell, numbers that are none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from bench.laesere import outcome
from bench.laesere_fejl import faulty
from rammeaftale.read.tables.sheet import CellFault, CellValue
from tests.takster.read_files import MAIN_SHEET, kinds, read, sheet_of, values_of, xlsx, xlsx_of
from tests.takster.table_samples import SAMPLES
from tests.takster.zips import pack, unpack

SHARED = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
WORKBOOK = "xl/workbook.xml"


def _cell(xml: str, **parts: bytes) -> CellValue:
    """The value of a cell of raw XML."""
    rows = values_of(xlsx_of(f'<row r="1">{xml}</row>', **parts))
    return rows[0][0] if rows else None


ESCAPES = [
    ("_x000D_", None),
    ("a_x000D_b", "a\rb"),
    ("_x005F_x0041_", "_x0041_"),
    ("_x0041_", "A"),
    ("x_x41_", "x_x41_"),
    ("_xD83D__xDE00_", "\U0001f600"),
    ("_xD801_", "\ufffd"),
    ("_xDE00__xD83D_", "\ufffd\ufffd"),
]


@pytest.mark.parametrize(("written", "shown"), ESCAPES)
def test_what_xml_cannot_hold_is_shown_as_excel_shows_it(written: str, shown: str | None) -> None:
    assert _cell(f'<c r="A1" t="str"><v>{written}</v></c>') == shown
    assert _cell(f'<c r="A1" t="inlineStr"><is><t>{written}</t></is></c>') == shown
    shared = f'<sst xmlns="x"><si><t>{written}</t></si></sst>'.encode()
    data = pack({**unpack(xlsx([["x"]])), SHARED: shared})
    assert values_of(data) == ([[shown]] if shown else [])


def test_a_lost_letter_is_a_finding_and_no_fault_of_ours() -> None:
    data = xlsx_of('<row r="1"><c r="A1" t="str"><v>Birk_xD801_</v></c></row>')
    assert kinds(data) == [("fejl", "p12-tegnsaet")]


TWO_VALUES = [
    ('<c r="A1"><v>1</v><is><t>nej</t></is></c>', Decimal(1)),
    ('<c r="A1"><is><t>nej</t></is><v>1</v></c>', Decimal(1)),
    ('<c r="A1" t="inlineStr"><v>1</v><is><t>ja</t></is></c>', "ja"),
    ('<c r="A1" t="str"><is><t>nej</t></is><v>ja</v></c>', "ja"),
    ('<c r="A1" t="s"><v>0</v><is><t>nej</t></is></c>', "x"),
    ('<c r="A1" t="inlineStr"><v>ja</v></c>', "ja"),
    ('<c r="A1"><is><t>ja</t></is></c>', "ja"),
    ('<c r="A1"><v>1</v><v>2</v></c>', Decimal(2)),
    ('<c r="A1" t="inlineStr"><is><r><t>j</t></r><r><t>a</t></r><rPh sb="0" eb="1"><t>nej</t></rPh></is></c>', "ja"),
]


@pytest.mark.parametrize(("xml", "value"), TWO_VALUES)
def test_of_two_values_the_type_says_which_counts(xml: str, value: CellValue) -> None:
    assert _cell(xml, **{SHARED: b'<sst xmlns="x"><si><t>x</t></si></sst>'}) == value


OTHERS = [
    ('<c r="A1" t="b"><v>1</v></c>', True),
    ('<c r="A1" t="e"><v>#N/A</v></c>', CellFault("#N/A")),
    ('<c r="A1" t="str"><f>A2</f><v>Hus</v></c>', "Hus"),
    ('<c r="A1" t="str"><f>A2</f></c>', CellFault("")),
    ('<c r="A1"><f>A2</f></c>', CellFault("")),
    ('<c r="A1" t="d"><v>2021-01-01T00:00:00</v></c>', date(2021, 1, 1)),
]


@pytest.mark.parametrize(("xml", "value"), OTHERS)
def test_other_kinds_of_cells(xml: str, value: CellValue) -> None:
    assert _cell(xml) == value


@pytest.mark.parametrize("xml", ['<c r="A1" t="inlineStr"><is><t></t></is></c>', '<c r="A1" t="str"><v></v></c>'])
def test_a_cell_with_an_empty_text_is_empty(xml: str) -> None:
    assert values_of(xlsx_of(f'<row r="1">{xml}</row>')) == []


@pytest.mark.parametrize("number", ["1_000", "٣", "１", "0x10", "nan_", "1.2.3", "tolv"])
def test_what_is_no_number_is_the_text_that_it_is(number: str) -> None:
    """Also what only Python takes for a number; whoever needs the cell says that it is none."""
    assert _cell(f'<c r="A1"><v>{number}</v></c>') == number


ODD_CELLS = [
    ('<c r="A1" t="s"><v/></c>', None),
    ('<c r="A1" t="s"><v></v></c>', None),
    ('<c r="A1" t="s"><v>7</v></c>', CellFault("#FEJL")),
    ('<c r="A1" t="s"><v>-1</v></c>', CellFault("#FEJL")),
    ('<c r="A1" t="b"><v/></c>', None),
    ('<c r="A1" t="d"><v/></c>', None),
    ('<c r="A1" t="d"><v>12:30:00</v></c>', "12:30:00"),
    ('<c r="A1" t="d"><v>2021-01-01T12:30:00.000Z</v></c>', date(2021, 1, 1)),
    ('<c r="A1" t="d"><v>2021-13-45</v></c>', "2021-13-45"),
    ('<c r="A1" t="ukendt"><v>Hus</v></c>', "Hus"),
    ('<c r="A1" s="99"><v>1</v></c>', Decimal(1)),
    ('<c r="A1" s="-1"><v>1</v></c>', Decimal(1)),
    ('<c r="a1"><v>1</v></c>', Decimal(1)),
    ('<c r="$A$1"><v>1</v></c>', Decimal(1)),
]
"""What other programs write, and what other readers make of it: a cell, and not a broken file."""


@pytest.mark.parametrize(("xml", "value"), ODD_CELLS)
def test_an_odd_cell_is_read_and_takes_no_other_along(xml: str, value: CellValue) -> None:
    data = xlsx_of(f'<row r="1">{xml}<c r="B1"><v>2</v></c></row>')
    assert kinds(data) == []
    assert values_of(data) == [[value, Decimal(2)]]


def test_the_name_of_a_cell_counts_before_that_of_its_row() -> None:
    for row in ("1", "x", "0", ""):
        data = xlsx_of(f'<row r="{row}"><c r="A1"><v>1</v></c></row><row r="9"><c r="B2"><v>2</v></c></row>')
        assert values_of(data) == [[Decimal(1), None], [None, Decimal(2)]]


def test_measures_that_are_none_hide_nothing() -> None:
    parts = unpack(xlsx_of('<row r="1" ht="høj"><c r="A1"><v>1</v></c></row>'))
    sheet = parts[MAIN_SHEET].replace(
        b"<sheetData>", b'<cols><col min="x" max="1" width="bred" hidden="1"/></cols><sheetData>'
    )
    read_sheet = sheet_of(pack({**parts, MAIN_SHEET: sheet}))
    assert (read_sheet.hidden_rows, read_sheet.hidden_columns, read_sheet.low_rows) == (frozenset(),) * 3
    assert read_sheet.fault is None


@pytest.mark.parametrize("name", ["XL\\WORKBOOK.XML", "/xl/Workbook.xml", "xl\\workbook.xml"])
def test_the_parts_of_a_zip_may_be_named_otherwise(name: str) -> None:
    def renamed(part: str) -> str:
        return name if part == WORKBOOK else part.upper().replace("/", "\\")

    data = pack({renamed(part): content for part, content in unpack(xlsx([["Tilbud", 12]])).items()})
    assert kinds(data) == []
    assert values_of(data) == [["Tilbud", Decimal(12)]]


def test_a_shared_text_inside_another_is_refused() -> None:
    """Every text after it would have another number."""
    shared = b'<sst xmlns="x"><si><t>a<si></si></t></si><si><t>b</t></si></sst>'
    assert kinds(pack({**unpack(xlsx([["x"]])), SHARED: shared})) == [("fejl", "excel-ulaeselig")]


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    parts = unpack(xlsx([[date(2021, 1, 1)]]))
    workbook = parts[WORKBOOK].replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    assert workbook != parts[WORKBOOK]
    assert values_of(pack({**parts, WORKBOOK: workbook})) == [[date(2025, 1, 2)]]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_with_small_faults_raises_nothing(name: str) -> None:
    """`bench.laesere` does the same with a hundred thousand."""
    for number in range(40):
        outcome(name, faulty(SAMPLES[name], Random(f"{name}-{number}")))


@pytest.mark.parametrize("wrong", ["\x0b", "\x00", "&#11;", "&#x0;", "&#xD800;", "&#xFFFF;"])
def test_a_letter_that_xml_cannot_hold_is_lost_in_its_cell_alone(wrong: str) -> None:
    shared = f'<sst xmlns="x"><si><t>Hus{wrong}1 &#38; 2</t></si></sst>'.encode()
    in_sheet = f'<row r="1"><c r="A1" t="str"><v>Hus{wrong}1 &#38; 2</v></c><c r="B1"><v>2</v></c></row>'
    shared_cell = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row>'
    for data in (xlsx_of(in_sheet), xlsx_of(shared_cell, **{SHARED: shared})):
        assert kinds(data) == [("fejl", "p12-tegnsaet")]
        assert values_of(data) == [["Hus\ufffd1 & 2", Decimal(2)]]


def test_the_workbook_is_found_without_the_first_links() -> None:
    parts = unpack(xlsx([["Tilbud"]]))
    for links in ({}, {"_rels/.rels": b"<"}, {"_rels/.rels": b""}):
        data = pack({**{name: part for name, part in parts.items() if name != "_rels/.rels"}, **links})
        assert values_of(data) == [["Tilbud"]]


def test_lost_styles_are_told_and_the_cells_are_read() -> None:
    parts = unpack(xlsx([["Tilbud", 12]]))
    without = {name: part for name, part in parts.items() if name != STYLES}
    for data in (pack(without), pack({**parts, STYLES: b"<styleSheet>"}), pack({**parts, STYLES: b""})):
        (finding,) = read(data).diagnostics
        assert (finding.kind, finding.message[:29]) == ("excel-ulaeselig", "filens formater er ødelagt; p")
        assert values_of(data) == [["Tilbud", Decimal(12)]]
