"""Trees → shapes: every fault of a file at once, each at its place."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import Field

from rammeaftale.base.diagnostics import Checked, TextSpan
from rammeaftale.decode.schema import Day, Identifier, Number, Shape, Words, YesNo, one_of, validate
from rammeaftale.model.agreement import Status
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.world import Source


class _Inner(Shape):
    day: Day = Field(alias="dag")
    sure: YesNo = Field(alias="sikker", default=False)


class _Outer(Shape):
    name: Words = Field(alias="navn")
    number: Number | None = Field(alias="antal", default=None)
    id: Identifier | None = Field(alias="id", default=None)
    status: Annotated[Status, one_of(Status)] = Field(alias="status", default=Status.DRAFT)
    inner: _Inner | None = Field(alias="indre", default=None)
    rows: tuple[_Inner, ...] = Field(alias="rækker", default=())


def _validate(text: str) -> Checked[_Outer | None]:
    tree = parse_yaml(Source("a.yaml", text.encode())).value
    assert tree is not None
    return validate(_Outer, tree)


def _found(text: str) -> list[tuple[str, str]]:
    return [(d.kind, str(d.span)) for d in _validate(text).diagnostics]


def test_a_good_file_fills_the_shape() -> None:
    shape = _validate("navn: x\nantal: 10.000\nrækker:\n  - dag: 1. januar 2021\n    sikker: ja\n").value
    assert shape is not None
    assert shape.name.value == "x"
    assert shape.number == 10000
    assert shape.rows[0].sure is True
    assert shape.rows[0].span == TextSpan("a.yaml", 4, 5, 1)


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
        ("navn:\n", []),  # the reader has said it
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
