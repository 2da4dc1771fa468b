"""Work in forked processes, a few at a time, each with a limit on time and memory and a temporary folder of its own."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

_AT_ONCE = 2
_MEMORY = 2 << 30
"""Bytes that a test run may use: ten times what the largest does without a fault."""
_QUICK_DISK = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Tests that see to it that a file is on the disk wait for nothing there."""
_SLOWER = 4
"""How many times its usual time a test run may use, upon `_STARTING` seconds to import the program in."""
_STARTING = 20
_CROWDED = 15
"""How much longer than its processor time that may last, when others use the machine."""
T = TypeVar("T")


def in_processes(jobs: Iterable[tuple[T, Callable[[], bool], float]]) -> Iterator[tuple[T, bool]]:
    """Each job's name and what it returned, as they end; false when it broke down or used many times its seconds."""
    waiting, running = iter(jobs), dict[int, tuple[T, float, Path]]()
    while True:
        while len(running) < _AT_ONCE and (job := next(waiting, None)):
            name, work, usual = job
            seconds, folder = int(_SLOWER * usual + _STARTING), Path(tempfile.mkdtemp(dir=_QUICK_DISK))
            running[_forked(work, seconds, folder)] = name, time.monotonic() + _CROWDED * seconds, folder
        if not running:
            return
        time.sleep(0.02)
        for pid, (name, end, folder) in list(running.items()):
            if time.monotonic() > end or _resident(pid) > _MEMORY:
                _kill(pid)
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                _kill(pid)
                shutil.rmtree(folder, ignore_errors=True)
                del running[pid]
                yield name, status == 0


def _forked(work: Callable[[], bool], seconds: int, folder: Path) -> int:
    """The process that does the work, with a folder of its own for all that is temporary."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        os.setsid()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        os.environ["TMPDIR"] = tempfile.tempdir = os.fspath(folder)
        setattr(os, "cpu_count", lambda: 1)  # noqa: B010  # what the program has done by a second process is not seen
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        code = 0 if work() else 1
    finally:
        os._exit(code)


def _resident(pid: int) -> int:
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()
    return 0


def _kill(pid: int) -> None:
    """The process with those that it has started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
