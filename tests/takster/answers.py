"""Files that were sent, and the answers to them, for the tests of answers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import xlsxwriter

from rammeaftale.base.diagnostics import (
    Checked,
    Diagnostic,
    RegisterPosition,
)
from rammeaftale.decode.takster.column_names import fold
from rammeaftale.model.intake import Received
from rammeaftale.model.takst_columns import COLUMNS
from rammeaftale.model.takster import Takst, Takstregister
from rammeaftale.read.tables.workbook import read_table
from rammeaftale.takster.intake.receive import receive
from rammeaftale.takster.intake.register import settled
from rammeaftale.takster.workbooks.answer import answer_xlsx
from rammeaftale.world import Source
from tests.takster.intake_help import CONTACT
from tests.takster.register_lines import ABOUT, register

PATH = "indbakke/615-horsens.xlsx"


NAMES = {fold(column.heading): column.field for column in COLUMNS}


PARTIES = {"615": "Horsens", "751": "Aarhus", "1082": "Region Midtjylland"}


HEADINGS = (
    "Tilbud", "Afdeling", "Lov", "Paragraf", "Tilbudstype", "Målgruppe", "Normerede pladser",
    "Forudsat belægning, pct.", "Takst, kr.", "Enhed", "Takst året før, kr.", "Vores egen",
)  # fmt: skip


GOOD = ("Birkegården", "Nord", "SEL", "§ 107", "Døgntilbud", "Voksne", 12, 0.95, 1234.5, "døgn", 1250, "x")


BAD = ("Elmely", "", "SEL", "§ 107", "Døgntilbud", "Voksne", "1.234.5", 0.9, "12,345", "uge", None, "")


def sent(*lines: Sequence[object]) -> bytes:
    """A file as a driftsherre may send it: a title, a blank row, headings, takster, a sum."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Ark1")
    table = [("Takster 2021",), (), HEADINGS, *lines, ("I alt", *[None] * 5, 24)]
    for row, values in enumerate(table):
        for column, value in enumerate(values):
            if value not in (None, ""):
                sheet.write(row, column, value)
    book.close()
    return data.getvalue()


def receive_sent(data: bytes) -> Checked[Received | None]:
    source = Source(PATH, data)
    workbook = read_table(source)
    assert workbook.value is not None, workbook.diagnostics
    return receive(workbook.value, source.digest, NAMES, PARTIES, "Midtjylland")


def received_from(data: bytes) -> tuple[Received, tuple[Diagnostic, ...]]:
    checked = receive_sent(data)
    assert checked.value is not None, checked.diagnostics
    return checked.value, checked.diagnostics


def answer_to(
    data: bytes,
    findings: Sequence[Diagnostic] = (),
    takster: Sequence[Takst] = (),
    previous: Takstregister | None = None,
) -> bytes:
    received, diagnostics = received_from(data)
    return answer_xlsx(settled(received, register(*takster)), (*findings, *diagnostics), previous, ABOUT, CONTACT)


def about(found: Diagnostic, driftsherre: str, row: str = "", column: str = "") -> Diagnostic:
    return replace(found, in_register=RegisterPosition(driftsherre, row, column))
