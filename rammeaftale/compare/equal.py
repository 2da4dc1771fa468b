"""Equal texts are the same provision: under the same heading, then in the document, then in the edition.

First what is equal with all below it, then the provision's own words as printed and as written, then as written only (a
fact has a new value), then as printed only. A text that occurs several times is paired in reading order
between its neighbours, so that one addition is one addition. An empty text is no evidence outside its heading.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from rammeaftale.compare.pairing import ALONE, Group, Pairing
from rammeaftale.compare.sequences import Pairs
from rammeaftale.compare.sides import Side, family

Key = Callable[[Side, int], Hashable]
"""What must be equal; None for a provision that has nothing to be known by."""


def _with_all_below(side: Side, index: int) -> Hashable:
    return side.whole[index]


def _with_words_below(side: Side, index: int) -> Hashable:
    words = (any(side.said[provision]) for provision in side.below[index])
    return side.whole[index] if any(words) else None


def _own(side: Side, index: int) -> Hashable:
    provision = side.provisions[index]
    return (provision.kind, provision.written, side.said[index]) if any(side.said[index]) else None


def _written(side: Side, index: int) -> Hashable:
    provision = side.provisions[index]
    return (provision.kind, provision.written) if provision.written else None


def _printed(side: Side, index: int) -> Hashable:
    provision = side.provisions[index]
    return (provision.kind, side.said[index]) if any(side.said[index]) else None


def _of_another_kind(side: Side, index: int) -> Hashable:
    provision = side.provisions[index]
    return (family(provision.kind), provision.written, provision.printed) if provision.printed else None


_BY_TEXT: tuple[Key, ...] = (_own, _written, _printed, _of_another_kind)


def pair_equal_wholes(pairing: Pairing) -> None:
    """Pair what reads the same with all below it, in the document, then in the edition."""
    _pair_outwards(pairing, (_with_words_below,))


def pair_equal_texts(pairing: Pairing) -> None:
    """Pair what reads the same itself, in the document, then in the edition."""
    _pair_outwards(pairing, _BY_TEXT)


def _pair_outwards(pairing: Pairing, keys: tuple[Key, ...]) -> None:
    for groups in (_documents(pairing), [_edition(pairing)]):
        for key in keys:
            for group in groups:
                pair_below(pairing, _pair(pairing, _free(pairing, group), group, key))


def pair_under_headings(pairing: Pairing) -> None:
    """Pair equal texts under the same headings, then under all that is paired by it."""
    for group in pairing.groups():
        pair_below(pairing, _pair_group(pairing, group))


def pair_below(pairing: Pairing, pairs: Iterable[tuple[int, int]]) -> Pairs:
    """Pair equal texts below those that have just been paired, level by level; gives all these pairs."""
    known = list(pairs)
    for pair in known:  # grows on the way
        group = pairing.below(pair)
        if group[0] and group[1]:
            known += _pair_group(pairing, group)
    return known


def _pair_group(pairing: Pairing, group: Group) -> Pairs:
    free = _free(pairing, group)
    if not free[0]:
        return []
    return [pair for key in (_with_all_below, *_BY_TEXT) for pair in _pair(pairing, free, group, key)]


def _free(pairing: Pairing, group: Group) -> Group:
    """Those of the group of which nothing is known; none when one side has none."""
    free = tuple([index for index in group[number] if pairing.is_free(number, index)] for number in (0, 1))
    return (free[0], free[1]) if all(free) else ([], [])


def _documents(pairing: Pairing) -> list[Group]:
    groups: dict[int, Group] = {}
    top = pairing.kin().top
    for number, side in enumerate(pairing.sides):
        for index, provision in enumerate(side.provisions):
            groups.setdefault(top[provision.document], ([], []))[number].append(index)
    return list(groups.values())


def _edition(pairing: Pairing) -> Group:
    old, new = (list(range(len(side.provisions))) for side in pairing.sides)
    return old, new


_ByKey = dict[Hashable, tuple[list[int], list[int]]]
"""Who may be paired by each key that stands on both sides."""


def _pair(pairing: Pairing, free: Group, group: Group, key: Key) -> Pairs:
    """Pair what is free and has the same key in the group: first between neighbours, then in reading order."""
    by_key = _by_key(pairing, free, key)
    if not by_key:
        return []
    pairs = _between_neighbours(pairing, group, by_key)
    for old, new in pairs:
        pairing.pair(old, new)
    for places in by_key.values():
        olds, news = _free(pairing, places)
        for old, new in zip(olds, news, strict=False):
            pairing.pair(old, new)
            pairs.append((old, new))
    return pairs


def _by_key(pairing: Pairing, free: Group, key: Key) -> _ByKey:
    found: _ByKey = {}
    for number, side in enumerate(pairing.sides):
        for index in free[number]:
            if pairing.is_free(number, index) and (known := key(side, index)) is not None:
                found.setdefault(known, ([], []))[number].append(index)
    return {known: places for known, places in found.items() if places[0] and places[1]}


def _between_neighbours(pairing: Pairing, group: Group, by_key: _ByKey) -> Pairs:
    """Those that can be paired without changing the order of what is paired already."""
    tokens: tuple[dict[int, Hashable], dict[int, Hashable]] = ({}, {})
    for known, places in by_key.items():
        for number in (0, 1):
            tokens[number].update(dict.fromkeys(places[number], ("key", known)))
    for old in group[0]:
        if (new := pairing.partner[0][old]) != ALONE:
            tokens[0][old] = tokens[1][new] = ("pair", old)
    keys = tuple([tokens[number].get(index, (number, index)) for index in group[number]] for number in (0, 1))
    found = pairing.aligned(group, (keys[0], keys[1]))
    return [(old, new) for old, new in found if pairing.is_free(0, old)]
