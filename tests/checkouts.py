"""Copies of this checkout, and the commands run in them as an editor runs them."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def copied(target: Path, *parts: str) -> Path:
    """These parts of the checkout in a folder of their own, with what Python keeps of the modules as they are now.

    Each command that is run there would read them all again otherwise, which takes longer than most of what it does.
    """
    for part in parts:
        source = ROOT / part
        (target / part).parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns("*.pyc.*"))  # half written
        else:
            shutil.copy(source, target / part)
    return target


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first process of the test run makes, and that all of them may copy and none change."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with folder.with_suffix(".laas").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = folder.with_suffix(".paa-vej")
            shutil.rmtree(unfinished, ignore_errors=True)
            make(unfinished)
            unfinished.rename(folder)
    return folder


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python build.py …` in a folder, with a plain environment."""
    variables = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **environment}
    command = [sys.executable, "build.py", *arguments]
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
