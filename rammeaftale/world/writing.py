"""The one way to write: a file is there whole, or as it was before, and never outside the folder that it belongs in."""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rammeaftale.base.diagnostics import Refused
from rammeaftale.world.disk import first_link, open_without_waiting
from rammeaftale.world.leftovers import half_written, sweep_files
from rammeaftale.world.process import signals_wait
from rammeaftale.world.source import MAX_FOLDER_BYTES, a_link, inside, printable, ways_to

_given_out: list[Path] = []
"""The folders in which this process has begun to change what it was asked for."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that the program writes in. Names are paths below it, with `/`; it is made when something is written.

    Every method that writes raises OSError as the system does, and Refused for a name that leads out of the folder,
    also by a link.
    """

    root: Path

    def lies_at(self, path: Path) -> bool:
        """Whether that is the same folder, by whatever way it is named."""
        return self.root.resolve() == path.resolve()

    def read(self, name: str) -> bytes | None:
        """What the file holds; None when there is no plain file of a reasonable size that can be read."""
        try:
            if first_link(self.root, inside(name).rpartition("/")[0]):
                return None
            with open(self.root / inside(name), "rb", opener=open_without_waiting) as file:
                status = os.fstat(file.fileno())
                if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_FOLDER_BYTES:
                    return None
                return file.read(status.st_size)
        except (OSError, ValueError):  # Refused, or no name at all
            return None

    def write(self, name: str, data: bytes) -> None:
        """Write beside the file and rename, so that a reader sees the old one or the new one and never half of one."""
        with self._beside(name, data) as (temporary, target):
            temporary.replace(target)

    def write_all(self, files: Mapping[str, bytes], gone: Callable[[], Iterable[str]] = tuple) -> tuple[str, ...]:
        """Put files in place together, in their order, and first remove those that `gone` then names: it gives them.

        All of them lie beside their places, on the disk, before the first is touched, so what is too much for the disk
        changes nothing. Then it takes milliseconds, which no signal parts and no other process that does the same. One
        that holds the same already is left alone.
        """
        with contextlib.ExitStack() as stack:
            for parent in {(self.root / inside(name)).parent for name in files}:
                sweep_files(parent)
            beside = {
                name: stack.enter_context(self._beside(name, data))
                for name, data in files.items()
                if self.read(name) != data
            }
            stack.enter_context(_undisturbed(self.root))
            _given_out.append(self.root)
            removed = tuple(gone())
            for name in removed:
                self.remove(name)
            for name, data in files.items():
                if name in beside:
                    temporary, target = beside[name]
                    temporary.replace(target)
                elif self.read(name) != data:  # another process was here since
                    self.write(name, data)
        return removed

    @contextlib.contextmanager
    def _beside(self, name: str, data: bytes) -> Iterator[tuple[Path, Path]]:
        """The file as it will be under a name beside its place, and the place. What is not renamed goes."""
        plain = inside(name)
        target = self.root / plain
        if first_link(self.root, plain.rpartition("/")[0]):
            raise a_link()
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = half_written(target)
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(0o644)
            yield temporary, target
        except OSError as problem:
            problem.filename = str(
                target
            )  # a full disk does not say for what it had no room, others name the half file
            raise
        finally:
            temporary.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Remove the file if it is there. A folder of that name is none of ours."""
        path = self.root / inside(name)
        if path.is_symlink() or not path.is_dir():
            path.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what a process that is no longer there has left half written."""
        sweep_files(self.root)

    def names(self) -> tuple[str, ...]:
        """The files directly in the folder, sorted, without hidden ones."""
        return tuple(sorted(path.name for path in self.root.glob("[!.]*") if path.is_file()))


def own_folder(root: Path, inside: str) -> Folder:
    """A folder of the project for what the program makes. Raises Refused where a link or a file stands in the way.

    A pull request can bring `ud` as a link to somewhere else, although git ignores the folder.
    """
    if link := first_link(root, inside):
        reason = f"»{printable(link)}« er en genvej, og der bliver ikke skrevet gennem genveje"
        raise Refused("fil-genvej", reason, "slet genvejen; mappen bliver lavet igen af sig selv")
    for way in ways_to(inside):
        if (root / way).exists() and not (root / way).is_dir():
            hint = "flyt eller slet filen; mappen bliver lavet af sig selv"
            raise Refused("fil-i-vejen", f"»{printable(way)}« er en fil, og dér skal være en mappe", hint)
    return Folder(root / inside)


def has_given_out() -> bool:
    """Whether this process has begun to change files that somebody asked for, so that none may be called untouched."""
    return bool(_given_out)


@contextlib.contextmanager
def _undisturbed(folder: Path) -> Iterator[None]:
    """While it is open, no other process is in here with the same folder, and signals to stop wait for the end.

    The system lets go of the folder when the process ends, however it ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with contextlib.suppress(OSError):  # some disks know no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        with signals_wait():
            yield
    finally:
        os.close(handle)
