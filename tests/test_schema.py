"""Trees → shapes: every fault of a file at once, each at its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import pytest

from rammeaftale.base.diagnostics import Checked, TextSpan
from rammeaftale.decode.schema import read_list, read_mapping
from rammeaftale.model.agreement import Status
from rammeaftale.model.extent import Located
from rammeaftale.model.keys import IS_ID, Key, Name
from rammeaftale.read.yaml.nodes import YamlNode
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.world import Source
from tests.test_extents import Cut


@dataclass(frozen=True, slots=True)
class _Inner(Located):
    day: Annotated[date, Key("dag", once="dagen")]
    span: TextSpan
    sure: Annotated[bool, Key("sikker")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outer:
    number: Annotated[Decimal | None, Key("antal")] = None
    name: Annotated[str, Key("navn")]
    id: Annotated[Name | None, IS_ID, Key("id")] = None
    status: Annotated[Status, Key("status")] = Status.DRAFT
    inner: Annotated[_Inner | None, Key("indre")] = None
    rows: Annotated[tuple[_Inner, ...], Key("rækker")] = ()
    words: Annotated[tuple[str, ...], Key("ord", once="ordet")] = ()
    by_name: Annotated[Mapping[Literal["a", "b"], int], Key("navne")] = field(default_factory=dict)
    span: TextSpan


def _tree(text: str) -> YamlNode:
    tree = parse_yaml(Source("a.yaml", text.encode())).value
    assert tree is not None
    return tree


def _validate(text: str) -> Checked[_Outer | None]:
    return read_mapping(_Outer, _tree(text))


def _found(text: str) -> list[tuple[str, str]]:
    return [(d.kind, str(d.span)) for d in _validate(text).diagnostics]


def test_a_good_file_fills_the_dataclass() -> None:
    text = "antal: 10.000\nnavn: x\nid: a-b\nrækker:\n  - dag: 1. januar 2021\n    sikker: ja\nnavne: {b: 2021}\n"
    outer = _validate(text).value
    assert outer is not None
    assert (outer.name, outer.number, outer.status, outer.by_name) == ("x", Decimal(10000), Status.DRAFT, {"b": 2021})
    assert outer.id == Name("a-b", TextSpan("a.yaml", 3, 5, 3))
    assert [(row.day, row.sure) for row in outer.rows] == [(date(2021, 1, 1), True)]


def test_what_is_filled_in_stands_where_its_first_needed_value_does() -> None:
    text = "antal: 1\nnavn: x\nrækker:\n  - dag: 1. januar 2021\n    sikker: ja\n"
    outer = _validate(text).value
    assert outer is not None
    (row,) = outer.rows
    assert (str(outer.span), str(row.span)) == ("a.yaml:2:7", "a.yaml:4:10")
    assert row.extent is not None and row.inner is not None
    assert Cut(text)(row.extent) == f"- {Cut(text)(row.inner)}"


def test_what_may_stand_once_is_reported_where_it_stands_again() -> None:
    text = "navn: x\nord: [a, b, a]\nrækker:\n  - dag: 2021-01-01\n  - dag: 2021-01-01\n"
    checked = _validate(text)
    assert checked.value is not None
    assert [(d.message, str(d.span)) for d in checked.diagnostics] == [
        ("dagen »2021-01-01« er brugt før, i linje 4", "a.yaml:5:10"),
        ("ordet »a« er brugt før, i linje 2", "a.yaml:2:13"),
    ]


def test_a_file_that_is_one_list_has_its_rows() -> None:
    text = "dage:\n  - dag: 2021-01-01\n"
    assert [row.day for row in read_list(_Inner, "dage", _tree(text)).value] == [date(2021, 1, 1)]
    empty = _tree("dage: []\n")
    assert [d.kind for d in read_list(_Inner, "dage", empty).diagnostics] == ["vaerdi-tom"]
    assert read_list(_Inner, "dage", empty, may_be_empty=True) == Checked(())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("antal: 1\n", [("noegle-mangler", "a.yaml:1:1")]),
        ("navn: x\nrækker:\n  - sikker: ja\n", [("noegle-mangler", "a.yaml:3:5")]),
        ("navn: x\nxyz: y\n", [("noegle-ukendt", "a.yaml:2:1")]),
        ("navn: x\nindre:\n  dag: 2020-01-01\n  xyz: y\n", [("noegle-ukendt", "a.yaml:4:3")]),
        ("nvan: x\n", [("noegle-ukendt", "a.yaml:1:1")]),
        ("navn: x\nindre: y\n", [("vaerdi-type", "a.yaml:2:8")]),
        ("navn: x\nrækker: y\n", [("vaerdi-type", "a.yaml:2:9")]),
        ("navn: x\nrækker:\n  - y\n", [("vaerdi-type", "a.yaml:3:5")]),
        ("navn:\n  - x\n", [("vaerdi-type", "a.yaml:2:3")]),
        ("navn: x\nantal: 1.25\nid: A\nstatus: ny\n", [
            ("tal-forkert", "a.yaml:2:8"), ("id-ulovligt", "a.yaml:3:5"), ("vaerdi-ukendt", "a.yaml:4:9"),
        ]),
        ("- x\n", [("vaerdi-type", "a.yaml:1:1")]),
        ("x\n", [("vaerdi-type", "a.yaml:1:1")]),
        ("navn: x\nord: []\nnavne: {c: 2021}\n", [("noegle-ukendt", "a.yaml:3:9")]),
        ("navn: x\nnavne: {a: 21}\n", [("dato-forkert", "a.yaml:2:12")]),
        ("navn:\n", [("yaml-tom-vaerdi", "a.yaml:1:1")]),
    ],
)  # fmt: skip
def test_faults_and_their_places(text: str, found: list[tuple[str, str]]) -> None:
    assert _found(text) == found
    assert _validate(text).value is None


def test_an_unknown_key_names_the_nearest_and_all_that_may_stand() -> None:
    (problem,) = _validate("navn: x\nindre:\n  dag: 2020-01-01\n  sikkr: ja\n").diagnostics
    assert problem.hints == ("mente du »sikker«?", "her kan stå »dag« og »sikker«")


def test_a_key_that_was_indented_by_mistake() -> None:
    (problem,) = _validate("indre:\n  dag: 2020-01-01\n  navn: x\n").diagnostics
    assert problem.hints[0] == "ryk linjen ud til kanten"


def test_a_text_with_a_colon_in_a_list_gets_its_quotes() -> None:
    (problem,) = _validate("navn:\n  Bilag 1: x\n").diagnostics
    assert problem.hints == ('sæt anførselstegn om teksten: "Bilag 1: x"',)
