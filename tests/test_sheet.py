"""Workbooks as they come from economists' machines: what is read, what is refused, and in which words."""

from __future__ import annotations

import io
import random
import re
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.read import sheet, sheet_parts
from rammeaftale.read.sheet import CellFault, CellValue, read_workbook
from rammeaftale.read.sheet_parts import column_letters, column_number, extents, pack, unpack
from rammeaftale.world import Source
from tests.workbooks import LINE, takstfil, workbook

PATH = "bilag/2021-22/x/takstfil.xlsx"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SHEET = "xl/worksheets/sheet1.xml"


def _kind(data: bytes) -> list[str]:
    checked = read_workbook(Source(PATH, data))
    assert checked.value is None
    return [d.kind for d in checked.diagnostics]


def _values(data: bytes) -> list[list[CellValue]]:
    checked = read_workbook(Source(PATH, data))
    assert checked.value is not None, checked.diagnostics
    return [[cell.value for cell in row] for row in checked.value.sheets[0].rows]


def _with_cells(xml: str) -> bytes:
    """A workbook whose only sheet has these rows of raw XML."""
    parts = dict(unpack(workbook(A=[["x"]])))
    whole = re.sub(
        r"<sheetData>.*</sheetData>", f"<sheetData>{xml}</sheetData>", parts[SHEET].decode(), flags=re.DOTALL
    )
    return pack(parts | {SHEET: whole.encode()})


def test_values_are_exact_and_know_their_cell() -> None:
    rows: list[list[object]] = [["  æ ø\u00a0å ", 0.1, 1e3, 1234567.89, True, date(2021, 1, 1), None], [], [None, "x"]]
    checked = read_workbook(Source(PATH, workbook(Ark_et=rows)))
    assert checked.value is not None
    (only,) = checked.value.sheets
    assert only.name == "Ark et"
    values = [cell.value for cell in only.rows[0]]
    assert values[:6] == ["æ ø å", Decimal("0.1"), Decimal(1000), Decimal("1234567.89"), True, date(2021, 1, 1)]
    assert set(values[6:]) <= {None}
    assert str(only.rows[2][1].span) == f"{PATH}, ark »Ark et«, celle B3"
    assert str(values[2]) == "1000"


def test_a_formula_gives_its_stored_value_and_is_not_run() -> None:
    assert _values(_with_cells('<row r="1"><c r="A1"><f>1+1</f><v>7</v></c></row>')) == [[Decimal(7)]]
    ((link,),) = _values(workbook(A=[['=HYPERLINK("file:///etc/passwd")']]))
    assert link == Decimal(0)


def test_a_cell_that_shows_an_error_or_waits_to_be_calculated_is_not_taken_for_an_empty_one() -> None:
    cells = (
        '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><f>X</f></c><c r="C1"><f>X</f><v></v></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1" t="e"><v>#REF!</v></c><c r="F1"><v>1</v></c>'
    )
    faults = [CellFault("#DIV/0!"), CellFault(""), CellFault(""), None, CellFault("#REF!"), Decimal(1)]
    assert _values(_with_cells(f'<row r="1">{cells}</row>')) == [faults]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "excel-ulaeselig"),
        (b"a;b;c\n1;2;3", "excel-tekstfil"),
        (b"PK\x03\x04 half a file", "excel-ulaeselig"),
        (workbook(A=[["x"]])[:500], "excel-ulaeselig"),
        (OLD, "excel-gammel"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "excel-laast"),
        (pack({"word/document.xml": b"<x/>"}), "excel-ulaeselig"),
    ],
)
def test_what_is_no_workbook_is_told(data: bytes, kind: str) -> None:
    assert _kind(data) == [kind]


@given(st.binary(max_size=300))
def test_no_bytes_can_raise(data: bytes) -> None:
    assert read_workbook(Source(PATH, data)).value is None


def test_no_damage_inside_the_workbook_can_raise() -> None:
    whole = unpack(takstfil(LINE))
    chance = random.Random(20210101)
    names = [name for name in whole if name.startswith("xl/")]
    for _ in range(200):
        name = chance.choice(names)
        hurt = bytearray(whole[name])
        start = chance.randrange(len(hurt))
        hurt[start : start + chance.randrange(12)] = chance.choice((b"", b"9999999999", b"-1", b"AAAA1", b'"', b"<v>"))
        read_workbook(Source(PATH, pack({**whole, name: bytes(hurt)})))


def test_macros_are_refused() -> None:
    assert _kind(pack({**unpack(workbook(A=[["x"]])), "xl/vbaProject.bin": b"x"})) == ["excel-makro"]


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(SHEET, b"0" * 2000)
    monkeypatch.setattr(sheet_parts, "MAX_UNPACKED", 1000)
    assert _kind(made.getvalue()) == ["excel-for-stor"]


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData/></worksheet>'
    assert _kind(pack({**unpack(workbook(A=[["x"]])), SHEET: bomb})) == ["excel-ulaeselig"]


def test_an_outsized_sheet_is_refused_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    far = _with_cells('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    checked = read_workbook(Source(PATH, far))
    assert [(d.kind, str(d.span)) for d in checked.diagnostics] == [
        ("excel-for-stor", f"{PATH}, ark »A«, celle XFD1048576")
    ]
    assert _kind(_with_cells('<row r="1"><c r="AAAAA1"><v>1</v></c></row>')) == ["excel-ulaeselig"]
    monkeypatch.setattr(sheet, "MAX_ROWS", 2)
    assert _kind(workbook(A=[["x"]] * 3)) == ["excel-for-stor"]


def test_formatted_empty_cells_take_no_room() -> None:
    parts = unpack(_with_cells('<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="XFD900000" s="0"/></row>'))
    assert (extents(parts)["A"].rows, extents(parts)["A"].columns) == (1, 1)
    assert _values(pack(parts)) == [[Decimal(1)]]


def test_column_letters() -> None:
    assert [column_letters(n) for n in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]
    assert all(column_number(column_letters(n)) == n for n in range(1, 2000))
