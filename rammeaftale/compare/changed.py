"""Pairs and links → the list of changes, with what happened to each provision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rammeaftale.compare.changes import Change, ChangeKind
from rammeaftale.compare.moves import moved
from rammeaftale.compare.pairing import ALONE, Group, Kin, Pairing
from rammeaftale.compare.renamed import Renamed
from rammeaftale.compare.sequences import Pairs
from rammeaftale.model.provision import Provision


def changes(pairing: Pairing) -> tuple[Change, ...]:
    """All changes, each at its place in the new's reading order; what is gone after what it stood after."""
    kin = pairing.kin()
    judge = _Judge(pairing, kin)
    made = [((min(new), -1), judge.change(old, new)) for old, new in _together(kin)]
    made += [((new, -1), _alone(ChangeKind.NEW, pairing, 1, new)) for new in pairing.free(1)]
    before = -1
    for old, partner in enumerate(pairing.partner[0]):
        before = before if partner == ALONE else partner
        if pairing.is_free(0, old):
            made.append(((before, old), _alone(ChangeKind.GONE, pairing, 0, old)))
    return tuple(change for _, change in sorted(made, key=lambda placed: placed[0]) if change.kinds)


def _alone(kind: ChangeKind, pairing: Pairing, side: int, index: int) -> Change:
    provision = (pairing.provision(side, index),)
    return Change(frozenset({kind}), *(((), provision) if side else (provision, ())))


def _together(kin: Kin) -> Iterator[Group]:
    """What is one by pairs and links: mostly one old and one new."""
    together: defaultdict[int, Group] = defaultdict(lambda: ([], []))
    for side in (0, 1):
        for index, number in enumerate(kin.numbers[side]):
            if number != ALONE:
                together[number][side].append(index)
    return iter(together.values())


class _Judge:
    """Says what happened to provisions that are one."""

    def __init__(self, pairing: Pairing, kin: Kin) -> None:
        self._pairing = pairing
        self._moved = moved(pairing, kin)
        self._renamed = Renamed(pairing, kin)

    def change(self, olds: list[int], news: list[int]) -> Change:
        """The change of one provision, or of one that was split or joined; without kinds when there is none."""
        before, after = (
            tuple(self._pairing.provision(side, index) for index in indexes)
            for side, indexes in enumerate((olds, news))
        )
        pairs = [(old, self._pairing.partner[0][old]) for old in olds if self._pairing.partner[0][old] != ALONE]
        kinds = self._kinds(pairs)
        if len(news) > 1:
            kinds.add(ChangeKind.SPLIT)
        if len(olds) > 1:
            kinds.add(ChangeKind.JOINED)
        if len(pairs) == len(olds) == len(news) or not _say_the_same(before, after):
            kinds |= {kind for old, new in pairs for kind in self._wording(old, new)}
        return Change(frozenset(kinds), before, after)

    def _kinds(self, pairs: Pairs) -> set[ChangeKind]:
        kinds = {ChangeKind.MOVED for pair in pairs if pair in self._moved}
        for old, new in pairs:
            before, after = self._pairing.provision(0, old), self._pairing.provision(1, new)
            if (before.kind, before.standing) != (after.kind, after.standing):
                kinds.add(ChangeKind.RECAST)
        return kinds

    def _wording(self, old: int, new: int) -> set[ChangeKind]:
        before, after = self._pairing.provision(0, old), self._pairing.provision(1, new)
        is_said = self._pairing.sides[0].said[old] == self._pairing.sides[1].said[new]
        if before.written == after.written:
            if is_said:
                return set()
            return {ChangeKind.REWORDED if before.printed == after.printed else ChangeKind.REFILLED}
        if self._renamed.is_same(before.written, after.written):
            return {ChangeKind.RESOURCED if is_said else ChangeKind.REFILLED}
        return {ChangeKind.RESOURCED if is_said and before.beyond == after.beyond else ChangeKind.REWORDED}


def _say_the_same(before: tuple[Provision, ...], after: tuple[Provision, ...]) -> bool:
    """Whether the parts together are the whole word for word, as written or as printed."""
    written = (" ".join(provision.written for provision in side) for side in (before, after))
    printed = (" ".join(provision.printed for provision in side) for side in (before, after))
    return len(set(written)) == 1 or len(set(printed)) == 1
