"""P5 and P13: what the texts say of tilbud and places, against the register and the tables of bilag 2."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from rammeaftale.check.takst_text import TABLES, check_counts, check_places
from rammeaftale.model.agreement import Edition
from tests.editions import document, edition, fact
from tests.takster.rules_lines import Setup

BOTH = (fact("tilbud.lands_og_landsdelsdaekkende", Decimal(3)), fact("tilbud.sikrede_afdelinger", Decimal(2)))


def _with_places(said: int, *places: int) -> Edition:
    basis = Setup(tuple({"places": number} for number in places)).basis()
    return replace(edition(facts=(fact("pladser.i_alt", Decimal(said)),)), takst_basis=basis)


@pytest.mark.parametrize(("said", "found"), [(100, 0), (102, 0), (98, 1), (103, 1)])
def test_p5_places_sum_to_what_the_text_says_about(said: int, found: int) -> None:
    told = list(check_places(_with_places(said, 60, 40)))
    assert [(one.severity.value, one.kind) for one in told] == [("advarsel", "p5-pladser-sum")] * found


def test_p5_says_both_numbers_and_needs_a_register() -> None:
    (told,) = check_places(_with_places(10_000, 9_412))
    assert told.message == "teksten siger ca. 10.000 pladser. Bilag 8 giver 9.412"
    assert list(check_places(edition(facts=(fact("pladser.i_alt", Decimal(10_000)),)))) == []


def _tables(tilbud: str, sikrede: str) -> Edition:
    def table(id_: str, names: str) -> str:
        rows = "".join(f"| {name} | udestår |\n" for name in names.split())
        return f"::: tabel Navne {{#{id_}}}\n\n| Tilbud | Pladser |\n| --- | ---: |\n{rows}\n:::\n\n"

    names = zip((table_id for _, table_id, _ in TABLES), (tilbud, sikrede), strict=True)
    text = "# A {#a}\n\n" + "".join(table(id_, rows) for id_, rows in names)
    return edition(document("a", text, 2), facts=BOTH)


@pytest.mark.parametrize(
    ("tilbud", "sikrede", "found"),
    [
        ("A B C", "D E", []),
        ("A B Kofoedsminde", "D E", []),
        ("A B C Kofoedsminde", "D E", []),
        ("A Kofoedsminde", "D E", [f"teksten siger 3 {TABLES[0][2]}. Tabellen har 2 (1 uden Kofoedsminde)"]),
        ("A B C D", "D E", ["teksten siger 3 lands- og landsdelsdækkende tilbud. Tabellen har 4"]),
        ("A B C", "D", ["teksten siger 2 tilbud med sikrede afdelinger. Tabellen har 1"]),
    ],
)
def test_p13_the_tables_hold_what_the_text_counts(tilbud: str, sikrede: str, found: list[str]) -> None:
    told = list(check_counts(_tables(tilbud, sikrede)))
    assert [one.message for one in told] == found
    assert all((one.severity.value, one.kind) == ("fejl", "p13-antal") for one in told)


def test_p13_names_both_places() -> None:
    (told,) = check_counts(_tables("A B C", "D"))
    assert str(told.span) == "a.md:13:1"
    assert told.related == ((BOTH[1].span, "tallet"),)


def test_p13_knows_the_tables_of_the_edition() -> None:
    text = (Path(__file__).parents[2] / "bilag/2021-22/lands-og-landsdelsdaekkende-tilbud/tekst.md").read_text("utf-8")
    assert all(f"{{#{table_id}}}" in text for _, table_id, _ in TABLES)
