"""Invented lines and a basis of two years, for the tests of the charts and of the ledelsesinformation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.takstaftale import Limit, PlRate, Takstaftale
from rammeaftale.model.takster import DataState, Origin, Takst, TakstBasis, Takstregister
from tests.editions import REGION

SPAN = TextSpan("content/takster/2021.csv", 2)
DRIFTSHERRER = {"615": "Horsens", "657": "Herning", "751": "Aarhus", "1082": "Region Midtjylland"}


def line(code: str, tilbud: str = "Bakken", /, **fields: str | None) -> Takst:
    """A takst of a driftsherre; numbers are written as text, None for what is not given."""
    taken = {
        "places": "10", "occupancy": "98", "amount": "1000", "previous": "1000",
        "accounts_budget": "1000000", "accounts_income": "1000000", "accounts_costs": "1000000",
        "accounts_extras": "10000", "accounts_places": "9.5", "occupancy_3": "95", "occupancy_2": "96",
        "result_1": "0", "result_2": "0",
    }  # fmt: skip
    numbers = {name: None if value is None else Decimal(value) for name, value in {**taken, **fields}.items()}
    takst = Takst(
        id=f"{code}-0001",
        driftsherre_code=code,
        driftsherre=DRIFTSHERRER[code],
        tilbud=tilbud,
        afdeling="",
        law="SEL",
        paragraph="§ 107",
        tilbudstype="Midlertidigt botilbud",
        maalgruppe="Autisme",
        udligningsgruppe="",
        places=Decimal(0),
        occupancy=Decimal(0),
        amount=Decimal(0),
        unit="døgn",
        previous=None,
        origin=Origin("Horsens.xlsx", "Takster", 2),
        where=SPAN,
    )
    return replace(takst, **numbers)  # type: ignore[arg-type]  # the names are those of the fields


def register(year: int, *takster: Takst) -> Takstregister:
    """A year's register."""
    return Takstregister(year, year - 2, date(year, 1, 1), DataState.EXAMPLE, "Opdigtet", f"{year}.csv", takster)


def basis(now: tuple[Takst, ...], before: tuple[Takst, ...] | None = None, *, limit: str | None = "5") -> TakstBasis:
    """A basis for 2021, with a register for 2020 when `before` is given."""
    limits = {} if limit is None else {"over_underskud": Limit(Decimal(limit), "en kilde", False, SPAN)}
    aftale = Takstaftale(
        2021, 2022, limits, {2021: PlRate(2021, Decimal("1.5"), "en kilde")}, {}, {}, {}, (), (), (), SPAN
    )
    earlier = () if before is None else (register(2020, *before),)
    return TakstBasis(register(2021, *now), earlier, aftale, DRIFTSHERRER, frozenset(DRIFTSHERRER), frozenset(), REGION)
