"""The CSV files inside the PDFs: every line, numbers as printed, and nothing that a spreadsheet would run."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

from rammeaftale.model.agreement import Document
from rammeaftale.model.takster import Takst
from rammeaftale.render.data_files import data_files
from tests.editions import document
from tests.printing import register, takst

LINE = takst("Horsens", "12")


def _document(text: str, *lines: Takst) -> Document:
    return replace(document("viften", text, 7), takster=register(*lines))


def _rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_takster_are_carried_as_they_are_printed() -> None:
    text = "# A {#a}\n\n::: indsæt takster\n:::\n"
    (made,) = data_files(_document(text, LINE, replace(takst("Horsens", "0.5", previous=None), afdeling="")))
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
    made = data_files(_document(text, replace(LINE, tilbud="=cmd|' /c calc'!A1", afdeling="+45")))
    for cell in (cell for one in made for row in _rows(one.data) for cell in row):
        assert not cell.startswith(("=", "+", "-", "@"))
