"""What other programs write into files of Excel and LibreOffice, and other readers read: no file is broken by it."""

from __future__ import annotations

import re
import struct
from decimal import Decimal

import pytest

from rammeaftale.read.tables.ole import Container
from rammeaftale.read.tables.sheet import CellFault
from tests.takster.read_files import ROWS, VALUES, book_of, compound, kinds, ods_cell, ods_of, values_of, xls, xlsx
from tests.takster.zips import pack, unpack

FORMATS = {"xlsx": xlsx(ROWS), "xls": xls(ROWS)}


@pytest.mark.parametrize("name", ["WORKBOOK", "workbook", "Workbook"])
def test_the_stream_of_an_xls_may_be_named_in_other_letters(name: str) -> None:
    data = compound(Container(FORMATS["xls"]).stream("Workbook"), name)
    assert kinds(data, "fil.xls") == []
    assert values_of(data, "fil.xls") == VALUES


@pytest.mark.parametrize("count", [0, 1, 7, 2**31])
def test_a_wrong_count_of_shared_texts_in_an_xls(count: int) -> None:
    """The count is only told; where it is too small, the texts after it are lost and told in their cells."""
    stream = Container(FORMATS["xls"]).stream("Workbook")
    start = stream.index(struct.pack("<H", 0x00FC)) + 8
    told = struct.unpack_from("<I", stream, start)[0]
    data = compound(stream[:start] + struct.pack("<I", count) + stream[start + 4 :])
    values = values_of(data, "fil.xls")
    if count >= told:
        assert values == VALUES
    assert values[1][2:4] == [Decimal(12), Decimal("1234.5")]
    assert values[0][-1] in ("Aktiv", CellFault("#FEJL"))


def test_a_wrong_count_of_shared_texts_in_an_xlsx() -> None:
    parts = dict(unpack(FORMATS["xlsx"]))
    name = "xl/sharedStrings.xml"
    for count in (b"0", b"99999999", b"mange"):
        changed = re.sub(rb'(count|uniqueCount)="[0-9]+"', rb'\1="' + count + b'"', parts[name])
        assert values_of(pack({**parts, name: changed})) == VALUES


@pytest.mark.parametrize(
    ("attributes", "value"),
    [
        ('office:value-type="float" office:value="tolv"', "12"),
        ('office:value-type="float"', "12"),
        ('office:value-type="date" office:date-value="2021-13-45"', "12"),
        ('office:value-type="time" office:time-value="PT12H"', "12"),
    ],
)
def test_an_odd_cell_of_an_ods_is_the_text_that_it_shows(attributes: str, value: str) -> None:
    cells = f"<table:table-cell {attributes}><text:p>12<text:s text:c='x'/></text:p></table:table-cell>"
    data = ods_of(f"<table:table-row>{cells}{ods_cell(2)}</table:table-row>")
    assert values_of(data, "a.ods") == [[value, Decimal(2)]]


def test_a_table_in_a_cell_of_an_ods_is_a_fault_of_its_sheet() -> None:
    inner = '<table:table table:name="Indre"><table:table-row><table:table-cell/></table:table-row></table:table>'
    row = f"<table:table-row><table:table-cell>{inner}</table:table-cell></table:table-row>"
    after = f'<table:table table:name="Takster igen"><table:table-row>{ods_cell(2)}</table:table-row></table:table>'
    sheets = book_of(ods_of(row, after=after), "a.ods").sheets
    assert [(sheet.name, sheet.fault is None) for sheet in sheets] == [("Takster", False), ("Takster igen", True)]
