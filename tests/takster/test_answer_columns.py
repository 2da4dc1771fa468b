"""What is said of a column colours its heading and its cells in the answer, so that nothing there is lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rammeaftale.base.diagnostics import error
from rammeaftale.takster.workbooks.excel import FILLS
from rammeaftale.takster.workbooks.mail import mail_text
from tests.takster.answers import GOOD, HEADINGS, about, answer_to, received_from
from tests.takster.intake_help import CONTACT
from tests.takster.register_opened import comments, fills, rows

IF_HERE = "skriv det her, hvis det hører til her."
BASIS = "Takstgrundlag (1.000 kr.)"


def _file(headings: Sequence[str], *lines: Sequence[object]) -> bytes:
    return "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in (headings, *lines)).encode()


PLAIN = (*GOOD[:7], "95", "1234,5", "døgn", "1250", "x")


def _coloured(data: bytes) -> list[str]:
    return [cell for cell, colour in fills(data).items() if colour in FILLS.values()]


def test_a_column_in_thousands_says_in_each_cell_what_stood_there() -> None:
    sent = _file((*HEADINGS, BASIS), (*PLAIN, "1.693"), (*PLAIN, ""), (*PLAIN, "ca. 2"))
    answer = answer_to(sent)
    assert _coloured(answer) == ["R1", "R2", "R4"]
    said = comments(answer)
    assert said["R1"].startswith("FEJL: Beløbene under »Takstgrundlag (1.000 kr.)« er ikke i hele kr.")
    assert said["R2"] == "FEJL: I skrev 1.693 under »Takstgrundlag (1.000 kr.)«: skriv beløbet i hele kr."
    assert said["R4"] == "FEJL: I skrev ca. 2 under »Takstgrundlag (1.000 kr.)«: skriv beløbet i hele kr."
    (found,) = rows(answer, "Fund")[1:]
    assert (found[3], found[4], found[7]) == ("R1", "celle M1", "Takstgrundlag, kr.")


def test_a_column_that_stands_twice_says_both_numbers() -> None:
    answer = answer_to(_file((*HEADINGS, "Normerede pladser"), (*PLAIN, "13")))
    assert _coloured(answer) == ["K1", "K2"]
    assert comments(answer)["K2"] == (
        "FEJL: I skrev 12 under »Normerede pladser« og 13 under »Normerede pladser«: skriv det, der gælder."
    )


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        (
            "Udligningsgrupe",
            "J2",
            f"ADVARSEL: I skrev 7 under »Udligningsgrupe«: {IF_HERE}",
        ),
        ("Takst 2019", "", ""),
    ],
)
def test_a_column_that_is_not_known_says_what_stood_there(heading: str, cell: str, said: str) -> None:
    answer = answer_to(_file((*HEADINGS, heading), (*PLAIN, "7")))
    assert comments(answer).get(cell, "") == said


def test_a_column_that_must_be_and_has_another_name_says_what_stood_there() -> None:
    answer = answer_to(_file([name.replace("Målgruppe", "Målgrupper") for name in HEADINGS], PLAIN))
    said = comments(answer)
    assert said["I2"] == "FEJL: I skrev Voksne under »Målgrupper«: skriv det her, hvis det hører til her."
    assert said["I1"].startswith("FEJL: Kolonnen »Målgruppe« mangler.")
    assert "ADVARSEL: Overskriften »Målgrupper« kendes ikke" in said["I1"]


def test_a_column_that_is_missing_is_coloured_to_be_filled() -> None:
    place = HEADINGS.index("Enhed")
    sent = _file([*HEADINGS[:place], *HEADINGS[place + 1 :]], [*PLAIN[:place], *PLAIN[place + 1 :]])
    answer = answer_to(sent)
    fill = "Udfyld kolonnen »Enhed« (døgn, dag, time, måned eller år) i hver række."
    assert _coloured(answer) == ["N1", "N2"]
    assert comments(answer) == {
        "N1": f"FEJL: Kolonnen »Enhed« mangler.\n{fill}",
        "N2": f"FEJL: Enhed mangler: {fill[0].lower()}{fill[1:]}",
    }
    received, findings = received_from(sent)
    told = mail_text(received, findings, CONTACT, 2021)
    assert f"Celle A1 (celle N1 i den vedhæftede fil): Kolonnen »Enhed« mangler.\n    {fill}\n" in told


def test_the_mail_speaks_of_coloured_cells_only_where_there_are_any() -> None:
    received, _ = received_from(_file(HEADINGS, PLAIN))
    of_file = about(error("t2-reduktion", "kravet er 2 pct.", None), "615")
    of_line = about(error("t1-takststop", "taksten stiger", received.lines[0].cells["amount"]), "615", column="amount")
    plain, coloured = (mail_text(received, [finding], CONTACT, 2021) for finding in (of_file, of_line))
    assert "farvet" not in plain
    assert "\n\nRet i den vedhæftede fil, gem filen, og send den" in plain
    assert "farvet, og en note i hver af dem siger hvorfor. Ret direkte i arket, gem filen, og send den" in coloured
