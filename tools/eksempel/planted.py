"""Faults that are planted on purpose: one line each, found by one rule of docs/regler.md each, none of them a fejl.

Every build prints them, so they are few. tests/takster/test_examples.py holds the rules to exactly these.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from tools.eksempel.plans import LAST_YEAR, THIS_YEAR, Plan


@dataclass(frozen=True)
class Planted:
    """The rule, the driftsherre, what was planted (Danish), the unit of the line wanted, how, and from which year."""

    rule: str
    code: str
    what: str
    unit: str
    change: Callable[[Plan], None]
    since: int = THIS_YEAR
    has_levels: bool = False
    """Wants a tilbud of several lines, and changes them all; otherwise one of a single line."""


def _lower_much(plan: Plan) -> None:
    plan.amounts[THIS_YEAR] = (plan.amounts[LAST_YEAR] * Decimal("0.76")).quantize(Decimal("0.01"))


def _low_occupancy(plan: Plan) -> None:
    plan.occupancy |= {2018: Decimal(95), 2019: Decimal("79.6"), 2017: Decimal(97)}


def _above_average(plan: Plan) -> None:
    plan.occupancy |= {2017: Decimal(98), 2018: Decimal(96), 2019: Decimal("95.4")}
    plan.assumed[THIS_YEAR] = Decimal(99)


def _large_deficit(plan: Plan) -> None:
    plan.results |= {2018: Decimal("1.1"), 2019: Decimal("-7.8")}


def _three_surpluses(plan: Plan) -> None:
    plan.results |= {2016: Decimal("-0.8"), 2017: Decimal("1.7"), 2018: Decimal("2.4"), 2019: Decimal("3.1")}


def _old_reserve(plan: Plan) -> None:
    plan.reserved |= {LAST_YEAR: 2015, THIS_YEAR: 2015}


def _too_many(plan: Plan) -> None:
    plan.occupancy[2019] = Decimal("99.8") - (plan.occupancy[2018] * 10 % 2) / 10
    plan.used_places = plan.places[THIS_YEAR] + Decimal("0.8")


def _more_places(plan: Plan) -> None:
    plan.places[LAST_YEAR] = plan.places[THIS_YEAR] - 2


def _fewer_places(plan: Plan) -> None:
    plan.places[LAST_YEAR] = plan.places[THIS_YEAR] + 3


def _high_cost_basis(plan: Plan) -> None:
    plan.cost_factor = Decimal("1.06")


def _overhead(plan: Plan) -> None:
    plan.overhead = Decimal("8.4")


def _service_error(plan: Plan) -> None:
    plan.service_error = Decimal("25.50")


def _no_group(plan: Plan) -> None:
    plan.group = ""


def _no_buyers(plan: Plan) -> None:
    plan.buyers = 0


FEW_REDUCTIONS = "T2"
"""Found for the whole of plans.REDUCES_LITTLE, which has lowered its takster by less than 2 pct."""

PLANTED = (
    Planted("T5", "657", "takstgrundlaget er 6 pct. større, end taksten svarer til", "døgn", _high_cost_basis),
    Planted("T6", "751", "taksten er sat 24 pct. ned på et år", "døgn", _lower_much),
    Planted("T7", "1082", "overhead er 8,4 pct.", "døgn", _overhead, LAST_YEAR),
    Planted("T9", "615", "den forudsatte belægning er under 95 pct. i et døgntilbud", "døgn", _low_occupancy),
    Planted("T10", "740", "der er brugt 99 pct., men to års gennemsnit er 95,7 pct.", "døgn", _above_average),
    Planted("T12", "791", "underskud på 7,8 pct. i regnskabsåret", "døgn", _large_deficit),
    Planted("T13", "661", "hensat overskud fra 2015", "døgn", _old_reserve),
    Planted("T14", "751", "overskud tre år i træk", "døgn", _three_surpluses),
    Planted("T17", "740", "basistakst og ydelsestakst giver 25,50 kr. for meget", "døgn", _service_error),
    Planted("T18", "665", "flere takster uden udligningsgruppe", "døgn", _no_group, LAST_YEAR, has_levels=True),
    Planted("P9", "1082", "to pladser flere end året før", "døgn", _more_places),
    Planted("P9", "615", "tre pladser færre end året før", "døgn", _fewer_places),
    Planted("P10", "730", "ingen andre kommuner køber", "dag", _no_buyers, LAST_YEAR),
    Planted("P14", "710", "flere belagte pladser end normerede", "døgn", _too_many),
)


def plant(plans: list[Plan]) -> dict[int, Planted]:
    """Change one tilbud for each; gives what was planted by the index of the tilbud's first line.

    Only a tilbud that is there both years, with nothing else special about it, is taken.
    """
    taken: dict[int, Planted] = {}
    for planted in PLANTED:
        chosen = next(plan for i, plan in enumerate(plans) if i not in taken and _is_plain(plan, planted))
        own = [i for i, plan in enumerate(plans) if plan.names is chosen.names]
        for index in own:
            planted.change(plans[index])
        taken[own[0]] = planted
    return taken


def _is_plain(plan: Plan, wanted: Planted) -> bool:
    return (
        plan.code == wanted.code
        and plan.is_alone != wanted.has_levels
        and bool(plan.group) == wanted.has_levels
        and plan.kind.unit == wanted.unit
        and len(plan.years) == 2
        and plan.names[LAST_YEAR] == plan.names[THIS_YEAR]
        and plan.places[THIS_YEAR] > 4
        and not plan.reserved
        and plan.kind.paragraph not in ("§ 109", "§ 110")
    )
