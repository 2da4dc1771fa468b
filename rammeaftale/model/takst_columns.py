"""The columns of a takst register: the field of `Takst`, the Danish heading, what stands in it, and whether it must.

What senders call the same columns stands in content/faelles/kolonnenavne.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Form(Enum):
    """What a cell of the column holds; the value is the word for it in messages."""

    TEXT = "tekst"
    AMOUNT = "et beløb i kr."
    PERCENT = "en procent"
    COUNT = "et antal"
    YEAR = "et årstal"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `is_required`: a row without it is no takst (rules T4 and T11 among others)."""

    field: str
    heading: str
    form: Form
    is_required: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("id", "Række-id", Form.TEXT),
    Column("driftsherre_code", "Driftsherrekode", Form.TEXT, is_required=True),
    Column("driftsherre", "Driftsherre", Form.TEXT, is_required=True),
    Column("tilbud", "Tilbud", Form.TEXT, is_required=True),
    Column("afdeling", "Afdeling", Form.TEXT),
    Column("law", "Lov", Form.TEXT, is_required=True),
    Column("paragraph", "Paragraf", Form.TEXT, is_required=True),
    Column("tilbudstype", "Tilbudstype", Form.TEXT, is_required=True),
    Column("maalgruppe", "Målgruppe", Form.TEXT, is_required=True),
    Column("udligningsgruppe", "Udligningsgruppe", Form.TEXT),
    Column("places", "Normerede pladser", Form.COUNT, is_required=True),
    Column("occupancy", "Forudsat belægning, pct.", Form.PERCENT, is_required=True),
    Column("amount", "Takst, kr.", Form.AMOUNT, is_required=True),
    Column("unit", "Enhed", Form.TEXT, is_required=True),
    Column("previous", "Takst året før, kr.", Form.AMOUNT),
    Column("base_amount", "Basistakst, kr.", Form.AMOUNT),
    Column("service_amount", "Ydelsestakst, kr.", Form.AMOUNT),
    Column("cost_basis", "Takstgrundlag, kr.", Form.AMOUNT),
    Column("direct_costs", "Direkte omkostninger, kr.", Form.AMOUNT),
    Column("indirect_costs", "Indirekte omkostninger, kr.", Form.AMOUNT),
    Column("occupancy_3", "Belægning tre år før, pct.", Form.PERCENT),
    Column("occupancy_2", "Belægning to år før, pct.", Form.PERCENT),
    Column("buyers", "Andre køberkommuner", Form.COUNT),
    Column("overview_places", "Pladser i pladsoversigten", Form.COUNT),
    Column("accounts_budget", "Regnskabsårets budget, kr.", Form.AMOUNT),
    Column("accounts_income", "Regnskab, indtægter, kr.", Form.AMOUNT),
    Column("accounts_costs", "Regnskab, omkostninger, kr.", Form.AMOUNT),
    Column("accounts_extras", "Regnskab, tillægsydelser, kr.", Form.AMOUNT),
    Column("accounts_places", "Regnskab, belagte pladser", Form.COUNT),
    Column("result_1", "Resultat ét år før regnskabsåret, kr.", Form.AMOUNT),
    Column("result_2", "Resultat to år før regnskabsåret, kr.", Form.AMOUNT),
    Column("reserved", "Hensat overskud, kr.", Form.AMOUNT),
    Column("reserved_year", "Hensat i år", Form.YEAR),
    Column("note", "Bemærkning", Form.TEXT),
)

BY_FIELD = {column.field: column for column in COLUMNS}
BY_HEADING = {column.heading: column for column in COLUMNS}

UNITS = ("døgn", "dag", "time", "måned", "år")
"""What a takst can be for; takster of different units are never compared."""
