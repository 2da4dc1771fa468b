"""Cells that programs write oddly, read as Excel shows them: escapes, two values in one cell, numbers that are none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from bench.laesere import outcome
from bench.laesere_fejl import faulty
from rammeaftale.read.tables.sheet import CellFault, CellValue
from tests.takster.read_files import kinds, values_of, xlsx, xlsx_of
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


@pytest.mark.parametrize("number", ["1_000", "٣", "１", "0x10", "nan_"])
def test_what_only_python_takes_for_a_number_is_none(number: str) -> None:
    assert kinds(xlsx_of(f'<row r="1"><c r="A1"><v>{number}</v></c></row>')) == [("fejl", "excel-ulaeselig")]


@pytest.mark.parametrize("cell", ['t="s"><v>7</v>', 't="s"><v>-1</v>', 's="99"><v>1</v>', 's="-1"><v>1</v>'])
def test_what_points_nowhere_is_refused(cell: str) -> None:
    assert kinds(xlsx_of(f'<row r="1"><c r="A1" {cell}</c></row>')) == [("fejl", "excel-ulaeselig")]


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
