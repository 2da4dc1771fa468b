"""The register of facts: values by kind, and the arithmetic of computed ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.base.danish import format_number
from rammeaftale.base.diagnostics import Checked, TextSpan
from rammeaftale.decode.facts import decode_facts
from rammeaftale.model.facts import Fact, FactKind, Facts
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.world import Source


def _decode(text: str) -> Checked[Facts]:
    tree = parse_yaml(Source("fakta.yaml", text.encode()))
    assert tree.value is not None and not tree.diagnostics
    return decode_facts(tree.value)


def _leaf(name: str, value: str, kind: str = "tal") -> str:
    return f"{name}:\n  værdi: {value}\n  art: {kind}\n  kilde: X\n"


def _recipe(name: str, recipe: str, extra: str = "") -> str:
    return f"{name}:\n  beregnes: {{{recipe}}}\n{extra}  kilde: X\n"


def test_a_fact_keeps_its_kind_value_decimals_source_and_place() -> None:
    facts = _decode("a:\n  b_1:\n    værdi: 2,50\n    art: procent\n    kilde: Side 3\n").value
    assert facts["a.b_1"] == Fact(
        "a.b_1", FactKind.PERCENT, Decimal("2.50"), 2, "Side 3", TextSpan("fakta.yaml", 2, 3, 3)
    )


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("tal", "10.000", Decimal(10000)),
        ("kroner", "8.000.000", Decimal(8000000)),
        ("dato", "1. januar 2021", date(2021, 1, 1)),
        ("årstal", "2018", "2018"),
        ("tekst", "2019-23", "2019-23"),
    ],
)
def test_values_by_kind(kind: str, text: str, value: object) -> None:
    assert _decode(_leaf("a", text, kind)).value["a"].value == value


@pytest.mark.parametrize(
    ("recipe", "value"),
    [
        ("sum: [a, b]", "14"),
        ("forskel: [a, b]", "6"),
        ("produkt: [a, b, 2]", "80"),
        ("kvotient: [a, b]", "2.5"),
        ("andel: [25, a]", "2.5"),
        ("mindste: [a, b]", "4"),
        ("største: [a, b]", "10"),
        ("gennemsnit: [a, b]", "7"),
    ],
)
def test_operations(recipe: str, value: str) -> None:
    facts = _decode(_leaf("a", "10") + _leaf("b", "4") + _recipe("c", recipe)).value
    assert facts["c"].value == Decimal(value)


def test_a_literal_decimal_is_quoted() -> None:
    assert _decode(_leaf("a", "10") + _recipe("c", 'sum: [a, "0,5"]')).value["c"].value == Decimal("10.5")


def test_chains_are_not_rounded_in_between() -> None:
    text = _leaf("a", "10") + _recipe("c", "produkt: [b, 3]") + _recipe("b", "kvotient: [a, 3]", "  decimaler: 2\n")
    facts = _decode(text).value
    assert isinstance(facts["c"].value, Decimal)
    assert format_number(facts["c"].value, 2) == "10,00"
    assert facts["b"].decimals == 2
    assert facts["c"].decimals == 0


def test_what_depends_on_a_faulty_fact_is_not_reported_again() -> None:
    checked = _decode(_leaf("a", "mange") + _recipe("b", "sum: [a, 1]") + _recipe("c", "sum: [b, 1]"))
    assert [d.kind for d in checked.diagnostics] == ["tal-forkert"]
    assert dict(checked.value) == {}


def test_two_rings_are_two_findings() -> None:
    text = "".join(_recipe(name, f"sum: [{other}, 1]") for name, other in ("ab", "ba", "cc", "da"))
    assert [d.kind for d in _decode(text).diagnostics] == ["beregning-ring", "beregning-ring"]


def test_a_long_chain_does_not_exhaust_the_stack() -> None:
    text = _leaf("a0", "1") + "".join(_recipe(f"a{i + 1}", f"sum: [a{i}, 1]") for i in range(3000))
    assert _decode(text).value["a3000"].value == Decimal(3001)


def test_overflow_is_a_finding() -> None:
    big = "9" * 30
    text = _leaf("a", big) + "".join(_recipe(f"b{i}", f"produkt: [{f'b{i - 1}' if i else 'a'}, a]") for i in range(3))
    assert _decode(text).ok
    steps = "".join(_recipe(f"c{i}", f"produkt: [{f'c{i - 1}, c{i - 1}' if i else 'a, a'}]") for i in range(40))
    assert "beregning-umulig" in {d.kind for d in _decode(_leaf("a", big) + steps).diagnostics}


@given(st.lists(st.integers(min_value=-(10**9), max_value=10**9), min_size=2, max_size=6))
def test_sum_and_mean_are_exact(numbers: list[int]) -> None:
    text = "".join(_leaf(f"n{i}", str(number)) for i, number in enumerate(numbers))
    names = ", ".join(f"n{i}" for i in range(len(numbers)))
    facts = _decode(text + _recipe("s", f"sum: [{names}]") + _recipe("g", f"gennemsnit: [{names}]")).value
    assert facts["s"].value == Decimal(sum(numbers))
    mean = facts["g"].value
    assert isinstance(mean, Decimal)
    assert abs(mean * len(numbers) - sum(numbers)) < Decimal("1e-20")
