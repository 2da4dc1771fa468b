"""A list of things to be done → their results, a part of them from a second process where there is a second core."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

THEIR_PART = 0.4
"""Of the weight: what the other process has found must be packed and unpacked, so it gets less than half."""


def shared_out(work: Callable[[A], B], things: Sequence[A], weight: Callable[[A], int]) -> tuple[B, ...]:
    """The result for each thing, in their order. A second process that fails costs time, and no result.

    `work` must depend on nothing but the thing, and its results must be such that they can be pickled.
    """
    theirs = _part(things, weight)
    if not theirs or (os.cpu_count() or 1) == 1:
        return tuple(map(work, things))
    ours, pipe = Pipe(duplex=False)
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        _send([things[index] for index in theirs], work, pipe)
    pipe.close()
    try:
        found = {index: work(thing) for index, thing in enumerate(things) if index not in theirs}
        with contextlib.suppress(EOFError, OSError):
            found |= dict(zip(theirs, ours.recv(), strict=True))
    finally:
        ours.close()
        os.waitpid(pid, 0)
    return tuple(found[index] if index in found else work(thing) for index, thing in enumerate(things))


def _part(things: Sequence[A], weight: Callable[[A], int]) -> tuple[int, ...]:
    """The indices of things that together weigh at most THEIR_PART of the whole, the heaviest first."""
    room = THEIR_PART * sum(map(weight, things))
    chosen = []
    for index in sorted(range(len(things)), key=lambda index: (-weight(things[index]), index)):
        if weight(things[index]) <= room:
            room -= weight(things[index])
            chosen.append(index)
    return tuple(sorted(chosen))


def _send(things: Sequence[A], work: Callable[[A], B], pipe: Connection) -> None:
    """Do the work in the child, tell, and leave without the parent's clean-up."""
    status = 1
    try:
        pipe.send([work(thing) for thing in things])
        status = 0
    finally:
        os._exit(status)
