"""What a typesetting child does: one document after another, within its limits; and what is said when it cannot.

Every way for it to fail has a reason that the editor is told: of what Python raises in it, and of how it ended when it
could say nothing itself.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection

from rammeaftale.base.diagnostics import Checked, FileSpan, Refused
from rammeaftale.engine.libraries import how_to_get_them
from rammeaftale.model.product import Markup
from rammeaftale.world.disk_words import disk_words
from rammeaftale.world.process import die_of_signals, within

_MAX_MEMORY = 6 * 1024**3
RETIRED_AT = 1024**3
"""Bytes: nothing is collected, so a child that has set a long document gives way to a fresh one."""
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
_AGAIN = "prøv igen; sker det hver gang, så send meddelelsen til den, der passer programmet"

Typeset = Callable[[Markup], Checked[bytes]]


def work(pipe: Connection, markup: Markup, typeset: Typeset) -> None:
    """Set documents until the foreman goes or the memory has grown. The first is there by the fork.

    For each, `(checked, stays)` is sent; a child that does not stay sends no more. Raises OSError and EOFError when
    nobody is left to tell.
    """
    try:
        die_of_signals()  # the foreman tidies
        _limit_memory()
    except Exception as problem:
        pipe.send((failed(markup.stem, reason(problem)), False))
        return
    stays = True
    while stays:
        try:
            checked = typeset(markup)
        except Exception as problem:  # the engine's or ours: one document is lost, and what is known of it is told
            checked = failed(markup.stem, reason(problem))
        stays = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS_UNIT < RETIRED_AT
        _send(pipe, markup.stem, checked, stays)
        if stays:
            markup = pipe.recv()
    pipe.close()


def _limit_memory() -> None:
    """Take no more than _MAX_MEMORY. A system that knows no such limit, as macOS, says so, and goes without."""
    with contextlib.suppress(ValueError, OSError):
        memory = within(resource.RLIMIT_AS, _MAX_MEMORY)
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _send(pipe: Connection, stem: str, checked: Checked[bytes], stays: bool) -> None:
    """Send a result, or why it cannot be sent: a copy of it needs memory too."""
    try:
        pipe.send((checked, stays))
    except OSError:
        raise
    except Exception as problem:
        pipe.send((failed(stem, reason(problem)), stays))


def failed(stem: str, why: Refused) -> Checked[bytes]:
    """The result of a document that could not be set; without a stem it is of all of them."""
    return Checked(b"", (why.at(FileSpan(f"{stem}.pdf") if stem else None),))


def reason(problem: Exception) -> Refused:
    """What an exception in the engine, or on the way to it, says to the editor."""
    match problem:
        case MemoryError():
            return stopped("maskinen har ikke hukommelse nok til satsprogrammet")
        case EOFError() | SyntaxError():  # of a module that was cut
            return stopped("en af satsprogrammets filer er beskadiget; kør »find . -name '*.pyc' -delete«")
        case OSError(errno=None):
            return Refused("sats-stoppet", "satsbibliotekerne mangler eller kan ikke indlæses", how_to_get_them())
        case OSError():
            return stopped(f"satsprogrammet fejler ({disk_words(problem)})")
    return stopped(f"satsprogrammet fejler ({type(problem).__name__}: {problem})")


def how_it_ended(status: int) -> Refused:
    """What the status of a child that could say nothing itself tells (`os.waitpid`)."""
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGKILL:
        return stopped("systemet standsede satsprogrammet, sikkert fordi maskinen mangler hukommelse")
    if code < 0:
        return stopped(f"satsprogrammet gik ned (signal {-code})")
    return stopped(f"satsprogrammet holdt op uden at sige hvorfor (status {code})")


def stopped(why: str) -> Refused:
    """A reason, with the advice that there is when nobody can do anything about it at once."""
    return Refused("sats-stoppet", why, _AGAIN)
