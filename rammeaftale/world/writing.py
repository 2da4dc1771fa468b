"""The one way to write: a file is there whole, or as it was before, and never outside the folder that it belongs in."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rammeaftale.base.diagnostics import Refused
from rammeaftale.world.disk import first_link
from rammeaftale.world.source import a_link, inside

_TEMPORARY = ".tmp"
_LONGEST = 100
"""Letters of a file's name in that of the half-written one, which has room for 255 bytes."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that the program writes in. Names are paths below it, with `/`; it is made when something is written.

    Every method that writes raises OSError as the system does.
    """

    root: Path

    def read(self, name: str) -> bytes | None:
        """What the file holds; None when it is not there or cannot be read."""
        try:
            return (self.root / name).read_bytes()
        except OSError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Write beside the file and rename, so that a reader sees the old one or the new one and never half of one.

        Raises Refused for a name that leads out of the folder, also by a link.
        """
        plain = inside(name)
        target = self.root / plain
        if first_link(self.root, plain.rpartition("/")[0]):
            raise a_link()
        target.parent.mkdir(parents=True, exist_ok=True)
        own = f".{target.name[:_LONGEST]}.{os.getpid()}.{os.urandom(6).hex()}{_TEMPORARY}"
        temporary = target.with_name(own)
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(0o644)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    def write_changed(self, name: str, data: bytes) -> None:
        """Write unless the file holds just that already."""
        if self.read(name) != data:
            self.write(name, data)

    def remove(self, name: str) -> None:
        """Remove the file if it is there."""
        (self.root / name).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what a process that is no longer there has left half written."""
        for path in self.root.glob(f".*{_TEMPORARY}"):
            if not _is_alive(path.name.split(".")[-3:][0]):  # .<name>.<process>.<chance>.tmp
                path.unlink(missing_ok=True)

    def names(self) -> tuple[str, ...]:
        """The files directly in the folder, sorted, without hidden ones."""
        return tuple(sorted(path.name for path in self.root.glob("[!.]*") if path.is_file()))


def own_folder(root: Path, inside: str) -> Folder:
    """A folder of the project for what the program makes. Raises Refused where it is a link or lies behind one.

    A pull request can bring `ud` as a link to somewhere else, although git ignores the folder.
    """
    if link := first_link(root, inside):
        reason = f"»{link}« er en genvej, og der bliver ikke skrevet gennem genveje"
        raise Refused("fil-genvej", reason, "slet genvejen; mappen bliver lavet igen af sig selv")
    return Folder(root / inside)


def _is_alive(process: str) -> bool:
    """Whether a process of that number runs; not so for what is no number."""
    if not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # another user's
        return True
    return True


@contextlib.contextmanager
def scratch_folder() -> Iterator[None]:
    """While it is open, every library of this process and its children keeps its temporary files in one folder.

    Children end without clean-up; the folder goes with all that is in it.
    """
    import tempfile  # costs too much for the quick answer that nothing has changed

    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="rammeaftale-") as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before
