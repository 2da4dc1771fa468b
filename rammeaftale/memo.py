"""A content-addressed store for the dear steps: a recipe's bytes in, the product's bytes out, and why it was made anew.

The key is the sha256 of everything that the step receives (docs/arkitektur.md, "Incremental"). Objects carry their own
checksum, so a broken disk means a rebuild and never a broken product. No locks: writes are atomic, the last one wins.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rammeaftale.world import write_atomically

KEPT_OBJECTS = 200
_CHECKSUM_BYTES = 32


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything a dear step depends on, as named bytes; nothing else may reach it. `name` is the product's."""

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


@dataclass(frozen=True, slots=True)
class Memo:
    """The store in `root`; may be deleted at any time."""

    root: Path

    def get(self, recipe: Recipe) -> bytes | None:
        """The product if this recipe was made before and is whole on disk."""
        try:
            stored = self._object(recipe.key).read_bytes()
        except OSError:
            return None
        checksum, data = stored[:_CHECKSUM_BYTES], stored[_CHECKSUM_BYTES:]
        return data if hashlib.sha256(data).digest() == checksum else None

    def put(self, recipe: Recipe, data: bytes) -> None:
        """Keep the product, and the recipe's digests for the next `why`."""
        write_atomically(self._object(recipe.key), hashlib.sha256(data).digest() + data)
        write_atomically(self._trace(recipe.name), json.dumps(recipe.digests).encode())

    def why(self, recipe: Recipe) -> tuple[str, ...]:
        """The names of the inputs that differ from the last time; empty when it was never made."""
        try:
            before = json.loads(self._trace(recipe.name).read_bytes())
        except (OSError, ValueError):
            return ()
        if not isinstance(before, dict):
            return ()
        now = recipe.digests
        return tuple(sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name)))

    def has_made(self, name: str) -> bool:
        """Whether a product of that name was ever made here."""
        return self._trace(name).exists()

    def prune(self) -> None:
        """Throw away all but the newest objects, and what a killed build left half written."""
        folder = self.root / "objekter"
        if not folder.is_dir():
            return
        newest_first = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in newest_first[KEPT_OBJECTS:]:
            path.unlink(missing_ok=True)

    def _object(self, key: str) -> Path:
        return self.root / "objekter" / key

    def _trace(self, name: str) -> Path:
        return self.root / "spor" / f"{name}.json"
