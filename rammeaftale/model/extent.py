"""How far something reaches in its file, for who will show it, edit it or take it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Extent(NamedTuple):
    """From a first to a last character of a file as it was decoded, both included; lines and columns count from 1.

    A stretch without characters, as the words of an empty cell, ends one column before it begins. A tuple,
    since an edition has some ten thousand of them.
    """

    path: str
    first_line: int
    first_column: int
    last_line: int
    last_column: int

    def to(self, end: Extent) -> Extent:
        """From the beginning of this to the end of `end`, in the same file."""
        return Extent(self.path, self.first_line, self.first_column, end.last_line, end.last_column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """What has an extent in a file, from its first mark to its last character, and an inner one for its words alone.

    Neither is part of equality: a provision that stands elsewhere is the same. None for what was not read from a file.
    """

    extent: Extent | None = field(default=None, compare=False)
    inner: Extent | None = field(default=None, compare=False)
