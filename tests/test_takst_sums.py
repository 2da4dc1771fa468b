"""Bilag 7 and 8 add up as they are printed: lines to groups, groups to totals, and the bilag to each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.model.takster import Takst
from rammeaftale.read.tables.danish_values import parse_number
from rammeaftale.render.place_tables import place_tables
from rammeaftale.render.takst_tables import NONE, TakstGroup, TakstSection, takst_sections, tilbud_groups
from tests.editions import REGION
from tests.printing import full_edition, register, takst

EDITION = full_edition()
NAMES = ("Horsens", "Ringkøbing-Skjern", "Samsø", "Aarhus", "Region Midtjylland")
UNITS = ("døgn", "dag", "time", "år")
PARAGRAPHS = ("§ 32", "§ 104", "§ 107")

lines = st.builds(
    lambda name, tilbud, paragraph, unit, hundredths: replace(
        takst(name, str(Decimal(hundredths) / 100)),
        tilbud=tilbud,
        paragraph=paragraph,
        tilbudstype=f"Efter {paragraph}",
        unit=unit,
    ),
    st.sampled_from(NAMES),
    st.sampled_from(("Bakken", "Åsen", "Ø")),
    st.sampled_from(PARAGRAPHS),
    st.sampled_from(UNITS),
    st.integers(1, 500_000),
)


def _sum(printed: list[str]) -> Decimal:
    return sum((parse_number(figure) for figure in printed if figure != NONE), Decimal(0))


def _total(takster: list[Takst]) -> Decimal:
    return sum((one.places for one in takster), Decimal(0))


def _adds_up(groups: tuple[TakstGroup, ...], whole: Decimal) -> bool:
    inside = all(_sum([row.figures[0] for row in group.rows]) == parse_number(group.places) for group in groups)
    return inside and _sum([group.places for group in groups]) == whole


def _section_adds_up(section: TakstSection) -> bool:
    return _adds_up(section.groups, parse_number(section.places))


@given(st.lists(lines, min_size=1, max_size=30))
def test_lines_sum_to_paragraphs_to_driftsherrer_to_the_whole(takster: list[Takst]) -> None:
    sections = takst_sections(tuple(takster), REGION)
    assert all(map(_section_adds_up, sections))
    assert _sum([section.places for section in sections]) == _total(takster)
    assert sum(len(group.rows) for section in sections for group in section.groups) == len(takster)
    assert _adds_up(tilbud_groups(tuple(takster), REGION), _total(takster))


@given(st.lists(lines, min_size=1, max_size=30))
def test_every_table_of_places_sums_to_its_total_down_and_across(takster: list[Takst]) -> None:
    made = place_tables(EDITION, replace(EDITION.documents[1], takster=register(*takster)))
    for table in made.tables:
        columns = list(zip(*(figures for _, figures in table.rows), strict=True))
        assert [_sum(list(column)) for column in columns] == [_sum([figure]) for figure in table.total[1]]
    by_unit, *others = made.tables
    assert _sum([by_unit.total[1][-1]]) == _total(takster) == _sum(list(by_unit.total[1][1:-1]))
    by_paragraph = [table for table in others if table.name_head == "Driftsherre"]
    assert sum((_sum([table.total[1][-1]]) for table in by_paragraph), Decimal(0)) == _total(takster)
    for _, figures in (row for table in by_paragraph for row in (*table.rows, table.total)):
        assert _sum(list(figures[:-1])) == parse_number(figures[-1])
    assert {table.total[1][-1] for table in others if table.name_head != "Driftsherre"} == {by_unit.total[1][-1]}
