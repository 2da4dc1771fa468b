"""A small checkout for runs that stop, attack and look after: what its builds give, and what lies where nothing may."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.case_files import BASIS
from tests.checkouts import copied

EDITION = "2031-32"
VERSIONS = range(3)
"""The contents that a clone can be given: a text, more of it, and with that a bilag by another name."""
_PARTS = ("templates", "rammeaftale", "krav", "build.py")
_BILAG = "styringsaftale"


class Clone:
    """A checkout in a folder of its own, with a temporary folder beside it that its commands use."""

    def __init__(self, home: Path) -> None:
        """Program only: `set` gives it content."""
        self.root, self.temporary = home / "klon", home / "tmp"
        self.temporary.mkdir(parents=True)
        copied(self.root, *_PARTS)
        subprocess.run([sys.executable, "-m", "compileall", "-q", self.root / "rammeaftale"], check=True)

    @property
    def products_folder(self) -> Path:
        """Where the products lie."""
        return self.root / "ud" / EDITION

    def set(self, version: int) -> None:
        """Give it the content of that number."""
        for folder in ("content", "bilag"):
            shutil.rmtree(self.root / folder, ignore_errors=True)
        shutil.copytree(BASIS, self.root, dirs_exist_ok=True)
        content, bilag = (self.root / folder / EDITION for folder in ("content", "bilag"))
        with (content / "forord.md").open("a", encoding="utf-8") as text:
            text.write("\nEn sætning mere.\n" * version)
        if version == VERSIONS[-1]:
            (bilag / _BILAG).rename(bilag / "ny")
            for path in (content / "forord.md", content / "udgave.yaml"):
                path.write_text(path.read_text("utf-8").replace(_BILAG, "ny"), "utf-8")

    def start(self, *words: str) -> subprocess.Popen[str]:
        """A command of build.py in a process group of its own."""
        environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TMPDIR": os.fspath(self.temporary)}
        return subprocess.Popen(
            [sys.executable, "build.py", *words],
            cwd=self.root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,
        )

    def run(self, *words: str) -> tuple[int, str, str]:
        """A command to its end: status, output, errors."""
        process = self.start(*words)
        out, err = process.communicate(timeout=300)
        return process.returncode, out, err

    def products(self) -> Mapping[str, str]:
        """The sha256 of each file that lies with the products, by name; a name that is no file has none."""
        folder = self.products_folder
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
        return {path.name: digest(path) for path in paths}

    def left_over(self) -> list[str]:
        """Half-written files in the checkout, and whatever lies in the temporary folder."""
        half = [path.relative_to(self.root).as_posix() for path in self.root.rglob(".*.tmp")]
        return half + [path.name for path in self.temporary.iterdir()]


def digest(path: Path) -> str:
    """The sha256 of a plain file; what else it is, for another."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "ingen fil"


def members(group: int) -> list[int]:
    """The processes of a group that still run."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, own = status.read_text().rpartition(")")[2].split()[:3]
        except OSError:  # ended meanwhile
            continue
        if int(own) == group and state != "Z":
            found.append(int(status.parent.name))
    return found
