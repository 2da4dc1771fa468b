"""Work shared with a second process: same results in the same order, whatever becomes of the other."""

from __future__ import annotations

import os
import signal

import pytest

from rammeaftale.shell import second_core
from rammeaftale.shell.second_core import shared_out

WORDS = ("a", "bb", "ccc", "dddd", "eeeee", "ffffff")


def _with_process(word: str) -> tuple[str, int]:
    return word.upper(), os.getpid()


def test_results_come_in_order_and_from_two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    made = shared_out(_with_process, WORDS, len)
    assert [word for word, _ in made] == [word.upper() for word in WORDS]
    theirs = [word for word, process in made if process != os.getpid()]
    assert 0 < sum(map(len, theirs)) <= second_core.THEIR_PART * sum(map(len, WORDS))


@pytest.mark.parametrize("words", [(), ("a",)])
def test_so_little_is_done_here(words: tuple[str, ...]) -> None:
    assert shared_out(_with_process, words, len) == tuple((word.upper(), os.getpid()) for word in words)


def test_a_process_that_dies_costs_no_result(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    here = os.getpid()

    def work(word: str) -> str:
        if os.getpid() != here:
            os._exit(9)
        return word.upper()

    assert shared_out(work, WORDS, len) == tuple(word.upper() for word in WORDS)
    assert capfd.readouterr().err == ""


def test_an_exception_is_ours_to_meet(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    def work(word: str) -> str:
        raise ValueError(word)

    with pytest.raises(ValueError, match=r"^[a-f]+$"):
        shared_out(work, WORDS, len)
    assert capfd.readouterr().err == "", "the other process says nothing of it"


def test_a_machine_with_no_process_to_spare_costs_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(os, "fork", full)
    assert shared_out(str.upper, WORDS, len) == tuple(word.upper() for word in WORDS)


def test_one_that_is_stopped_leaves_no_process_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    here = os.getpid()

    def work(word: str) -> str:
        if os.getpid() == here:
            raise KeyboardInterrupt
        signal.pause()
        return word

    with pytest.raises(KeyboardInterrupt):
        shared_out(work, WORDS, len)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
