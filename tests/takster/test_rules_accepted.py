"""Accepted deviations, and many findings of one kind told as one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rammeaftale.base.danish import listing
from rammeaftale.base.diagnostics import RegisterPosition
from rammeaftale.takster.rules import each_finding, run_rules
from rammeaftale.takster.rules.accept import ACCEPTABLE, GATHERED_FROM
from tests.takster import test_rules_findings, test_rules_reading
from tests.takster.rules_lines import Fields, Setup, accepted, told

LOW: Fields = {"occupancy": 94}


def _text(rule: str, target: str) -> str:
    return (
        f"afvigelser:\n  - regel: {rule}\n    {target}\n    hvem: Takstgruppen\n    dato: 1. oktober 2020\n"
        "    begrundelse: tilbuddet er nyt.\n"
    )


@pytest.mark.parametrize("target", ["række: 615-0001", "driftsherre: 615"])
def test_an_accepted_finding_stays_with_who_when_and_why(target: str) -> None:
    setup = Setup((LOW,), aftale={"accepted": accepted(_text("T9", target))})
    (found,) = run_rules(setup.basis())
    assert found.severity.value == "accepteret"
    assert found.hints[-1] == "accepteret af Takstgruppen den 1. oktober 2020: tilbuddet er nyt"
    assert str(found.related[-1][0]) == "afvigelser.yaml:2:12"


@pytest.mark.parametrize(
    ("rule", "target", "kind", "severity"),
    [
        ("T9", "række: 615-0002", "afvigelse-ukendt", "fejl"),
        ("T9", "driftsherre: 999", "afvigelse-ukendt", "fejl"),
        ("T9", "driftsherre: 657", "afvigelse-ubrugt", "advarsel"),
        ("T10", "række: 615-0001", "afvigelse-ubrugt", "advarsel"),
        ("P4", "række: 615-0001", "afvigelse-ikke-mulig", "fejl"),
        ("T99", "række: 615-0001", "afvigelse-ikke-mulig", "fejl"),
    ],
)
def test_a_deviation_that_fits_nothing_is_told_at_its_line(rule: str, target: str, kind: str, severity: str) -> None:
    setup = Setup((LOW,), aftale={"accepted": accepted(_text(rule, target))})
    assert told(setup) == [
        ("T9", "advarsel", "t9-belaegning", "615-0001", "L2"),
        ("", severity, kind, "", "afvigelser.yaml:2:12"),
    ]


def test_data_that_are_wrong_in_themselves_cannot_be_accepted() -> None:
    doubles: tuple[Fields, ...] = ({"afdeling": "Nord"}, {"afdeling": "Nord"})
    setup = Setup(doubles, aftale={"accepted": accepted(_text("P4", "række: 615-0002"))})
    assert [one[2] for one in told(setup)] == ["p4-dobbelt", "afvigelse-ikke-mulig"]


def test_a_missing_file_can_be_accepted_for_a_driftsherre() -> None:
    setup = Setup(aftale={"accepted": accepted(_text("P2", "driftsherre: 657"))}, received=frozenset({"615", "1082"}))
    assert [one[1] for one in told(setup)] == ["accepteret"]


def test_missing_files_are_one_list_for_the_build_and_one_each_for_answers() -> None:
    basis = Setup(received=frozenset({"1082"})).basis()
    (found,) = [one.message for one in run_rules(basis) if one.rule == "P2"]
    names = [name for code, name in basis.driftsherrer.items() if code != "1082"]
    assert found == f"der mangler takstfil fra {listing(names)}"
    assert len([one for one in each_finding(basis) if one.rule == "P2"]) == len(names) > 1


def test_many_findings_of_one_kind_are_told_as_one_per_driftsherre() -> None:
    many = Setup((LOW,) * (GATHERED_FROM + 3))
    (found,) = run_rules(many.basis())
    assert found.in_register == RegisterPosition("615", "", "occupancy")
    assert found.message.endswith("akut og aflastning). Der er 7 fund mere af samme slags hos driftsherren")
    assert [getattr(span, "cell", "") for span, _ in found.related] == ["L3", "L4", "L5", "L6"]
    assert len(run_rules(replace(many, lines=(LOW,) * GATHERED_FROM).basis())) == GATHERED_FROM
    rows = [one.in_register.row for one in each_finding(many.basis())]
    assert rows == [f"615-{n:04}" for n in range(1, GATHERED_FROM + 4)]


def test_errors_and_accepted_findings_are_told_one_by_one() -> None:
    wrong: Fields = {"paragraph": "§ 999"}
    assert len(told(Setup((wrong,) * (GATHERED_FROM + 1)))) == GATHERED_FROM + 1
    setup = Setup((LOW,) * (GATHERED_FROM + 1), aftale={"accepted": accepted(_text("T9", "driftsherre: 615"))})
    assert [one[1] for one in told(setup)] == ["accepteret"] * (GATHERED_FROM + 1)


def test_every_rule_has_a_case_that_breaks_it_and_one_that_does_not() -> None:
    all_rules = {f"T{n}" for n in range(1, 21)} | {f"P{n}" for n in range(1, 16)}
    in_text = {"P5", "P13"}  # test_rules_text
    reading = {case[0] for case in test_rules_reading.CASES}
    assert {case.rule for case in test_rules_findings.CASES} | reading | in_text == all_rules
    assert set(ACCEPTABLE) < all_rules
