"""The answers and mails as the economist who gets them reads them: nothing of ours, a place for each finding, no
heading divided, nothing on a second page beside the first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from math import ceil

import pytest

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.shell.takst_pipeline import answers
from rammeaftale.takster.workbooks.mail import unread_text
from tests.takster.example_register import FROZEN
from tests.takster.example_register import reception as example
from tests.takster.intake_help import CONTACT, HEADINGS, csv, line, received
from tests.takster.register_opened import comments, parts, rows, sheets
from tests.takster.test_reception import pile

_OURS = re.compile(
    r"bekræftet for|content/|\.yaml|build\.py|\bmake \w|takstaftale|takstregist|i registret|ind/|--\w+|»pl_satser«"
)
"""What only the secretariat has or can do: its doubts, files, folders, commands and options."""


@cache
def _answers() -> tuple[tuple[str, bytes], ...]:
    """Those to the files with most kinds of faults, and those to the frozen edition's."""
    frozen = [example("frosne", year).value for year in FROZEN.years]
    return tuple(answer for reception in (pile()[0], *frozen) if reception for answer in answers(reception))


def _workbooks() -> Iterator[tuple[str, bytes]]:
    return ((name, data) for name, data in _answers() if name.endswith(".xlsx"))


def test_nothing_that_only_the_secretariat_can_do_is_sent() -> None:
    for name, data in _answers():
        if name.endswith(".xlsx"):
            cells = [str(cell) for sheet in sheets(data) for row in rows(data, sheet) for cell in row]
            text = "\n".join((*cells, *comments(data).values()))
        else:
            text = data.decode()
        assert _OURS.findall(text) == [], name


def test_the_secretariat_is_told_its_doubts() -> None:
    reception = example("frosne", FROZEN.years[-1]).value
    assert reception is not None
    doubts = [hint for finding in reception.rules for hint in finding.own_hints if "ikke bekræftet" in hint]
    assert doubts
    assert not any("ikke bekræftet" in hint for finding in reception.rules for hint in finding.hints)


def test_each_finding_of_a_line_is_in_its_cell_and_linked_from_the_list() -> None:
    linked = 0
    for name, data in _workbooks():
        noted = comments(data)
        for row in rows(data, "Fund")[1:]:
            severity, cell, message = str(row[1]), str(row[3]), str(row[8])
            if cell and severity in ("fejl", "advarsel", "oplysning"):
                assert message in noted[cell], (name, cell)
                linked += 1
    assert linked > 50


def _columns_and_headings(data: bytes) -> Iterator[tuple[str, str, float]]:
    """Sheet, heading and width in digits of each column of an answer."""
    opened = parts(data)
    for number, sheet in enumerate(sheets(data), 1):
        xml = opened[f"xl/worksheets/sheet{number}.xml"]
        widths: dict[int, float] = {}
        for first, last, width in re.findall(r'<col min="(\d+)" max="(\d+)" width="([0-9.]+)"', xml):
            widths |= dict.fromkeys(range(int(first), int(last) + 1), float(width))
        for index, heading in enumerate(rows(data, sheet)[0], 1):
            yield sheet, str(heading), widths[index]


@pytest.mark.parametrize("name", ["871-askehoej.xlsx", "1090-region-fjordmark.xlsx"])
def test_no_word_of_a_heading_is_divided_and_the_list_is_one_page_wide(name: str) -> None:
    data = dict(_workbooks())[name]
    wide: dict[str, float] = {}
    for sheet, heading, width in _columns_and_headings(data):
        longest = max(map(len, heading.split()))
        assert ceil(longest * 1.15) + 3 <= width, (sheet, heading)
        wide[sheet] = wide.get(sheet, 0) + width
    assert all(wide[sheet] <= 245 for sheet in ("Fund", "Ændringer", "Om filen"))
    number = sheets(data).index("Fund") + 1
    setup = re.search(r"<pageSetup[^>]*>", parts(data)[f"xl/worksheets/sheet{number}.xml"])
    assert setup is not None
    assert 'fitToHeight="0"' in setup[0] and "fitToWidth" not in setup[0]


def test_what_happened_to_a_line_is_not_called_a_takst() -> None:
    data = dict(_workbooks())["871-askehoej.xlsx"]
    assert rows(data, "Ændringer")[0][:4] == ["Række-id", "Tilbud", "Hvad er sket", "Kolonne"]


def test_who_gets_the_file_back_stands_in_it() -> None:
    for name, data in _workbooks():
        told = {str(row[0]): str(row[1]) for row in rows(data, "Om filen")}
        assert "sekretariat@fjordmark.example" in told["Send den til"], name


def test_a_wrong_unit_is_told_in_danish() -> None:
    sheet = parts(dict(_workbooks())["871-askehoej.xlsx"])["xl/worksheets/sheet1.xml"]
    assert 'errorTitle="Enhed kendes ikke" error="Skriv en af disse: døgn, dag, time, måned, år.' in sheet


def test_a_second_file_is_named_as_it_was_sent() -> None:
    mail = next(data.decode() for name, data in _answers() if name == "1090-region-fjordmark-1090-igen-mail.txt")
    names = "1090-region-fjordmark.xlsx og 1090-igen.xlsx. Kun den første er brugt."
    assert f"Der er to filer fra 1090 Region Fjordmark: {names}\n    Hvilken af dem gælder?" in mail


def test_a_mail_about_a_file_that_is_not_answered_names_the_cell() -> None:
    text = csv(HEADINGS[2:], line(amount="1.25")[2:])
    found: tuple[Diagnostic, ...] = received(text, "ind/takster.csv").diagnostics
    assert [finding.kind for finding in found] == ["p1-driftsherre", "p11-tal"]
    mail = unread_text("ind/takster.csv", found, CONTACT, 2021)
    assert "\n 2. Celle I2: Her står »1.25«" in mail
    assert mail.count("takst@eksempel.dk") == 2
