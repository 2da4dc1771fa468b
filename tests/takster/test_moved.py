"""What a driftsherre does about a takst with another's Række-id (P15): the remedy gives it an id of its own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.model.takster import Takst
from rammeaftale.takster.intake.row_ids import with_ids
from rammeaftale.takster.rules import run_rules
from tests.takster.rules_lines import Setup

MOVED = Setup(({"paragraph": "§ 104", "amount": 3000},), {2020: ({},)})


def _told(setup: Setup) -> Diagnostic:
    (finding,) = (finding for finding in run_rules(setup.basis()) if finding.kind == "p15-flyttet")
    return finding


def _lines(setup: Setup) -> tuple[Takst, Takst]:
    basis = setup.basis()
    return basis.register.takster[0], basis.earlier[0].takster[0]


def test_the_id_that_is_proposed_is_taken_as_a_new_one() -> None:
    (hint,) = _told(MOVED).hints
    proposed = re.search(r"[0-9]{3,4}-[0-9]{4}", hint)
    assert proposed is not None
    now, then = _lines(MOVED)
    assert proposed[0] != then.id
    numbered = with_ids(now.driftsherre_code, [replace(now, id=proposed[0])], [then], [])
    assert [takst.id for takst in numbered.value] == [proposed[0]]
    assert [finding.kind for finding in numbered.diagnostics if finding.kind == "raekke-id"] == []


def test_an_empty_cell_would_get_the_old_id_again() -> None:
    now, then = _lines(MOVED)
    assert [takst.id for takst in with_ids(now.driftsherre_code, [replace(now, id="")], [then], []).value] == [then.id]


@pytest.mark.parametrize("has_column", [True, False])
def test_a_file_without_the_column_is_told_to_have_one(has_column: bool) -> None:
    basis = MOVED.basis()
    (now,) = basis.register.takster
    cells = {field: cell for field, cell in now.cells.items() if has_column or field != "id"}
    register = replace(basis.register, takster=(replace(now, cells=cells),))
    (finding,) = (finding for finding in run_rules(replace(basis, register=register)) if finding.kind == "p15-flyttet")
    assert ("tilføj kolonnen »Række-id«" in finding.hints[0]) is not has_column
