"""Lines, registers and agreements for the tests of the rules; every field has its cell, so a finding has one too."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from rammeaftale.base.diagnostics import CellSpan, Diagnostic
from rammeaftale.decode.takster.takstaftale import decode_accepted, decode_objective, decode_takstaftale
from rammeaftale.model.facts import Facts
from rammeaftale.model.takst_columns import COLUMNS, Form
from rammeaftale.model.takstaftale import Accepted, ObjectiveTable, Takstaftale
from rammeaftale.model.takster import DataState, Origin, Takst, TakstBasis, Takstregister
from rammeaftale.read.yaml.nodes import YamlNode
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.takster.rules import run_rules
from rammeaftale.takster.year_before import with_previous
from rammeaftale.world import Source
from tests.editions import REGION

FIXTURES = Path(__file__).parent / "rules"
FILE, SHEET, YEAR = "horsens.xlsx", "Takster", 2021
DRIFTSHERRER = {"615": "Horsens", "657": "Herning", "1082": "Region Midtjylland"}
LETTERS = {column.field: chr(65 + n) if n < 26 else f"A{chr(39 + n)}" for n, column in enumerate(COLUMNS)}
NUMBERS = {column.field for column in COLUMNS if column.form is not Form.TEXT}

Value = str | int
Fields = dict[str, Value]


def line(number: int = 1, year: int = YEAR, **changes: Value | None) -> Takst:
    """A takst that breaks no rule, with changes; line 1 stands in row 2. Numbers are written 1.5, None is empty."""
    row = number + 1
    cells = {
        name: CellSpan(FILE if year == YEAR else f"{year}.xlsx", SHEET, f"{at}{row}") for name, at in LETTERS.items()
    }
    takst = Takst(
        id=f"615-{number:04}",
        driftsherre_code="615",
        driftsherre="Horsens",
        tilbud="Birkegården",
        afdeling=f"Hus {number}",
        law="SEL",
        paragraph="§ 107",
        tilbudstype="Døgntilbud",
        maalgruppe="Voksne med autisme",
        udligningsgruppe="",
        places=Decimal(12),
        occupancy=Decimal(98),
        amount=Decimal(2000),
        unit="døgn",
        previous=Decimal(2000),
        origin=Origin(FILE, SHEET, row),
        where=cells["id"],
        cells=cells,
    )
    made = {name: _typed(name, value) for name, value in changes.items()}
    return replace(takst, **made)  # type: ignore[arg-type]


def _typed(name: str, value: Value | None) -> object:
    return Decimal(str(value)) if name in NUMBERS and value is not None else value


def register(lines: tuple[Fields, ...], year: int = YEAR) -> Takstregister:
    """A register of lines 1, 2, 3 … with their changes; the accounts are two years old."""
    takster = tuple(line(number, year, **changes) for number, changes in enumerate(lines, 1))
    return Takstregister(year, year - 2, date(year, 1, 1), DataState.VALID, "en kilde", f"{year}.csv", takster)


def tree(name: str) -> YamlNode:
    """A file in rules/ as YAML without faults."""
    parsed = parse_yaml(Source(name, (FIXTURES / name).read_bytes()))
    assert parsed.diagnostics == ()
    assert parsed.value is not None
    return parsed.value


def aftale(name: str = "takstaftale-2019-2022.yaml", facts: Facts | None = None) -> Takstaftale:
    """An agreement in rules/ that has no faults."""
    checked = decode_takstaftale(tree(name), facts or {})
    assert checked.diagnostics == ()
    assert checked.value is not None
    return checked.value


def objective(name: str) -> tuple[ObjectiveTable, ...]:
    """The tables of a file in rules/."""
    checked = decode_objective(tree(name))
    assert checked.diagnostics == ()
    return checked.value


def accepted(text: str) -> tuple[Accepted, ...]:
    """The deviations of an afvigelser.yaml."""
    parsed = parse_yaml(Source("afvigelser.yaml", text.encode())).value
    assert parsed is not None
    checked = decode_accepted(parsed)
    assert checked.diagnostics == ()
    return checked.value


@dataclass(frozen=True)
class Setup:
    """What a case changes: this year's lines, those of years before, the agreement, who has sent, which bilag."""

    lines: tuple[Fields, ...] = ({},)
    before: dict[int, tuple[Fields, ...]] = field(default_factory=dict)
    aftale: dict[str, object] = field(default_factory=dict)
    received: frozenset[str] = frozenset(DRIFTSHERRER)
    bilag: frozenset[str] = frozenset()
    year: int = YEAR

    def basis(self) -> TakstBasis:
        """The basis that the rules look at."""
        earlier = tuple(register(lines, year) for year, lines in sorted(self.before.items(), reverse=True))
        agreement = replace(aftale(), **self.aftale)  # type: ignore[arg-type]
        now = replace(register(self.lines), year=self.year, accounts_year=self.year - 2)
        return TakstBasis(
            with_previous(now, earlier), earlier, agreement, DRIFTSHERRER, self.received, self.bilag, REGION
        )


Told = tuple[str, str, str, str, str]


def told(setup: Setup) -> list[Told]:
    """What the rules say: rule, severity, kind, row, cell (or file)."""
    return [(one.rule, one.severity.value, one.kind, one.in_register.row, at(one)) for one in run_rules(setup.basis())]


def at(found: Diagnostic) -> str:
    """The cell that a finding names, else its place as it is printed."""
    return found.span.cell if isinstance(found.span, CellSpan) else str(found.span)


def says(setup: Setup) -> str:
    """The message of the one finding."""
    (found,) = run_rules(setup.basis())
    return found.message
