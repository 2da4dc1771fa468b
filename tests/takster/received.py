"""Workbooks that are received, for the tests of the intake."""

from __future__ import annotations

from rammeaftale.model.intake import ColumnMatch
from tests.takster.intake_help import (
    received,
)

SHORT = ("Tilbud", "Afdeling", "Lov", "§", "Type", "Målgruppe", "Pladser", "Belægning", "Takst", "Enhed")


PLAIN = ("Birk", "Nord", "SEL", 107, "Døgn", "Voksne", 12, 95, 1000, "døgn")


NO_OWNER = "ind/615.xlsx"


def match(data: bytes, field: str, path: str = NO_OWNER) -> ColumnMatch:
    checked = received(data, path)
    assert checked.value is not None, checked.diagnostics
    return next(match for match in checked.value.columns if match.field == field)
