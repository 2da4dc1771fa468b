"""The mail to a sender: faults, what to do, counts in Danish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rammeaftale.base.diagnostics import (
    Diagnostic,
    FileSpan,
    Severity,
    error,
    note,
    warning,
)
from rammeaftale.takster.workbooks.answer import answer_xlsx
from rammeaftale.takster.workbooks.mail import mail_text, unread_text
from tests.takster.answers import BAD, GOOD, HEADINGS, PATH, about, answer_to, received_from, sent
from tests.takster.intake_help import CONTACT
from tests.takster.register_lines import ABOUT
from tests.takster.register_opened import comments, rows


def _mail(*lines: Sequence[object], findings: Sequence[Diagnostic] = ()) -> str:
    received, diagnostics = received_from(sent(*lines))
    return mail_text(received, (*findings, *diagnostics), CONTACT, 2021)


def test_the_mail_tells_the_faults_and_what_to_do() -> None:
    told = _mail(GOOD, BAD)
    assert told.startswith(
        "Emne: Takster 2021 fra Horsens: 3 fejl skal rettes\n\nTak for filen 615-horsens.xlsx. "
        "Vi har læst 1 takst i den; 1 række har fejl."
    )
    assert "Vi har fundet 3 fejl." in told
    place = "Ark1, celle G5 (Elmely; celle K3 i den vedhæftede fil)"
    assert f" 1. {place}: Her står »1.234.5«.\n    Skriv tallet som 1.234,5.\n" in told
    assert "send den som svar på denne mail" in told
    assert told.endswith("Venlig hilsen\n\nSekretariatet\ntakst@eksempel.dk · 12 34 56 78\n")


def test_the_mail_tells_ten_faults_and_how_many_more() -> None:
    told = _mail(*[BAD] * 4)
    assert "\n10. " in told
    assert "\n11. " not in told
    assert "… og 2 fejl til, som står i den vedhæftede fil." in told


def test_the_mail_tells_the_warnings_too() -> None:
    place = received_from(sent(GOOD))[0].lines[0].cells["amount"]
    found = about(warning("t6-aendring", "taksten er ændret 40 pct.", place), "615", column="amount")
    told = _mail(GOOD, findings=[found])
    heading = "Se på advarslen. Er det rigtigt, så skriv kort hvorfor i kolonnen »Bemærkning«:"
    told_place = "Ark1, celle I4 (Birkegården, Nord; celle M2 i den vedhæftede fil)"
    assert f"{heading}\n\n 1. {told_place}: Taksten er ændret 40 pct.\n" in told
    assert "… og 3 advarsler til, som" in _mail(GOOD, findings=[replace(found, kind=f"t{n}-x") for n in range(13)])
    assert "… og 1 advarsel til, som" in _mail(GOOD, findings=[replace(found, kind=f"t{n}-x") for n in range(11)])


def test_a_csv_file_has_cells_but_no_sheet() -> None:
    rows_of = [HEADINGS, (*BAD[:7], 90, *BAD[8:])]
    text = "\n".join(";".join("" if value is None else str(value) for value in row) for row in rows_of)
    found = rows(answer_to(text.encode()), "Fund")[1:]
    assert [row[3:5] for row in found] == [["K2", "celle G2"], ["M2", "celle I2"], ["N2", "celle J2"]]


def test_the_mail_says_when_all_is_well() -> None:
    told = _mail(GOOD)
    assert told.startswith("Emne: Takster 2021 fra Horsens: alt er i orden\n")
    assert "Vi har læst 1 takst i den." in told
    assert "I skal ikke gøre mere" in told
    assert "Den vedhæftede fil viser, hvordan vi har læst taksterne." in told


@pytest.mark.parametrize(
    ("made", "subject", "told"),
    [
        (error, "1 fejl skal rettes", "Fejlen skal rettes"),
        (warning, "1 advarsel, som I skal se på", "Vi har fundet 1 advarsel."),
        (note, "alt er i orden", "Vi har noteret 1 oplysning, som"),
    ],
)
def test_the_mail_counts_in_danish(made: object, subject: str, told: str) -> None:
    assert callable(made)
    mail = _mail(GOOD, findings=[about(made("t2-reduktion", "kravet er 2 pct.", None), "615")])
    assert mail.startswith(f"Emne: Takster 2021 fra Horsens: {subject}\n")
    assert told in mail


def test_the_mail_of_a_file_that_cannot_be_read_gives_each_remedy_once() -> None:
    unclear = error("excel-ulaeselig", "filen er ikke et regneark", FileSpan(PATH))
    helped = replace(unclear, hints=("gem den som xlsx",))
    told = [unread_text(PATH, found, CONTACT).split("\n\n")[1:-2] for found in ((unclear,), (helped, helped))]
    assert told == [
        [
            "Tak for filen 615-horsens.xlsx. Vi kan ikke læse den:",
            " 1. Filen er ikke et regneark.",
            "Når filen er rettet, så send den som svar på denne mail til takst@eksempel.dk.",
        ],
        [
            "Tak for filen 615-horsens.xlsx. Vi kan ikke læse den:",
            " 1. Filen er ikke et regneark.\n 2. Filen er ikke et regneark.",
            "Gem den som xlsx.",
            "Når filen er rettet, så send den som svar på denne mail til takst@eksempel.dk.",
        ],
    ]
    many = [replace(helped, hints=(f"gør {number}",)) for number in range(12)]
    assert "10. Filen" in unread_text(PATH, many, CONTACT)
    assert "11. Filen" not in unread_text(PATH, many, CONTACT)
    assert "Gør 10." not in unread_text(PATH, many, CONTACT)


def test_an_accepted_deviation_is_told_but_not_coloured() -> None:
    received, _ = received_from(sent(GOOD))
    found = replace(
        error("t1-takststop", "taksten stiger", received.lines[0].cells["amount"]), severity=Severity.ACCEPTED
    )
    data = answer_xlsx(received, [about(found, "615", column="amount")], None, ABOUT, CONTACT)
    assert comments(data) == {}
    assert [row[1:4] + row[9:] for row in rows(data, "Fund")[1:]] == [
        ["accepteret", "T1", "M2", "Det er aftalt og kræver ikke mere."]
    ]
