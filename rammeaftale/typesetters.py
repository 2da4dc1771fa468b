"""Markups → PDFs in parallel: a small process that has the engine loaded, and forks one child per document.

The engine takes half a second to import and its garbage collection a quarter of the time (motor.md 4), so the first
process starts before the sources are read, loads the engine with collection off and waits. Each document is laid out in
a child of its own: it may take neither more memory than MAX_MEMORY nor more time than MAX_SECONDS, its memory is gone
when it ends, and a crash in the engine costs one document and not the build. When the caller dies, the pipes close and
all end.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing import Pipe, connection
from multiprocessing.connection import Connection
from pathlib import Path

from rammeaftale.diagnostics import Checked, FileSpan, error
from rammeaftale.model.product import Markup

MAX_SECONDS = 300
MAX_MEMORY = 6 * 1024**3
NO_FONTS = Path(__file__).parent / "render" / "no-fonts.conf"

Result = tuple[str, Checked[bytes]]
Typeset = Callable[[Markup], Checked[bytes]]


@dataclass(slots=True)
class _Job:
    """A document in work: its child, the pipe to it and when it must be done."""

    markup: Markup
    pid: int
    pipe: Connection
    deadline: float = field(default_factory=lambda: time.monotonic() + MAX_SECONDS)


class Typesetters:
    """The waiting process. Use as a context manager: `send` each document as soon as it is composed, then `results`."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._sent: list[str] = []

    def __enter__(self) -> Typesetters:
        ours, theirs = Pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self._pid = os.fork()
        if self._pid == 0:
            ours.close()
            _end_with(_foreman, theirs, self._workers)
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
        """What became of each document sent, as they come. One that failed gives its diagnostics."""
        try:
            self._pipe.send(None)
            while self._sent:
                stem, checked = self._pipe.recv()
                self._sent.remove(stem)
                yield stem, checked
        except (EOFError, OSError):
            for stem in self._sent:
                yield stem, _failed(stem, "satsprogrammet stoppede uventet")


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


def _foreman(pipe: Connection, workers: int) -> None:
    """Load the engine, then keep at most `workers` children at work until all is done or the caller is gone."""
    gc.disable()
    os.environ["FONTCONFIG_FILE"] = str(NO_FONTS)  # a missing letter must be seen here and not at the reader's
    warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
    from rammeaftale.render import pdf  # the import is the point: paid once, while the caller reads the sources

    gc.freeze()
    at_work: list[_Job] = []
    with tempfile.TemporaryDirectory(prefix="rammeaftale-") as folder:
        tempfile.tempdir = folder  # children end without clean-up, and the engine keeps its fonts in files
        try:
            _lead(pipe, at_work, workers, pdf.typeset)
        finally:
            for job in at_work:
                os.kill(job.pid, signal.SIGKILL)
                os.waitpid(job.pid, 0)  # before the folder goes, since it may still be writing there


def _lead(pipe: Connection, at_work: list[_Job], workers: int, typeset: Typeset) -> None:
    """Take documents and give results; results wait until the caller has sent all and listens. Raises EOFError."""
    waiting: list[Markup] = []
    finished: list[Result] = []
    listening = False
    while not listening or waiting or at_work or finished:
        while waiting and len(at_work) < workers:
            at_work.append(_begin(waiting.pop(0), typeset))
        while listening and finished:
            pipe.send(finished.pop(0))
        ready = _wait(at_work, () if listening else (pipe,))
        if pipe in ready:
            markup: Markup | None = pipe.recv()
            listening = markup is None
            waiting += [markup] if markup else []
        for job in [job for job in at_work if job.pipe in ready]:
            at_work.remove(job)
            finished.append((job.markup.stem, _finish(job)))


def _begin(markup: Markup, typeset: Typeset) -> _Job:
    ours, theirs = Pipe(duplex=False)
    pid = os.fork()
    if pid == 0:
        ours.close()
        _end_with(_child, theirs, markup, typeset)
    theirs.close()
    return _Job(markup, pid, ours)


def _child(pipe: Connection, markup: Markup, typeset: Typeset) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    try:
        checked = typeset(markup)
    except Exception as problem:  # the engine's or ours: one document is lost, and what is known of it is told
        checked = _failed(markup.stem, f"satsprogrammet fejler ({type(problem).__name__}: {problem})")
    pipe.send(checked)
    pipe.close()


def _wait(jobs: list[_Job], others: tuple[Connection, ...]) -> list[Connection]:
    """The pipes that have something; a job past its deadline is killed, and its pipe then ends."""
    if not jobs and not others:
        return []
    first = min((job.deadline for job in jobs), default=None)
    timeout = None if first is None else max(0.0, first - time.monotonic())
    ready = connection.wait([*others, *(job.pipe for job in jobs)], timeout)
    for job in jobs:
        if job.pipe not in ready and job.deadline <= time.monotonic():
            os.kill(job.pid, signal.SIGKILL)
            ready.append(job.pipe)
    return [pipe for pipe in ready if isinstance(pipe, Connection)]


def _finish(job: _Job) -> Checked[bytes]:
    try:
        checked: Checked[bytes] = job.pipe.recv()
    except (EOFError, OSError):
        reason = "dokumentet kunne ikke sættes: det er for stort, tager for lang tid, eller satsprogrammet fejler"
        checked = _failed(job.markup.stem, reason)
    os.waitpid(job.pid, 0)
    job.pipe.close()
    return checked


def _failed(stem: str, reason: str) -> Checked[bytes]:
    hint = "prøv igen; sker det hver gang, så send meddelelserne ovenfor til den, der passer programmet"
    return Checked(b"", (error("sats-stoppet", reason, FileSpan(f"{stem}.pdf"), hint),))
