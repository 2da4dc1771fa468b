"""What is only alike: lineage that somebody may write down, and that is not believed until then."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from rammeaftale.compare.changes import Proposal
from rammeaftale.compare.likeness import ALIKE, Shingles, is_part, likeness
from rammeaftale.compare.pairing import ALONE, Pairing
from rammeaftale.compare.sides import HEADINGS, TEXTS, family
from rammeaftale.model.provision import ProvisionKind

MAX_HOLDERS = 12
"""Words that more texts than this have in common do not tell them apart."""
COMPARED = 5
"""So many of those that share most with a text are compared with it in full."""

_Pair = tuple[int, int]


def proposals(pairing: Pairing) -> tuple[Proposal, ...]:
    """For each that is new or gone, the one that is most like it, the most alike first.

    One that is still itself, reworded, may have given or taken a part. What stands below two that are proposed is not
    proposed: their lineage will hold for it.
    """
    found: dict[_Pair, float] = {}
    for number in (0, 1):
        found |= _best(pairing, number)
    outermost = [pair for pair in found if not _stands_below(pairing, pair, found)]
    ranked = sorted(outermost, key=lambda pair: (-found[pair], pair[1], pair[0]))
    return tuple(Proposal(pairing.provision(0, old), pairing.provision(1, new), found[old, new]) for old, new in ranked)


def _best(pairing: Pairing, number: int) -> Mapping[_Pair, float]:
    """The one that is most like each that is free on a side, with how alike they are."""
    texts = {place: pairing.shingles(number, place) for place in pairing.free(number)}
    others = {place: pairing.shingles(1 - number, place) for place in _others(pairing, 1 - number)} if texts else {}
    found: dict[_Pair, float] = {}
    for place, candidates in _candidates(texts, others).items():
        scored = [(_score(pairing, number, (place, one), (texts[place], others[one])), one) for one in candidates]
        score, one = max(scored, default=(0.0, ALONE), key=lambda best: (best[0], -best[1]))
        if score > 0:
            found[(place, one) if number == 0 else (one, place)] = score
    return found


def _others(pairing: Pairing, number: int) -> list[int]:
    """All that is free on a side, and the pairs whose words have changed and can have been parted."""
    return [
        place
        for place, partner in enumerate(pairing.partner[number])
        if pairing.is_free(number, place)
        or (
            partner != ALONE
            and family(pairing.provision(number, place).kind) in TEXTS
            and pairing.sides[number].said[place] != pairing.sides[1 - number].said[partner]
        )
    ]


def _candidates(texts: Mapping[int, Shingles], others: Mapping[int, Shingles]) -> Mapping[int, list[int]]:
    """For each text those of the others that share most of the rarer words with it."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, shingles in others.items():
        for shingle in shingles:
            holders[shingle].append(place)
    found: dict[int, list[int]] = {}
    for place, shingles in texts.items():
        shared = Counter(
            other
            for shingle in shingles
            if len(holding := holders.get(shingle, ())) <= MAX_HOLDERS
            for other in holding
        )
        found[place] = [other for other, _ in sorted(shared.items(), key=lambda one: (-one[1], one[0]))[:COMPARED]]
    return found


def _score(pairing: Pairing, number: int, pair: _Pair, texts: tuple[Shingles, Shingles]) -> float:
    """How alike one of a side and another of the other side are, 0 when not enough to say so."""
    if _rank(pairing.provision(number, pair[0]).kind) != _rank(pairing.provision(1 - number, pair[1]).kind):
        return 0.0
    score, holds = likeness(*texts), is_part(*texts)
    may_be_whole = pairing.is_free(1 - number, pair[1])
    return score if holds or (may_be_whole and score >= ALIKE) else 0.0


def _rank(kind: ProvisionKind) -> ProvisionKind:
    return ProvisionKind.SECTION if kind in HEADINGS else family(kind)


def _stands_below(pairing: Pairing, pair: _Pair, found: Mapping[_Pair, float]) -> bool:
    old, new = (pairing.sides[number].above[place] for number, place in enumerate(pair))
    while old >= 0 and new >= 0:
        if (old, new) in found:
            return True
        old, new = pairing.sides[0].above[old], pairing.sides[1].above[new]
    return False
