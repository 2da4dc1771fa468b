"""The answer to a driftsherre: a workbook to correct and send again, and the words of a mail."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from rammeaftale.base.diagnostics import (
    CellSpan,
    FileSpan,
    TextSpan,
    error,
    note,
    warning,
)
from rammeaftale.model.intake import Received
from rammeaftale.model.takst_columns import COLUMNS, Form
from rammeaftale.model.takster import Origin, Takst, Takstregister
from rammeaftale.takster.intake.register import settled
from rammeaftale.takster.workbooks.answer import answer_xlsx
from rammeaftale.takster.workbooks.excel import FILLS, HEADING_FILL, INK, LINK_INK
from rammeaftale.takster.workbooks.mail import mail_text
from tests.facit import agrees
from tests.takster.answers import BAD, GOOD, PATH, about, answer_to, received_from, sent
from tests.takster.intake_help import CONTACT
from tests.takster.register_lines import ABOUT, any_register, line, register
from tests.takster.register_opened import comments, fills, has_formula_or_outward_link, parts, rows, sheets
from tests.takster.test_register_xlsx import TRICKY

PERCENTAGES = tuple(column.field for column in COLUMNS if column.form is Form.PERCENT)


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast of two colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _numbered(received: Received) -> tuple[Takst, ...]:
    """The takster as the register has them: with ids."""
    made = [one.takst for one in received.lines if one.takst]
    return tuple(replace(takst, id=f"615-{number:04}") for number, takst in enumerate(made, 1))


def test_the_answer_is_read_as_the_file_was() -> None:
    first, _ = received_from(sent(GOOD, BAD, GOOD))
    second, diagnostics = received_from(answer_to(sent(GOOD, BAD, GOOD), takster=_numbered(first)))
    assert [_plain(one.takst) for one in second.lines] == [
        _plain(takst and replace(takst, id=f"615-{number:04}"))
        for takst, number in zip((one.takst for one in first.lines), (1, 0, 2), strict=True)
    ]
    assert [(found.kind, found.span and str(found.span).rpartition(" ")[2]) for found in diagnostics] == [
        ("p11-tal", "K3"),
        ("p11-tal", "M3"),
        ("takst-enhed", "N3"),
    ]
    assert second.left_out == ()
    assert all(not match.remark or "afrundet" in match.remark for match in second.columns)


def _ours(takst: Takst, number: int) -> Takst:
    """Horsens' own, with percentages that are no fractions: 1 in a column of percentages is 100 pct. to the intake."""
    shares = {field: value for field in PERCENTAGES if (value := getattr(takst, field)) is not None and value <= 1}
    ours = replace(takst, id=f"615-{number:04}", driftsherre_code="615", driftsherre="Horsens", tilbud=f"T {number}")
    whole: dict[str, Any] = dict.fromkeys(shares, Decimal("97.25"))
    return replace(ours, **whole)


def _plain(takst: Takst | None) -> Takst | None:
    """Without where it stands."""
    return takst and replace(takst, origin=Origin("", "", 1), where=FileSpan(""), cells={})


@settings(max_examples=15)
@given(any_register())
def test_any_takster_come_through_the_answer_unchanged(made: Takstregister) -> None:
    takster = tuple(_ours(takst, number) for number, takst in enumerate(made.takster, 1))
    if not takster:
        return
    received, _ = received_from(sent(*[GOOD] * len(takster)))
    of_register = [
        replace(takst, origin=Origin("615-horsens.xlsx", "Ark1", one.row))
        for takst, one in zip(takster, received.lines, strict=True)
    ]
    again, diagnostics = received_from(answer_xlsx(settled(received, register(*of_register)), (), None, ABOUT, CONTACT))
    assert [found.message for found in diagnostics] == []
    assert [_plain(one.takst) for one in again.lines] == [_plain(takst) for takst in takster]


def test_a_cell_with_a_fault_is_coloured_and_says_why() -> None:
    data = answer_to(sent(GOOD, BAD))
    said = comments(data)
    assert said["K3"] == "FEJL (P11): Her står »1.234.5«.\nSkriv tallet som 1.234,5."
    assert said["N3"].startswith("FEJL: Enheden »uge« kendes ikke.")
    assert [cell for cell, colour in fills(data).items() if colour in FILLS.values()] == ["K3", "M3", "N3"]
    assert rows(data, "Takster")[2][10:14] == ["1.234.5", 90, "12,345", "uge"]


def test_colours_can_be_read_on() -> None:
    assert all(_contrast(fill, INK) >= 10 for fill in FILLS.values())
    assert _contrast(HEADING_FILL, "#FFFFFF") >= 7
    assert _contrast(LINK_INK, "#FFFFFF") >= 7


def test_a_rules_finding_stands_at_its_line_and_field() -> None:
    data = sent(GOOD, GOOD)
    received, _ = received_from(data)
    takster = _numbered(received)
    place = takster[1].span_of("amount")
    findings = [
        about(warning("t6-aendring", "ændret 40 pct.", place, "se efter"), "615", "615-0002", column="amount"),
        about(error("t1-takststop", "taksten stiger", place), "615", "615-0002", column="amount"),
        about(note("t10-snit", "gennemsnittet er 94 pct.", None), "615", "615-0001"),
        about(error("t2-reduktion", "kravet er mindst 2 pct.", None), "615"),
    ]
    answer = answer_to(data, findings, takster)
    assert comments(answer) == {
        "M3": "FEJL (T1): Taksten stiger.\n\nADVARSEL (T6): Ændret 40 pct.\nSe efter.",
        "D2": "OPLYSNING (T10): Gennemsnittet er 94 pct.",
    }
    assert fills(answer)["M3"] != fills(answer)["D2"]
    found = rows(answer, "Fund")[1:]
    assert [row[1:6] for row in found] == [
        ["fejl", "T2", "", "", ""],
        ["fejl", "T1", "M3", "Ark1, celle I5", "615-0002"],
        ["advarsel", "T6", "M3", "Ark1, celle I5", "615-0002"],
        ["oplysning", "T10", "D2", "", "615-0001"],
    ]
    assert [row[9] for row in found[1:]] == ["Ret det i arket »Takster«.", "Se efter.", "Det kræver ikke noget."]
    assert "location=\"'Takster'!M3\"" in parts(answer)["xl/worksheets/sheet2.xml"]


def test_other_places_are_told_when_they_are_in_the_senders_own_file() -> None:
    received, _ = received_from(sent(GOOD, GOOD))
    first, second = (one.cells["tilbud"] for one in received.lines)
    found = replace(error("p4-dobbelt", "står to gange", second, "slet den ene"), related=((first, "det første sted"),))
    ours = replace(found, related=((TextSpan("content/takster/2020.csv", 7), "året før"),))
    data = answer_xlsx(received, (found, ours), None, ABOUT, CONTACT)
    assert [row[9] for row in rows(data, "Fund")[1:]] == [
        "Slet den ene. Det første sted: celle D2 her, A4 i jeres fil.",
        "Slet den ene.",
    ]
    told = mail_text(received, (found,), CONTACT, 2021)
    assert "\n    Slet den ene. Det første sted: celle A4 i jeres fil (D2 i den vedhæftede fil).\n" in told


def test_a_cell_that_is_the_same_in_both_files_is_named_once() -> None:
    received, findings = received_from(answer_to(sent(GOOD, BAD)))
    first = received.lines[0].cells["tilbud"]
    found = replace(findings[0], related=((first, "det første sted"),))
    told = mail_text(received, (found,), CONTACT, 2021)
    assert f"Takster, celle {found.span.cell if isinstance(found.span, CellSpan) else ''} (Elmely): " in told
    assert "Det første sted: celle D2 i jeres fil.\n" in told
    assert "i den vedhæftede fil)" not in told
    data = answer_xlsx(received, (found,), None, ABOUT, CONTACT)
    assert str(rows(data, "Fund")[1][9]).endswith("Det første sted: celle D2 her.")


def test_a_sheet_that_is_too_wide_points_at_no_line_of_the_answer() -> None:
    wide = (*GOOD, *[None] * 105, "x")
    received, findings = received_from(sent(GOOD, wide))
    answer = answer_xlsx(received, findings, None, ABOUT, CONTACT)
    assert comments(answer) == {}
    (found,) = rows(answer, "Fund")[1:]
    assert found[3:7] == ["", "Ark1, celle DN6", "", ""]
    assert found[9] == (
        "Slet kolonnerne efter L, og gem filen igen. Eller send denne fil tilbage: den har kun takstkolonnerne."
    )
    assert "Eller send den vedhæftede fil tilbage: den har" in mail_text(received, findings, CONTACT, 2021)
    assert received_from(answer)[1] == ()


def test_a_cell_of_another_sheet_is_no_line_of_ours() -> None:
    received, _ = received_from(sent(GOOD))
    here, there = (warning("takst-x", "se her", CellSpan(PATH, sheet, "Z4")) for sheet in ("Ark1", "Ark2"))
    data = answer_xlsx(received, (here, there), None, ABOUT, CONTACT)
    assert [row[3:5] for row in rows(data, "Fund")[1:]] == [["", "Ark2, celle Z4"], ["D2", "Ark1, celle Z4"]]


def test_the_sheets_have_names_that_the_intake_knows() -> None:
    assert sheets(answer_to(sent(GOOD))) == ["Takster", "Fund", "Ændringer", "Om filen"]
    assert rows(answer_to(sent(GOOD)), "Fund")[1][8] == "Vi har ingen bemærkninger til filen."


def test_the_file_says_how_it_was_understood() -> None:
    told = {str(row[0]): str(row[1]) for row in rows(answer_to(sent(GOOD, BAD)), "Om filen")}
    assert told["Jeres fil"] == "615-horsens.xlsx, ark »Ark1«"
    assert told["Læst"] == "1 takst, 1 række med fejl"
    assert told["Kolonner, der ikke er brugt"] == "»Vores egen«"
    assert told["Jeres række 6"] == "er ikke en takst: sum"
    assert "0,95 læses som 95 pct." in told["Jeres kolonne H"]
    assert "Jeres kolonne A" not in told


def test_changes_since_last_year_are_listed() -> None:
    data = sent(GOOD, GOOD)
    takster = _numbered(received_from(data)[0])
    same = replace(takster[0], amount=Decimal(1200))
    earlier = register(same, line(7, tilbud="Lukket"), replace(line(1), id="751-0001", driftsherre_code="751"))
    listed = rows(answer_to(data, (), takster, earlier), "Ændringer")[1:]
    assert listed == [
        ["615-0001", "Birkegården, Nord", "ændret", "Takst, kr.", "1.200 kr.", "1.234,50 kr.", "+2,9 pct."],
        ["615-0002", "Birkegården, Nord", "ny", "", "", "", ""],
        ["615-0007", "Lukket, Nord", "udgået", "", "", "", ""],
    ]


def test_lines_without_an_id_are_not_called_gone_or_new() -> None:
    listed = rows(answer_to(sent(GOOD, BAD), previous=register(line(1))), "Ændringer")[1:]
    assert [row[1] for row in listed] == ["2 linjer uden Række-id er ikke sammenlignet."]


@pytest.mark.parametrize("tilbud", TRICKY)
def test_nothing_that_somebody_wrote_becomes_a_formula_or_a_link(tilbud: str) -> None:
    data = sent((tilbud, *GOOD[1:]), (tilbud, *BAD[1:]))
    answer = answer_to(data, takster=_numbered(received_from(data)[0]))
    assert not has_formula_or_outward_link(answer)
    assert [row[3] for row in rows(answer, "Takster")[1:]] == [tilbud.strip()] * 2
    received, diagnostics = received_from(data)
    mail = mail_text(received, diagnostics, CONTACT, 2021)
    assert not any(row.startswith(("=", "+", "@", "-")) for row in mail.split("\n"))


def test_the_answer_looks_as_it_should(accept: bool) -> None:
    """Part by part, as a spreadsheet program gets it: widths, colours, notes, choices, links, page and headings."""
    data = sent(GOOD, BAD)
    received, _ = received_from(data)
    place = received.lines[0].cells["amount"]
    findings = [
        about(warning("t6-aendring", "ændret 40 pct.", place, "se efter"), "615", column="amount"),
        about(note("t10-snit", "gennemsnittet er 94 pct. " * 12, None), "615", "615-0001"),
    ]
    answer = parts(answer_to(data, findings, _numbered(received)))
    looks = ("docProps/core", "xl/comments", "xl/drawings", "xl/styles", "xl/tables", "xl/workbook", "xl/worksheets/")
    answer = {name: text for name, text in answer.items() if name.startswith(looks)}
    shown = (f"== {name}\n{re.sub('>(?=<)', '>' + chr(10), text)}\n" for name, text in sorted(answer.items()))
    agrees(Path(__file__).parent / "svar.txt", "\n".join(shown), accept=accept)


def test_the_same_findings_give_the_same_bytes() -> None:
    assert answer_to(sent(GOOD, BAD)) == answer_to(sent(GOOD, BAD))
