"""What stands in two sequences in the same order."""

from __future__ import annotations

from random import Random

import pytest

from rammeaftale.compare.sequences import aligned, longest_run


@pytest.mark.parametrize(
    ("first", "second", "common"),
    [
        ("", "abc", ""),
        ("abc", "abc", "abc"),
        ("abc", "axbc", "abc"),
        ("axbxc", "abxc", "abxc"),
        ("xx", "xxx", "xx"),
        ("abcabba", "cbabac", "baba"),
        ("xaxb", "axbx", "axb"),
        ("aabbcc", "ccbbaa", "cc"),
    ],
)
def test_what_is_common_is_as_long_as_it_can_be(first: str, second: str, common: str) -> None:
    found = aligned(first, second)
    assert len(found) == len(common)
    assert all(first[i] == second[j] for i, j in found)
    assert found == longest_run(found)


def test_a_repeat_added_is_the_only_one_that_is_left() -> None:
    for seed in range(100):
        rng = Random(seed)
        first = [rng.choice("ab") for _ in range(rng.randint(0, 30))]
        second = [*first]
        second.insert(rng.randint(0, len(first)), rng.choice("ab"))
        assert len(aligned(first, second)) == len(first)
        assert len(aligned(second, first)) == len(first)


def test_many_repeats_in_another_order_take_no_time() -> None:
    first, second = ["a", "b"] * 5000, ["b"] * 5000 + ["a"] * 5000
    found = aligned(first, second)
    assert found == longest_run(found)


def test_the_longest_run_keeps_as_many_as_can_be() -> None:
    assert longest_run([(0, 4), (1, 0), (2, 1), (3, 2), (4, 3)]) == [(1, 0), (2, 1), (3, 2), (4, 3)]
    assert longest_run([]) == []
    assert longest_run([(0, 2), (1, 1), (2, 0)]) == [(2, 0)]
