"""A world in memory, the twin of the disk for tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rammeaftale.world.source import (
    Source,
    below,
    check_size,
    leads_out,
    no_plain_file,
    normal,
    not_there,
    outside,
    within_limits,
)


@dataclass(frozen=True, slots=True)
class MemoryWorld:
    """A world that is a mapping from path to bytes."""

    files: Mapping[str, bytes]

    def list(self, folder: str) -> tuple[str, ...]:
        """See World."""
        if leads_out(folder):
            raise outside()
        found = below(self.files, folder)
        return within_limits(folder, ((path, len(self.files[path])) for path in found))

    def read(self, path: str) -> Source:
        """See World."""
        if leads_out(path):
            raise outside()
        data = self.files.get(normal(path))
        if data is None:
            if below(self.files, path):
                raise no_plain_file()
            raise not_there()
        check_size(len(data))
        return Source(path, data)
