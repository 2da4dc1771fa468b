"""The example files: read to exactly the intended register, with exactly the planted faults; made the same again."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from rammeaftale.base.diagnostics import Severity
from rammeaftale.model.intake import Received
from tests import frosset_files
from tests.takster.example_register import EXAMPLES, MANY, differences, errors, reception
from tools.eksempel.files import SHAPES, files
from tools.eksempel.names import DRIFTSHERRER
from tools.eksempel.plans import PLACES

BOTH = [pytest.param(name, year, id=f"{name}-{year}") for name, one in EXAMPLES.items() for year in one.years]


def test_the_many_files_are_always_the_same_and_not_large() -> None:
    made = dict(files())
    assert made == MANY.made()
    assert sum(map(len, made.values())) < 2_000_000


@pytest.mark.parametrize("year", MANY.years)
def test_what_was_intended_is_as_large_as_the_real_thing(year: int) -> None:
    rows = MANY.intended(year)
    assert 1480 <= len(rows) <= 1520
    assert Counter(row["driftsherre_code"] for row in rows).keys() == {code for code, _, _ in DRIFTSHERRER}
    assert year == 2020 or sum(Decimal(row["places"]) for row in rows) == PLACES
    assert all(Decimal(row["amount"]) <= Decimal(row.get("previous", row["amount"])) for row in rows)


@pytest.mark.parametrize(("name", "least", "most"), [("mange", 20, 45), ("frosne", 2, 20)])
def test_lines_come_go_and_change_their_names_from_year_to_year(name: str, least: int, most: int) -> None:
    example = EXAMPLES[name]
    before, after = ({row["id"]: row for row in example.intended(year)} for year in example.years)
    kept = before.keys() & after.keys()
    assert least <= len(after.keys() - before.keys()) <= most
    assert least <= len(before.keys() - after.keys()) <= most
    assert sum(before[key]["tilbud"] != after[key]["tilbud"] for key in kept) in range(5, 30)
    assert all(after[key]["previous"] == before[key]["amount"] for key in kept)


@pytest.mark.parametrize(("name", "year"), BOTH)
def test_the_files_give_exactly_the_intended_register(name: str, year: int) -> None:
    received = reception(name, year)
    assert errors(received.diagnostics) == []
    assert received.value is not None
    assert received.value.register is not None
    assert differences(received.value.register.takster, EXAMPLES[name].intended(year)) == []


@pytest.mark.parametrize(("name", "year"), BOTH)
def test_reading_tells_only_of_the_tilbud_that_are_gone(name: str, year: int) -> None:
    value = reception(name, year).value
    assert value is not None
    of_path = {received.path: received.driftsherre_code for received in value.received}
    told = [(one.kind, of_path[one.span.path]) for one in value.reading if one.span]
    assert sorted(told) == [("raekke-forsvundet", code) for code in sorted(_with_a_tilbud_gone(name, year))]


def _with_a_tilbud_gone(name: str, year: int) -> set[str]:
    """Codes of those who lost a whole tilbud since the year before, by the registers that were intended."""
    example = EXAMPLES[name]
    if year == example.years[0]:
        return set()
    before, now = example.intended(year - 1), example.intended(year)
    ids = {row["id"] for row in now}
    tilbud = {(row["driftsherre_code"], row["tilbud"]) for row in now}
    tilbud |= {(row["driftsherre_code"], row["tilbud"]) for row in before if row["id"] in ids}
    return {str(row["driftsherre_code"]) for row in before if (row["driftsherre_code"], row["tilbud"]) not in tilbud}


@pytest.mark.parametrize("year", MANY.years)
def test_headings_of_the_many_that_are_not_used(year: int) -> None:
    value = reception("mange", year).value
    assert value is not None
    unused = {heading for received in value.received for heading in received.unused}
    assert unused == {"Beliggenhed", "EAN", "Gl. kontonr.", "Gyldig fra"}


def test_at_least_ten_shapes_are_really_different() -> None:
    value = reception("mange", 2021).value
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


def test_every_shape_is_used_in_the_frozen_edition() -> None:
    used = {shape.make for shapes in frosset_files.SHAPES.values() for shape in shapes.values()}
    assert used == {shape.make for shape in SHAPES.values()}


@pytest.mark.parametrize(("name", "year"), BOTH)
def test_the_rules_find_exactly_what_was_planted(name: str, year: int) -> None:
    value = reception(name, year).value
    assert value is not None
    found = sorted((one.rule or one.kind, one.in_register.driftsherre, one.in_register.row) for one in value.rules)
    assert found == sorted(EXAMPLES[name].planted(year))
    assert not [one for one in value.rules if one.severity is Severity.ERROR]
