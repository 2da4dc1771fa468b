"""Markups → PDFs in parallel: a small process that has the engine loaded, and forks children that set documents.

The engine takes half a second to import and its garbage collection a quarter of the time, so the first
process starts before the sources are read, loads the engine with collection off and waits. A child sets one document
after another (`child.py`): a fork copies every page of memory that it touches, a tenth of a second each time. It may
take no more time for a document than MAX_SECONDS. A crash in the engine costs one document and not the build; what
keeps the engine from starting is told once. When the caller dies, the pipes close and all end.
"""

from __future__ import annotations

import contextlib
import gc
import io
import math
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import Pipe, connection
from multiprocessing.connection import Connection

from rammeaftale.base.diagnostics import Checked, Refused
from rammeaftale.engine.child import Typeset, failed, how_it_ended, reason, stopped, work
from rammeaftale.engine.libraries import found_by_name
from rammeaftale.model.product import Markup
from rammeaftale.world.leftovers import scratch_folder
from rammeaftale.world.process import signals_wait
from rammeaftale.world.program import own_path

MAX_SECONDS = 300
NO_FONTS = "engine/no-fonts.conf"

Result = tuple[str, Checked[bytes]]


@dataclass(slots=True)
class _Worker:
    """A child: its pipe, the document that it has in work, and when that must be done; `stem` is empty when idle.

    `is_late` tells that it was stopped for having taken too long.
    """

    pid: int
    pipe: Connection
    stem: str = ""
    deadline: float = math.inf
    is_late: bool = False

    def take(self, stem: str) -> None:
        """Note what it works on from now."""
        self.stem, self.deadline = stem, time.monotonic() + MAX_SECONDS

    def rest(self) -> None:
        """Note that it is idle."""
        self.stem, self.deadline = "", math.inf


class Typesetters:
    """The waiting process. Use as a context manager: `send` each document as soon as it is composed, then `results`."""

    def __init__(self, workers: int, small_page: Callable[[], Markup] | None = None) -> None:
        """`small_page` gives a page to set while nothing else is to do, so that what is made at first use is there."""
        self._workers = workers
        self._small_page = small_page
        self._sent: list[str] = []

    def __enter__(self) -> Typesetters:
        ours, theirs = Pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self._pid = os.fork()
        if self._pid == 0:
            ours.close()
            _end_with(_foreman, theirs, self._workers, self._small_page)
        theirs.close()
        self._pipe = ours
        return self

    def __exit__(self, *_: object) -> None:
        self._pipe.close()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._pid, 0)

    def send(self, markup: Markup) -> None:
        """Put a document to work. Send the largest first: the one begun last should not be the longest."""
        self._sent.append(markup.stem)
        with contextlib.suppress(OSError):  # a foreman that died is told of by `results`
            self._pipe.send(markup)

    def results(self) -> Iterator[Result]:
        """What became of each document sent, as they come. One that failed gives its diagnostics.

        When none can be set any more, all that are left give the same one, which names no document.
        """
        with contextlib.suppress(OSError):  # a foreman that gave up may have told why
            self._pipe.send(None)
        why = stopped("satsprogrammet stoppede uventet")
        with contextlib.suppress(EOFError, OSError):
            while self._sent:
                told: Result | Refused = self._pipe.recv()
                if isinstance(told, Refused):
                    why = told
                    break
                self._sent.remove(told[0])
                yield told
        for stem in self._sent:
            yield stem, failed("", why)


def _end_with(work: Callable[..., None], *arguments: object) -> None:
    """Do the work in this child and leave without the parent's clean-up; 1 when something went wrong."""
    status = 1
    try:
        work(*arguments)
        status = 0
    except (KeyboardInterrupt, OSError, EOFError):
        pass  # interrupted, or nobody is left to tell
    finally:
        os._exit(status)


def _foreman(pipe: Connection, workers: int, small_page: Callable[[], Markup] | None) -> None:
    """Load the engine, then keep at most `workers` children at work until all is done or the caller is gone.

    The caller is told why when that cannot be.
    """
    gc.disable()
    os.environ["no_proxy"] = "*"  # nothing is fetched, and on a Mac a forked process that asks for proxies dies of it
    os.environ["FONTCONFIG_FILE"] = str(own_path(NO_FONTS))  # a missing letter must be seen here, not at the reader's
    warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
    staff: list[_Worker] = []
    try:
        with scratch_folder():  # the engine keeps its fonts in files
            try:
                with signals_wait():  # C code that is interrupted here ends the process, or says so in its own words
                    typeset = _engine()
                    if small_page is not None:
                        with contextlib.suppress(Exception):  # it will fail for every document too, and be told there
                            typeset(small_page())
                gc.freeze()
                with contextlib.suppress(EOFError):  # the caller is gone
                    _lead(pipe, staff, workers, typeset)
            finally:
                for worker in staff:
                    os.kill(worker.pid, signal.SIGKILL)
                    os.waitpid(worker.pid, 0)  # before the folder goes, since it may still be writing there
    except Exception as problem:
        pipe.send(reason(problem))


def _engine() -> Typeset:
    """The engine, imported: the point of this process, which pays for it while the caller reads the sources."""
    with found_by_name(), contextlib.redirect_stdout(io.StringIO()):  # it has English advice of its own
        from rammeaftale.engine import pdf
    return pdf.typeset


def _lead(pipe: Connection, staff: list[_Worker], workers: int, typeset: Typeset) -> None:
    """Take documents and give results; results wait until the caller has sent all and listens. Raises EOFError."""
    waiting: list[Markup] = []
    finished: list[Result] = []
    listening = False
    while not listening or waiting or finished or any(worker.stem for worker in staff):
        while waiting and _give(waiting[0], staff, workers, typeset):
            waiting.pop(0)
        while listening and finished:
            pipe.send(finished.pop(0))
        if listening and not any(worker.stem for worker in staff):
            continue
        ready = _wait(staff, () if listening else (pipe,))
        if pipe in ready:
            markup: Markup | None = pipe.recv()
            listening = markup is None
            waiting += [markup] if markup else []
        for worker in [worker for worker in staff if worker.pipe in ready]:
            finished += _taken(worker, staff)


def _give(markup: Markup, staff: list[_Worker], workers: int, typeset: Typeset) -> bool:
    """Give the document to an idle child, or to a new one when there may be more; False when all are at work."""
    for worker in [worker for worker in staff if not worker.stem]:
        try:
            worker.pipe.send(markup)
        except OSError:  # it was killed while it waited
            _dismiss(worker, staff)
        else:
            worker.take(markup.stem)
            return True
    if len(staff) == workers:
        return False
    ours, theirs = Pipe()
    pid = os.fork()
    if pid == 0:
        ours.close()
        _end_with(work, theirs, markup, typeset)
    theirs.close()
    staff.append(_Worker(pid, ours))
    staff[-1].take(markup.stem)
    return True


def _wait(staff: list[_Worker], others: tuple[Connection, ...]) -> list[Connection]:
    """The pipes that have something; a child past its deadline is killed, and its pipe then ends."""
    if not staff and not others:
        return []
    first = min((worker.deadline for worker in staff), default=math.inf)
    timeout = None if first == math.inf else max(0.0, first - time.monotonic())
    ready = connection.wait([*others, *(worker.pipe for worker in staff)], timeout)
    for worker in staff:
        if worker.pipe not in ready and worker.deadline <= time.monotonic():
            os.kill(worker.pid, signal.SIGKILL)
            worker.is_late = True
            ready.append(worker.pipe)
    return [pipe for pipe in ready if isinstance(pipe, Connection)]


def _taken(worker: _Worker, staff: list[_Worker]) -> list[Result]:
    """What a child has to tell: its result, or that it is gone, which is a failure only when it was at work."""
    stem = worker.stem
    try:
        checked, stays = worker.pipe.recv()
    except (EOFError, OSError):
        ended = how_it_ended(_dismiss(worker, staff))
        why = stopped(f"dokumentet tog mere end {MAX_SECONDS} sekunder") if worker.is_late else ended
        return [(stem, failed(stem, why))] if stem else []
    if stays:
        worker.rest()
    else:
        _dismiss(worker, staff)
    return [(stem, checked)]


def _dismiss(worker: _Worker, staff: list[_Worker]) -> int:
    """Let a child go that has ended, or is about to; gives its status."""
    staff.remove(worker)
    _, status = os.waitpid(worker.pid, 0)
    worker.pipe.close()
    return status
