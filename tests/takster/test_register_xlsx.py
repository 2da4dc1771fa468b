"""The register as a workbook for people: typed numbers, headings that stay, the same bytes every time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rammeaftale.model.takst_columns import COLUMNS
from rammeaftale.takster.workbooks.register_xlsx import register_xlsx
from tests.takster.register_lines import line, register
from tests.takster.register_opened import has_formula_or_outward_link, parts, rows, sheets

TRICKY = ['=HYPERLINK("https://x.dk")', "+1", "@x", "-2+3", "\t=1", "https://x.dk", "{=1}", "12", "mailto:a@b.dk"]


def test_numbers_are_numbers_and_text_is_text() -> None:
    data = register_xlsx(register(line(1, places=Decimal("12.5"), amount=Decimal("1234.56"))))
    headings, values = rows(data, "Takster")
    assert headings == [*(column.heading for column in COLUMNS), "Kilde, fil", "Kilde, ark", "Kilde, række"]
    cells = dict(zip(headings, values, strict=True))
    assert [cells[name] for name in ("Normerede pladser", "Takst, kr.", "Kilde, række")] == [12.5, 1234.56, 5]
    assert [cells[name] for name in ("Række-id", "Driftsherrekode", "Basistakst, kr.")] == ["615-0001", "615", ""]


def test_a_number_keeps_all_its_digits() -> None:
    data = register_xlsx(register(line(places=Decimal("0.1") + Decimal("0.2"), amount=Decimal("1250.3300000000002"))))
    assert "<v>0.3</v>" in parts(data)["xl/worksheets/sheet1.xml"]
    assert "<v>1250.3300000000002</v>" in parts(data)["xl/worksheets/sheet1.xml"]


def test_a_column_has_the_same_decimals_all_the_way_down() -> None:
    styles = parts(register_xlsx(register(line(1), line(2, places=Decimal("0.25")))))["xl/styles.xml"]
    assert '"#,##0.00"' in styles or 'numFmtId="4"' in styles


def test_the_same_register_gives_the_same_bytes() -> None:
    assert register_xlsx(register(line())) == register_xlsx(register(line()))
    assert "2021-01-01" in parts(register_xlsx(register(line())))["docProps/core.xml"]


def test_the_headings_stay_on_the_screen_and_on_paper() -> None:
    files = parts(register_xlsx(register(line())))
    sheet = files["xl/worksheets/sheet1.xml"]
    assert 'ySplit="1"' in sheet
    assert 'orientation="landscape"' in sheet
    assert 'fitToWidth="3" fitToHeight="0"' in sheet
    assert "mergeCell" not in sheet
    assert "Takster!$A:$D,Takster!$1:$1" in files["xl/workbook.xml"]
    assert "<autoFilter" in files["xl/tables/table1.xml"]
    assert "<dc:title>Takster 2021</dc:title>" in files["docProps/core.xml"]


@pytest.mark.parametrize("tilbud", TRICKY)
def test_nothing_that_somebody_wrote_becomes_a_formula_or_a_link(tilbud: str) -> None:
    data = register_xlsx(register(line(tilbud=tilbud)))
    assert not has_formula_or_outward_link(data)
    assert rows(data, "Takster")[1][3] == tilbud.strip()


def test_the_second_sheet_tells_about_the_file() -> None:
    data = register_xlsx(register(line(1), line(2, places=Decimal("0.5"))))
    assert sheets(data) == ["Takster", "Om filen"]
    assert rows(data, "Om filen")[1:] == [
        ["Datastatus", "Eksempeldata"],
        ["År", "2021"],
        ["Regnskabsår", "2019"],
        ["Gyldig fra", "1. januar 2021"],
        ["Kilde", "opdigtede tal"],
        ["Driftsherrer", "1"],
        ["Takster", "2"],
        ["Normerede pladser i alt", "12,5"],
    ]


def test_an_empty_register_can_be_written() -> None:
    assert len(rows(register_xlsx(register()), "Takster")) == 1
