"""Small good files of takster in every format, with what a format can hold: what the mutations of files begin from."""

from __future__ import annotations

from datetime import date
from typing import Any

import xlsxwriter
import xlwt

from tests.takster import read_files
from tests.takster.intake_help import HEADINGS, csv, line

_ROWS: tuple[tuple[object, ...], ...] = (
    ("Takster 2021", None, "Horsens"),
    (*HEADINGS, "Hensat i år", "Andre køberkommuner"),
    (*line(), date(2019, 1, 1), 3),
    (*line(afdeling="Syd", places=7.5, amount=2000), None, 0),
    (*line(tilbud="Ærøhuset", unit="time", amount=400.25, occupancy=97.5), None, None),
    ("I alt", *(None,) * 7, 31.5),
    ("Note: priserne er foreløbige",),
)


def _in_xlsx(book: xlsxwriter.Workbook) -> None:
    sheet: Any = book.get_worksheet_by_name("Takster")
    bold, struck = book.add_format({"bold": True}), book.add_format({"font_strikeout": True})
    percent = book.add_format({"num_format": "0.0 %"})
    sheet.write_rich_string("C4", "Birke", bold, "gården", struck)
    sheet.write_formula("K4", "=2*1000", None, 2000)
    sheet.write_formula("D5", '="Hus "&1', None, "Hus 1")
    sheet.write_number("J5", 0.975, percent)
    sheet.write_formula("O5", "=1/0", None, "#DIV/0!")
    sheet.write_boolean("R3", boolean=True)
    sheet.merge_range("B8:C8", "flettet")
    sheet.set_row(6, 15, None, {"hidden": True})
    sheet.set_column("Q:Q", 3, None, {"hidden": True})
    book.add_worksheet("Skjult").hide()
    book.add_worksheet("Om filen").write(0, 0, "Horsens Kommune")


def _in_xls(book: xlwt.Workbook) -> None:
    sheet = book.get_sheet(0)
    sheet.write(3, 17, xlwt.Formula("1+1"))
    sheet.write(3, 18, 0.5, xlwt.easyxf("font: struck_out on", num_format_str="0%"))
    sheet.write_merge(8, 9, 0, 1, "flettet")
    sheet.row(6).hidden = True
    sheet.col(16).hidden = True
    book.add_sheet("Skjult").visibility = 1


SAMPLES = {
    "615.xlsx": read_files.xlsx(_ROWS, change=_in_xlsx),
    "615.xls": read_files.xls(_ROWS, change=_in_xls),
    "615.ods": read_files.ods(_ROWS),
    "615.csv": csv(*_ROWS),
    "utf8.csv": "\n".join("\t".join("" if cell is None else f'"{cell}"' for cell in row) for row in _ROWS).encode(),
}
"""By the file's name."""
