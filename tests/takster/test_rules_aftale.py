"""takstaftale.yaml, afvigelser.yaml and objektiv-finansiering.yaml: what they give, and every fault at its place."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar, get_args

import pytest

from rammeaftale.base.diagnostics import Checked
from rammeaftale.decode.facts import decode_facts
from rammeaftale.decode.takster.takstaftale import decode_accepted, decode_objective, decode_takstaftale
from rammeaftale.model.facts import FactKind
from rammeaftale.model.takstaftale import LimitName
from rammeaftale.model.takster import TakstBasis
from rammeaftale.read.yaml.nodes import YamlNode
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.takster.rules import run_rules
from rammeaftale.world import Source
from tests import frozen
from tests.editions import REGION, fact
from tests.takster.rules_lines import DRIFTSHERRER, Fields, aftale, register

T = TypeVar("T")
FACTS = {one.name: one for one in (fact("a.b", Decimal(7)), fact("a.navn", "tekst", FactKind.TEXT))}
BEFORE = "periode:\n  fra: 2019\n  til: 2022\ngrænser:\n"
AFTER = "paragraffer:\n  - paragraf: SEL § 107\n    tilbud: botilbud\n    kilde: loven\n"


def _parsed(text: str) -> YamlNode:
    tree = parse_yaml(Source("t.yaml", text.encode())).value
    assert tree is not None
    return tree


def _content(name: str) -> YamlNode:
    return _parsed(frozen.text(f"{frozen.CONTENT}/{name}"))


def _faults(checked: Checked[T]) -> list[tuple[str, str, str]]:
    return [(one.kind, str(one.span), one.hints[0] if one.hints else "") for one in checked.diagnostics]


def test_the_editions_own_files_have_no_faults_and_state_a_number_once() -> None:
    facts = decode_facts(_content("fakta.yaml")).value
    checked = decode_takstaftale(_content("takstaftale.yaml"), facts)
    assert checked.diagnostics == ()
    assert checked.value is not None
    assert tuple(checked.value.limits) == get_args(LimitName)
    assert checked.value.limits["mindste_reduktion"].value == facts["takstaftale.reduktion"].value
    assert checked.value.limits["mindste_reduktion"].source == facts["takstaftale.reduktion"].source
    assert all(limit.source for limit in checked.value.limits.values())
    assert decode_accepted(_content("afvigelser.yaml")).diagnostics == ()
    assert decode_objective(_content("objektiv-finansiering.yaml")).diagnostics == ()


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ("  overhead: {værdi: a.b, bekræftet: ja}\n", []),
        ("  overhead: {værdi: 6, bekræftet: ja}\n", ["graense-kilde"]),
        ("  overhead: {værdi: a.navn, bekræftet: ja}\n", ["graense-vaerdi"]),
        ("  overhead: {værdi: a.c, bekræftet: ja}\n", ["graense-vaerdi"]),
        ("  overhead: {værdi: 6 pct., kilde: x, bekræftet: ja}\n", ["tal-forkert"]),
        ("  overhead: {værdi: -6, kilde: x, bekræftet: ja}\n", ["tal-umuligt"]),
        ("  overhead: {værdi: 1000000000000, kilde: x, bekræftet: ja}\n", ["tal-umuligt"]),
        ("  overhead: {værdi: 6, kilde: x}\n", ["noegle-mangler"]),
        ("  overhed: {værdi: 6, kilde: x, bekræftet: nej}\n", ["noegle-ukendt"]),
    ],
)
def test_a_threshold_is_a_number_with_a_source_or_the_name_of_a_fact(limits: str, found: list[str]) -> None:
    checked = decode_takstaftale(_parsed(BEFORE + limits + AFTER), FACTS)
    assert [one.kind for one in checked.diagnostics] == found
    assert all(str(one.span).startswith("t.yaml:5:") for one in checked.diagnostics)
    if not found:
        assert checked.value is not None
        limit = checked.value.limits["overhead"]
        assert (limit.value, limit.source, limit.is_confirmed) == (Decimal(7), "en kilde", True)


def test_misspelt_names_get_a_proposal() -> None:
    for limits in ("  overhed: {værdi: 6, kilde: x, bekræftet: nej}\n", "  overhead: {værdi: a.bb, bekræftet: ja}\n"):
        ((_, _, hint),) = _faults(decode_takstaftale(_parsed(BEFORE + limits + AFTER), FACTS))
        assert hint in ("mente du »overhead«?", "mente du »a.b«?")


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("pl_satser:\n  - {år: 21, sats: 2, kilde: x}\n", [("dato-forkert", "t.yaml:11:10")]),
        ("pl_satser:\n  - {år: 2021, sats: -100, kilde: x}\n", [("tal-umuligt", "t.yaml:11:22")]),
        (
            "pl_satser:\n  - {år: 2021, sats: 2, kilde: x}\n  - {år: 2021, sats: 3, kilde: x}\n",
            [("id-dobbelt", "t.yaml:12:5")],
        ),
        ("forrige_periode:\n  - {driftsherre: 61, reduktion: 2, kilde: x}\n", [("kommune-kode", "t.yaml:11:19")]),
        ("erstattet:\n  - {gammel: § 32, ny: y, kilde: x}\n", [("paragraf-form", "t.yaml:11:14")]),
        ("erstattet:\n  - {gammel: SEL § 107, ny: y, kilde: x}\n", [("paragraf-erstattet", "t.yaml:11:14")]),
    ],
)
def test_each_fault_is_told_at_its_place(more: str, found: list[tuple[str, str]]) -> None:
    limits = "  overhead: {værdi: 6, kilde: x, bekræftet: nej}\n"
    checked = decode_takstaftale(_parsed(BEFORE + limits + AFTER + more), FACTS)
    assert [(kind, place) for kind, place, _ in _faults(checked)] == found


def test_the_agreement_cannot_end_before_it_begins() -> None:
    text = BEFORE.replace("2019", "2023") + "  overhead: {værdi: 6, kilde: x, bekræftet: nej}\n" + AFTER
    assert [one.kind for one in decode_takstaftale(_parsed(text), FACTS).diagnostics] == ["periode-forkert"]
    both = decode_takstaftale(_parsed(text.replace("bekræftet", "bekraeftet")), FACTS)
    assert sorted(one.kind for one in both.diagnostics) == ["noegle-ukendt", "periode-forkert"]


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("regel: t9-belaegning\n    række: a", ["afvigelse-regel"]),
        ("regel: T9", ["afvigelse-hvad"]),
        ("regel: T9\n    række: a\n    driftsherre: 615", ["afvigelse-hvad"]),
        ("regel: T9\n    række: a", []),
    ],
)
def test_a_deviation_is_from_one_rule_and_about_one_thing(entry: str, found: list[str]) -> None:
    text = f"afvigelser:\n  - {entry}\n    hvem: x\n    dato: 1. maj 2020\n    begrundelse: y\n"
    assert [one.kind for one in decode_accepted(_parsed(text)).diagnostics] == found


def test_the_same_deviation_stands_once() -> None:
    entry = "  - {regel: T9, række: a, hvem: x, dato: 1. maj 2020, begrundelse: y}\n"
    (found,) = _faults(decode_accepted(_parsed(f"afvigelser:\n{entry}{entry}")))
    assert found[:2] == ("id-dobbelt", "t.yaml:3:13")


def _kinds(name: str, year: int, *lines: Fields) -> list[tuple[str, str]]:
    sent = frozenset(DRIFTSHERRER)
    basis = TakstBasis(register(lines, year), (), aftale(name), DRIFTSHERRER, sent, frozenset(), REGION)
    return [(one.rule, one.hints[0]) for one in run_rules(basis)]


def test_another_period_has_other_rules_without_a_line_of_code() -> None:
    club: Fields = {"paragraph": "§ 36", "occupancy": 50, "unit": "dag"}
    assert _kinds("takstaftale-2019-2022.yaml", 2021, {**club, "paragraph": "§ 107"})[0][0] == "T9"
    assert _kinds("takstaftale-2023-24.yaml", 2023, club) == []
    assert _kinds("takstaftale-2025-26.yaml", 2025, club) == [("P3", "brug barnets lov § 84")]
    assert _kinds("takstaftale-2025-26.yaml", 2025, {**club, "law": "BL", "paragraph": "§ 84"}) == []
    assert [rule for rule, _ in _kinds("takstaftale-2025-26.yaml", 2025, {"amount": 2100})] == ["T1"]
    assert _kinds("takstaftale-2025-26.yaml", 2027, {"amount": 2100}) == []


def test_only_2019_to_2022_demands_a_reduction() -> None:
    for name, has in (("2019-2022", True), ("2023-24", False), ("2025-26", False)):
        assert ("mindste_reduktion" in aftale(f"takstaftale-{name}.yaml").limits) is has
