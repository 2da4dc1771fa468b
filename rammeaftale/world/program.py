"""The program as a world of its own: the files of the checkout that runs, and those of the packages that it stands on.

A commit that is opened gives content only; program and fonts are always these.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from rammeaftale.base.diagnostics import Refused
from rammeaftale.world.disk import DiskWorld
from rammeaftale.world.source import World

PROGRAM: World = DiskWorld(Path(__file__).parents[2])
"""The checkout that runs."""
FOLDERS = ("rammeaftale", "templates")
LOCK_FILE = "krav/drift.txt"
FILES = ("build.py", LOCK_FILE)
_OWN = Path(__file__).parent.parent
_INSTALLED = ".dist-info"


def program_digests(world: World) -> Mapping[str, str]:
    """sha256 of every file of the program by path, in order. Raises Refused."""
    return {path: _digest(world, path) for path in _paths(world)}


def _paths(world: World) -> list[str]:
    return sorted({*FILES, *(path for folder in FOLDERS for path in world.list(folder))})


def _digest(world: World, path: str) -> str:
    try:
        return world.read(path).digest
    except Refused as problem:  # no stage tells where it is, as they do of content
        raise Refused(problem.kind, f"{path}: {problem.message}", *problem.hints) from problem


def own_text(world: World, path: str) -> str:
    """A file of the program as text. Raises Refused, as for a style sheet that an editor saved in another encoding."""
    try:
        return world.read(path).data.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = problem.object.count(b"\n", 0, problem.start) + 1
        hint = f"gem den i UTF-8, eller hent den igen med »git checkout -- {path}«"
        raise Refused("program-fil", f"{path}: filen er ikke gemt i UTF-8 (linje {line})", hint) from problem


def one_digest(digests: Mapping[str, str]) -> str:
    """One sha256 for many."""
    return hashlib.sha256(json.dumps(sorted(digests.items())).encode()).hexdigest()


def stamp(root: Path) -> frozenset[tuple[str, int, int]]:
    """The size and the time of each of those files: another one when any was written. Raises Refused.

    A program is loaded as it goes, so whoever must know that it is still the one whose digests were taken, asks again.
    """
    return frozenset(_stamp(root / path, path) for path in _paths(DiskWorld(root)))


def _stamp(file: Path, path: str) -> tuple[str, int, int]:
    try:
        status = file.stat()
    except OSError:
        return path, 0, 0
    return path, status.st_size, status.st_mtime_ns


def own_path(name: str) -> Path:
    """Where a file or folder of the package lies, for a library that opens it by itself."""
    return _OWN / name


def package_file(package: str, name: str) -> bytes:
    """A file of an installed package. Raises OSError."""
    return package_path(package, name).read_bytes()


def package_path(package: str, name: str) -> Path:
    """Where a file or folder of an installed package lies. Raises ModuleNotFoundError."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(name=package)
    return Path(spec.submodule_search_locations[0]) / name


def locked(lock: str) -> Mapping[str, str]:
    """The packages that a lock file names, with the versions that it asks for."""
    lines = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", lock, re.MULTILINE)
    return {_plain(name): version for name, version in lines}


def installed(lock: str) -> Mapping[str, str]:
    """The versions of the packages that a lock file names and this Python has, as they really are."""
    names = locked(lock).keys()
    versions: dict[str, str] = {}
    for folder in map(Path, sys.path):
        for record in sorted(folder.glob(f"*{_INSTALLED}")):
            name, _, version = record.name.removesuffix(_INSTALLED).rpartition("-")
            versions.setdefault(_plain(name), version)
    return {name: versions[name] for name in sorted(names & versions.keys())}


def _plain(name: str) -> str:
    """A package's name as all ways of writing it become."""
    return re.sub(r"[-_.]+", "-", name).lower()
