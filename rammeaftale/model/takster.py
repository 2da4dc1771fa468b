"""The takstfil: the workbook behind bilag 7 (Tilbudsviften) and bilag 8 (Oversigt over pladser)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rammeaftale.diagnostics import CellSpan


@dataclass(frozen=True, slots=True)
class Takst:
    """One line of the takstfil: a takst of an afdeling, not a house (fagligt-grundlag 3.1).

    `places` normerede pladser (0,5 can occur); `occupancy` forudsat belægning in pct.; `amount` and `previous` in kr.
    per `unit` ("døgn", "dag", "time", "måned", "år"); `previous` is None for a new takst.
    """

    driftsherre_code: str
    driftsherre: str
    tilbud: str
    afdeling: str
    law: str
    paragraph: str
    tilbudstype: str
    maalgruppe: str
    places: Decimal
    occupancy: Decimal
    amount: Decimal
    unit: str
    previous: Decimal | None
    span: CellSpan


@dataclass(frozen=True, slots=True)
class Takstfil:
    """The workbook as read. `is_example` is what its own sheet "Om filen" says of the data."""

    path: str
    valid_from: date
    is_example: bool
    source: str
    takster: tuple[Takst, ...]
