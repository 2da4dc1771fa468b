"""What is the same tilbud, takst and year before: one answer in rules, lists and the intake."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from rammeaftale.model.takster import Takst
from rammeaftale.render.takst_tables import tilbud_of
from rammeaftale.shell.pipeline import load
from rammeaftale.takster.intake.row_ids import with_ids
from rammeaftale.takster.sameness import takst_key, tilbud_key
from rammeaftale.takster.year_before import disagreements, with_previous
from tests.compare.changed_editions import EDITION, fixed_files
from tests.compare.file_changes import REGISTER
from tests.memory_world import MemoryWorld
from tests.takster.register_lines import line, register
from tests.takster.rules_lines import Setup, told

SPELLINGS = ("Ny Aastruphave", "NY AASTRUPHAVE", "ny  åstruphave", "Ny\u00a0A\u030astruphave")


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_tilbud_spelled_in_another_way_is_the_same_to_all(spelling: str) -> None:
    first, second = line(1, tilbud=SPELLINGS[0], afdeling="Nord"), line(2, tilbud=spelling, afdeling="Nord")
    assert tilbud_key(first) == tilbud_key(second)
    assert [(tilbud.name, tilbud.takster) for tilbud in tilbud_of((first, second))] == [(SPELLINGS[0], (first, second))]
    assert [takst.id for takst in with_ids("615", (replace(second, id=""),), (first,), ()).value] == [first.id]
    rules = Setup(({"tilbud": SPELLINGS[0], "afdeling": "Nord"}, {"tilbud": spelling, "afdeling": "Nord"}))
    assert [rule for rule, *_ in told(rules)] == ["P4"]


def test_another_code_or_name_is_another_tilbud() -> None:
    assert len({tilbud_key(takst) for takst in (line(), line(driftsherre_code="657"), line(tilbud="Engen"))}) == 3


@pytest.mark.parametrize("field", ["driftsherre_code", "tilbud", "afdeling", "unit", "law", "paragraph", "tilbudstype"])
def test_a_takst_is_another_where_one_part_of_its_name_is(field: str) -> None:
    other: dict[str, object] = {field: "andet"}
    assert takst_key(line(1, **other)) != takst_key(line())
    assert takst_key(line(maalgruppe="andet", places=Decimal(99))) == takst_key(line())


def _previous(now: Takst, *before: Takst) -> Decimal | None:
    (settled,) = with_previous(register(now), [register(*before, year=2020)]).takster
    return settled.previous


def test_the_takst_of_the_year_before_is_that_of_its_register() -> None:
    now = line(previous=Decimal(1000))
    assert _previous(now, line(amount=Decimal(2000))) == 2000
    assert _previous(now, line(2, amount=Decimal(2000))) == 1000
    assert _previous(now, line(amount=Decimal(2000), unit="dag")) is None
    (settled,) = with_previous(register(now), [register(line(amount=Decimal(2000)), year=2019)]).takster
    assert settled.previous == 1000


def test_a_line_that_says_another_takst_than_last_years_register_is_told() -> None:
    said = [line(1, previous=Decimal(1000)), line(2, previous=Decimal(2000)), line(3), line(4, previous=Decimal(9))]
    known = [line(1, amount=Decimal(2000)), line(2, amount=Decimal(2000)), line(4, amount=Decimal(7), unit="dag")]
    (finding,) = disagreements(register(*said), [register(*known, year=2020)])
    assert (finding.kind, finding.severity.value) == ("takst-aaret-foer", "advarsel")
    assert "1.000,00 kr. i filen, men 2.000,00 kr. i taksterne for 2020" in finding.message
    assert list(disagreements(register(*said), [register(*known, year=2019)])) == []


def test_a_build_uses_last_years_register_and_says_where_a_line_disagrees() -> None:
    files = {path: data.replace(b";dag;320;", b";dag;321;") for path, data in fixed_files().items()}
    loaded = load(MemoryWorld(files), EDITION)
    assert [str(found.span) for found in loaded.diagnostics if found.kind == "takst-aaret-foer"] == [f"{REGISTER}:4:1"]
    assert loaded.value is not None
    assert loaded.value.takst_basis is not None
    assert Decimal(321) not in {takst.previous for takst in loaded.value.takst_basis.register.takster}
