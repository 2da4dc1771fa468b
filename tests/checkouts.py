"""Copies of this checkout, and the commands run in them as an editor runs them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def copied(target: Path, *parts: str) -> Path:
    """These parts of the checkout in a folder of their own."""
    for part in parts:
        source = ROOT / part
        (target / part).parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / part)
    return target


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python build.py …` in a folder, with a plain environment."""
    variables = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **environment}
    command = [sys.executable, "build.py", *arguments]
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
