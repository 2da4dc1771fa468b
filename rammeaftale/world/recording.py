"""A world that knows what was asked of it, and gives the same answer each time it is asked the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from rammeaftale.base.diagnostics import Refused
from rammeaftale.world.source import Source, World, normal

T = TypeVar("T")


class RecordingWorld:
    """Another world as it was at the first question.

    Whoever reads the same twice, gets the same: what is saved in between belongs to the next build.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._listed: dict[str, tuple[str, ...] | Refused] = {}
        self._read: dict[str, Source | Refused] = {}

    @property
    def digests(self) -> Mapping[str, str]:
        """sha256 of each file that was read, by path in order."""
        return {path: read.digest for path, read in sorted(self._read.items()) if isinstance(read, Source)}

    def list(self, folder: str) -> tuple[str, ...]:
        """See World."""
        return _first_answer(self._listed, normal(folder), partial(self._world.list, folder))

    def read(self, path: str) -> Source:
        """See World."""
        return _first_answer(self._read, normal(path), partial(self._world.read, path))


def _first_answer(answers: dict[str, T | Refused], key: str, ask: Callable[[], T]) -> T:
    """What was answered when this was asked first."""
    if key not in answers:
        try:
            answers[key] = ask()
        except Refused as problem:
            answers[key] = problem
    answer = answers[key]
    if isinstance(answer, Refused):
        raise answer
    return answer
