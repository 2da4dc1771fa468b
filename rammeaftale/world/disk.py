"""The checkout, read so that nothing in it can lead out of it or make the reader wait."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from rammeaftale.world.source import MAX_FILE_BYTES, MAX_FILES, Source, Unreadable, is_hidden


@dataclass(frozen=True, slots=True)
class DiskWorld:
    """The checkout at `root`. Links out of the repository, devices and outsized files are refused, not followed."""

    root: Path

    def list(self, folder: str) -> tuple[str, ...]:
        """See World. Raises Unreadable when there are more than MAX_FILES."""
        found: list[str] = []
        for base, folders, names in os.walk(self.root / folder):
            folders[:] = sorted(name for name in folders if not is_hidden(name))
            found += [Path(base, name).relative_to(self.root).as_posix() for name in names if not is_hidden(name)]
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
