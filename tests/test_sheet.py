"""Workbooks as they come from economists' machines: what is read, what is refused, and in which words."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.read import sheet
from rammeaftale.read.sheet import column_letters, read_workbook
from rammeaftale.world import Source
from tests.workbooks import workbook

PATH = "bilag/2021-22/x/takstfil.xlsx"


def _kind(data: bytes) -> list[str]:
    checked = read_workbook(Source(PATH, data))
    assert checked.value is None
    return [d.kind for d in checked.diagnostics]


def test_values_are_exact_and_know_their_cell() -> None:
    rows = [["  æ ø\u00a0å ", 0.1, 1e3, 1234567.89, True, date(2021, 1, 1), None, ""], [], [None, "x"]]
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
    made = read_workbook(Source(PATH, workbook(A=[["=1/0", '=HYPERLINK("file:///etc/passwd")']]))).value
    assert made is not None
    assert {cell.value for cell in made.sheets[0].rows[0]} <= {None, Decimal(0)}


@pytest.mark.parametrize("data", [b"", b"a;b;c\n1;2;3", b"PK\x03\x04 half a file", workbook(A=[["x"]])[:500]])
def test_what_is_no_workbook_is_told(data: bytes) -> None:
    assert _kind(data) == ["excel-ulaeselig"]


@given(st.binary(max_size=300))
def test_no_bytes_can_raise(data: bytes) -> None:
    assert read_workbook(Source(PATH, data)).value is None


def test_an_old_or_locked_file_is_told() -> None:
    assert _kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600) == ["excel-laast"]


def _zip(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return made.getvalue()


def test_macros_and_bombs_are_refused_before_they_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _kind(_zip("xl/vbaProject.bin", b"x")) == ["excel-makro"]
    monkeypatch.setattr(sheet, "MAX_UNPACKED", 1000)
    assert _kind(_zip("xl/worksheets/sheet1.xml", b"0" * 2000)) == ["excel-for-stor"]


def test_an_outsized_sheet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MAX_ROWS", 2)
    assert _kind(workbook(A=[["x"]] * 3)) == ["excel-for-stor"]


def test_column_letters() -> None:
    assert [column_letters(n) for n in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]
