"""The CSV files inside the PDFs: every line, numbers as printed, and nothing that a spreadsheet would run."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

from rammeaftale.decode.takster import decode_takstfil
from rammeaftale.model.agreement import Document
from rammeaftale.read.sheet import read_workbook
from rammeaftale.render.data_files import data_files
from rammeaftale.world import Source
from tests.editions import document
from tests.workbooks import LINE, changed, takstfil


def _document(text: str, *lines: tuple[object, ...]) -> Document:
    book = read_workbook(Source("bilag/2021-22/x/takstfil.xlsx", takstfil(*lines))).value
    assert book is not None
    return replace(document("viften", text, 7), takster=decode_takstfil(book).value)


def _rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_takster_are_carried_as_they_are_printed() -> None:
    text = "# A {#a}\n\n::: indsæt takster\n:::\n"
    (made,) = data_files(_document(text, LINE, changed(afdeling=None, previous=None, places=0.5)))
    head, first, second = _rows(made.data)
    assert (made.name, made.description) == ("takster.csv", "Taksterne som data (eksempeldata)")
    assert dict(zip(head, first, strict=True))["Takst, kr."] == "1234,5"
    assert dict(zip(head, second, strict=True)) | {"Afdeling": "", "Takst året før, kr.": ""} == dict(
        zip(head, second, strict=True)
    )
    assert Decimal(second[head.index("Normerede pladser")].replace(",", ".")) == Decimal("0.5")


def test_places_are_carried_without_takster() -> None:
    (made,) = data_files(_document("# A {#a}\n\n::: indsæt pladser\n:::\n", LINE))
    assert made.name == "pladser.csv"
    assert _rows(made.data)[0][-1] == "Normerede pladser"


def test_a_document_without_data_tables_carries_nothing() -> None:
    assert data_files(document("a", "# A {#a}\n")) == ()
    assert data_files(_document("# A {#a}\n", LINE)) == ()


def test_no_cell_is_a_formula() -> None:
    text = "# A {#a}\n\n::: indsæt takster\n:::\n"
    made = data_files(_document(text, changed(tilbud="'=cmd|' /c calc'!A1", afdeling="'+45")))
    for cell in (cell for one in made for row in _rows(one.data) for cell in row):
        assert not cell.startswith(("=", "+", "-", "@"))
