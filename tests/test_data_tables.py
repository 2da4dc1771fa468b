"""Tables made from data hold whatever the data are: figures whole, names in their column, columns that the page has."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from rammeaftale.model.takster import Takst
from rammeaftale.render.accounts_tables import AUTO, PLACES, NumberTable
from rammeaftale.render.data_rooms import data_rooms, in_room
from rammeaftale.render.number_layout import fitting_tables
from tests.overflowing import typeset_html, words_out_of_cells
from tests.printing import PAGE, full_edition, html_of, register, takst

LONG = "Kwertyuiopasdfghjklzxcvbnm" * 3
PARAGRAPHS = [f"§ {number}" for number in (32, 36, 66, 85, 101, 103, 104, 107, 108, 109, 110, 141)]
EXTREMES = (
    replace(takst("Aarhus", "12.5"), tilbud=LONG, afdeling=LONG.lower(), maalgruppe=LONG, tilbudstype=f"{LONG}tilbud"),
    replace(takst("Horsens", "123456.5"), amount=Decimal("1234567.89"), previous=Decimal("123456789.12")),
    *(replace(takst("Viborg", "1234.5"), paragraph=paragraph) for paragraph in PARAGRAPHS),
)


def _printed(takster: tuple[Takst, ...]) -> str:
    edition = full_edition()
    bilag = replace(edition.documents[1], takster=register(*takster))
    return html_of(replace(edition, documents=(edition.documents[0], bilag)), bilag)


def test_bilag_7_and_8_hold_long_names_large_figures_and_many_paragraphs() -> None:
    html = _printed(EXTREMES)
    assert words_out_of_cells(typeset_html(html)) == []
    assert "Døgnpladser efter driftsherre og paragraf, del 1 af 2" in html
    assert all(f">{figure}<" in html for figure in ("1.234.567,89", "123.456.789,12"))
    assert html.count("<caption>Pladser efter paragraf <") == 1


def test_usual_data_keep_the_usual_columns() -> None:
    html = _printed((takst("Aarhus", "12.5"), takst("Horsens", "4")))
    widths = ("auto", *(f"var(--takst-{name})" for name in ("maalgruppe", "pladser", "belaegning", "beloeb", "foer")))
    assert "".join(f'<col style="width: {width}"/>' for width in widths) in html
    assert "\u00ad" not in html
    assert "del 1" not in html


def _table(*columns: str, name: str = "Aarhus") -> NumberTable:
    row = tuple("1.234.567.890" for _ in columns)
    return NumberTable(
        "Titel", "bred", (PLACES, *(AUTO for _ in columns)), "Navn", columns, ((name, row),), ("I alt", row), "n"
    )


def test_a_dash_is_said_for_what_it_stands_for() -> None:
    """What the data do not give is not the same as what is not there."""
    said = re.findall('aria-label="([^"]*)">–</span></td>', _printed((takst("Aarhus", "12.5"), takst("Horsens", "4"))))
    assert said == []
    other = replace(takst("Horsens", "4", previous=None), paragraph="§ 85", is_other=True)
    said = re.findall('aria-label="([^"]*)">–</span></td>', _printed((takst("Aarhus", "12.5"), other)))
    assert said == ["kan ikke sammenlignes", "ingen", "ingen"]


def _widths(table: NumberTable) -> list[float]:
    return [float(width.removesuffix("%")) for width in table.widths]


@pytest.mark.parametrize("count", [1, 3, 6, 9, 20])
def test_every_column_of_figures_stands_in_one_part_and_each_part_fills_its_width(count: int) -> None:
    table = _table(*(f"K{number}" for number in range(count)))
    parts = fitting_tables([table], PAGE)
    assert [head for part in parts for head in part.heads] == list(table.heads)
    assert all(len(part.rows[0][1]) == len(part.heads) == len(part.total[1]) for part in parts)
    assert [part.note for part in parts] == [""] * (len(parts) - 1) + ["n"]
    if len(parts) > 1:
        assert [sum(_widths(part)) for part in parts] == [pytest.approx(100, abs=0.01)] * len(parts)
        assert parts[0].caption == f"Titel, del 1 af {len(parts)}"


def test_a_name_is_divided_in_its_column_and_a_head_where_it_is_very_long() -> None:
    (table,) = fitting_tables([_table("K", LONG, name=LONG)], PAGE)
    assert "\u00ad" in table.rows[0][0]
    assert "\u00ad" in table.heads[1]


@pytest.mark.parametrize("place", sorted(data_rooms(PAGE)))
def test_what_fits_its_place_is_left_as_it_is(place: str) -> None:
    room = data_rooms(PAGE)[place]
    assert in_room("Horsens", room) == "Horsens"
    assert "\u00ad" in in_room(LONG * 2, room)
