"""Git repositories made for a test, untouched by the machine's own settings."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Mapping
from pathlib import Path

SETTINGS = {
    "PATH": os.environ["PATH"],
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Navn",
    "GIT_AUTHOR_EMAIL": "navn@a.example",
    "GIT_AUTHOR_DATE": "2020-09-09T12:00:00Z",
    "GIT_COMMITTER_NAME": "Navn",
    "GIT_COMMITTER_EMAIL": "navn@a.example",
    "GIT_COMMITTER_DATE": "2020-09-09T12:00:00Z",
}


def git(root: Path, *words: str, stdin: bytes = b"", **more: str) -> str:
    """What `git <words>` prints in that folder."""
    done = subprocess.run(
        ["git", *words], cwd=root, input=stdin, env={**SETTINGS, **more}, check=True, capture_output=True
    )
    return done.stdout.decode().strip()


def write(root: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


def committed(root: Path, files: Mapping[str, bytes] | None = None) -> str:
    """A commit of these files and of all else there that git does not ignore; makes a repository of none. Its id."""
    root.mkdir(parents=True, exist_ok=True)
    write(root, files or {})
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message=x")
    return git(root, "rev-parse", "HEAD")


def reason_to_skip(root: Path) -> str:
    """Why the history of the project cannot be asked; empty when it is all there."""
    if not (root / ".git").exists():
        return "projektet er hentet uden sin historie"
    shallow = git(root, "rev-parse", "--is-shallow-repository") == "true"
    return "klonen har kun den nyeste del af historien (hent resten med »git fetch --unshallow«)" if shallow else ""


def as_git(folder: Path, script: str) -> str:
    """A program with the name of git, as a PATH."""
    program = folder / "bin" / "git"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return f"{program.parent}:{os.environ['PATH']}"
