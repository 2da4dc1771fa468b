"""What is only alike: lineage that somebody may write down, and that is not believed until then."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from rammeaftale.compare.changes import Proposal
from rammeaftale.compare.likeness import ALIKE, Shingles, is_part, likeness
from rammeaftale.compare.pairing import ALONE, Pairing
from rammeaftale.compare.sides import HEADINGS, TEXTS, family
from rammeaftale.model.provision import ProvisionKind

_MAX_HOLDERS = 12
"""Words that more texts than this have in common do not tell them apart."""
_COMPARED = 5
"""So many of those that share most with a text are compared with it in full."""

_Pair = tuple[int, int]


def proposals(pairing: Pairing) -> tuple[Proposal, ...]:
    """For each that is new or gone, the one that is most like it, the most alike first.

    One that is still itself, reworded, may have given or taken a part. What stands below two that are proposed is not
    proposed: their lineage will hold for it.
    """
    scores: dict[_Pair, float] = {}
    for number in (0, 1):
        scores |= _best(pairing, number)
    outermost = [pair for pair in scores if not _stands_below(pairing, pair, scores)]
    ranked = sorted(outermost, key=lambda pair: (-scores[pair], pair[1], pair[0]))
    return tuple(
        Proposal(pairing.provision(0, old), pairing.provision(1, new), scores[old, new]) for old, new in ranked
    )


def _best(pairing: Pairing, number: int) -> Mapping[_Pair, float]:
    """The one that is most like each that is free on a side, with how alike they are."""
    texts = {index: pairing.shingles(number, index) for index in pairing.free(number)}
    others = {index: pairing.shingles(1 - number, index) for index in _others(pairing, 1 - number)} if texts else {}
    scores: dict[_Pair, float] = {}
    for index, candidates in _candidates(texts, others).items():
        scored = [
            (_score(pairing, number, (index, other), (texts[index], others[other])), other) for other in candidates
        ]
        score, other = max(scored, default=(0.0, ALONE), key=lambda best: (best[0], -best[1]))
        if score > 0:
            scores[(index, other) if number == 0 else (other, index)] = score
    return scores


def _others(pairing: Pairing, number: int) -> list[int]:
    """All that is free on a side, and the pairs whose words have changed and can have been parted."""
    return [
        index
        for index, partner in enumerate(pairing.partner[number])
        if pairing.is_free(number, index)
        or (
            partner != ALONE
            and family(pairing.provision(number, index).kind) in TEXTS
            and pairing.sides[number].said[index] != pairing.sides[1 - number].said[partner]
        )
    ]


def _candidates(texts: Mapping[int, Shingles], others: Mapping[int, Shingles]) -> Mapping[int, list[int]]:
    """For each text those of the others that share most of the rarer words with it."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, shingles in others.items():
        for shingle in shingles:
            holders[shingle].append(index)
    scores: dict[int, list[int]] = {}
    for index, shingles in texts.items():
        shared = Counter(
            other
            for shingle in shingles
            if len(holding := holders.get(shingle, ())) <= _MAX_HOLDERS
            for other in holding
        )
        scores[index] = [other for other, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_COMPARED]]
    return scores


def _score(pairing: Pairing, number: int, pair: _Pair, texts: tuple[Shingles, Shingles]) -> float:
    """How alike one of a side and another of the other side are, 0 when not enough to say so."""
    if _rank(pairing.provision(number, pair[0]).kind) != _rank(pairing.provision(1 - number, pair[1]).kind):
        return 0.0
    score, holds = likeness(*texts), is_part(*texts)
    may_be_whole = pairing.is_free(1 - number, pair[1])
    return score if holds or (may_be_whole and score >= ALIKE) else 0.0


def _rank(kind: ProvisionKind) -> ProvisionKind:
    return ProvisionKind.SECTION if kind in HEADINGS else family(kind)


def _stands_below(pairing: Pairing, pair: _Pair, scores: Mapping[_Pair, float]) -> bool:
    old, new = (pairing.sides[number].above[index] for number, index in enumerate(pair))
    while old >= 0 and new >= 0:
        if (old, new) in scores:
            return True
        old, new = pairing.sides[0].above[old], pairing.sides[1].above[new]
    return False
