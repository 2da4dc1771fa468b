"""A list of tasks → their results, a part of them from a second process where there is a second core."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from typing import TypeVar

from rammeaftale.world.process import die_of_signals

A = TypeVar("A")
B = TypeVar("B")

THEIR_PART = 0.4
"""Of the weight: what the other process has found must be packed and unpacked, so it gets less than half."""


def shared_out(work: Callable[[A], B], tasks: Sequence[A], weight: Callable[[A], int]) -> tuple[B, ...]:
    """The result of each task, in their order. A second process that fails costs time, and no result.

    `work` must depend on nothing but the task, and its results must be such that they can be pickled.
    """
    theirs = _part(tasks, weight)
    if not theirs or (os.cpu_count() or 1) == 1:
        return tuple(map(work, tasks))
    ours, pipe = Pipe(duplex=False)
    child = get_context("fork").Process(target=_send, args=([tasks[index] for index in theirs], work, pipe))
    try:
        child.start()
    except OSError:  # the machine has no process to spare
        return tuple(map(work, tasks))
    finally:
        pipe.close()
    try:
        results = {index: work(task) for index, task in enumerate(tasks) if index not in theirs}
        with contextlib.suppress(EOFError, OSError):
            results |= dict(zip(theirs, ours.recv(), strict=True))
    except BaseException:  # nobody waits for the rest
        child.kill()
        raise
    finally:
        ours.close()
        child.join()
    return tuple(results[index] if index in results else work(task) for index, task in enumerate(tasks))


def _part(tasks: Sequence[A], weight: Callable[[A], int]) -> tuple[int, ...]:
    """The indices of tasks that together weigh at most THEIR_PART of the whole, the heaviest first."""
    room = THEIR_PART * sum(map(weight, tasks))
    chosen = []
    for index in sorted(range(len(tasks)), key=lambda index: (-weight(tasks[index]), index)):
        if weight(tasks[index]) <= room:
            room -= weight(tasks[index])
            chosen.append(index)
    return tuple(sorted(chosen))


def _send(tasks: Sequence[A], work: Callable[[A], B], pipe: Connection) -> None:
    """Do the work in the child. What cannot be done is left to the parent, where its exception is met."""
    die_of_signals()  # there is nothing to tidy here
    with contextlib.suppress(Exception):
        pipe.send([work(task) for task in tasks])
