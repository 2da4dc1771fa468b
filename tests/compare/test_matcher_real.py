"""One edit anywhere in the project's own texts gives exactly that one change."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

import pytest

from rammeaftale.compare.matcher import match
from rammeaftale.compare.provisions import provisions
from rammeaftale.model.provision import Provision
from tests.compare.edits import EDITS, Edit, faults
from tests.compare.trees import Tree, provisions_of, tree_of, with_few_takster
from tests.real import editions


@cache
def _sources() -> tuple[tuple[Provision, ...], ...]:
    return tuple(map(provisions, editions()))


@pytest.mark.parametrize("do", EDITS, ids=lambda do: do.__name__)
def test_one_edit_of_the_real_sources_is_one_change(do: Callable[[Random, Tree], Edit | None]) -> None:
    for own in _sources():
        tree = with_few_takster(tree_of(own))
        edits = [(seed, do(Random(seed), tree)) for seed in range(2)]
        assert [(seed, fault) for seed, edit in edits if edit for fault in faults(tree, edit)] == []


def test_the_real_sources_against_themselves_have_no_change() -> None:
    for own in _sources():
        assert [one.id for one in provisions_of(tree_of(own))] == [one.id for one in own]
        assert match(own, own).changes == ()
