"""Cells of the register's CSV file: the byte order mark stays, quotes come where they must, other cells stay."""

from __future__ import annotations

import codecs

import pytest

from rammeaftale.edit.register_cells import replace_cell
from rammeaftale.model.extent import Extent
from rammeaftale.takster.register.rows import cell_extents, csv_rows
from rammeaftale.world import Source
from tests import frozen

PATH = f"{frozen.HOME}/2031.csv"
TEXT = frozen.text(PATH).removeprefix("\ufeff")
ROW = csv_rows(PATH, TEXT).value[3]
CELLS = tuple(cell_extents(TEXT, ROW))
HEADINGS = csv_rows(PATH, TEXT).value[0].cells


def changed(heading: str, value: str) -> bytes:
    made = replace_cell(Source(PATH, frozen.files()[PATH]), CELLS[HEADINGS.index(heading)], value)
    assert made.value is not None, made.diagnostics
    return made.value


@pytest.mark.parametrize(
    ("heading", "value", "written"),
    [
        ("Tilbud", "Nyt navn", "Nyt navn"),
        ("Tilbud", 'a;b "c"', '"a;b ""c"""'),
        ("Tilbud", "=1+1", "'=1+1"),
        ("Tilbud", "-x", "'-x"),
        ("Takst, kr.", "1234,5", "1234,5"),
        ("Bemærkning", "", ""),
    ],
)
def test_one_cell_changes(heading: str, value: str, written: str) -> None:
    data = changed(heading, value)
    assert data.startswith(codecs.BOM_UTF8)
    rows = csv_rows(PATH, data.decode("utf-8-sig")).value
    old = csv_rows(PATH, TEXT).value
    assert [row.cells for row in (*rows[:3], *rows[4:])] == [row.cells for row in (*old[:3], *old[4:])]
    line = data.decode("utf-8-sig").split("\n")[ROW.extent.first_line - 1]
    assert f";{written};" in line
    assert sum(one != two for one, two in zip(rows[3].cells, ROW.cells, strict=True)) <= 1


def test_cells_are_found_with_their_quotes() -> None:
    text = 'a;"b;""c""";\nd;"e\nf";g\n'
    first, second = csv_rows("a.csv", text).value
    assert [place[1:] for place in cell_extents(text, first)] == [(1, 1, 1, 1), (1, 3, 1, 11), (1, 13, 1, 12)]
    assert [place[1:] for place in cell_extents(text, second)] == [(2, 1, 2, 1), (2, 3, 3, 2), (3, 4, 3, 4)]
    assert (first.extent[1:], second.extent[1:]) == ((1, 1, 1, 12), (2, 1, 3, 4))


def test_a_cell_is_found_by_where_it_stands_in_the_text() -> None:
    text = 'a;b\nd;"e\nf";"g""h"\n'
    _, row = csv_rows("a.csv", text).value
    assert [text[place] for place in cell_extents(text, row).values()] == ["d", '"e\nf"', '"g""h"']


def test_a_register_in_another_form_or_place_is_left_alone() -> None:
    def kind(data: bytes, extent: Extent, value: str = "x") -> str:
        return replace_cell(Source(PATH, data), extent, value).diagnostics[0].kind

    data = frozen.files()[PATH]
    assert kind(data.removeprefix(codecs.BOM_UTF8), CELLS[0]) == "ret-form"
    assert kind(data.replace(b"\n", b"\r\n"), CELLS[0]) == "ret-form"
    assert kind(data, CELLS[0]._replace(last_column=99)) == "ret-umulig"
    assert kind(data, CELLS[0], "a\nb") == "ret-styretegn"
