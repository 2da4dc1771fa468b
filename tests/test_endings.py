"""One Danish sentence for whatever stops a command, its exit status, and no claim that is not true."""

from __future__ import annotations

import ast
import errno
import os
import py_compile
import shutil
import signal
import sys
from collections.abc import Callable
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from rammeaftale.base.diagnostics import Refused
from rammeaftale.shell.endings import exit_status
from rammeaftale.shell.start import run as start
from rammeaftale.world import Folder, writing
from rammeaftale.world.disk_words import disk_words
from tests.case_files import BASIS
from tests.checkouts import ROOT, copied, run

UNTOUCHED = "Det seneste færdige resultat er urørt."
ALL_NUMBERS = sorted(errno.errorcode)


@pytest.fixture(autouse=True)
def _nothing_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests in this process have written files."""
    monkeypatch.setattr(writing, "_given_out", [])


def _ended(problem: BaseException, root: Path) -> int:
    def command() -> int:
        raise problem

    return exit_status(command, root)


@pytest.mark.parametrize(
    ("number", "name", "said"),
    [
        (
            errno.ENOSPC,
            "ud/x.pdf",
            "fejl[disk]: der er ikke mere plads på disken: ud/x.pdf\n"
            "   = slet noget, og prøv igen; mappen ud/lager/ kan altid undværes",
        ),
        (
            errno.EROFS,
            "ud",
            "fejl[disk]: disken er skrivebeskyttet: ud\n"
            "   = få adgangen rettet, eller kopiér projektet til en mappe, du må skrive i",
        ),
        (errno.EEXIST, "ud", "fejl[disk]: der ligger allerede noget med det navn: ud"),
        (errno.ELOOP, "/a\n::error::x", "fejl[disk]: genvejen fører i ring: /a·::error::x"),
        (errno.EFBIG, None, "fejl[disk]: filen er større, end den må være (»ulimit -f«)"),
        (errno.EMFILE, None, "fejl[maskine]: programmet må ikke have så mange filer åbne (»ulimit -n«)"),
        (errno.ENOTBLK, None, "fejl[disk]: styresystemet melder fejl nr. 15"),
    ],
)
def test_what_the_system_says_is_told_in_danish(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], number: int, name: str | None, said: str
) -> None:
    path = str(tmp_path / name) if name and not name.startswith("/") else name
    assert _ended(OSError(number, os.strerror(number), path), tmp_path) == 1
    assert capsys.readouterr().err == f"{said}\n"


def test_a_folder_in_the_way_of_a_product_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ud/a.pdf/mappe").mkdir(parents=True)

    def command() -> int:
        Folder(tmp_path / "ud").write_all({"a.pdf": b"A"})
        return 0

    assert exit_status(command, tmp_path) == 1
    assert capsys.readouterr().err == "fejl[disk]: der ligger en mappe, hvor filen skal være: ud/a.pdf\n"


@pytest.mark.parametrize("number", ALL_NUMBERS)
def test_no_number_of_the_system_gives_its_english_words(number: int) -> None:
    assert os.strerror(number) not in disk_words(OSError(number, os.strerror(number)))


def test_other_ways_to_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _ended(MemoryError(), tmp_path) == 1
    assert capsys.readouterr().err.startswith("fejl[maskine]: maskinen har ikke mere hukommelse\n")
    assert _ended(Refused("fil-mangler", "filen findes ikke", "hent den"), tmp_path) == 1
    assert capsys.readouterr().err.startswith("fejl[fil-mangler]: filen findes ikke\n   = hent den\n")
    assert _ended(KeyboardInterrupt(), tmp_path) == 130
    assert capsys.readouterr().err == f"Afbrudt. {UNTOUCHED}\n"


def test_nothing_is_called_untouched_once_files_are_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Folder(tmp_path / "ud").write("lager", b"not what was asked for")
    _ended(ZeroDivisionError(), tmp_path)
    assert UNTOUCHED in capsys.readouterr().err
    Folder(tmp_path / "ud").write_all({"a.pdf": b"A"})
    _ended(ZeroDivisionError(), tmp_path)
    _ended(KeyboardInterrupt(), tmp_path)
    said = capsys.readouterr().err
    assert UNTOUCHED not in said
    assert "Afbrudt. Filerne var da skrevet.\n" in said


def _as_file(ud: Path) -> None:
    ud.write_bytes(b"")


def _as_link_to_itself(ud: Path) -> None:
    ud.symlink_to(ud)


def _as_folder_in_place_of_the_report(ud: Path) -> None:
    (ud / "fejlrapport.txt").mkdir(parents=True)


@pytest.mark.parametrize("spoil", [_as_file, _as_link_to_itself, _as_folder_in_place_of_the_report])
def test_a_fault_of_ours_that_cannot_be_reported_shows_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], None]
) -> None:
    spoil(tmp_path / "ud")
    assert _ended(ZeroDivisionError("hemmelig"), tmp_path) == 1
    said = capsys.readouterr().err
    assert said.startswith("Der er en fejl i selve programmet, ikke i din tekst.")
    assert "Fejlrapporten kunne ikke skrives i mappen ud/." in said
    assert ("hemmelig" in said, "Traceback" in said) == (False, False)


@pytest.mark.parametrize(("module", "command"), [("shell/pipeline", "tjek"), ("world/process", "--help")])
def test_a_module_that_was_cut_is_told_with_what_mends_it(tmp_path: Path, module: str, command: str) -> None:
    """What Python keeps of a module is read without looking; a full disk or a crash may have cut it."""
    folder = copied(tmp_path / "klon", "templates", "rammeaftale", "krav", "build.py")
    shutil.copytree(BASIS, folder, dirs_exist_ok=True)
    source = folder / f"rammeaftale/{module}.py"
    kept = Path(cache_from_source(source))
    py_compile.compile(str(source), doraise=True)
    kept.write_bytes(kept.read_bytes()[:1000])
    done = run(folder, command)
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (1, "", False)
    assert done.stderr.startswith("Programmet kan ikke indlæses, for en af dets egne filer er beskadiget (EOFError).")
    assert "find . -name '*.pyc' -delete" in done.stderr
    for path in folder.rglob("*.pyc"):
        path.unlink()
    assert run(folder, command).returncode == 0


def test_a_source_of_ours_that_was_cut_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "afkortet.py").write_text('x = 1\ny = """\n', "utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    def broken(_: Path) -> int:
        return exit_status(lambda: int(bool(__import__("afkortet"))), tmp_path)

    monkeypatch.setattr("rammeaftale.shell.cli.main", broken)
    monkeypatch.setattr("rammeaftale.world.process.prepare", lambda: None)
    monkeypatch.setattr("gc.disable", lambda: None)
    assert start(str(tmp_path / "build.py")) == 1
    assert f"beskadiget ({tmp_path / 'afkortet.py'}, linje 2)." in capsys.readouterr().err
    assert not (tmp_path / "ud").exists()
    assert "afkortet" not in sys.modules


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_while_the_program_is_loaded_has_its_status_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, number: signal.Signals, status: int
) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rammeaftale.world.process.prepare", stopped)
    monkeypatch.setattr("rammeaftale.world.process._came", [number])
    assert start("build.py") == status
    assert capsys.readouterr().err == "Afbrudt.\n"


def test_an_old_python_is_told_which_it_is_and_what_to_write(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    assert start("build.py") == 1
    said = capsys.readouterr().err
    assert said.startswith("Programmet kræver Python 3.11 eller nyere, men det her er Python 3.10.\n")
    assert ".venv/bin/python build.py" in said


def test_what_starts_the_program_can_be_read_by_an_old_python() -> None:
    for name in ("build.py", "rammeaftale/__init__.py", "rammeaftale/shell/__init__.py", "rammeaftale/shell/start.py"):
        ast.parse((ROOT / name).read_text("utf-8"), feature_version=(3, 7))


def test_a_package_that_is_missing_is_told_with_the_two_ways_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise ModuleNotFoundError(name="babel")

    monkeypatch.setattr("rammeaftale.world.process.prepare", missing)
    assert start("build.py") == 1
    said = capsys.readouterr().err
    assert said.startswith("Programmet er ikke sat op i den Python, der kører det (babel mangler).\n")
    assert [way in said for way in ("make rammeaftale", ".venv/bin/python build.py", "slet mappen .venv")] == [True] * 3
