"""A file that is cut, in conflict or cannot be read is named as that, wherever it is cut, whatever follows from it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.read.merge_markers import merge_markers
from rammeaftale.shell.content import read_content
from rammeaftale.shell.editions import editions_in
from rammeaftale.shell.pipeline import load
from rammeaftale.world import DiskWorld, Source
from tests.case_files import EDITION, basis
from tests.memory_world import MemoryWorld
from tests.world.repositories import write

FACTS = f"content/{EDITION}/fakta.yaml"


def findings(**changed: str) -> tuple[Diagnostic, ...]:
    """What is found of the basis with other files, which are given by what stands for their paths."""
    files = {**basis(), **{PATHS[name]: text.encode() for name, text in changed.items()}}
    return load(MemoryWorld(files), EDITION).diagnostics


PATHS = {
    "facts": FACTS,
    "edition": f"content/{EDITION}/udgave.yaml",
    "text": f"bilag/{EDITION}/styringsaftale/tekst.md",
    "laws": "content/faelles/lovregister.yaml",
}


@pytest.mark.parametrize("name", sorted(PATHS))
def test_a_file_is_told_wherever_it_is_cut(name: str) -> None:
    """In the middle of a line it is named first, and when it is an error nothing else is said of the file."""
    text = basis()[PATHS[name]].decode()
    for end in range(1, len(text), 11):
        if text[end - 1] == "\n" or not text[:end].strip() or (name == "text" and text[end - 1] in ".:)}|«*"):
            continue
        found = findings(**{name: text[:end]})
        errors = [finding for finding in found if finding.severity is Severity.ERROR]
        of_file = [finding.kind for finding in found if finding.span and finding.span.path == PATHS[name]]
        assert "fil-afkortet" in of_file or "fil-tom" in of_file, text[:end]
        if name == "facts" and errors:
            assert {finding.kind for finding in errors} <= {"fil-afkortet", "fil-tom"}, text[:end]


@pytest.mark.parametrize("path", ["a.md", "a.yaml", "content/takster/2031.csv"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_git_leaves_in_a_file_is_named(path: str, end: str) -> None:
    lines = ["a;b", "<<<<<<< HEAD", "c;d", "=======", "e;f", ">>>>>>> gren", ""]
    found = merge_markers(Source(path, end.join(lines).encode()))
    assert found is not None
    assert (found.kind, str(found.span)) == ("fil-sammenfletning", f"{path}:2:1")
    kept = [line for line in lines if not line.startswith(("<", ">", "=", "e"))]  # as the hint says
    assert merge_markers(Source(path, end.join(kept).encode())) is None


@pytest.mark.parametrize(
    ("path", "line"),
    [("a.md", " >>>>>>> main"), ("a.yaml", "    <<<<<<< HEAD"), ("a.yaml", "======="), ("a.csv", "=======")],
)
def test_one_line_that_was_left_over_is_named(path: str, line: str) -> None:
    found = merge_markers(Source(path, f"a: b\n{line}\n".encode()))
    assert (found is not None, str(found and found.span)) == (True, f"{path}:2:1")


@pytest.mark.parametrize("text", ["Overskrift\n=======\n", "| a |\n|||||||\n", "> > > > > > > x\n", "a <<<<<<< b\n"])
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert merge_markers(Source("a.md", text.encode())) is None


@pytest.mark.parametrize("folder", ["content/faelles", f"content/{EDITION}", f"bilag/{EDITION}/styringsaftale"])
def test_a_folder_that_cannot_be_read_is_the_only_finding(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, basis())
    _lock(tmp_path / folder, monkeypatch)
    content = read_content(DiskWorld(tmp_path), EDITION)
    assert content.value is None
    assert [(str(found.span), found.kind) for found in content.diagnostics] == [(folder, "fil-ulaeselig")]


def test_content_that_cannot_be_read_has_not_merely_no_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, basis())
    _lock(tmp_path / "content", monkeypatch)
    with pytest.raises(ValueError, match="mappen »content« kan ikke læses"):
        editions_in(DiskWorld(tmp_path))


def _lock(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody may open or list the folder: also not who runs the tests as root."""
    scan, opened = os.scandir, os.open

    def refuse(path: object) -> None:
        if Path(str(path)) == folder:
            raise PermissionError(13, "Permission denied", str(path))

    def scandir(path: str) -> object:
        refuse(path)
        return scan(path)

    def open_file(path: str, flags: int, *more: int) -> int:
        refuse(path)
        return opened(path, flags, *more)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "open", open_file)
