"""The one place that decides which provisions of two editions are the same, and what has changed (docs/arkitektur.md).

In this order: the written id; lineage; equal text (`equal`); texts that together are another (`splits`); the place
between neighbours (`places`). A derived id is never evidence. What is only alike is proposed (`proposals`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rammeaftale.compare.changed import changes
from rammeaftale.compare.changes import Links, Match
from rammeaftale.compare.equal import pair_equal_texts, pair_equal_wholes, pair_under_headings
from rammeaftale.compare.gaps import pair_by_place
from rammeaftale.compare.pairing import ALONE, Pairing
from rammeaftale.compare.proposals import proposals
from rammeaftale.compare.sides import side_of
from rammeaftale.compare.splits import link_splits_and_joins
from rammeaftale.model.provision import Provision


def match(old: Sequence[Provision], new: Sequence[Provision], lineage: Links = frozenset()) -> Match:
    """Hold two editions' provisions, each in reading order, against each other.

    Lineage that names an id which a side does not have is passed over: it speaks of another edition.
    """
    pairing = Pairing((side_of(tuple(old)), side_of(tuple(new))))
    _pair_written_ids(pairing)
    _pair_lineage(pairing, lineage)
    pair_under_headings(pairing)
    pair_equal_wholes(pairing)
    pair_by_place(pairing, only_silent=True)
    pair_equal_texts(pairing)
    link_splits_and_joins(pairing)
    pair_under_headings(pairing)
    pair_by_place(pairing)
    pairs = sorted(pairing.pairs(), key=lambda pair: pair[1])
    return Match(
        pairs=tuple((pairing.provision(0, old), pairing.provision(1, new)) for old, new in pairs),
        changes=changes(pairing),
        proposals=proposals(pairing),
    )


def _pair_written_ids(pairing: Pairing) -> None:
    written = {
        provision.id: index for index, provision in enumerate(pairing.sides[0].provisions) if provision.is_written
    }
    for new, provision in enumerate(pairing.sides[1].provisions):
        if provision.is_written and provision.id in written and pairing.is_free(0, written[provision.id]):
            pairing.pair(written[provision.id], new)


def _pair_lineage(pairing: Pairing, lineage: Links) -> None:
    """Pair the first with the first in reading order; everything else that lineage names is a part.

    What both sides have by its written id already was split or joined before.
    """
    places = [{provision.id: index for index, provision in enumerate(side.provisions)} for side in pairing.sides]
    named = [(places[0][old], places[1][new]) for old, new in lineage if old in places[0] and new in places[1]]
    links = [(old, new) for old, new in named if pairing.is_free(0, old) or pairing.is_free(1, new)]
    for old, new in sorted(links, key=lambda link: (sum(link), link)):
        if pairing.partner[0][old] == pairing.partner[1][new] == ALONE:
            pairing.pair(old, new)
    for old, new in links:
        if pairing.partner[0][old] != new:
            pairing.link(old, new)
