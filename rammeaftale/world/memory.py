"""A world in memory, the twin of the disk for tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rammeaftale.world.source import Source


@dataclass(frozen=True, slots=True)
class MemoryWorld:
    """A world that is a mapping from path to bytes."""

    files: Mapping[str, bytes]

    def list(self, folder: str) -> tuple[str, ...]:
        """See World."""
        prefix = folder.rstrip("/") + "/"
        return tuple(sorted(path for path in self.files if path.startswith(prefix)))

    def read(self, path: str) -> Source:
        """See World."""
        if path not in self.files:
            raise FileNotFoundError(path)
        return Source(path, self.files[path])
