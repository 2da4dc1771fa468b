"""Rows and columns that the sender does not see: hidden ones wait for a person's word, odd-looking ones are told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
import xlwt

from rammeaftale.base.diagnostics import Checked
from rammeaftale.model.intake import HiddenRows, Received
from rammeaftale.shell.takst_pipeline import register_files, take_in
from rammeaftale.takster.register.receipts import decode_receipts
from rammeaftale.world import Source
from tests import frozen
from tests.frozen import HOME, SENT
from tests.memory_world import MemoryWorld
from tests.takster import read_files
from tests.takster.intake_help import HEADINGS, Page, line, received, takster, told, xlsx

ROWS = (HEADINGS, *(line(afdeling=f"Hus {number}") for number in range(1, 7)))
"""Takster in row 2 to 7."""
FILTERED = [3, 4, 6]


def _xlsx(book: xlsxwriter.Workbook) -> None:
    for row in FILTERED:
        book.get_worksheet_by_name("Takster").set_row(row - 1, None, None, {"hidden": True})


def _xls(book: xlwt.Workbook) -> None:
    for row in FILTERED:
        book.get_sheet(0).row(row - 1).hidden = True


def _ods() -> bytes:
    lines = ["".join(read_files.ods_cell(value) for value in row) for row in ROWS]
    states = ["filter" if number in FILTERED else "visible" for number in range(1, len(ROWS) + 1)]
    return read_files.ods_of(
        "".join(
            f'<table:table-row table:visibility="{state}">{cells}</table:table-row>'
            for state, cells in zip(states, lines, strict=True)
        )
    )


FORMATS = {
    "615.xlsx": read_files.xlsx(ROWS, change=_xlsx),
    "615.xls": read_files.xls(ROWS, change=_xls),
    "615.ods": _ods(),
}


def _houses(checked: Checked[Received | None]) -> list[str]:
    return [takst.afdeling.removeprefix("Hus ") for takst in takster(checked)]


@pytest.mark.parametrize("name", FORMATS)
def test_hidden_rows_are_an_error_until_a_person_decides(name: str) -> None:
    undecided = received(FORMATS[name], name)
    assert told(undecided.diagnostics) == [("fejl", "takst-skjult-raekke", "A3")]
    (finding,) = undecided.diagnostics
    assert "række 3-4 og 6 er skjulte" in finding.message
    assert finding.own_hints == (
        f"eller bestem det for filen: --skjulte {name}=laes eller --skjulte {name}=spring-over",
    )
    read = received(FORMATS[name], name, HiddenRows.READ)
    assert (read.diagnostics, _houses(read)) == ((), ["1", "2", "3", "4", "5", "6"])
    skipped = received(FORMATS[name], name, HiddenRows.SKIPPED)
    assert (skipped.diagnostics, _houses(skipped)) == ((), ["1", "4", "6"])


def test_hidden_sums_notes_and_empty_rows_need_no_decision() -> None:
    rows = (*ROWS, ("I alt", *(None,) * 7, 72), (), ("Godkendt", "i byrådet"))
    checked = received(xlsx(A=Page(rows, hidden=[8, 9, 10])))
    assert checked.diagnostics == ()
    assert checked.value is not None
    assert [(row.row, row.why) for row in checked.value.left_out] == [
        (8, "sum, skjult"),
        (9, "tom"),
        (10, "note under tabellen"),
    ]


def _taken(files: dict[str, bytes], data: bytes, hidden: dict[str, HiddenRows]) -> tuple[list[str], dict[str, bytes]]:
    """The errors of reading Hasselø's file beside the others, and the repository's files after it."""
    place = f"{SENT}/2031"
    sent = {path: content for path, content in frozen.files().items() if path.startswith(f"{place}/")}
    sent.pop(f"{place}/875-hasseloe.csv")
    sources = [Source(path, content) for path, content in sorted({**sent, f"{place}/875.xlsx": data}.items())]
    checked = take_in(MemoryWorld(files), frozen.EDITION, sources, place, 2031, hidden)
    assert checked.value is not None
    errors = [finding.kind for finding in checked.diagnostics if finding.severity.value == "fejl"]
    return errors, files if errors else {**files, **register_files(checked.value)}


def test_a_decision_is_kept_beside_the_digest_and_falls_when_the_file_changes() -> None:
    own = (*HEADINGS[2:],)
    rows = [own, *(("Ny", f"Hus {number}", *line(places=5)[4:12], None) for number in range(1, 4))]
    data, changed = xlsx(A=Page(rows, hidden=[3])), xlsx(A=Page([*rows, rows[-1][:1]], hidden=[3]))
    files = dict(frozen.files())
    assert _taken(files, data, {})[0] == ["takst-skjult-raekke"]
    errors, kept = _taken(files, data, {"875.xlsx": HiddenRows.SKIPPED})
    assert errors == []
    receipts = decode_receipts(Source("m.csv", kept[f"{HOME}/2031-modtaget.csv"])).value
    assert {receipt.file.rpartition("/")[2]: receipt.hidden for receipt in receipts if receipt.hidden.value} == {
        "875.xlsx": HiddenRows.SKIPPED
    }
    assert _taken(kept, data, {}) == ([], kept)
    assert _taken(kept, changed, {})[0] == ["takst-skjult-raekke"]
    errors, read = _taken(kept, data, {"875.xlsx": HiddenRows.READ})
    assert errors == []
    assert read[f"{HOME}/2031.csv"].count(b"875.xlsx") == 3


def test_a_list_from_before_hidden_rows_were_decided_on_is_read() -> None:
    old = f"Fil;Sha256;Driftsherrekode;Rækker brugt;Rækker udeladt\nfil.csv;{'a' * 64};615;1;0\n"
    (receipt,) = decode_receipts(Source("m.csv", old.encode())).value
    assert receipt.hidden is HiddenRows.UNDECIDED


def _looks_xlsx(book: Any) -> None:
    sheet = book.get_worksheet_by_name("Takster")
    struck, white = book.add_format({"font_strikeout": True}), book.add_format({"font_color": "white"})
    on_dark = book.add_format({"font_color": "white", "bg_color": "#204060"})
    sheet.write(1, 2, "Birkegården", struck)
    sheet.write(2, 10, 1000, white)
    sheet.write(3, 10, 1000, on_dark)
    sheet.write(4, 10, 1000, book.add_format({"num_format": ";;;"}))
    sheet.set_row(5, 1.5)
    sheet.set_column("K:K", 12, None, {"hidden": True})


def _looks_xls(book: Any) -> None:
    sheet = book.get_sheet(0)
    sheet._cell_overwrite_ok = True
    sheet.write(1, 2, "Birkegården", xlwt.easyxf("font: struck_out on"))
    sheet.write(2, 10, 1000, xlwt.easyxf("font: colour white"))
    dark = "font: colour white; pattern: pattern solid, fore_colour dark_blue"
    sheet.write(3, 10, 1000, xlwt.easyxf(dark))
    sheet.write(4, 10, 1000, xlwt.easyxf(num_format_str=";;;"))
    sheet.row(5).height_mismatch = True
    sheet.row(5).height = 30
    sheet.col(10).hidden = True


_FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
_STYLES = (
    '<style:style style:name="s"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    f'<style:style style:name="w"><style:text-properties {_FO} fo:color="#ffffff"/></style:style>'
    f'<style:style style:name="d"><style:table-cell-properties {_FO} fo:background-color="#204060"/>'
    f'<style:text-properties {_FO} fo:color="#ffffff"/></style:style>'
    f'<style:style style:name="t"><style:text-properties {_FO} fo:font-size="1pt"/></style:style>'
    '<style:style style:name="l"><style:table-row-properties style:row-height="0.05cm"/></style:style>'
)


def _looks_ods() -> bytes:
    dressed = {(2, 3): "s", (3, 11): "w", (4, 11): "d", (5, 11): "t"}
    lines = []
    for number, row in enumerate(ROWS, 1):
        cells = [read_files.ods_cell(value) for value in row]
        for column in range(1, len(row) + 1):
            if style := dressed.get((number, column)):
                cell = cells[column - 1]
                cells[column - 1] = cell.replace("<table:table-cell", f'<table:table-cell table:style-name="{style}"')
        style = ' table:style-name="l"' if number == 6 else ""
        lines.append(f"<table:table-row{style}>{''.join(cells)}</table:table-row>")
    columns = (
        '<table:table-column table:number-columns-repeated="10"/><table:table-column table:visibility="collapse"/>'
    )
    return read_files.ods_of(columns + "".join(lines), styles=_STYLES)


LOOKS = {
    "615.xlsx": read_files.xlsx(ROWS, change=_looks_xlsx),
    "615.xls": read_files.xls(ROWS, change=_looks_xls),
    "615.ods": _looks_ods(),
}


@pytest.mark.parametrize("name", LOOKS)
def test_what_is_read_and_can_hardly_be_seen_is_told(name: str) -> None:
    checked = received(LOOKS[name], name)
    assert told(checked.diagnostics) == [
        ("advarsel", "takst-skjult-kolonne", "K1"),
        ("advarsel", "takst-overstreget", "C2"),
        ("advarsel", "takst-usynlig", "K3"),
    ]
    said = [finding.message for finding in checked.diagnostics]
    assert said == [
        "kolonne K (»Takst, kr.«) er skjult, men er læst",
        "celle C2 er streget over, men er læst",
        "række 3 og 5-6 har tekst eller tal, som ikke kan ses, men er læst",
    ]
    assert len(takster(checked)) == 6


def test_a_text_struck_out_in_part_is_told() -> None:
    def change(book: Any) -> None:
        struck = book.add_format({"font_strikeout": True})
        book.get_worksheet_by_name("Takster").write_rich_string("C3", "Birke", struck, "gården")

    checked = received(read_files.xlsx(ROWS, change=change), "615.xlsx")
    assert told(checked.diagnostics) == [("advarsel", "takst-overstreget", "C3")]


def test_a_whole_line_struck_out_is_told_by_its_row() -> None:
    def change(book: Any) -> None:
        struck = book.add_format({"font_strikeout": True})
        for column, value in enumerate(ROWS[3]):
            book.get_worksheet_by_name("Takster").write(3, column, value, struck)

    (finding,) = received(read_files.xlsx(ROWS, change=change), "615.xlsx").diagnostics
    assert finding.message == "række 4 er streget over, men er læst"


def test_a_row_without_height_is_hidden() -> None:
    data = read_files.xlsx(ROWS, change=lambda book: book.get_worksheet_by_name("Takster").set_row(2, 0))
    assert told(received(data, "615.xlsx").diagnostics) == [("fejl", "takst-skjult-raekke", "A3")]
    assert [takst.amount for takst in takster(received(data, "615.xlsx", HiddenRows.READ))] == [Decimal("1234.5")] * 6


def test_a_folded_group_in_an_ods_is_hidden() -> None:
    lines = ["".join(read_files.ods_cell(value) for value in row) for row in ROWS]
    rows = [f"<table:table-row>{cells}</table:table-row>" for cells in lines]
    grouped = "".join(
        (*rows[:2], '<table:table-row-group table:display="false">', *rows[2:5], "</table:table-row-group>")
    )
    checked = received(read_files.ods_of(grouped + "".join(rows[5:])), "615.ods")
    assert "række 3-5 er skjulte" in checked.diagnostics[0].message
