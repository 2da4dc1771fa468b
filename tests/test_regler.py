"""docs/regler.md is true: every rule of the program, its limits, messages and code, and nothing that does not exist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from rammeaftale.model.takstaftale import LimitName
from rammeaftale.takster.rules.accept import ACCEPTABLE, LAST
from tests.guides import PACKAGE, ROOT, kinds_in, kinds_in_code
from tests.rules_page import PAGE, rules, to_come

_CITED = re.compile(r"\b[TPRUG][0-9]{1,2}\b")
_ALIKE = {"U20", "T1-T20"}  # what looks like a rule and is none
_SEVERITIES = ("fejl", "advarsel", "oplysning")


def _code(name: str) -> Path:
    return PACKAGE / name if (PACKAGE / name).exists() else ROOT / name


def test_every_rule_has_what_a_reader_asks_for() -> None:
    for number, rule in rules().items():
        assert rule.fields["Alvor"].startswith(_SEVERITIES), number
        assert {"Kilde", "Kode"} <= rule.fields.keys(), number
        assert all(_code(name).is_file() for name in rule.names("Kode")), number


def test_the_rules_of_takster_are_all_there_in_order() -> None:
    expected = [*(f"T{number}" for number in range(1, 21)), *(f"P{number}" for number in range(1, 16))]
    assert [number for number in rules() if number[0] in "TP"] == expected


def test_every_rule_that_the_program_cites_is_described() -> None:
    cited = {number for path in PACKAGE.rglob("*.py") for number in _CITED.findall(path.read_text("utf-8"))}
    assert cited - _ALIKE - rules().keys() == set()
    assert rules().keys() & to_come() == set()


def test_every_message_stands_at_its_rule_with_the_code_that_gives_it() -> None:
    for number, rule in rules().items():
        given = {kind for name in rule.names("Kode") if (PACKAGE / name).exists() for kind in kinds_in(_code(name))}
        assert set(rule.names("Meddelelse")) <= given, number
    numbered = {kind for kind in kinds_in_code() if re.match("[tp][0-9]", kind)}
    described = {kind for number, rule in rules().items() if number[0] in "TP" for kind in rule.names("Meddelelse")}
    assert described == numbered
    for number, rule in rules().items():
        if number[0] in "TP":
            assert all(kind.startswith(f"{number.lower()}-") for kind in rule.names("Meddelelse")), number


def test_every_limit_stands_at_one_rule() -> None:
    assert sorted(name for rule in rules().values() for name in rule.limits) == sorted(get_args(LimitName))


def test_the_rules_that_may_be_deviated_from_say_so() -> None:
    assert {number for number, rule in rules().items() if rule.fields.get("Kan fraviges") == "ja"} == set(ACCEPTABLE)


def test_the_clauses_of_the_newest_standards_name_messages_that_are_given() -> None:
    table = [line.split("|") for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ISO ")]
    given = {kind for path in (PACKAGE / "engine" / "inspect").glob("checks_*.py") for kind in kinds_in(path)}
    given |= kinds_in(PACKAGE / "engine" / "inspect" / "nesting.py")
    named = {kind for _, _, _, kinds, _ in table for kind in re.findall(r"`([a-z0-9-]+)`", kinds)}
    assert named - given == set()
    assert kinds_in(PACKAGE / "engine" / "inspect" / "checks_modern.py") - named == set()


def test_the_highest_number_of_a_rule_is_known() -> None:
    """A deviation from a rule beyond it is from none."""
    numbers = [(number[0], int(number[1:])) for number in rules() if number[0] in "TP"]
    assert {letter: max(at for its, at in numbers if its == letter) for letter in "TP"} == LAST
