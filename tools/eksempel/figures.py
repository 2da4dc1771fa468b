"""A plan and a year → the line's fields: amounts, takstgrundlag and accounts that agree with each other."""

from __future__ import annotations

from decimal import Decimal
from zlib import crc32

from tools.eksempel.plans import LAST_YEAR, Plan

Value = str | Decimal
Row = dict[str, Value]
"""A line: the field of model/takst_columns.py to its text or number. A field without a value is not there."""

ORE = Decimal("0.01")
WHOLE = Decimal(1)
BUDGETS = (Decimal("0.985"), Decimal("0.99"), Decimal("1.005"), Decimal("1.01"))
"""A year's omkostningsbaserede budget against the takstgrundlag of last year."""


def figures(plan: Plan, year: int) -> Row:
    """All fields but the id; those that this driftsherre does not give are taken out later."""
    places, amount = plan.places[year], plan.amounts[year]
    average = (plan.occupancy[year - 3] + plan.occupancy[year - 2]) / 2
    occupancy = plan.assumed.get(year, average)
    row: dict[str, Value | None] = {
        "driftsherre_code": plan.code,
        "driftsherre": plan.driftsherre,
        "tilbud": plan.names[year],
        "afdeling": plan.afdeling,
        "law": "SEL",
        "paragraph": plan.kind.paragraph,
        "tilbudstype": plan.kind.tilbudstype,
        "maalgruppe": plan.maalgruppe,
        "udligningsgruppe": plan.group,
        "places": places,
        "occupancy": occupancy,
        "amount": amount,
        "unit": plan.kind.unit,
        "previous": plan.amounts[year - 1] if year - 1 in plan.years or year == LAST_YEAR else None,
        **_parts(plan, year),
        **_basis(plan, year, occupancy),
        "occupancy_3": plan.occupancy[year - 3],
        "occupancy_2": plan.occupancy[year - 2],
        "buyers": Decimal(plan.buyers),
        "overview_places": places,
        **_accounts(plan, year),
        "note": plan.notes.get(year),
    }
    return {name: value for name, value in row.items() if value not in (None, "")}


def _parts(plan: Plan, year: int) -> Row:
    base = (plan.amounts[year] * plan.base_share).quantize(ORE)
    error = plan.service_error if year != LAST_YEAR else 0
    return {"base_amount": base, "service_amount": plan.amounts[year] - base + error}


def _basis(plan: Plan, year: int, occupancy: Decimal) -> Row:
    """Takstgrundlag = takst × pladser × days × belægning (rule T5), and its direct and indirect parts (rule T7)."""
    full = plan.amounts[year] * plan.places[year] * plan.kind.per_year * occupancy / 100
    cost = (full * (plan.cost_factor if year != LAST_YEAR else 1)).quantize(WHOLE)
    direct = (cost / (1 + plan.overhead / 100)).quantize(WHOLE)
    return {"cost_basis": cost, "direct_costs": direct, "indirect_costs": cost - direct}


def budget(plan: Plan, year: int) -> Decimal:
    """An accounts year's budget, the same from whichever file it is seen, in whole hundreds of kr."""
    seen = plan.years[0]
    full = plan.amounts[seen] * plan.places[seen] * plan.kind.per_year * Decimal("0.97")
    factor = BUDGETS[crc32(f"{plan.code}{plan.names[LAST_YEAR]}{plan.afdeling}{year}".encode()) % len(BUDGETS)]
    return (full * factor / 100).quantize(WHOLE) * 100


def _result(plan: Plan, year: int) -> Decimal:
    return (budget(plan, year) * plan.results[year] / 100).quantize(WHOLE)


def _accounts(plan: Plan, year: int) -> dict[str, Value | None]:
    """The accounts of two years before, the results of the two years before that, and what is set aside."""
    of = year - 2
    planned = budget(plan, of)
    income = (planned * plan.occupancy[of] / Decimal("97.4")).quantize(WHOLE)
    used = plan.places[year] * plan.occupancy[of] / 100
    if plan.used_places is not None and year != LAST_YEAR:
        used = plan.used_places
    since = plan.reserved.get(year)
    return {
        "accounts_budget": planned,
        "accounts_income": income,
        "accounts_costs": income - _result(plan, of),
        "accounts_extras": (planned * plan.extras / 100).quantize(WHOLE) if plan.extras else None,
        "accounts_places": used.quantize(Decimal("0.1")),
        "result_1": _result(plan, of - 1),
        "result_2": _result(plan, of - 2),
        "reserved": (planned * Decimal("0.018")).quantize(WHOLE) if since else None,
        "reserved_year": Decimal(since) if since else None,
    }
