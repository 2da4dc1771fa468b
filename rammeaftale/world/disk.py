"""The checkout, read so that nothing in it can lead out of it or make the reader wait."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rammeaftale.base.diagnostics import Refused
from rammeaftale.world.disk_words import disk_words
from rammeaftale.world.source import (
    Source,
    a_link,
    another_repository,
    check_size,
    inside,
    is_hidden,
    no_plain_file,
    not_there,
    printable,
    ways_to,
    within_limits,
)


@dataclass(frozen=True, slots=True)
class DiskWorld:
    """The checkout at `root`. Links, devices and outsized files are refused, not followed."""

    root: Path

    def list(self, folder: str) -> tuple[str, ...]:
        """See World."""
        home = inside(folder)
        if link := first_link(self.root, home):
            return (link,)
        return within_limits(folder, self._walk(home))

    def _walk(self, home: str) -> Iterator[tuple[str, int]]:
        """What `list` gives, with the size of each in bytes."""
        folders = [home]
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(self.root / folder) as entries:
                    listed = list(entries)
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError:
                yield folder, 0  # reading it tells why
                continue
            if folder and any(entry.name == ".git" for entry in listed):
                yield folder, 0
                continue
            for entry in listed:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if is_hidden(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                else:
                    yield path, _size(entry)

    def read(self, path: str) -> Source:
        """See World."""
        if first_link(self.root, inside(path).rpartition("/")[0]):
            raise a_link()
        try:
            with open(self.root / path, "rb", opener=open_without_waiting) as file:
                status = os.fstat(file.fileno())
                if not stat.S_ISREG(status.st_mode):
                    raise no_plain_file()
                check_size(status.st_size)
                return Source(path, file.read(status.st_size))
        except (FileNotFoundError, NotADirectoryError) as problem:
            raise not_there() from problem
        except IsADirectoryError as problem:
            is_repository = os.path.lexists(self.root / path / ".git")
            raise (another_repository() if is_repository else no_plain_file()) from problem
        except OSError as problem:
            if problem.errno == errno.ELOOP:  # the file itself is a link
                raise a_link() from problem
            what = "mappen" if _holds((self.root / path).is_dir) else "filen"
            hint = "giv dig selv adgang til den, fx med »chmod -R u+rwX content bilag«, eller hent den igen fra git"
            raise Refused(
                "fil-ulaeselig", f"{what} »{printable(path)}« kan ikke læses ({disk_words(problem)})", hint
            ) from problem


def first_link(root: Path, path: str) -> str:
    """The first of the folders on the way from the root, or the file itself, that is a link; empty when none is."""
    return next((way for way in ways_to(path) if _holds((root / way).is_symlink)), "") if path else ""


def _holds(question: Callable[[], bool]) -> bool:
    """The answer; no when the folder around cannot be read, which is told by reading."""
    try:
        return question()
    except OSError:
        return False


def given_file(path: Path) -> bytes:
    """A file that the user names, wherever it lies and also when it is a link. Raises OSError."""
    return path.read_bytes()


def home_of(file: str) -> Path:
    """The folder that a file really lies in, wherever it was called from. Raises OSError."""
    return Path(file).resolve().parent


def path_in(root: Path, place: Path) -> str:
    """A folder that the user names as a path below the root; empty for the root itself and when it lies elsewhere."""
    real, home = place.resolve(), root.resolve()
    return real.relative_to(home).as_posix().removeprefix(".") if real.is_relative_to(home) else ""


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:  # removed since; reading it tells
        return 0


def open_without_waiting(path: str, flags: int) -> int:
    """Open so that a named pipe in the content cannot hang the build."""
    return os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
