"""One edit anywhere gives exactly that one change, from the other side the mirrored one (many thousands: bench/)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

import pytest

from rammeaftale.compare.matcher import match
from rammeaftale.compare.provisions import provisions
from rammeaftale.model.provision import Provision, ProvisionKind
from rammeaftale.pipeline import load
from rammeaftale.world import DiskWorld
from tests import frozen
from tests.checkouts import ROOT
from tests.compare.edits import EDITS, Edit, faults
from tests.compare.trees import Tree, provisions_of, random_tree, tree_of

REAL = "2021-22"
EVERY_TAKST = 300
"""Of the lines of the price list, which are all alike to the matcher, only one in so many is taken along."""


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_one_edit_of_a_made_up_edition_is_one_change(first: int) -> None:
    wrong = []
    for seed in range(first, first + 20):
        rng = Random(seed)
        tree = random_tree(rng)
        edits = (do(rng, tree) for do in EDITS)
        wrong += [(seed, fault) for edit in edits if edit for fault in faults(tree, edit)]
    assert wrong == []


@cache
def _sources(name: str) -> tuple[Provision, ...]:
    """The provisions of the frozen edition, or of the real one when it has no error."""
    if name == "frosset":
        return provisions(frozen.edition())
    checked = load(DiskWorld(ROOT), REAL)
    if checked.value is None or not checked.ok:
        pytest.skip(f"content/{REAL} har fejl eller findes ikke")
    return provisions(checked.value)


@cache
def _tree(name: str) -> Tree:
    tops = enumerate(tree_of(_sources(name)).tops)
    return Tree([top for number, top in tops if top.kind is not ProvisionKind.TAKST or number % EVERY_TAKST == 0])


@pytest.mark.parametrize("do", EDITS, ids=lambda do: do.__name__)
@pytest.mark.parametrize("name", ["frosset", "rigtig"])
def test_one_edit_of_the_sources_is_one_change(name: str, do: Callable[[Random, Tree], Edit | None]) -> None:
    tree = _tree(name)
    edits = [(seed, do(Random(seed), tree)) for seed in range(4)]
    assert [(seed, fault) for seed, edit in edits if edit for fault in faults(tree, edit)] == []


@pytest.mark.parametrize("name", ["frosset", "rigtig"])
def test_the_trees_of_these_tests_are_like_the_real_thing(name: str) -> None:
    """Ids are derived as they are, so that an edit shifts them as it does."""
    own = _sources(name)
    again = provisions_of(tree_of(own))
    assert [(one.id, one.is_written, one.above) for one in again] == [
        (one.id, one.is_written, one.above) for one in own
    ]


@pytest.mark.parametrize("name", ["frosset", "rigtig"])
def test_an_edition_against_itself_has_no_change(name: str) -> None:
    own = _sources(name)
    result = match(own, own)
    assert result.changes == ()
    assert result.proposals == ()
    assert result.pairs == tuple((one, one) for one in own)
