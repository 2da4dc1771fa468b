"""P5 and P13: what the texts say of tilbud and places, against the register and the tables that omraade.yaml names."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from rammeaftale.check.region import check_names
from rammeaftale.model.agreement import Edition
from rammeaftale.model.facts import FactKind
from rammeaftale.takster.rules.text import check_counts, check_places
from tests.editions import document, edition, fact
from tests.takster.rules_lines import Setup

PLACES = fact("pladser.i_alt", Decimal(1))
BOTH = (fact("tal.tilbud", Decimal(3)), fact("tal.huse", Decimal(2)))


def _with_places(said: int, *places: int) -> Edition:
    basis = Setup(tuple({"places": number} for number in places)).basis()
    return replace(edition(facts=(fact("pladser.i_alt", Decimal(said)),)), takst_basis=basis)


@pytest.mark.parametrize(("said", "found"), [(100, 0), (102, 0), (98, 1), (103, 1)])
def test_p5_places_sum_to_what_the_text_says_about(said: int, found: int) -> None:
    told = list(check_places(_with_places(said, 60, 40)))
    assert [(one.severity.value, one.kind) for one in told] == [("advarsel", "p5-pladser-sum")] * found


def test_p5_says_both_numbers_and_needs_a_register() -> None:
    (told,) = check_places(_with_places(10_000, 9_412))
    assert told.message == "teksten siger ca. 10.000 pladser. Takstregistret har 9.412"
    assert list(check_places(edition(facts=(fact("pladser.i_alt", Decimal(10_000)),)))) == []


def _tables(tilbud: str, huse: str) -> Edition:
    def table(id_: str, names: str) -> str:
        rows = "".join(f"| {name} | udestår |\n" for name in names.split())
        return f"::: tabel Navne {{#{id_}}}\n\n| Tilbud | Pladser |\n| --- | ---: |\n{rows}\n:::\n\n"

    names = zip(("tabel-tilbud", "tabel-huse"), (tilbud, huse), strict=True)
    text = "# A {#a}\n\n" + "".join(table(id_, rows) for id_, rows in names)
    return edition(document("a", text, 2), facts=BOTH)


@pytest.mark.parametrize(
    ("tilbud", "huse", "found"),
    [
        ("A B C", "D E", []),
        ("A B Uvist", "D E", []),
        ("A B C Uvist", "D E", []),
        ("A Uvist", "D E", ["teksten siger 3 fælles tilbud. Tabellen har 2 (1 uden Uvist)"]),
        ("A B C D", "D E", ["teksten siger 3 fælles tilbud. Tabellen har 4"]),
        ("A B C", "D", ["teksten siger 2 huse. Tabellen har 1"]),
    ],
)
def test_p13_the_tables_hold_what_the_text_counts(tilbud: str, huse: str, found: list[str]) -> None:
    told = list(check_counts(_tables(tilbud, huse)))
    assert [one.message for one in told] == found
    assert all((one.severity.value, one.kind) == ("fejl", "p13-antal") for one in told)


def test_p13_names_both_places() -> None:
    (told,) = check_counts(_tables("A B C", "D"))
    assert str(told.span) == "a.md:13:1"
    assert told.related == ((BOTH[1].span, "tallet"),)


def test_what_the_region_names_exists_or_is_told_with_what_was_meant() -> None:
    right = replace(_tables("A B Uvist", "D E"), facts={one.name: one for one in (PLACES, *BOTH)})
    assert list(check_names(right)) == []
    text = fact("tal.huse", "to", FactKind.TEXT)
    wrong = replace(_tables("A B Uvis", "D"), facts={one.name: one for one in (fact("pladser.ialt", Decimal(1)), text)})
    assert [(one.severity.value, one.kind, one.message, one.hints) for one in check_names(wrong)] == [
        ("fejl", "omraade-oplysning", "oplysningen »pladser.i_alt« findes ikke", ("mente du »pladser.ialt«?",)),
        (
            "fejl",
            "omraade-oplysning",
            "oplysningen »tal.tilbud« findes ikke",
            ("skriv navnet på et tal i fakta.yaml",),
        ),
        ("advarsel", "omraade-raekke", "tabellen »tabel-tilbud« har ingen række med »Uvist«", ("mente du »Uvis«?",)),
        ("fejl", "omraade-oplysning", "oplysningen »tal.huse« er ikke et tal", ("vælg en oplysning, der er et tal",)),
    ]


def test_a_table_that_is_misspelt_is_told_but_an_edition_without_fact_and_table_is_left_alone() -> None:
    table = "# A {#a}\n\n::: tabel Huse {#tabel-hus}\n\n| Hus |\n| --- |\n| A |\n| B |\n\n:::\n"
    (told,) = check_names(edition(document("a", table, 2), facts=(PLACES, BOTH[1])))
    assert (told.kind, told.message, told.hints) == (
        "omraade-tabel", "tabellen »tabel-huse« findes ikke", ("mente du »tabel-hus«?",),
    )  # fmt: skip
