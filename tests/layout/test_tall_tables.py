"""Every page with rows of a table has its head, and no caption stands alone (long run: bench.hoeje_tabeller)."""

from __future__ import annotations

import pytest

from rammeaftale.render.table_height import is_tall, row_heights, stays_whole
from tests.layout.chapters import chapter, told
from tests.layout.tall_tables import chapter_with, tall_table
from tests.printing import PAGE

LONG = ("Ord om noget, der fylder meget i cellen. " * 50)[:1900]


@pytest.mark.parametrize(
    "text",
    [chapter_with([[LONG, LONG]] * 4, before="Ord."), tall_table(39), tall_table(38)],
    ids=["1900 tegn", "frø 39", "frø 38"],
)
def test_a_table_with_tall_rows_has_its_head_on_every_page(text: str) -> None:
    assert told(chapter(text)) == []


def test_a_table_stays_whole_while_it_is_few_short_rows() -> None:
    assert stays_whole([20.0] * 10, PAGE)
    assert not stays_whole([20.0] * 11, PAGE)
    assert not stays_whole([PAGE.hoejde / 4] * 4, PAGE)


@pytest.mark.parametrize(
    ("heights", "expected"),
    [([0.02, 0.2, 0.1, 0.1], False), ([0.02, 0.3, 0.3], True), ([0.02, 0.1, 0.1, 0.6, 0.1, 0.1, 0.1], True),
     ([0.02, 0.1, 0.1, 0.1, 0.2, 0.2, 0.2], True), ([0.02, *[0.1] * 20], False), ([0.02], False)],
)  # fmt: skip
def test_rows_that_stand_together_fill_half_a_page_at_most(heights: list[float], expected: bool) -> None:
    assert is_tall([height * PAGE.hoejde for height in heights], PAGE) == expected


def test_a_row_is_as_tall_as_its_tallest_cell() -> None:
    short, tall = row_heights([["a", "b"], ["a", LONG]], [150.0, 150.0], PAGE)
    assert short == pytest.approx(PAGE.tabel.line + 2 * PAGE.raekkeluft)
    assert tall > 50 * PAGE.tabel.line
