"""The one place that decides which provisions of two editions are the same, and what has changed (docs/arkitektur.md).

In this order: the written id; lineage; equal text (`equal`); texts that together are another (`splits`); the place
between neighbours (`places`). A derived id is never evidence. What is only alike is proposed (`proposals`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rammeaftale.compare.changes import Change, ChangeKind, Links, Match
from rammeaftale.compare.equal import pair_equal_texts, pair_equal_wholes, pair_under_headings
from rammeaftale.compare.gaps import pair_by_place
from rammeaftale.compare.moves import moved
from rammeaftale.compare.pairing import ALONE, Pairing
from rammeaftale.compare.proposals import proposals
from rammeaftale.compare.sides import two_sides
from rammeaftale.compare.splits import link_splits_and_joins
from rammeaftale.model.provision import Provision


def match(old: Sequence[Provision], new: Sequence[Provision], lineage: Links = frozenset()) -> Match:
    """Hold two editions' provisions, each in reading order, against each other.

    Lineage that names an id which a side does not have is passed over: it speaks of another edition.
    """
    pairing = Pairing(two_sides(tuple(old), tuple(new)))
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
        changes=_changes(pairing),
        proposals=proposals(pairing),
    )


def _pair_written_ids(pairing: Pairing) -> None:
    written = {one.id: place for place, one in enumerate(pairing.sides[0].provisions) if one.is_written}
    for new, one in enumerate(pairing.sides[1].provisions):
        if one.is_written and one.id in written:
            pairing.pair(written[one.id], new)


def _pair_lineage(pairing: Pairing, lineage: Links) -> None:
    """Pair the first with the first in reading order; everything else that lineage names is a part.

    What both sides have by its written id already was split or joined before.
    """
    places = [{one.id: place for place, one in enumerate(side.provisions)} for side in pairing.sides]
    named = [(places[0][old], places[1][new]) for old, new in lineage if old in places[0] and new in places[1]]
    links = [(old, new) for old, new in named if pairing.is_free(0, old) or pairing.is_free(1, new)]
    for old, new in sorted(links, key=lambda link: (sum(link), link)):
        if pairing.partner[0][old] == pairing.partner[1][new] == ALONE:
            pairing.pair(old, new)
    for old, new in links:
        if pairing.partner[0][old] != new:
            pairing.link(old, new)


def _changes(pairing: Pairing) -> tuple[Change, ...]:
    """All changes, each at its place in the new's reading order; what is gone after what it stood after."""
    have_moved = moved(pairing)
    made: list[tuple[tuple[int, int], Change]] = []
    for olds, news in _together(pairing):
        kinds = _kinds(pairing, olds, news, have_moved)
        if kinds:
            provisions = [tuple(pairing.provision(n, one) for one in ones) for n, ones in enumerate((olds, news))]
            made.append(((min(news), -1), Change(kinds, provisions[0], provisions[1])))
    made += [((new, -1), _alone(ChangeKind.NEW, pairing, 1, new)) for new in pairing.free(1)]
    before = -1
    for old, partner in enumerate(pairing.partner[0]):
        before = before if partner == ALONE else partner
        if pairing.is_free(0, old):
            made.append(((before, old), _alone(ChangeKind.GONE, pairing, 0, old)))
    return tuple(change for _, change in sorted(made, key=lambda one: one[0]))


def _alone(kind: ChangeKind, pairing: Pairing, side: int, place: int) -> Change:
    provision = (pairing.provision(side, place),)
    return Change(frozenset({kind}), *(((), provision) if side else (provision, ())))


def _together(pairing: Pairing) -> Iterable[tuple[list[int], list[int]]]:
    """What is one by pairs and links: mostly one old and one new."""
    numbers = pairing.kin().numbers
    together: defaultdict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side in (0, 1):
        for place, number in enumerate(numbers[side]):
            if number != ALONE:
                together[number][side].append(place)
    return together.values()


def _kinds(
    pairing: Pairing, olds: list[int], news: list[int], have_moved: frozenset[tuple[int, int]]
) -> frozenset[ChangeKind]:
    pairs = [(old, pairing.partner[0][old]) for old in olds if pairing.partner[0][old] != ALONE]
    kinds = {ChangeKind.MOVED} if any(pair in have_moved for pair in pairs) else set()
    if len(news) > 1:
        kinds.add(ChangeKind.SPLIT)
    if len(olds) > 1:
        kinds.add(ChangeKind.JOINED)
    before, after = ([pairing.provision(side, one) for one in ones] for side, ones in enumerate((olds, news)))
    if len(olds) + len(news) == 2 or not _say_the_same(before, after):
        for old, new in pairs:
            is_said = pairing.sides[0].said[old] == pairing.sides[1].said[new]
            kinds |= _wording(pairing.provision(0, old), pairing.provision(1, new), is_said)
    if any((old.kind, old.standing) != (new.kind, new.standing) for old in before[:1] for new in after[:1]):
        kinds.add(ChangeKind.RECAST)
    return frozenset(kinds)


def _say_the_same(before: list[Provision], after: list[Provision]) -> bool:
    """Whether the parts together are the whole word for word, as written or as printed."""
    written = (" ".join(one.written for one in side) for side in (before, after))
    printed = (" ".join(one.printed for one in side) for side in (before, after))
    return len(set(written)) == 1 or len(set(printed)) == 1


def _wording(old: Provision, new: Provision, is_said: bool) -> set[ChangeKind]:
    """What happened to the words; `is_said` tells that a reader is given the same by the provision itself."""
    if old.written == new.written:
        return set() if is_said else {ChangeKind.REWORDED if old.printed == new.printed else ChangeKind.REFILLED}
    return {ChangeKind.RESOURCED if is_said and old.beyond == new.beyond else ChangeKind.REWORDED}
