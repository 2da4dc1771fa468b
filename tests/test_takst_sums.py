"""Bilag 7 and 8 add up as they are printed: lines to groups, groups to totals, and the bilag to each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.model.takster import Takst
from rammeaftale.read.danish_values import parse_number
from rammeaftale.render.takst_tables import TakstGroup, place_tables, takst_groups, tilbud_groups
from tests.printing import full_edition, takst, takstfil

EDITION = full_edition()
NAMES = ("Horsens", "Ringkøbing-Skjern", "Samsø", "Aarhus", "Region Midtjylland")
PARAGRAPHS = ("§ 32", "§ 104", "§ 107")

lines = st.builds(
    lambda name, tilbud, paragraph, hundredths: replace(
        takst(name, str(Decimal(hundredths) / 100)),
        tilbud=tilbud,
        paragraph=paragraph,
        tilbudstype=f"Efter {paragraph}",
    ),
    st.sampled_from(NAMES),
    st.sampled_from(("Bakken", "Åsen", "Ø")),
    st.sampled_from(PARAGRAPHS),
    st.integers(1, 500_000),
)


def _sum(printed: list[str]) -> Decimal:
    return sum((parse_number(figure) for figure in printed), Decimal(0))


def _total(takster: list[Takst]) -> Decimal:
    return sum((one.places for one in takster), Decimal(0))


def _adds_up(groups: tuple[TakstGroup, ...], takster: list[Takst]) -> bool:
    inside = all(_sum([row.figures[0] for row in group.rows]) == parse_number(group.places) for group in groups)
    return inside and _sum([group.places for group in groups]) == _total(takster)


@given(st.lists(lines, min_size=1, max_size=30))
def test_lines_sum_to_groups_and_groups_to_the_whole(takster: list[Takst]) -> None:
    assert _adds_up(takst_groups(tuple(takster)), takster)
    assert _adds_up(tilbud_groups(tuple(takster)), takster)
    assert sum(len(group.rows) for group in takst_groups(tuple(takster))) == len(takster)


@given(st.lists(lines, min_size=1, max_size=30))
def test_every_table_of_places_has_the_same_total_and_sums_to_it(takster: list[Takst]) -> None:
    made = place_tables(EDITION, replace(EDITION.documents[1], takster=takstfil(*takster)))
    for table in made.tables:
        assert _sum([row[2] for row in table.rows]) == parse_number(table.total[2]) == _total(takster)
        assert _sum([row[1] for row in table.rows]) == parse_number(table.total[1]) == len(takster)
