"""The process that a command runs in: streams that can be written to, an orderly way to stop.

Only a program of its own calls `prepare`; tests that run commands inside theirs keep what they have.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import resource
import signal
import sys
from collections.abc import Collection, Iterator
from types import FrameType
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Ctrl-C, `kill` or the end of the session, the terminal that is closed: each means that all is to be left tidy."""
_NOBODY_READS = (errno.EPIPE, errno.EIO)
"""What writing says when the reader has left (`| head -1`), or the terminal is gone."""
_EXIT_OF_SIGNAL = 128
"""Upon the signal's number: how a shell tells that a program was stopped."""
_came = [signal.SIGINT]
"""The last one is the signal that came; Python itself tells of Ctrl-C without saying so here."""


def prepare() -> None:
    """Open the streams that are closed, let readers leave, and have each signal of _STOPPING end in KeyboardInterrupt.

    A stream that is closed gives its number to the next file that is opened, so that a message would be written into
    a product. A reader that leaves stops no work: what a command does is not what it says of it.
    """
    for number in range(3):
        _open_if_closed(number)
    sys.stdout = _stream(1, sys.stdout, _NOBODY_READS)
    sys.stderr = _stream(2, sys.stderr, errno.errorcode)  # when this fails, nobody is left to tell
    for number in _STOPPING:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, _stop)


def die_of_signals() -> None:
    """Let the signals of _STOPPING end this process at once: one that has nothing to leave tidy."""
    for number in _STOPPING:
        signal.signal(number, signal.SIG_DFL)


def status_when_stopped() -> int:
    """The exit status of a command that was stopped: 130 for Ctrl-C, 143 for SIGTERM, 129 for SIGHUP."""
    return _EXIT_OF_SIGNAL + _came[-1]


@contextlib.contextmanager
def signals_wait() -> Iterator[None]:
    """While it is open, signals to stop are noted only; the first then does what it would have done.

    Blocking them would not do: the libraries of a build have threads of their own, which would take them.
    """
    noted: list[int] = []
    before = {int(stop): signal.signal(stop, lambda number, _: noted.append(number)) for stop in _STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in noted[:1]:
            signal.raise_signal(number)


def within(limit: int, wanted: int) -> int:
    """As much as is wanted of what a limit of `resource` is on, or what the system allows: asking for more fails."""
    _, allowed = resource.getrlimit(limit)
    return wanted if allowed == resource.RLIM_INFINITY else min(wanted, allowed)


def _stop(number: int, frame: FrameType | None) -> None:
    """The first signal begins the tidying, and the next ones wait for its end."""
    for other in _STOPPING:
        signal.signal(other, signal.SIG_IGN)
    _came.append(signal.Signals(number))
    signal.default_int_handler(number, frame)


def _open_if_closed(number: int) -> None:
    try:
        os.fstat(number)
    except OSError:
        os.open(os.devnull, os.O_RDWR)  # gets the lowest free number, which is this one
        os.set_inheritable(number, True)


class _Forgiving(io.FileIO):
    """A stream for which some failures are none: what cannot be written is gone."""

    def __init__(self, number: int, forgiven: Collection[int]) -> None:
        super().__init__(number, "wb", closefd=False)
        self._forgiven = forgiven

    def write(self, data: ReadableBuffer, /) -> int | None:  # type: ignore[override]  # None when it had to wait
        try:
            return super().write(data)
        except OSError as problem:
            if problem.errno not in self._forgiven:
                self._forgiven = errno.errorcode  # it is told once; Python tries again at its end
                raise
            return memoryview(data).nbytes


def _stream(number: int, before: TextIO | None, forgiven: Collection[int]) -> TextIO:
    """The stream in place of the one that Python made, if it made one. A letter that it cannot show is written out."""
    if before is not None:
        before.flush()
    encoding = before.encoding if before is not None else "utf-8"
    buffer = io.BufferedWriter(_Forgiving(number, forgiven))
    return io.TextIOWrapper(buffer, encoding, "backslashreplace", line_buffering=number == 2 or os.isatty(number))
