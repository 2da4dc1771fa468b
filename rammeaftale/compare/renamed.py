"""Sources that differ only in what a place is called: it has another id, and what refers to it names that now."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rammeaftale.compare.pairing import ALONE, Kin, Pairing

_REFERENCE = re.compile(r"\]\([a-z]+:([^)]+)\)")


class Renamed:
    """Tells whether two sources refer to the same places, whatever these are called."""

    def __init__(self, pairing: Pairing, kin: Kin) -> None:
        self._numbers = tuple(_numbers(pairing, kin, side) for side in (0, 1))

    def is_same(self, old: str, new: str) -> bool:
        """Whether an old source and a new one are the same but for the names of places that are the same."""
        return self._said(0, old) == self._said(1, new)

    def _said(self, side: int, text: str) -> str:
        return _REFERENCE.sub(lambda match: f"]({self._numbers[side].get(match[1], match[1])})", text)


def _numbers(pairing: Pairing, kin: Kin, side: int) -> Mapping[str, int]:
    """The number of each place that is known on both sides, by its id; a document's too."""
    provisions = pairing.sides[side].provisions
    known = {
        provision.id: number for provision, number in zip(provisions, kin.numbers[side], strict=True) if number != ALONE
    }
    return {**{provision.document: kin.top[provision.document] for provision in provisions}, **known}
