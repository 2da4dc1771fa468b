"""kolonnenavne.yaml: the file itself, and what is refused in it."""

from __future__ import annotations

import pytest

from rammeaftale.base.diagnostics import Checked
from rammeaftale.decode.takster.column_names import decode_column_names, fold
from rammeaftale.model.intake import ColumnNames
from rammeaftale.model.takst_columns import COLUMNS
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.world import Source
from tests.takster.intake_help import names


def _decoded(text: str) -> Checked[ColumnNames | None]:
    tree = parse_yaml(Source("kolonnenavne.yaml", text.encode())).value
    assert tree is not None
    return decode_column_names(tree)


def test_the_file_knows_every_column_by_its_own_heading() -> None:
    assert {names()[fold(column.heading)] for column in COLUMNS} == {column.field for column in COLUMNS}
    assert names()["antal pladser"] == "places"


@pytest.mark.parametrize(
    "heading",
    [
        "Belægning, pct.",
        "BELÆGNING",
        "Belæg-\nning (pct.)",
        " Belægning  i pct.",
        "Belægning:",
        "Belægning %",
        "Belægning*",
    ],
)
def test_headings_are_folded(heading: str) -> None:
    assert fold(heading) == "belægning"


def test_what_is_only_a_unit_or_a_sign_is_kept() -> None:
    assert (fold("§"), fold("Pr."), fold("%"), fold("Kr.")) == ("§", "pr", "%", "kr")


def test_an_unknown_column_and_a_name_claimed_twice() -> None:
    found = _decoded(
        "kolonner:\n  - kolonne: Tilbudet\n    kaldes:\n      - X\n"
        "  - kolonne: Tilbud\n    kaldes:\n      - Sted\n"
        "  - kolonne: Afdeling\n    kaldes:\n      - Sted.\n      - Takst\n"
    )
    assert found.value is None
    assert [(d.kind, str(d.span)) for d in found.diagnostics] == [
        ("kolonnenavn-ukendt", "kolonnenavne.yaml:2:14"),
        ("kolonnenavn-dobbelt", "kolonnenavne.yaml:10:9"),
        ("kolonnenavn-dobbelt", "kolonnenavne.yaml:11:9"),
    ]
    assert found.diagnostics[0].hints == ("mente du »Tilbud«?",)
    assert [str(span) for span, _ in found.diagnostics[1].related] == ["kolonnenavne.yaml:7:9"]


def test_a_wrong_key_is_told() -> None:
    assert [d.kind for d in _decoded("kolonner:\n  - kolone: Tilbud\n    kaldes:\n      - X\n").diagnostics] == [
        "noegle-ukendt"
    ]
