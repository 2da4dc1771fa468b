"""The register that the example files must give, field by field: `intended(year)`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tools.eksempel.figures import Row, figures
from tools.eksempel.plans import LAST_YEAR, REDUCES_LITTLE, THIS_YEAR, Plan, plans
from tools.eksempel.planted import FEW_REDUCTIONS, Planted, plant

PARTS = ("base_amount", "service_amount")
BASIS = ("cost_basis", "direct_costs", "indirect_costs")
ACCOUNTS = (
    "accounts_budget", "accounts_income", "accounts_costs", "accounts_extras", "accounts_places", "result_1",
    "result_2", "reserved", "reserved_year",
)  # fmt: skip
NOT_GIVEN: Mapping[str, tuple[str, ...]] = {
    "665": PARTS,
    "671": ("accounts_extras", "reserved", "reserved_year"),
    "727": PARTS,
    "741": (*PARTS, *BASIS, *ACCOUNTS, "note"),
    "756": ("note", "accounts_extras"),
}
"""The fields that a driftsherre's files have no column for."""


@cache
def _planned() -> tuple[tuple[Plan, ...], Mapping[int, Planted]]:
    made = plans()
    return tuple(made), plant(made)


@cache
def _ids() -> Mapping[tuple[int, int], str]:
    """The id of a line by year and index: from 1 in last year's file; those of new lines go on in this year's."""
    given: dict[tuple[int, int], str] = {}
    last: dict[str, int] = {}
    for year in (LAST_YEAR, THIS_YEAR):
        for index, plan in enumerate(_planned()[0]):
            if year not in plan.years:
                continue
            before = given.get((year - 1, index))
            if before is None:
                last[plan.code] = last.get(plan.code, 0) + 1
            given[year, index] = before or f"{plan.code}-{last[plan.code]:04}"
    return given


@cache
def intended(year: int) -> tuple[Row, ...]:
    """The year's lines, grouped by driftsherre by code, in the order of its file. Not to be changed."""
    made = []
    for index, plan in enumerate(_planned()[0]):
        if year in plan.years:
            row = figures(plan, year)
            kept = {name: value for name, value in row.items() if name not in NOT_GIVEN.get(plan.code, ())}
            made.append({"id": _ids()[year, index], **kept})
    return tuple(made)


def of_driftsherre(year: int, code: str) -> list[Row]:
    """One driftsherre's lines."""
    return [row for row in intended(year) if row["driftsherre_code"] == code]


def planted(year: int) -> frozenset[tuple[str, str, str]]:
    """What the rules find in a year: the rule, the driftsherre's code, the line's id (empty for all of its lines)."""
    lines = ((wanted, _ids()[THIS_YEAR, index]) for index, wanted in _planned()[1].items())
    found = [(wanted.rule, wanted.code, key) for wanted, key in lines if wanted.since <= year]
    return frozenset((*found, (FEW_REDUCTIONS, REDUCES_LITTLE, "")) if year == THIS_YEAR else found)
