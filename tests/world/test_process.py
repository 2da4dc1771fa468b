"""What a command's process does about streams that are closed or that nobody reads, and about signals."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rammeaftale.world.process import within
from tests.checkouts import ROOT

BEGIN = "import os, sys; from rammeaftale.world.process import prepare; prepare(); "
TELL = (
    BEGIN + "print('første'); sys.stdout.flush(); print('fejl', file=sys.stderr); print('sidste'); sys.stdout.flush()"
)
STOPPED = """
import os, signal, sys
from pathlib import Path
from rammeaftale.shell.endings import exit_status
from rammeaftale.world.process import prepare
prepare()
def work():
    try:
        os.kill(os.getpid(), int(sys.argv[1]))
        signal.pause()
    finally:
        os.kill(os.getpid(), signal.SIGTERM)  # an impatient second one
        print('ryddet')
sys.exit(exit_status(work, Path()))
"""


def _run(code: str, *arguments: str, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, check=False, preexec_fn=before)


@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1, 2)])
def test_a_closed_stream_gets_no_file_that_is_opened_later(tmp_path: Path, closed: tuple[int, ...]) -> None:
    def close() -> None:
        for number in closed:
            os.close(number)

    product = tmp_path / "a.pdf"
    code = BEGIN + "f = open(sys.argv[1], 'wb'); f.write(b'A'); f.flush(); print('ud'); sys.stderr.write('fejl')"
    done = _run(code, str(product), before=close)
    assert done.returncode == 0
    assert product.read_bytes() == b"A"
    assert (done.stdout, done.stderr) == (b"" if 1 in closed else b"ud\n", b"" if 2 in closed else b"fejl")


def test_a_reader_that_leaves_stops_no_work(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-c", TELL + f"; open({str(tmp_path / 'gjort')!r}, 'w').close()"]
    with os.fdopen(writing, "wb") as nobody:
        done = subprocess.run(command, stdout=nobody, stderr=nobody, check=False)
    assert done.returncode == 0
    assert (tmp_path / "gjort").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_output_that_finds_no_room_is_told_once(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-c", TELL], stdout=full, stderr=subprocess.PIPE, check=False)
        assert (done.returncode, done.stderr.count(b"No space left")) == (1, 1)  # exit_status has Danish words for it
        code = BEGIN + "sys.stderr.write('fejl'); sys.stderr.flush(); print('ud')"
        done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=full, check=False)
        assert (done.returncode, done.stdout) == (0, b"ud\n")


def test_a_letter_that_the_terminal_lacks_is_written_out() -> None:
    code = BEGIN + "print('Å−')"
    environment = {"PYTHONIOENCODING": "latin-1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    assert done.stdout == "Å\\u2212\n".encode("latin-1")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_in_tidying_one_danish_line_and_its_status(number: signal.Signals) -> None:
    def heed() -> None:
        """A test run in the background ignores what its shell ignores."""
        signal.signal(number, signal.SIG_DFL)

    done = _run(STOPPED, str(int(number)), before=heed)
    assert done.stdout == b"ryddet\n"
    assert done.stderr.decode() == "Afbrudt. Det seneste færdige resultat er urørt.\n"
    assert done.returncode == 128 + number


def test_what_nohup_keeps_away_stays_away() -> None:
    def ignore() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    done = _run(BEGIN + "os.kill(os.getpid(), 1); print('videre')", before=ignore)
    assert (done.returncode, done.stdout) == (0, b"videre\n")


def test_no_more_is_asked_for_than_the_machine_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    for allowed, wanted in ((4, 4), (resource.RLIM_INFINITY, 6), (8, 6)):
        monkeypatch.setattr(resource, "getrlimit", lambda _, allowed=allowed: (0, allowed))
        assert within(resource.RLIMIT_AS, 6) == wanted
