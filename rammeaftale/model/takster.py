"""The takst register: every takst of the agreement for one year. Bilag 7, bilag 8 and the reports are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated

from rammeaftale.base.diagnostics import CellSpan, Span
from rammeaftale.model.extent import Extent, Located
from rammeaftale.model.keys import Key
from rammeaftale.model.region import Region
from rammeaftale.model.takstaftale import Takstaftale


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the driftsherre wrote the line: file name, sheet (empty in a CSV file), row from 1."""

    file: str
    sheet: str
    row: int

    def __str__(self) -> str:
        sheet = f", ark »{self.sheet}«" if self.sheet else ""
        return f"{self.file}{sheet}, række {self.row}"


@dataclass(frozen=True, slots=True)
class Takst(Located):
    """One line: a takst of an afdeling, not a house. Fields are those of takst_columns.COLUMNS.

    `id` is the same from year to year ("751-0007"). `places` normerede pladser (0,5 can occur); percentages as 95,
    never 0.95; amounts in kr., `amount` per `unit`; `previous` is None for a new takst. Everything after `previous` is
    None where the driftsherre did not give it. The accounts are those of the register's `accounts_year`.
    """

    id: str
    driftsherre_code: str
    driftsherre: str
    tilbud: str
    afdeling: str
    law: str
    paragraph: str
    tilbudstype: str
    maalgruppe: str
    udligningsgruppe: str
    places: Decimal
    occupancy: Decimal
    amount: Decimal
    unit: str
    previous: Decimal | None
    origin: Origin
    where: Span = field(compare=False)
    """The line itself: a cell of the sender's file at the intake, a line of the register's CSV file in a build."""
    base_amount: Decimal | None = None
    service_amount: Decimal | None = None
    cost_basis: Decimal | None = None
    direct_costs: Decimal | None = None
    indirect_costs: Decimal | None = None
    occupancy_3: Decimal | None = None
    occupancy_2: Decimal | None = None
    buyers: Decimal | None = None
    overview_places: Decimal | None = None
    accounts_budget: Decimal | None = None
    accounts_income: Decimal | None = None
    accounts_costs: Decimal | None = None
    accounts_extras: Decimal | None = None
    accounts_places: Decimal | None = None
    result_1: Decimal | None = None
    result_2: Decimal | None = None
    reserved: Decimal | None = None
    reserved_year: Decimal | None = None
    note: str = ""
    is_other: bool = False
    """It is known from the year before and not compared with it, since its unit or what it is a takst of is another."""
    cells: Mapping[str, CellSpan] = field(default_factory=dict, compare=False)
    """The sender's cell of each field; empty in a build."""

    def span_of(self, column: str) -> Span:
        """Where the value of a field stands."""
        return self.cells.get(column, self.where)

    @property
    def name(self) -> str:
        """`Birkegården, Nord`."""
        return f"{self.tilbud}, {self.afdeling}" if self.afdeling else self.tilbud


class DataState(Enum):
    """What the figures of the takst register are; the value is the word in udgave.yaml."""

    EXAMPLE = "eksempeldata"
    VALID = "gældende"


@dataclass(frozen=True, slots=True)
class Takstregister:
    """All takster of one year. `accounts_year` is the year of the accounts in it; `source` says where from.

    Without takster it is what udgave.yaml says of a year's register, be there one or not.
    """

    year: Annotated[int, Key("år")]
    accounts_year: Annotated[int, Key("regnskabsår")]
    valid_from: Annotated[date, Key("gyldig_fra")]
    state: Annotated[DataState, Key("data")]
    source: Annotated[str, Key("kilde")]
    path: str = ""
    takster: tuple[Takst, ...] = ()
    digest: str = field(default="", compare=False)
    """sha256 of the register's file; empty before there is one."""

    @property
    def is_example(self) -> bool:
        """True when the figures are made up: every page with them must say so."""
        return self.state is DataState.EXAMPLE


@dataclass(frozen=True, slots=True, eq=False)
class TakstBasis:
    """Everything that the rules look at. There is one of a year, so it equals itself only, and can be a cache's key.

    `registers` are this year's and those before it, newest first. `driftsherrer` are the parties' names by code:
    the kommuner and the region. `bilag` are the ids of the edition's bilag; `received` the codes that have sent a file.
    `named_at` is where kommuner.yaml has a kommune's name, by code.
    """

    register: Takstregister
    earlier: tuple[Takstregister, ...]
    aftale: Takstaftale
    driftsherrer: Mapping[str, str]
    received: frozenset[str]
    bilag: frozenset[str]
    region: Region
    named_at: Mapping[str, Extent] = field(default_factory=dict)
