"""The rules that are found while a sender's file is read (T4, T8, T11, P11, P12): a small file, one cell spoilt."""

from __future__ import annotations

import pytest

from rammeaftale.decode.takster.column_names import decode_column_names
from rammeaftale.read.tables.workbook import read_table
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.takster.intake.receive import receive
from rammeaftale.world import Source
from tests import frozen
from tests.editions import REGION
from tests.takster.intake_help import NAMES
from tests.takster.rules_lines import DRIFTSHERRER, FIXTURES, at

GOOD = (FIXTURES / "horsens.csv").read_text("utf-8")
Told = tuple[str, str, str]


def _told(text: str) -> list[Told]:
    """What is found in the file: severity, kind, cell."""
    tree = parse_yaml(Source(NAMES, frozen.files()[NAMES])).value
    assert tree is not None
    names = decode_column_names(tree).value
    assert names is not None
    source = Source("horsens.csv", text.encode())
    workbook = read_table(source)
    found = workbook.diagnostics
    if workbook.value is not None:
        found += receive(workbook.value, source.digest, names, DRIFTSHERRER, REGION.short).diagnostics
    return [(one.severity.value, one.kind, at(one)) for one in found]


def test_the_good_file_breaks_none_of_them() -> None:
    assert _told(GOOD) == []


CASES: tuple[tuple[str, str, str, Told], ...] = (
    ("T4", "95;2.345,50;døgn", "95;;døgn", ("fejl", "t4-takst-mangler", "K2")),
    ("T4", "95;2.345,50;døgn", "95;2.345,50;", ("fejl", "t4-takst-mangler", "L2")),
    ("T8", "8,5;98;", "8,5;101;", ("fejl", "t8-belaegning", "J3")),
    ("T11", "8,5;98;", "8,5;;", ("fejl", "t11-belaegning-mangler", "J3")),
    ("P11", "95;2.345,50", "95;1.234.5", ("fejl", "p11-tal", "K2")),
    ("P12", "Rønnehuset;Nord", "RÃ¸nnehuset;Nord", ("fejl", "p12-tegnsaet", "C2")),
)


@pytest.mark.parametrize(("rule", "good", "bad", "found"), CASES, ids=[f"{case[0]}-{case[3][2]}" for case in CASES])
def test_a_spoilt_cell_is_told_at_its_place(rule: str, good: str, bad: str, found: Told) -> None:
    assert GOOD.count(good) == 1
    assert _told(GOOD.replace(good, bad)) == [found]
    assert found[1].startswith(f"{rule.lower()}-")
