"""What can be had from outside: a file as it was read, why one cannot be had, and what a world must be able to do."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

MAX_FILE_BYTES = 20_000_000
MAX_FILES = 5_000


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was read: path inside the repository and its bytes."""

    path: str
    data: bytes

    @property
    def digest(self) -> str:
        """sha256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class Unreadable(Exception):  # noqa: N818  the disk's or the editor's fault, not ours
    """A file is listed but cannot be had; `reason` is a Danish clause for the editor, `kind` the diagnostic's kind."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


class World(Protocol):
    """What the pure stages may know of the outside."""

    def list(self, folder: str) -> tuple[str, ...]:
        """All files below `folder`, sorted; empty when the folder does not exist."""

    def read(self, path: str) -> Source:
        """The bytes of one file. Raises FileNotFoundError or Unreadable."""


def is_hidden(name: str) -> bool:
    """Editors' and systems' own files (`.DS_Store`, `~$Bilag.xlsx`, `.#x`) are no sources."""
    return name.startswith((".", "~$")) or name.endswith(("~", ".swp")) or name == "__pycache__"
