"""A world in memory, the twin of the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rammeaftale.world import Source
from rammeaftale.world.source import below, check_size, inside, no_plain_file, not_there, within_limits


@dataclass(frozen=True, slots=True)
class MemoryWorld:
    """A world that is a mapping from path to bytes."""

    files: Mapping[str, bytes]

    def list(self, folder: str) -> tuple[str, ...]:
        """See World."""
        return within_limits(folder, ((path, len(self.files[path])) for path in below(self.files, inside(folder))))

    def read(self, path: str) -> Source:
        """See World."""
        data = self.files.get(inside(path))
        if data is None:
            raise no_plain_file() if below(self.files, path) else not_there()
        check_size(len(data))
        return Source(path, data)
