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
from rammeaftale.takster.values import UNCOMPUTED
from rammeaftale.takster.workbooks.answer import answer_xlsx
from rammeaftale.takster.workbooks.mail import mail_text, unread_text
from tests.guides import PACKAGE
from tests.takster.answers import BAD, GOOD, HEADINGS, PATH, about, answer_to, received_from, sent
from tests.takster.intake_help import CONTACT
from tests.takster.register_lines import ABOUT
from tests.takster.register_opened import comments, rows

_NAME_IN_DANISH = (
    "Slet tegnet, hvis det ikke skal stå der; er det et navn, så skriv det med danske bogstaver "
    "(spørg den, der har skrevet det)."
)


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
    told = _mail(*((*BAD[:6], f"1.234.{n}", 0.9, f"12,34{n}", f"uge {n}", *BAD[10:]) for n in range(4)))
    assert "\n10. " in told
    assert "\n11. " not in told
    assert "… og 2 fejl til, som står i den vedhæftede fil." in told


def test_what_is_the_same_in_many_cells_is_said_once() -> None:
    told = _mail(*[BAD] * 3, GOOD, *[BAD] * 2)
    places = "Ark1, celle G4-G6, G8-G9 (celle K2-K4, K6-K7 i den vedhæftede fil)"
    assert f" 1. {places}: Her står »1.234.5«.\n    Skriv tallet som 1.234,5.\n" in told
    assert "Emne: Takster 2021 fra Horsens: 15 fejl skal rettes\n" in told
    assert "\n 4. " not in told and "fejl til" not in told
    assert "\n 6. Ark1, celle" in _mail(*[BAD] * 2), "few are told one by one"


def test_formulas_without_results_are_mended_in_the_sender_s_own_file() -> None:
    received, _ = received_from(sent(*[GOOD] * 5))
    cells = [line.cells["amount"] for line in received.lines]
    found = [error("takst-celle-fejl", "formlen er ikke regnet ud", cell, UNCOMPUTED) for cell in cells]
    told = mail_text(received, found, CONTACT, 2021)
    where = "Ark1, celle I4-I8 (celle M2-M6 i den vedhæftede fil)"
    advice = "Åbn jeres egen fil (615-horsens.xlsx) i Excel, gem den, og send den igen."
    assert f" 1. {where}: Formlen er ikke regnet ud.\n    {advice}\n" in told
    assert "Den har ingen formler, så ret i jeres egen fil i Excel, gem filen, og send den" in told
    assert "Ret direkte i arket" not in told and "Række-id" not in told
    data = answer_xlsx(received, found, None, ABOUT, CONTACT)
    assert advice in comments(data)["M2"]


@pytest.mark.parametrize(
    ("hint", "told"),
    [
        ("er ændringen meldt til sekretariatet?", "Er ændringen meldt til os?"),
        (
            "ret belægningen, eller få afvigelsen godkendt i styregruppen",
            "Ret belægningen, eller skriv begrundelsen i kolonnen »Bemærkning«.",
        ),
        (
            "ret taksten, eller skriv en begrundelse, som sekretariatet kan tage stilling til",
            "Ret taksten, eller skriv en begrundelse, som vi kan tage stilling til.",
        ),
    ],
)
def test_a_letter_from_the_secretariat_says_we(hint: str, told: str) -> None:
    rules = "".join(path.read_text("utf-8") for path in (PACKAGE / "takster/rules").glob("*.py"))
    assert f'"{hint}"' in rules, "the hint has other words now: the letter's must follow"
    found = about(replace(warning("t9-x", "x", None), hints=(hint,)), "615")
    assert f"\n    {told}\n" in _mail(GOOD, findings=[found])


@pytest.mark.parametrize(
    ("name", "message", "advice"),
    [
        ("Solsikken 🌻", "Tegnet »🌻« kan ikke trykkes.", "Slet tegnet, eller skriv med ord, hvad det skal sige."),
        ("Skolen 你好", "Tegnene »你好« kan ikke trykkes.", _NAME_IN_DANISH),
        ("[Solen](http://x.dk)", "Her bliver »[Solen](http://x.dk)«", "Skriv kun navnet, uden [ ], ** og adresse."),
        ("{{ navn }}", "Her bliver »{{«", "Skriv kun tallet eller ordet, uden {{ }}."),
    ],
)
def test_what_cannot_be_printed_is_told_without_words_of_ours(name: str, message: str, advice: str) -> None:
    told = _mail((name, *GOOD[1:]))
    assert message in told and f"\n    {advice}\n" in told
    assert "kan bruges i teksterne" not in told and "skriften" not in told.lower()


def test_a_mail_about_a_file_that_cannot_be_read_has_its_year_and_sender() -> None:
    found = (error("excel-ulaeselig", "filen er ikke et regneark", FileSpan(PATH)),)
    subjects = [unread_text(PATH, found, CONTACT, 2021, whose).split("\n")[0] for whose in ("Horsens", "")]
    assert subjects == [
        "Emne: Takster 2021 fra Horsens: filen 615-horsens.xlsx kan ikke læses",
        "Emne: Takster 2021: filen 615-horsens.xlsx kan ikke læses",
    ]


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
    told = [unread_text(PATH, found, CONTACT, 2021).split("\n\n")[1:-2] for found in ((unclear,), (helped, helped))]
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
    assert "10. Filen" in unread_text(PATH, many, CONTACT, 2021)
    assert "11. Filen" not in unread_text(PATH, many, CONTACT, 2021)
    assert "Gør 10." not in unread_text(PATH, many, CONTACT, 2021)


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
