"""The fixed edition, and the reader of kanonisk.case: changes to it with what each does to its documents' digests.

    === Tegn                                        a heading, for the reader
    = et ord er et andet
    forord.md                                       a file, by the end of its path
    - enige                                         what stands there once …
    + uenige                                        … and what stands there instead; alone: a new file with these lines
    andet rammeaftale: tegnene er andre             the documents whose digest is another, and why; or »ens: …«

Instead of lines: `flyt fra til`, `slet fil`, or `gør navn`, a function of tests/compare/file_changes.py. `trods slags`
names a finding of the changed edition that does not matter here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest import mock

from rammeaftale.base.diagnostics import Severity
from rammeaftale.model.agreement import Edition
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.shell import content, pipeline
from tests.compare.file_changes import CHANGES
from tests.memory_world import MemoryWorld

HERE = Path(__file__).parent
FIXED = HERE / "fast"
EDITION = "2031-32"

_parse_yaml, _parse_markdown = cache(parse_yaml), cache(parse_markdown)


@dataclass(frozen=True)
class Row:
    """A change: its name, its lines, the documents that differ, why, and kinds of findings that do not matter."""

    name: str
    steps: tuple[str, ...]
    differing: frozenset[str] = frozenset()
    reason: str = ""
    despite: frozenset[str] = frozenset()


@cache
def fixed_files() -> Mapping[str, bytes]:
    """The files of the fixed edition."""
    return {path.relative_to(FIXED).as_posix(): path.read_bytes() for path in FIXED.rglob("*") if path.is_file()}


def loaded(files: Mapping[str, bytes], despite: frozenset[str] = frozenset()) -> Edition:
    """The edition of these files, which has no errors. What was parsed before is not parsed again."""
    with (
        mock.patch.object(content, "parse_yaml", _parse_yaml),
        mock.patch.object(content, "parse_markdown", _parse_markdown),
    ):
        found = pipeline.load(MemoryWorld(files), EDITION)
    faults = [one for one in found.diagnostics if one.severity is Severity.ERROR and one.kind not in despite]
    assert not faults, faults
    assert found.value is not None
    return found.value


def read_rows(text: str) -> Iterator[Row]:
    """The rows of the table."""
    for part in re.split(r"^= ", text, flags=re.MULTILINE)[1:]:
        name, *lines = (line for line in part.split("\n") if line and not line.startswith("=== "))
        verdict, _, reason = lines.pop().partition(": ")
        word, *differing = verdict.split()
        if word not in ("ens", "andet") or bool(differing) != (word == "andet") or not reason:
            raise ValueError(f"{name}: sidste linje er »ens: hvorfor« eller »andet dokument …: hvorfor«")
        despite = frozenset(line.split()[1] for line in lines if line.startswith("trods "))
        steps = tuple(line for line in lines if not line.startswith("trods "))
        yield Row(name, steps, frozenset(differing), reason, despite)


def changed(row: Row) -> dict[str, bytes]:
    """The files of the fixed edition with the row's change, which changes something."""
    files = dict(fixed_files())
    steps = list(row.steps)
    while steps:
        _step(steps, files)
    if files == fixed_files():
        raise ValueError(f"{row.name}: ændrer intet")
    return files


def _step(steps: list[str], files: dict[str, bytes]) -> None:
    word, *rest = steps.pop(0).split()
    match word:
        case "flyt":
            files[rest[1]] = files.pop(_path(rest[0], files))
        case "slet":
            del files[_path(rest[0], files)]
        case "gør":
            CHANGES[rest[0]](files)
        case _:
            _edit(word, steps, files)


def _edit(file: str, steps: list[str], files: dict[str, bytes]) -> None:
    """One file after another group of lines, or a new one."""
    if steps[0].startswith("+"):
        files[file] = f"{_lines('+ ', steps)}\n".encode()
    path = _path(file, files)
    while steps and steps[0].startswith("-"):
        old, new = _lines("- ", steps), _lines("+ ", steps)
        text = files[path].decode()
        if text.count(old) != 1:
            raise ValueError(f"{path}: det her står {text.count(old)} gange: {old}")
        files[path] = text.replace(old, new).encode()


def _lines(mark: str, steps: list[str]) -> str:
    taken = []
    while steps and f"{steps[0]} ".startswith(mark):
        taken.append(steps.pop(0)[len(mark) :])
    return "\n".join(taken)


def _path(end: str, files: Mapping[str, bytes]) -> str:
    (path,) = (path for path in files if path == end or path.endswith(f"/{end}"))
    return path
