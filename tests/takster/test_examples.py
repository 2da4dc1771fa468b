"""The example files: always the same bytes, read to exactly the intended register, with exactly the planted faults."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from rammeaftale.diagnostics import Severity
from rammeaftale.model.intake import Received
from tests.takster.example_register import ROOT, differences, errors, reception
from tools.eksempel.files import FOLDER, SHAPES, files
from tools.eksempel.names import DRIFTSHERRER
from tools.eksempel.plans import PLACES
from tools.eksempel.register import intended, planted

YEARS = (2020, 2021)


def test_the_files_are_made_the_same_again() -> None:
    made = dict(files())
    there = {str(path.relative_to(ROOT)): path.read_bytes() for path in (ROOT / FOLDER).rglob("*") if path.is_file()}
    assert sorted(made) == sorted(there)
    assert [path for path, data in made.items() if data != there[path]] == []
    assert sum(map(len, made.values())) < 2_000_000


@pytest.mark.parametrize("year", YEARS)
def test_what_was_intended_is_as_large_as_the_real_thing(year: int) -> None:
    rows = intended(year)
    assert 1480 <= len(rows) <= 1520
    assert Counter(row["driftsherre_code"] for row in rows).keys() == {code for code, _, _ in DRIFTSHERRER}
    assert year == 2020 or sum(Decimal(row["places"]) for row in rows) == PLACES
    assert all(Decimal(row["amount"]) <= Decimal(row.get("previous", row["amount"])) for row in rows)


def test_lines_come_go_and_change_their_names_from_year_to_year() -> None:
    before, after = ({row["id"]: row for row in intended(year)} for year in YEARS)
    kept = before.keys() & after.keys()
    assert len(after.keys() - before.keys()) in range(20, 46)
    assert len(before.keys() - after.keys()) in range(20, 46)
    assert sum(before[key]["tilbud"] != after[key]["tilbud"] for key in kept) in range(5, 30)
    assert all(after[key]["previous"] == before[key]["amount"] for key in kept)


@pytest.mark.parametrize("year", YEARS)
def test_twenty_files_give_exactly_the_intended_register(year: int) -> None:
    received = reception(year)
    assert errors(received.diagnostics) == []
    assert received.value is not None
    assert received.value.register is not None
    assert differences(received.value.register.takster, intended(year)) == []


@pytest.mark.parametrize("year", YEARS)
def test_reading_them_tells_of_nothing_but_a_hidden_row(year: int) -> None:
    value = reception(year).value
    assert value is not None
    assert [found.kind for found in value.reading] == ["takst-skjult-raekke"]
    unused = {heading for received in value.received for heading in received.unused}
    assert unused == {"Beliggenhed", "EAN", "Gl. kontonr.", "Gyldig fra"}


def test_at_least_ten_shapes_are_really_different() -> None:
    value = reception(2021).value
    assert value is not None
    forms = {_form(received) for received in value.received}
    assert len(forms) >= 10
    assert len({shape.make for shape in SHAPES.values()}) == len(DRIFTSHERRER)


def _form(received: Received) -> tuple[object, ...]:
    """What can be seen of a file's shape once it is understood."""
    headings = tuple(sorted((match.field, match.heading) for match in received.columns))
    kinds = tuple(sorted({line.why for line in received.left_out}))
    remarks = tuple(sorted({match.remark for match in received.columns}))
    return received.kind, len(received.header_rows), min(received.header_rows), headings, kinds, remarks


@pytest.mark.parametrize("year", YEARS)
def test_the_rules_find_exactly_what_was_planted(year: int) -> None:
    value = reception(year).value
    assert value is not None
    assert sorted((one.rule, one.driftsherre_code, one.row) for one in value.rules) == sorted(planted(year))
    assert not [one for one in value.rules if one.diagnostic.severity is Severity.ERROR]
