"""What killed processes left goes when nobody can be using it any more, and nothing else does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from rammeaftale.world.leftovers import scratch_folder, sweep_scratch

HOLDS = """
import os, sys
from rammeaftale.world.leftovers import scratch_folder
with scratch_folder():
    if os.fork():
        print(os.getpid(), flush=True)
        os.kill(os.getpid(), 9)
    sys.stdin.read()
"""
"""A maker of a scratch folder that is killed while its child is at work."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def _ended() -> int:
    """The number of a process that is no more."""
    ended = subprocess.Popen(["true"])
    ended.wait()
    return ended.pid


def test_temporary_files_of_libraries_go_with_the_folder(home: Path) -> None:
    with scratch_folder():
        Path(tempfile.mkdtemp(), "skrift.ttf").write_bytes(b"x")
        assert len(list(home.rglob("*.ttf"))) == 1
    assert list(home.iterdir()) == []
    assert tempfile.gettempdir() == str(home)


def test_a_folder_of_a_process_that_is_no_more_is_swept(home: Path) -> None:
    gone = home / f"rammeaftale-{_ended()}-x8_a"
    (gone / "skrifter").mkdir(parents=True)
    (gone / "skrifter/skrift.ttf").write_bytes(b"x")
    sweep_scratch()
    assert list(home.iterdir()) == []


def test_a_process_that_nobody_has_waited_for_is_no_more(home: Path) -> None:
    ended = subprocess.Popen(["true"])
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
    (home / f"rammeaftale-{ended.pid}-a").mkdir()
    sweep_scratch()
    assert list(home.iterdir()) == []
    ended.wait()


def test_what_may_be_in_use_or_is_not_ours_stays(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = _ended()
    kept = {f"rammeaftale-{os.getpid()}-a", "rammeaftale-1-a", "rammeaftale-a", "rammeaftale--a", f"andet-{ended}-a"}
    for name in kept:
        (home / name).mkdir()
    (home / "mappe").mkdir()
    (home / "mappe/fil").write_bytes(b"x")
    (home / f"rammeaftale-{ended}-genvej").symlink_to(home / "mappe")
    (home / f"rammeaftale-{ended}-fil").write_bytes(b"x")
    with scratch_folder():
        sweep_scratch()
        assert len(list(home.glob(f"rammeaftale-{os.getpid()}-*"))) == 2
    left = {path.name for path in home.iterdir()}
    assert left == kept | {"mappe", f"rammeaftale-{ended}-genvej", f"rammeaftale-{ended}-fil"}
    assert (home / "mappe/fil").exists()
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    (home / f"rammeaftale-{ended}-b").mkdir()
    sweep_scratch()
    assert (home / f"rammeaftale-{ended}-b").exists()


def test_a_folder_that_a_child_of_the_killed_one_still_uses_stays(home: Path) -> None:
    command = [sys.executable, "-c", HOLDS]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as maker:
        assert maker.stdout and maker.stdin
        assert int(maker.stdout.readline()) == maker.pid
        assert maker.wait() == -signal.SIGKILL
        sweep_scratch()
        assert len(list(home.iterdir())) == 1
        maker.stdin.close()  # the child ends
        maker.stdout.read()
    sweep_scratch()
    assert list(home.iterdir()) == []


def test_a_temporary_home_that_is_not_there_stops_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(home / "findes-ikke"))
    sweep_scratch()
