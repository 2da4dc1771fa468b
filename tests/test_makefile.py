"""`make` with a name that is no command, and the set-up: what it says, and that it knows what its stamps do not."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.checkouts import ROOT, copied

PYTHON = """#!/bin/sh
# Stands for the Python of .venv: has pip and the libraries, and installs as the file `pip` says.
case "$*" in
    *"pip install"*) printf '%s\\n' "$*" >>kaldt; cat pip; exit "$(cat status)" ;;
    *all_here*) exit "$(cat biblioteker)" ;;
    *how_to_get_them*) echo "de kommer fra et sted" ;;
esac
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What make needs, in a folder with an awkward name, with a set-up that has begun."""
    folder = copied(tmp_path / "på prøve", "Makefile", "tools/opsaetning.sh", "tools/ukendt.sh", "krav", "build.py")
    for name in ("content", "bilag/2031-32", ".venv/bin", ".venv/lib/python3.11"):
        (folder / name).mkdir(parents=True)
    (folder / ".venv/bin/python3.11").write_text(PYTHON)
    (folder / ".venv/bin/python3.11").chmod(0o755)
    (folder / ".venv/bin/python").symlink_to("python3.11")
    for name, text in {".venv/pyvenv.cfg": "", "pip": "", "status": "0", "biblioteker": "0"}.items():
        (folder / name).write_text(text)
    return folder


def _make(folder: Path, *goals: str) -> subprocess.CompletedProcess[str]:
    variables = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    return subprocess.run(["make", *goals], cwd=folder, env=variables, capture_output=True, text=True, check=False)


def _is_fit(folder: Path) -> bool:
    return subprocess.run(["sh", "tools/opsaetning.sh", "duer"], cwd=folder, check=False).returncode == 0


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ("bilag", "»bilag« er en mappe og ikke en kommando: vil du bygge, så skriv »make rammeaftale«"),
        ("content", "»content« er en mappe og ikke en kommando: vil du bygge, så skriv »make rammeaftale«"),
        ("krav", "»krav« er en mappe og ikke en kommando: skriv »make« alene, så vises de kommandoer, der er"),
        ("bilag/2031-32", "»bilag/2031-32« er en mappe og ikke en kommando: vil du bygge, så skriv"),
        ("build.py", "»build.py« er en fil og ikke en kommando: vil du bygge, så skriv »make rammeaftale«"),
        (
            "bilag-6",
            "»bilag-6« er ikke en kommando: vil du se ét dokument, så skriv ».venv/bin/python build.py rammeaft",
        ),
        ("tjekk", "»tjekk« er ikke en kommando: mente du »make tjek«?"),
        ("Rammeaftalen", "»Rammeaftalen« er ikke en kommando: mente du »make rammeaftale«?"),
        ("clean", "»clean« er ikke en kommando: vil du begynde forfra, så skriv »make ryd«"),
        ("blåbær", "»blåbær« er ikke en kommando: skriv »make« alene, så vises de kommandoer, der er"),
        ("a:b", "»a:b« er ikke en kommando:"),
        ("x%y", "»x%y« er ikke en kommando:"),
        ("a'b", "»a'b« er ikke en kommando:"),
    ],
)
def test_a_name_that_is_no_command_gets_a_sentence_and_a_status(folder: Path, goal: str, said: str) -> None:
    done = _make(folder, goal)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(said)
    ours, *of_make = done.stderr.splitlines()
    assert all(line.startswith("make: ") for line in of_make), ours


@pytest.mark.parametrize("goal", [(), ("help",), ("hjælp",), ("hjaelp",)])
def test_the_commands_are_shown(folder: Path, goal: tuple[str, ...]) -> None:
    done = _make(folder, *goal)
    assert (done.returncode, done.stderr) == (0, "")
    commands = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"^  make ([a-z]+) ", done.stdout, re.MULTILINE)) == commands
    (known,) = re.findall(r"^KOMMANDOER := (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(known.split()) == commands, "every command is known as one"


def test_a_set_up_is_done_once(folder: Path) -> None:
    done = _make(folder, "opsaetning")
    assert (done.returncode, done.stderr) == (0, "Henter de låste pakker fra krav/drift.txt …\n")
    assert _make(folder, "opsaetning").stderr == ""
    assert (folder / "kaldt").read_text().count("pip install") == 1


def test_a_set_up_fits_until_its_python_is_gone_or_another_or_it_was_cut_off(folder: Path) -> None:
    python = folder / ".venv/bin/python"
    assert _is_fit(folder)
    (folder / ".venv/halv").touch()
    assert not _is_fit(folder), "pip was stopped"
    (folder / ".venv/halv").unlink()
    python.unlink()
    python.symlink_to("/opt/væk/python3.11")
    assert not _is_fit(folder), "the Python that it was made with is gone"
    (folder / ".venv/bin/python3.12").write_text(PYTHON)
    (folder / ".venv/bin/python3.12").chmod(0o755)
    python.unlink()
    python.symlink_to("python3.12")
    assert not _is_fit(folder), "the system's Python has another number, and the packages lie with the old one"
    (folder / ".venv/lib/python3.12").mkdir()
    assert _is_fit(folder)
    (folder / ".venv/pyvenv.cfg").unlink()
    assert not _is_fit(folder), "it was stopped while .venv was made"


@pytest.mark.parametrize(
    ("pip", "said"),
    [
        ("ERROR: Could not find a version", "kontrollér netforbindelsen, og kør kommandoen igen"),
        ("OSError: [Errno 28] No space left on device", "der er ikke mere plads på disken. Giv plads, og kør"),
        ("OSError: [Errno 13] Permission denied: '.venv/lib'", "der må ikke skrives i mappen .venv. Slet den, og kør"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "en pakke er ikke den, der er låst. Send .venv/fejl.txt"),
    ],
)
def test_packages_that_do_not_come_are_told_in_danish(folder: Path, pip: str, said: str) -> None:
    (folder / "pip").write_text(pip)
    (folder / "status").write_text("1")
    done = _make(folder, "opsaetning")
    assert done.returncode == 2
    assert f"\nPakkerne kunne ikke hentes: {said}" in done.stderr
    assert pip not in done.stderr
    assert (folder / ".venv/fejl.txt").read_text() == f"{pip}\n"
    assert not (folder / ".venv/drift").exists()
    assert not _is_fit(folder), "it begins anew"


def test_libraries_that_are_missing_are_told_with_what_brings_them(folder: Path) -> None:
    (folder / "biblioteker").write_text("1")
    command = ["sh", "tools/opsaetning.sh", "krav/drift.txt", ".venv/drift"]
    (folder / "bin").mkdir()
    for name in ("sh", "cat", "readlink", "touch", "rm"):  # no apt-get, which would fetch them
        (folder / "bin" / name).symlink_to(f"/usr/bin/{name}")
    done = subprocess.run(
        command, cwd=folder, env={"PATH": "bin:.", "LANG": "C.UTF-8"}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, "Satsbibliotekerne mangler: de kommer fra et sted.\n")
