"""Findings that say the same of many cells become one with all the cells, and no other findings do."""

from __future__ import annotations

from rammeaftale.base.diagnostics import CellSpan, Diagnostic, FileSpan, error
from rammeaftale.takster.alike import FEW, cell_ranges, gathered_cells


def _at(cell: str, message: str = "formlen er ikke regnet ud", path: str = "a.xlsx", sheet: str = "Ark1") -> Diagnostic:
    return error("takst-celle-fejl", message, CellSpan(path, sheet, cell), "gem den")


def test_the_same_of_many_cells_is_one_finding_with_their_ranges() -> None:
    found = [_at(f"{column}{row}") for row in range(2, 54) for column in ("K", "P")]
    other = [_at("K2", path="b.xlsx"), _at("K2", sheet="Ark2"), _at("K3", "et andet")]
    assert list(gathered_cells([*found, *other])) == [_at("K2-K53, P2-P53"), *other]


def test_few_and_those_of_no_cell_stay_one_by_one() -> None:
    few = [_at(f"K{row}") for row in range(2, 2 + FEW)]
    files = [error("fil-tom", "filen er tom", FileSpan(f"{number}.xlsx")) for number in range(9)]
    assert list(gathered_cells([*few, *files])) == [*few, *files]


def test_cells_are_named_by_column_with_the_gaps_between() -> None:
    assert cell_ranges(["AA3", "K10", "K2", "K3", "K9", "B4"]) == "B4, K2-K3, K9-K10, AA3"
    assert cell_ranges(f"K{row}" for row in range(2, 24, 2)) == "K2, K4, K6, K8, K10, K12 og 5 celler til"
    assert cell_ranges(["", ""]) == ""
