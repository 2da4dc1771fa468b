"""A column that a driftsherre filled last year and that is empty in the whole file is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.takster.intake.register import assemble
from rammeaftale.takster.workbooks.answer import answer_xlsx
from tests.takster.answers import GOOD, HEADINGS, answer_to, received_from
from tests.takster.intake_help import ABOUT, CONTACT
from tests.takster.register_lines import line, register
from tests.takster.register_opened import comments

BASIS = "Takstgrundlag, kr."
PLAIN = (*GOOD[:7], "95", "1234,5", "døgn", "1250", "x")


def _file(headings: Sequence[str], *lines: Sequence[object]) -> bytes:
    return "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in (headings, *lines)).encode()


def _told(data: bytes, *before: Decimal | None) -> list[Diagnostic]:
    file, _ = received_from(data)
    earlier = register(
        *(line(number, tilbud="Birkegården", cost_basis=basis) for number, basis in enumerate(before, 1))
    )
    found = assemble([file], (earlier,), ABOUT).diagnostics
    return [finding for finding in found if finding.kind == "takst-kolonne-tom" and "Takstgrundlag" in finding.message]


def test_an_answer_that_comes_back_untouched_is_told() -> None:
    sent = _file((*HEADINGS, "Takstgrundlag (1.000 kr.)"), (*PLAIN, "1.693"))
    assert _told(sent, Decimal(1693000)) == []  # the column itself is an error
    (found,) = _told(answer_to(sent), Decimal(1693000))
    assert found.severity is Severity.WARNING
    assert "»Takstgrundlag, kr.«" in found.message


def test_few_columns_are_told_at_their_headings_and_many_at_once() -> None:
    file, _ = received_from(_file((*HEADINGS, BASIS), (*PLAIN, "")))
    bare = file.lines[0].takst
    assert bare is not None
    one = replace(bare, id="615-0001", cost_basis=Decimal(1693000))
    full = replace(one, direct_costs=Decimal(1), indirect_costs=Decimal(1), buyers=Decimal(1))
    (few,), (many,) = (assemble([file], (register(before),), ABOUT).diagnostics for before in (one, full))
    assert (few.kind, str(few.span).rpartition(" ")[2]) == ("takst-kolonne-tom", "M1")
    assert comments(answer_xlsx(file, [few], None, ABOUT, CONTACT))["R1"] == (
        "ADVARSEL: Kolonnen »Takstgrundlag, kr.« var udfyldt i 2021, men er tom i alle filens rækker.\n"
        "Udfyld den igen; skal den være tom i år, så gør ikke noget."
    )
    assert many.message.startswith("kolonnerne »") and "»Takstgrundlag, kr.«" in many.message


@pytest.mark.parametrize(
    ("now", "before", "is_told"),
    [
        (("",), (Decimal(1),), True),
        (("", ""), (Decimal(1), None), True),
        (("", ""), (Decimal(1), None, None), False),
        (("", "5"), (Decimal(1), Decimal(1)), False),
        (("5",), (Decimal(1),), False),
        (("",), (), False),
        (("",), (None,), False),
    ],
)
def test_only_a_column_that_half_of_them_had_and_none_has(
    now: Sequence[str], before: Sequence[Decimal | None], is_told: bool
) -> None:
    rows = [(*PLAIN[:1], f"Hus {number}", *PLAIN[2:], basis) for number, basis in enumerate(now)]
    assert bool(_told(_file((*HEADINGS, BASIS), *rows), *before)) is is_told
