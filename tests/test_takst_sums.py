"""Bilag 7 and 8 add up as they are printed: lines to groups, groups to totals, and the bilag to each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from rammeaftale.base.holes import DASH
from rammeaftale.model.takster import Takst
from rammeaftale.read.tables.danish_values import parse_number
from rammeaftale.render.place_tables import place_tables
from tests.printing import full_edition, lists_of, register, takst

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


def _sum(printed: Iterable[str]) -> Decimal:
    return sum((parse_number(figure) for figure in printed if figure != DASH), Decimal(0))


def _total(takster: list[Takst]) -> Decimal:
    return sum((takst.places for takst in takster), Decimal(0))


def _places(rows: list[html.HtmlElement]) -> list[str]:
    """The places of each row: the first cell with figures."""
    return [row.xpath("string(td[@class='tal'][1])") for row in rows]


@given(st.lists(lines, min_size=1, max_size=30))
def test_lines_sum_to_paragraphs_to_driftsherrer_to_the_whole(takster: list[Takst]) -> None:
    page = lists_of(*takster)
    tables = page.xpath("//table[@class='takstliste']")
    for table in tables:
        *groups, whole = table.xpath("tbody")
        for group in groups:
            head, *rows = group.xpath("tr")
            assert _sum(_places(rows)) == _sum(_places([head]))
        assert _sum(_places([group[0] for group in groups])) == _sum(_places(whole.xpath("tr")))
    assert _sum(_places(page.xpath("//table[@class='takstliste']//tr[@class='sum']"))) == _total(takster)
    assert len(page.xpath("//table[@class='takstliste']//tr[th[@scope='row'] and not(@class='sum')]")) == len(takster)
    for table in page.xpath("//table[@class='takstliste tilbudsliste']"):
        *tilbud, whole = table.xpath("tbody/tr")
        assert _sum(_places(tilbud)) == _sum(_places([whole]))
    assert _sum(_places(page.xpath("//table[@class='takstliste tilbudsliste']//tr[@class='sum']"))) == _total(takster)


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
