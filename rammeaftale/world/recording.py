"""A world that knows what was asked of it, and gives the same answer each time it is asked the same."""

from __future__ import annotations

from collections.abc import Mapping

from rammeaftale.base.diagnostics import Refused
from rammeaftale.world.source import Source, World, normal


class RecordingWorld:
    """Another world as it was at the first question.

    Whoever reads the same twice, gets the same: what is saved in between belongs to the next build.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._listed: dict[str, tuple[str, ...] | Refused] = {}
        self._read: dict[str, Source | Refused | FileNotFoundError] = {}

    @property
    def listed(self) -> tuple[str, ...]:
        """The folders that were listed, sorted."""
        return tuple(sorted(self._listed))

    @property
    def read_paths(self) -> tuple[str, ...]:
        """Every path that was read or should have been, sorted."""
        return tuple(sorted(self._read))

    @property
    def digests(self) -> Mapping[str, str]:
        """sha256 of each file that was read, by path in order."""
        return {path: found.digest for path, found in sorted(self._read.items()) if isinstance(found, Source)}

    def list(self, folder: str) -> tuple[str, ...]:
        """See World."""
        home = normal(folder)
        if home not in self._listed:
            try:
                self._listed[home] = self._world.list(folder)
            except Refused as problem:
                self._listed[home] = problem
        found = self._listed[home]
        if isinstance(found, Refused):
            raise found
        return found

    def read(self, path: str) -> Source:
        """See World."""
        plain = normal(path)
        if plain not in self._read:
            try:
                self._read[plain] = self._world.read(path)
            except (Refused, FileNotFoundError) as problem:
                self._read[plain] = problem
        found = self._read[plain]
        if not isinstance(found, Source):
            raise found
        return found
