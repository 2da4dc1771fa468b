"""What killed processes leave: half-written files, and folders, each with the number of its process in its name.

A number says little by itself: it is given again, and another container has numbers of its own. So one that lives is
left alone, whoever it is, and a folder also while any process holds it: its maker, or a child of that.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
from collections.abc import Iterator
from pathlib import Path

_TEMPORARY = ".tmp"
_LONGEST = 100
"""Letters of a file's name in that of the half-written one, which has room for 255 bytes."""
_SCRATCH = "rammeaftale"
_IS_SCRATCH = re.compile(rf"{_SCRATCH}-([0-9]+)-.+")


def half_written(target: Path) -> Path:
    """A new name beside the file for what is not yet whole: `.<name>.<process>.<chance>.tmp`."""
    return target.with_name(f".{target.name[:_LONGEST]}.{os.getpid()}.{os.urandom(6).hex()}{_TEMPORARY}")


def sweep_files(folder: Path) -> None:
    """Remove what a process that is no longer there has left half written in the folder itself."""
    for path in folder.glob(f".*{_TEMPORARY}"):
        if not _is_alive(path.name.split(".")[-3:][0]):
            with contextlib.suppress(OSError):
                path.unlink()


def sweep_scratch() -> None:
    """Remove the scratch folders of this user whose process is gone and that nobody holds."""
    with contextlib.suppress(OSError), os.scandir(_temporary_home()) as entries:
        for entry in entries:
            match = _IS_SCRATCH.fullmatch(entry.name)
            if match and not _is_alive(match[1]) and entry.is_dir(follow_symlinks=False):
                with contextlib.suppress(OSError):  # held
                    _remove_free(entry)


def _temporary_home() -> str:
    """The folder that scratch folders lie in, when nothing hinders; asking `tempfile` costs too much for a quick no."""
    return os.environ.get("TMPDIR") or "/tmp"  # noqa: S108  made by tempfile, which takes it too


def _remove_free(entry: os.DirEntry[str]) -> None:
    if entry.stat(follow_symlinks=False).st_uid != os.geteuid():
        return
    handle = os.open(entry.path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        import shutil  # seldom needed

        shutil.rmtree(entry.path, ignore_errors=True)
    finally:
        os.close(handle)


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
    return not _is_zombie(process)


def _is_zombie(process: str) -> bool:
    """Whether it has ended, and only its number is left: nobody waited for it, as where a container has no init."""
    try:
        status = Path(f"/proc/{process}/stat").read_bytes()
    except OSError:  # a system without such files
        return False
    return status.rpartition(b")")[2].split()[0] == b"Z"


@contextlib.contextmanager
def scratch_folder() -> Iterator[None]:
    """While it is open, every library of this process and its children keeps its temporary files in one folder.

    Children end without clean-up; the folder goes with all that is in it. They hold it too, so that no other build
    takes it from them when this process is killed. Raises OSError.
    """
    import tempfile  # costs too much for the quick answer that nothing has changed

    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix=f"{_SCRATCH}-{os.getpid()}-") as folder:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        with contextlib.suppress(OSError):  # some disks know no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before
            os.close(handle)
