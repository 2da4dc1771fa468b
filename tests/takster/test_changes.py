"""What has changed since last year, in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from rammeaftale.takster.workbooks.changes import ChangeKind, changes, register_summary
from tests.takster.register_lines import line, register


def test_nothing_has_changed() -> None:
    after = line(previous=Decimal(7), note="se bilag", accounts_budget=Decimal(8), driftsherre="Horsens Kommune")
    assert list(changes([after], [line()])) == []


def test_new_gone_and_changed_lines() -> None:
    found = list(changes([line(2, amount=Decimal(1296)), line(3)], [line(1), line(2, amount=Decimal(1200))]))
    assert [(one.kind, one.takst.id) for one in found] == [
        (ChangeKind.CHANGED, "615-0002"),
        (ChangeKind.NEW, "615-0003"),
        (ChangeKind.GONE, "615-0001"),
    ]
    assert str(found[0]) == (
        "615-0002 Horsens, Birkegården, Nord: ændret; »Takst, kr.« fra 1.200 kr. til 1.296 kr. (+8,0 pct.)"
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"amount": Decimal("1234.51")}, "»Takst, kr.« fra 1.234,50 kr. til 1.234,51 kr. (+0,00 pct.)"),
        ({"places": Decimal("10.5")}, "»Normerede pladser« fra 12 til 10,5 (−12,5 pct.)"),
        ({"occupancy": Decimal("97.5")}, "»Forudsat belægning, pct.« fra 95 pct. til 97,5 pct."),
        ({"afdeling": "Syd"}, "»Afdeling« fra »Nord« til »Syd«"),
        ({"afdeling": ""}, "»Afdeling« fra »Nord« til ingen"),
        ({"cost_basis": Decimal(5)}, "»Takstgrundlag, kr.« fra ingen til 5 kr."),
    ],
)
def test_a_field_is_told_in_danish(fields: dict[str, Any], words: str) -> None:
    (one,) = changes([replace(line(), **fields)], [line()])
    assert [str(field) for field in one.fields] == [words]


def test_takster_of_two_units_are_not_compared_in_percent() -> None:
    (one,) = changes([line(unit="dag", amount=Decimal(500))], [line()])
    assert [(field.heading, field.share) for field in one.fields] == [("Takst, kr.", ""), ("Enhed", "")]


def test_the_summary_for_the_terminal() -> None:
    now = register(*(replace(line(number), amount=Decimal(number)) for number in range(1, 14)))
    before = register(*(line(number) for number in range(2, 15)))
    told = register_summary(now, before).split("\n")
    assert told[:2] == [
        "Takster 2021: 13 takster fra 1 driftsherre, 156 pladser.",
        "Siden sidst: 1 ny, 1 udgået og 12 ændrede.",
    ]
    assert told[2] == "  615-0001 Horsens, Birkegården, Nord: ny"
    assert told[-1] == "  … og 4 ændringer til"
    assert register_summary(now, now).endswith("Siden sidst: ingen ændringer.")
    assert register_summary(register(line()), None) == "Takster 2021: 1 takst fra 1 driftsherre, 12 pladser."
