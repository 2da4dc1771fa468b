"""An edition that is a copy of the one before prints that one's takster or takstaftale: what its years tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.check.years import check_aftale_years, check_register_years
from rammeaftale.decode.takster.takstaftale import decode_takstaftale
from rammeaftale.model.agreement import Edition
from rammeaftale.model.takstaftale import PlRate
from rammeaftale.model.takster import DataState
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.world import Source
from tests import frozen

UDGAVE, AFTALE, FAKTA = (f"{frozen.CONTENT}/{name}.yaml" for name in ("udgave", "takstaftale", "fakta"))


def _copied(start: int, **register: object) -> Edition:
    """The frozen edition, of 2031-32, as an edition of two years from `start`, with its register so changed."""
    edition = frozen.edition()
    basis = edition.takst_basis
    assert basis is not None
    changed = replace(basis, register=replace(basis.register, **register))  # type: ignore[arg-type]
    days = date(start, 1, 1), date(start + 1, 12, 31)
    return replace(edition, start=days[0], end=days[1], folder=f"{start}-{start - 1999}", takst_basis=changed)


def _told(found: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    assert all(one.severity is Severity.ERROR and one.hints for one in found)
    return [(one.kind, one.message) for one in found]


@pytest.mark.parametrize(
    ("start", "register", "message"),
    [
        (2031, {}, ""),
        (2032, {}, ""),  # a new period begins with the takster of the last year before it
        (2030, {}, ""),
        (2033, {}, "udgaven gælder 2033-34, men trykker taksterne for 2031"),
        (2029, {}, "udgaven gælder 2029-30, men trykker taksterne for 2031"),
        (2031, {"valid_from": date(2031, 7, 1)}, ""),
        (2031, {"valid_from": date(2030, 1, 1)}, "taksterne er for 2031, men gælder fra 1. januar 2030"),
        (2031, {"accounts_year": 2030}, ""),
        (2031, {"accounts_year": 2031}, "taksterne er for 2031, men »regnskabsår« er 2031"),
    ],
)
def test_the_register_is_of_a_year_that_the_edition_can_print(
    start: int, register: dict[str, object], message: str
) -> None:
    told = _told(tuple(check_register_years(_copied(start, **register))))
    assert told == ([("takstregister-aar", message)] if message else [])


def test_that_last_years_register_is_gone_is_told() -> None:
    """Rules that compare would be silent, as if nothing had changed."""
    edition = _copied(2031)
    basis = edition.takst_basis
    assert basis is not None and basis.earlier
    (told,) = check_register_years(replace(edition, takst_basis=replace(basis, earlier=())))
    assert (told.severity, told.kind) == (Severity.WARNING, "takstregister-aaret-foer")
    assert told.message.startswith("takstregistret for 2030 findes ikke")


@pytest.mark.parametrize(
    ("state", "source", "message"),
    [
        (DataState.EXAMPLE, "opdigtede eksempeldata", ""),
        (DataState.VALID, "kommunernes takstfiler", ""),
        (
            DataState.VALID,
            "opdigtede eksempeldata",
            "takstregistret er »gældende«, men dets kilde siger »opdigtede eksempeldata«",
        ),
    ],
)
def test_takster_that_their_source_calls_example_data_are_not_said_to_be_real(
    state: DataState, source: str, message: str
) -> None:
    """Also in a draft, which would lack its mark."""
    (*told,) = _told(tuple(check_register_years(_copied(2031, state=state, source=source))))
    assert told == ([("takstregister-kilde", message)] if message else [])


@pytest.mark.parametrize(
    ("start", "year", "message"),
    [
        (2031, 2031, ""),
        (2029, 2029, ""),
        (2033, 2033, "takstaftalen gælder 2029-2032, men udgaven 2033-34"),
        (2033, 2032, "takstaftalen gælder 2029-2032, men udgaven 2033-34"),
        (2027, 2028, "takstaftalen gælder 2029-2032, men udgaven 2027-28"),
        (2032, 2033, "takstaftalen gælder 2029-2032, men taksterne er for 2033"),
    ],
)
def test_the_takstaftale_holds_in_the_period_and_for_the_takster(start: int, year: int, message: str) -> None:
    found = tuple(check_aftale_years(_copied(start, year=year)))
    assert _told(found) == ([("takstaftale-periode", message)] if message else [])
    assert [str(one.span) for one in found] == [f"{AFTALE}:3:1"] * len(found)


def test_a_rate_of_a_year_outside_the_takstaftale_is_told() -> None:
    edition = _copied(2031)
    basis = edition.takst_basis
    assert basis is not None
    rates = {year: PlRate(year, Decimal(2), "opdigtet") for year in (2019, 2029, 2032)}
    (told,) = check_aftale_years(replace(edition, takst_basis=replace(basis, aftale=replace(basis.aftale, pl=rates))))
    message = "der står en PL-sats for 2019, men takstaftalen gælder 2029-2032, så den bliver aldrig brugt"
    assert (told.kind, told.message) == ("takstaftale-periode", message)


def test_a_text_that_says_other_years_of_the_takstaftale_is_told() -> None:
    edition = _copied(2031)
    basis = edition.takst_basis
    assert basis is not None
    changed = replace(basis, aftale=replace(basis.aftale, first_year=2031, last_year=2034))
    (told,) = check_aftale_years(replace(edition, takst_basis=changed))
    message = "oplysningen »takstaftale.periode« er 2029-2032, men takstaftale.yaml gælder 2031-2034"
    assert (told.kind, told.message, told.span) == (
        "takstaftale-periode",
        message,
        edition.facts["takstaftale.periode"].span,
    )


def _limits_told(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    text = frozen.text(AFTALE)
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    parsed = parse_yaml(Source(AFTALE, text.encode())).value
    assert parsed is not None
    return [(one.kind, one.message) for one in decode_takstaftale(parsed, frozen.edition().facts).diagnostics]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("belaegning_mindst", 95, 101, "belaegning_mindst kan højst være 100"),
        ("overhead", 6, 600, "overhead kan højst være 100"),
        ("belaegning_hoejst", 100, 94, "belaegning_mindst er større end belaegning_hoejst"),
        ("belaegning_hoejst", 100, 110, ""),
        ("dage_pr_aar", "regel.dage_pr_aar", "367\n    kilde: opdigtet", "dage_pr_aar kan højst være 366"),
    ],
)
def test_a_limit_that_cannot_be_is_told(name: str, old: object, new: object, message: str) -> None:
    told = _limits_told((f"  {name}:\n    værdi: {old}\n", f"  {name}:\n    værdi: {new}\n"))
    assert told == ([("tal-umuligt", message)] if message else [])
