from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.render.columns import PARTS, is_wide, shares, wishes
from tests.printing import PAGE


@given(st.lists(st.integers(1, 200), min_size=1, max_size=PARTS))
def test_all_parts_are_dealt_and_every_column_has_one(wanted: list[int]) -> None:
    dealt = shares(wanted)
    assert sum(dealt) == PARTS
    assert min(dealt) >= 1


@given(st.lists(st.integers(1, 200), min_size=2, max_size=8))
def test_a_column_that_wants_more_never_gets_less(wanted: list[int]) -> None:
    dealt = shares(sorted(wanted))
    assert all(second >= first - 1 for first, second in itertools.pairwise(dealt))


def test_a_long_word_sets_the_least_width_and_a_long_cell_only_to_a_limit() -> None:
    word, cell = wishes([["specialundervisningsområdet"], ["ord " * 40]])
    assert word == len("specialundervisningsområdet") + 2
    assert cell < 50


def test_many_wide_columns_use_the_margin() -> None:
    assert not is_wide(wishes([["Post", "Løn"], ["Kr.", "100"]]), PAGE)
    assert is_wide(wishes([["et ret langt ord mellem andre"]] * 4), PAGE)
