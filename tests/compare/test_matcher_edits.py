"""One edit anywhere gives exactly that one change, from the other side the mirrored one (many thousands: bench/)."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from rammeaftale.compare.matcher import match
from rammeaftale.compare.provisions import provisions
from tests import frozen
from tests.compare.edits import EDITS, Edit, faults
from tests.compare.trees import Tree, provisions_of, random_tree, tree_of, with_few_takster

OWN = provisions(frozen.edition())


@pytest.mark.parametrize("first", range(0, 40, 20))
def test_one_edit_of_a_made_up_edition_is_one_change(first: int) -> None:
    wrong = []
    for seed in range(first, first + 20):
        rng = Random(seed)
        tree = random_tree(rng)
        edits = (do(rng, tree) for do in EDITS)
        wrong += [(seed, fault) for edit in edits if edit for fault in faults(tree, edit)]
    assert wrong == []


@pytest.mark.parametrize("do", EDITS, ids=lambda do: do.__name__)
def test_one_edit_of_the_frozen_edition_is_one_change(do: Callable[[Random, Tree], Edit | None]) -> None:
    tree = with_few_takster(tree_of(OWN))
    edits = [(seed, do(Random(seed), tree)) for seed in range(4)]
    assert [(seed, fault) for seed, edit in edits if edit for fault in faults(tree, edit)] == []


def test_the_trees_of_these_tests_are_like_the_real_thing() -> None:
    """Ids are derived as they are, so that an edit shifts them as it does."""
    assert [(one.id, one.is_written, one.above) for one in provisions_of(tree_of(OWN))] == [
        (one.id, one.is_written, one.above) for one in OWN
    ]


def test_an_edition_against_itself_has_no_change() -> None:
    result = match(OWN, OWN)
    assert result.changes == ()
    assert result.proposals == ()
    assert result.pairs == tuple((one, one) for one in OWN)
