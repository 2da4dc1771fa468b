"""Takstregister → the bytes of a workbook for people: every takst with typed numbers, and a sheet about the file."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rammeaftale.base.danish import format_count, format_date, format_exact, own_decimals
from rammeaftale.model.takst_columns import COLUMNS, Column, Form
from rammeaftale.model.takster import Takst, Takstregister
from rammeaftale.takster.groups import places_of
from rammeaftale.takster.workbooks.excel import Table, TableColumn, Value, workbook

SHEET = "Takster"
ABOUT_SHEET = "Om filen"
FIXED = 4
"""Columns that stay when one scrolls: the id, the driftsherre and the tilbud."""
_WIDTHS = {
    "id": 12, "driftsherre_code": 10, "driftsherre": 18, "tilbud": 30, "afdeling": 20, "law": 16, "paragraph": 12,
    "tilbudstype": 20, "maalgruppe": 34, "udligningsgruppe": 16, "unit": 9, "note": 44,
}  # fmt: skip
_NUMBER_WIDTH = 15
_ORIGIN = (TableColumn("Kilde, fil", 28), TableColumn("Kilde, ark", 16), TableColumn("Kilde, række", 10, "0"))
_WITH_ORE = frozenset(("amount", "previous", "base_amount", "service_amount"))
"""Amounts that show two decimals also when all are whole kr."""


def register_xlsx(register: Takstregister) -> bytes:
    """The workbook; the only date in it is the day from which the takster hold."""
    columns = (*takst_columns(register.takster), *_ORIGIN)
    rows = [
        (*takst_values(takst), takst.origin.file, takst.origin.sheet, Decimal(takst.origin.row))
        for takst in register.takster
    ]
    takster = Table(SHEET, f"Takster {register.year}", columns, rows, fixed=FIXED)
    return workbook(f"Takster {register.year}", register.valid_from, (takster, _about(register)))


def takst_values(takst: Takst) -> tuple[Value, ...]:
    """The line's cells by COLUMNS."""
    return tuple(getattr(takst, column.field) for column in COLUMNS)


def takst_columns(takster: Sequence[Takst]) -> tuple[TableColumn, ...]:
    """COLUMNS with widths, and with as many decimals as the numbers have, the same all the way down."""
    return tuple(
        TableColumn(column.heading, _WIDTHS.get(column.field, _NUMBER_WIDTH), _number_format(column, takster))
        for column in COLUMNS
    )


def _number_format(column: Column, takster: Sequence[Takst]) -> str | None:
    """Excel's own code, which it shows with the user's signs: `1.234,50` in Danish."""
    if column.form is Form.TEXT:
        return None
    if column.form is Form.YEAR:
        return "0"
    values = (getattr(takst, column.field) for takst in takster)
    most = max((own_decimals(value) for value in values if value is not None), default=0)
    places = max(most, 2) if column.field in _WITH_ORE else most
    return "#,##0" + ("." + "0" * places if places else "")


def _about(register: Takstregister) -> Table:
    takster = register.takster
    rows = (
        ("Datastatus", register.state.value.capitalize()),
        ("År", str(register.year)),
        ("Regnskabsår", str(register.accounts_year)),
        ("Gyldig fra", format_date(register.valid_from)),
        ("Kilde", register.source),
        ("Driftsherrer", format_count(len({takst.driftsherre_code for takst in takster}))),
        ("Takster", format_count(len(takster))),
        ("Normerede pladser i alt", format_exact(places_of(takster))),
    )
    columns = (TableColumn("Oplysning", 28), TableColumn("Indhold", 80))
    return Table(ABOUT_SHEET, f"Om takster {register.year}", columns, rows)
