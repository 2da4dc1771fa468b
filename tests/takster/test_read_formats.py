"""The same table in every format is the same table; and what each format says beside its values."""

from __future__ import annotations

import io
import struct
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import xlwt
from python_calamine import CalamineWorkbook

from rammeaftale.read.tables.ole import Container
from rammeaftale.read.tables.sheet import Area, CellFault, CellValue
from tests.takster.read_files import (
    MAIN_SHEET,
    ROWS,
    VALUES,
    book_of,
    compound,
    kinds,
    ods,
    ods_of,
    read,
    sheet_of,
    values_of,
    xls,
    xlsx,
    xlsx_of,
)
from tests.takster.zips import pack, unpack

FORMATS = {"xlsx": xlsx(ROWS), "xls": xls(ROWS), "ods": ods(ROWS)}
LONG = [[f"Tilbud nummer {number} på Ærø", number / 7, number] for number in range(1500)]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_table_is_read_the_same(kind: str) -> None:
    data, name = FORMATS[kind], f"fil.{kind}"
    assert values_of(data, name) == VALUES
    assert kinds(data, name) == []
    assert (book_of(data, name).kind, book_of(data, name).remark) == (kind, "")
    assert str(sheet_of(data, name).rows[1][2].span) == f"ind/{name}, ark »Takster«, celle C2"


@pytest.mark.parametrize(("kind", "data"), [("xlsx", xlsx(LONG)), ("xls", xls(LONG)), ("ods", ods(LONG))])
def test_another_reader_finds_the_same(kind: str, data: bytes) -> None:
    """Long enough that an .xls keeps its texts in several records."""
    other = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert values_of(data, f"fil.{kind}") == [[_plain(value) for value in row] for row in other]


def _plain(value: Any) -> CellValue:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(repr(value))
    return value.date() if isinstance(value, datetime) else value


def test_percent_is_known_by_the_format() -> None:
    def percents(data: bytes, kind: str) -> list[tuple[CellValue, bool]]:
        return [(cell.value, cell.is_percent) for cell in sheet_of(data, f"fil.{kind}").rows[0]]

    def to_xlsx(book: Any) -> None:
        sheet = book.get_worksheet_by_name("Takster")
        for column, code in enumerate(("0%", "0.0 %", '0" %"', "General")):
            sheet.write(0, column, 0.95, book.add_format({"num_format": code}))

    def to_xls(book: Any) -> None:
        for column, code in enumerate(("0%", "0.0 %", '0" %"', "General")):
            book.get_sheet(0).write(0, column, 0.95, xlwt.easyxf(num_format_str=code))

    expected = [(Decimal("0.95"), is_percent) for is_percent in (True, True, False, False)]
    assert percents(xlsx(change=to_xlsx), "xlsx") == expected
    assert percents(xls(change=to_xls), "xls") == expected
    cell = (
        '<table:table-cell office:value-type="percentage" office:value="0.95"><text:p>95 %</text:p></table:table-cell>'
    )
    assert percents(ods_of(f"<table:table-row>{cell}</table:table-row>"), "ods") == expected[:1]


def test_hidden_sheets_hidden_rows_and_merged_cells() -> None:
    def to_xlsx(book: Any) -> None:
        sheet = book.get_worksheet_by_name("Takster")
        sheet.merge_range("A1:B2", "Takst")
        sheet.write("A4", "x")
        sheet.set_row(2, None, None, {"hidden": True})
        book.add_worksheet("Gemt").hide()
        book.add_worksheet("Dybt gemt").very_hidden()

    def to_xls(book: Any) -> None:
        sheet = book.get_sheet(0)
        sheet.write_merge(0, 1, 0, 1, "Takst")
        sheet.write(2, 0, "y")
        sheet.write(3, 0, "x")
        sheet.row(2).hidden = True
        for visibility, name in enumerate(("Gemt", "Dybt gemt"), 1):
            book.add_sheet(name).visibility = visibility

    merged = (
        '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2" office:value-type="string">'
    )
    rows = (
        f"<table:table-row>{merged}<text:p>Takst</text:p></table:table-cell><table:covered-table-cell/></table:table-row>"
        "<table:table-row/>"
        '<table:table-row table:visibility="filter"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
        "</table:table-row>"
    )
    gone = "".join(f'<table:table table:name="{name}" table:style-name="t1"/>' for name in ("Gemt", "Dybt gemt"))
    hides = '<style:table-properties table:display="false"/>'
    style = f'<style:style style:name="t1" style:family="table">{hides}</style:style>'
    files = {
        "xlsx": xlsx(change=to_xlsx),
        "xls": xls(change=to_xls),
        "ods": ods_of(rows, after=gone, styles=style),
    }
    for kind, data in files.items():
        book = book_of(data, f"fil.{kind}")
        assert [(sheet.name, sheet.is_hidden) for sheet in book.sheets] == [
            ("Takster", False),
            ("Gemt", True),
            ("Dybt gemt", True),
        ]
        assert book.sheets[0].hidden_rows == {3}, kind
        assert book.sheets[0].merged == (Area(1, 2, 1, 2),), kind
        assert (book.sheets[0].rows[0][0].value, book.sheets[0].rows[3][0].value) == ("Takst", "x")


def test_a_failed_formula_is_a_fault_in_every_format() -> None:
    def to_xls(book: Any) -> None:
        row = book.get_sheet(0).row(0)
        row.set_cell_error(0, 0x17)
        row.set_cell_error(1, "#DIV/0!")

    cells = '<row r="1"><c r="A1" t="e"><f>X</f><v>#REF!</v></c><c r="B1" t="e"><v>#DIV/0!</v></c></row>'
    typed = '<table:table-cell table:formula="of:=1/0" office:value-type="{}" {}><text:p>{}</text:p></table:table-cell>'
    row = typed.format("string", 'office:string-value="" calcext:value-type="error"', "#REF!")
    row += typed.format("float", 'office:value="0"', "#DIV/0!")
    expected: list[list[CellValue]] = [[CellFault("#REF!"), CellFault("#DIV/0!")]]
    assert values_of(xlsx_of(cells)) == expected
    assert values_of(xls(change=to_xls), "fil.xls") == expected
    assert values_of(ods_of(f"<table:table-row>{row}</table:table-row>"), "fil.ods") == expected
    assert values_of(b"#REF!;#DIV/0!\r\n", "fil.csv") == expected


def test_the_result_of_a_formula_in_an_xls() -> None:
    """Number, text, truth, fault and empty text, as they stand in the record of the formula and in the next one."""
    data = xls([[1, 2, 3, 4, 5], [None] * 5 + ["x"]])
    row = values_of(_with_formulas(data), "fil.xls")[0]
    assert row == [Decimal("2.5"), "svar", True, CellFault("#N/A"), None, None]


def _with_formulas(data: bytes) -> bytes:
    """The record of the five numbers replaced by the formulas' records."""
    stream = Container(data).stream("Workbook")
    results = (struct.pack("<d", 2.5), _special(0), _special(1, 1), _special(2, 42), _special(3))
    made = b""
    for column, result in enumerate(results):
        made += struct.pack("<HHHHH", 0x0006, 20, 0, column, 0) + result + bytes(6)
        if column == 1:
            made += struct.pack("<HHHB", 0x0207, 7, 4, 0) + b"svar"
    numbers = struct.pack("<HH", 0x00BD, 6 + 5 * 6)
    before, after = stream.split(numbers)
    return compound(before + made + after[6 + 5 * 6 :])


def _special(kind: int, value: int = 0) -> bytes:
    return struct.pack("<BBBBHH", kind, 0, value, 0, 0, 0xFFFF)


def test_a_formula_that_waits_to_be_calculated_is_no_empty_cell() -> None:
    cells = (
        '<row r="1"><c r="A1"><f>X</f></c><c r="B1"><f>X</f><v></v></c><c r="C1" t="str"><f>""</f><v></v></c>'
        '<c r="D1"><f>1+1</f><v>7</v></c></row>'
    )
    # the writer of this test workbook asks Excel to calculate everything, so 7 is taken and 0 is not
    assert values_of(xlsx_of(cells)) == [[CellFault(""), CellFault(""), None, Decimal(7)]]
    assert values_of(xlsx([["=1-1", "x"]])) == [[CellFault(""), "x"]]
    waits = "<table:table-row><table:table-cell table:formula='of:=1'/></table:table-row>"
    assert values_of(ods_of(waits), "fil.ods") == [[CellFault("")]]


def test_both_counts_of_days() -> None:
    rows = [[date(2021, 1, 1), date(1900, 2, 28), date(1904, 1, 2)]]
    assert values_of(xlsx(rows)) == rows
    later = [[date(2021, 1, 1), date(1904, 1, 2)]]
    assert values_of(xlsx(later, date_1904=True)) == later


def test_times_are_no_days() -> None:
    def change(book: Any) -> None:
        book.get_worksheet_by_name("Takster").write(0, 0, 1.5, book.add_format({"num_format": "[h]:mm"}))

    assert values_of(xlsx(change=change)) == [[Decimal("1.5")]]


def test_rich_text_inline_text_readings_and_escapes_in_an_xlsx() -> None:
    inline = (
        '<row><c t="inlineStr"><is><r><t>Birke</t></r><r><t xml:space="preserve">gården </t></r>'
        "<rPh><t>læst</t></rPh></is></c><c t='s'><v>0</v></c><c t='d'><v>2021-01-01T00:00:00</v></c></row>"
    )
    shared = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>A_x000D_</t></r>'
        b"<r><t>\nB</t></r><rPh><t>x</t></rPh></si></sst>"
    )
    data = xlsx_of(inline, **{"xl/sharedStrings.xml": shared})
    assert values_of(data) == [["Birkegården", "A\r\nB", date(2021, 1, 1)]]


def test_an_xlsx_whose_elements_have_a_prefix() -> None:
    parts = dict(unpack(xlsx(ROWS)))
    parts[MAIN_SHEET] = parts[MAIN_SHEET].replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"<x:?", b"<?")
    parts[MAIN_SHEET] = parts[MAIN_SHEET].replace(b"xmlns=", b"xmlns:x=")
    assert values_of(pack(parts)) == VALUES


def test_repeated_cells_and_comments_in_an_ods() -> None:
    comment = "<office:annotation><text:p>Husk!</text:p></office:annotation>"
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="2">'
    row = (
        f"{cell}{comment}<text:p>a<text:s text:c='2'/><text:span>b</text:span></text:p><text:p>c</text:p>"
        "</table:table-cell>"
        '<table:table-cell table:number-columns-repeated="16382"/>'
    )
    rows = (
        f'<table:table-row table:number-rows-repeated="2">{row}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
    )
    assert values_of(ods_of(rows), "fil.ods") == [["a  b\nc", "a  b\nc"]] * 2


def test_formats_without_values_take_no_room() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert values_of(xlsx_of(cells)) == [[Decimal(1)]]
    empty_texts = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="90000"><c r="A90000" t="str"><f>""</f><v></v></c></row>'
    )
    assert values_of(xlsx_of(empty_texts)) == [[Decimal(1)]]


def test_a_hidden_sheet_is_not_judged() -> None:
    def change(book: Any) -> None:
        sheet = book.add_worksheet("Gemt")
        sheet.write("A1", "GÃ¸r")
        sheet.write("A60000", "x")
        sheet.hide()

    checked = read(xlsx(ROWS, change=change))
    assert checked.diagnostics == ()
    assert checked.value is not None
    assert checked.value.sheets[1].rows == ()
