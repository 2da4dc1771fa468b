"""The example files' way through the intake, and how what came out differs from what was intended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from functools import cache
from pathlib import Path

from rammeaftale.diagnostics import Checked, Diagnostic, Severity
from rammeaftale.model.takst_columns import COLUMNS
from rammeaftale.model.takster import Takst
from rammeaftale.takst_pipeline import Reception, incoming, take_in
from rammeaftale.world import DiskWorld
from tools.eksempel.figures import Row, Value
from tools.eksempel.files import FOLDER

ROOT = Path(__file__).parent.parent.parent
EDITION = "2021-22"


@cache
def reception(year: int) -> Checked[Reception | None]:
    """The year's 20 files received and judged, with all findings."""
    place = f"{FOLDER}/{year}"
    files = incoming(DiskWorld(ROOT / place), place)
    assert files.diagnostics == ()
    return take_in(DiskWorld(ROOT), EDITION, files.value, place, year)


def errors(found: Sequence[Diagnostic]) -> list[str]:
    """The findings that stop a register."""
    return [f"{one.span}: {one.message}" for one in found if one.severity is Severity.ERROR]


def differences(takster: Sequence[Takst], wanted: Sequence[Row]) -> list[str]:
    """Where the register is not what was intended: lines too many or too few, and every field that differs."""
    found, intended = {takst.id: takst for takst in takster}, {str(row["id"]): row for row in wanted}
    assert len(found) == len(takster)
    told = [f"{key}: {'mangler' if key in intended else 'for meget'}" for key in sorted(found.keys() ^ intended.keys())]
    for key in sorted(found.keys() & intended.keys()):
        told += _fields(found[key], intended[key])
    return told


def _fields(takst: Takst, row: Mapping[str, Value]) -> list[str]:
    names = {field.name for field in fields(Takst)}
    assert {column.field for column in COLUMNS} <= names
    pairs = ((column.field, getattr(takst, column.field), row.get(column.field)) for column in COLUMNS)
    return [
        f"{takst.id} {name}: {got!r}, ikke {wanted!r} ({takst.origin})"
        for name, got, wanted in pairs
        if (got or None) != (wanted or None) or isinstance(got, Decimal) != isinstance(wanted, Decimal)
    ]
