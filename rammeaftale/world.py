"""The one door to the outside: `World` lists and reads the repository's files; nothing later opens a file.

`DiskWorld` is the checkout, `MemoryWorld` its twin for tests. Paths are relative to the repository's root, with `/`.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
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


@dataclass(frozen=True, slots=True)
class DiskWorld:
    """The checkout at `root`. Links out of the repository, devices and outsized files are refused, not followed."""

    root: Path

    def list(self, folder: str) -> tuple[str, ...]:
        """See World. Raises Unreadable when there are more than MAX_FILES."""
        found: list[str] = []
        for base, folders, names in os.walk(self.root / folder):
            folders[:] = sorted(name for name in folders if not _hidden(name))
            found += [Path(base, name).relative_to(self.root).as_posix() for name in names if not _hidden(name)]
            if len(found) > MAX_FILES:
                raise Unreadable("mappe-for-stor", f"der ligger mere end {MAX_FILES} filer i mappen »{folder}«")
        return tuple(sorted(found))

    def read(self, path: str) -> Source:
        """See World."""
        place = self.root / path
        real = place.resolve()
        if not real.is_relative_to(self.root.resolve()):
            raise Unreadable("fil-uden-for-projektet", "filen er en genvej til et sted uden for projektet")
        try:
            with open(real, "rb", opener=_open_without_waiting) as file:
                status = os.fstat(file.fileno())
                if not stat.S_ISREG(status.st_mode):
                    raise Unreadable("fil-ulaeselig", "det er ikke en almindelig fil")
                if status.st_size > MAX_FILE_BYTES:
                    raise Unreadable("fil-for-stor", f"filen er større end {MAX_FILE_BYTES // 1_000_000} MB")
                return Source(path, file.read(MAX_FILE_BYTES + 1))
        except FileNotFoundError:
            raise
        except OSError as problem:
            raise Unreadable("fil-ulaeselig", f"filen kan ikke læses ({problem.strerror})") from problem


def _open_without_waiting(path: str, flags: int) -> int:
    """Open so that a named pipe in the content cannot hang the build."""
    return os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC)


def _hidden(name: str) -> bool:
    """Editors' and systems' own files (`.DS_Store`, `~$Bilag.xlsx`, `.#x`) are no sources."""
    return name.startswith((".", "~$")) or name.endswith(("~", ".swp")) or name == "__pycache__"


def sources(world: World, folders: Iterable[str]) -> tuple[Source, ...]:
    """Every readable file below the folders. Raises what `World.read` raises."""
    return tuple(world.read(path) for folder in folders for path in world.list(folder))
