"""Half a file is told: a whole tilbud of the year before is gone, or many of a driftsherre's takster."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.model.intake import Received
from rammeaftale.takster.intake.register import assemble
from tests.takster.intake_help import ABOUT, HEADINGS, line, received, register, xlsx

HEADER = ("Række-id", *HEADINGS)
Named = Sequence[tuple[str, str]]
"""Tilbud and afdeling of each line."""

BIRK = tuple(("Birkegården", afdeling) for afdeling in "ABCD")
AA = ("Åhuset", "A")


def _file(rows: Sequence[tuple[object, ...]]) -> Received:
    made = received(xlsx(Takster=[HEADER, *rows]), "ind/fil.xlsx").value
    assert made is not None
    return made


def _row(tilbud: str, afdeling: str, row_id: str | None = None, **cells: object) -> tuple[object, ...]:
    return row_id, *line(tilbud=tilbud, afdeling=afdeling, previous=None, **cells)


def _told(before: Named, *rows: tuple[object, ...]) -> list[Diagnostic]:
    then = assemble([_file([_row(*names) for names in before])], (), ABOUT)
    assert then.value is not None and then.diagnostics == ()
    found = assemble([_file(rows)], (register(*then.value.takster),), ABOUT).diagnostics
    return [finding for finding in found if finding.kind == "raekke-forsvundet"]


def test_half_a_file_is_one_warning_with_names_and_number() -> None:
    (finding,) = _told((*BIRK, AA), _row(*BIRK[0]))
    assert (finding.severity, str(finding.span)) == (Severity.WARNING, "ind/fil.xlsx")
    assert finding.message == (
        "4 af 5 takster fra 2020 er ikke med i filen: 615-0002 »Birkegården, B«,"
        " 615-0003 »Birkegården, C«, 615-0004 »Birkegården, D« og 1 til. Intet er tilbage af »Åhuset«"
    )


def test_a_tilbud_that_is_gone_is_told_though_it_is_small() -> None:
    (finding,) = _told((*BIRK, AA), *(_row(*names) for names in BIRK))
    assert finding.message == (
        "1 af 5 takster fra 2020 er ikke med i filen: 615-0005 »Åhuset, A«. Intet er tilbage af »Åhuset«"
    )


def test_many_takster_of_a_tilbud_that_is_left() -> None:
    (finding,) = _told(BIRK, _row(*BIRK[0]))
    assert "Intet er tilbage" not in finding.message


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_few_takster_gone_are_no_warning(gone: int) -> None:
    assert _told(BIRK, *(_row(*names) for names in BIRK[gone:])) == []


def test_less_than_a_third_is_no_warning() -> None:
    ten = tuple(("Birkegården", str(number)) for number in range(10))
    assert _told(ten, *(_row(*names) for names in ten[3:])) == []
    assert len(_told(ten, *(_row(*names) for names in ten[4:]))) == 1


def test_the_advice_for_a_new_name_ends_the_warning() -> None:
    others = [_row(*names) for names in BIRK]
    assert len(_told((*BIRK, AA), *others, _row("Søhuset", "A"))) == 1
    assert _told((*BIRK, AA), *others, _row("Søhuset", "A", "615-0005")) == []


def test_a_file_with_faults_is_asked_when_they_are_fixed() -> None:
    assert _told((*BIRK, AA), *(_row(*names) for names in BIRK), _row(*AA, amount="x")) == []
