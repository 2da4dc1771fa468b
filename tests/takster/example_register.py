"""Two sets of senders' files on their way through the intake, and how what came out differs from what was intended.

The frozen edition's own, and the many that `tools.eksempel` makes for the project's content, in an edition made up for
them, so that it says nothing of what lies in content/ today.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache

from rammeaftale.base.diagnostics import Checked, Diagnostic, Severity
from rammeaftale.model.takst_columns import COLUMNS
from rammeaftale.model.takster import Takst
from rammeaftale.shell.takst_pipeline import Reception, register_files, take_in
from rammeaftale.world import Source
from tests import frosset_files, frozen
from tests.memory_world import MemoryWorld
from tools.eksempel import files as many_files
from tools.eksempel import register as many_register
from tools.eksempel.figures import Row, Value
from tools.eksempel.names import DRIFTSHERRER

Found = frozenset[tuple[str, str, str]]
"""What the rules find: the rule, the driftsherre's code, the line's id (empty for all of its lines)."""


@dataclass(frozen=True)
class Example:
    """Files of two years, what they are meant to say, what the rules find in them, and the edition around them."""

    folder: str
    years: tuple[int, int]
    made: Callable[[], Mapping[str, bytes]]
    intended: Callable[[int], Sequence[Row]]
    planted: Callable[[int], Found]
    edition: Callable[[], Mapping[str, bytes]]


def _frozen_planted(year: int) -> Found:
    with (frosset_files.INTENDED / f"fund-{year}.csv").open(encoding="utf-8", newline="") as table:
        return frozenset(
            (row["regel"], row["driftsherre"], row["række"]) for row in csv.DictReader(table, delimiter=";")
        )


@cache
def _many_made() -> Mapping[str, bytes]:
    return dict(many_files.files())


@cache
def _around_many() -> Mapping[str, bytes]:
    """The frozen edition, ten years earlier and of the many driftsherrer; its own takster are no part of it."""
    texts = {path: data.decode() for path, data in frozen.files().items() if path.endswith(".yaml")}
    kommuner = "".join(f'  - kode: "{code}"\n    navn: {name}\n' for code, name, _ in DRIFTSHERRER[:-1])
    code, name, _ = DRIFTSHERRER[-1]
    texts["content/faelles/kommuner.yaml"] = f"kommuner:\n{kommuner}"
    region, home = "content/faelles/omraade.yaml", frozen.CONTENT
    texts[region] = texts[region].replace('"1090"', f'"{code}"').replace("Region Fjordmark", name)
    udgave, aftale, fakta = (f"{home}/{one}.yaml" for one in ("udgave", "takstaftale", "fakta"))
    texts[udgave] = texts[udgave].replace("år: 2031\n", "år: 2021\n").replace("år: 2029\n", "år: 2019\n")
    texts[aftale] = texts[aftale].replace("fra: 2029", "fra: 2019").replace("til: 2032", "til: 2022")
    texts[aftale] = texts[aftale].partition("\nforrige_periode:")[0] + _paragraphs(texts[aftale])
    texts[fakta] = texts[fakta].replace("  plan_pladser:\n    værdi: 30", "  plan_pladser:\n    værdi: 100")
    texts[f"{home}/afvigelser.yaml"] = "afvigelser: []\n"
    texts[f"{home}/objektiv-finansiering.yaml"] = "tabeller: []\n"
    return {path: text.encode() for path, text in texts.items()}


def _paragraphs(aftale: str) -> str:
    return "\nparagraffer:" + aftale.partition("\nparagraffer:")[2].partition("\nerstattet:")[0]


FROZEN = Example(
    frosset_files.FOLDER,
    frosset_files.YEARS,
    lambda: {path: data for path, data in frozen.files().items() if path.startswith(frosset_files.FOLDER)},
    frosset_files.intended,
    _frozen_planted,
    frozen.files,
)
MANY = Example(
    many_files.FOLDER,
    (2020, 2021),
    _many_made,
    many_register.intended,
    many_register.planted,
    _around_many,
)
EXAMPLES = {"frosne": FROZEN, "mange": MANY}


@cache
def reception(name: str, year: int) -> Checked[Reception | None]:
    """The year's files received and judged, with all findings; the year before is in the edition as it was received."""
    example = EXAMPLES[name]
    place = f"{example.folder}/{year}"
    sources = [Source(path, data) for path, data in sorted(example.made().items()) if path.startswith(f"{place}/")]
    return take_in(MemoryWorld(_with_registers(name, year)), frozen.EDITION, sources, place, year)


def _with_registers(name: str, year: int) -> Mapping[str, bytes]:
    example = EXAMPLES[name]
    if year == example.years[0]:
        return {path: data for path, data in example.edition().items() if not path.startswith(f"{frozen.HOME}/20")}
    before = reception(name, example.years[0]).value
    assert before is not None
    return {**_with_registers(name, example.years[0]), **register_files(before)}


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
