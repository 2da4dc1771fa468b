"""A content-addressed store for expensive steps: a recipe's bytes in, the product's bytes out, and why it is new.

The key is the sha256 of everything that the step receives (docs/arkitektur.md, "Incremental"). Objects carry their own
key and checksum, so a broken disk or a file that was moved means a rebuild and never a wrong product. No locks: writes
are atomic, the last one wins.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rammeaftale.world import Folder

KEPT_OBJECTS = 200
"""About ten builds of an edition: going back and forth between two versions of a text costs nothing."""
_CHECKSUM_BYTES = 32


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything an expensive step depends on, as named bytes; nothing else may reach it. `name` is the product's."""

    name: str
    inputs: Mapping[str, bytes]

    @property
    def digests(self) -> dict[str, str]:
        """sha256 of each input."""
        return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(self.inputs.items())}

    @property
    def key(self) -> str:
        """sha256 over the names and digests."""
        return hashlib.sha256(json.dumps([self.name, self.digests]).encode()).hexdigest()


STORE_PARTS = ("objekter", "spor")
"""The store's folders: what was made, and what the last of each name was made of."""
_LAST_USED = "brugt.json"
"""The trace of the last run: the keys of all objects, those last used first. No clock is asked."""


class Memo:
    """The store in `root`; may be deleted at any time. What a killed build left half written in it goes at once.

    `may_keep` is asked before anything is put into it: false when what it was made with is no longer what the recipe
    says, as when the program is changed while it runs.
    """

    def __init__(self, root: Path, may_keep: Callable[[], bool] = lambda: True) -> None:
        self._objects, self._traces = (Folder(root / part) for part in STORE_PARTS)
        self._objects.sweep()
        self._traces.sweep()
        self._may_keep = may_keep
        self._used: list[str] = []

    def get(self, recipe: Recipe) -> bytes | None:
        """The product if this recipe was made before and is whole on disk."""
        key = recipe.key
        stored = self._objects.read(key) or b""
        head = len(key) + _CHECKSUM_BYTES
        data = stored[head:]
        if stored[:head] != _head(key, data):
            return None
        self._used.append(key)
        return data

    def put(self, recipe: Recipe, data: bytes) -> None:
        """Keep the product, and the recipe's digests for the next `why`."""
        if not self._may_keep():
            return
        key = recipe.key
        self._objects.write(key, _head(key, data) + data)
        self._traces.write(f"{recipe.name}.json", json.dumps(recipe.digests).encode())
        self._used.append(key)

    def made(self, recipe: Recipe, make: Callable[[], bytes]) -> bytes:
        """The product from the store, or made now and kept there."""
        product = self.get(recipe)
        if product is None:
            product = make()
            self.put(recipe, product)
        return product

    def why(self, recipe: Recipe) -> tuple[str, ...]:
        """The names of the inputs that differ from the last time; empty when it was never made."""
        before, now = self._trace(f"{recipe.name}.json"), recipe.digests
        if not isinstance(before, dict):
            return ()
        return tuple(sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name)))

    def has_made(self, name: str) -> bool:
        """Whether a product of that name was ever made here."""
        return self._trace(f"{name}.json") is not None

    def prune(self) -> None:
        """Throw away all but what was used in this run and, up to KEPT_OBJECTS, what the runs before it used last."""
        before, there = self._trace(_LAST_USED), self._objects.names()
        known = [name for name in before if name in there] if isinstance(before, list) else []
        by_use = list(dict.fromkeys([*reversed(self._used), *known, *there]))
        kept = by_use[: max(KEPT_OBJECTS, len({*self._used}))]
        for name in by_use[len(kept) :]:
            self._objects.remove(name)
        self._traces.write(_LAST_USED, json.dumps(kept).encode())

    def _trace(self, name: str) -> object:
        try:
            return json.loads(self._traces.read(name) or b"null")
        except (ValueError, RecursionError):
            return None


def _head(key: str, data: bytes) -> bytes:
    """What an object begins with: its key, and a checksum over that and the product."""
    return key.encode() + hashlib.sha256(key.encode() + data).digest()
