"""What is built and is kept by git is not believed: it may be written by whoever brought it."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rammeaftale.shell.console import OUTPUT
from rammeaftale.shell.output_in_git import output_in_git
from tests.case_files import BASIS
from tests.world.repositories import committed, git

Main = Callable[..., tuple[int, str]]
FORGED = "lager/objekter/x"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with the small edition, in which somebody committed a store."""
    folder = tmp_path / "klon"
    shutil.copytree(BASIS, folder)
    committed(folder)
    _put_forged(folder, "ud")
    return folder


@pytest.fixture
def main(root: Path, build: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch) -> Main:
    """A command in the repository: its exit status, and what it says on stderr."""
    monkeypatch.setattr("rammeaftale.shell.earlier.program_digests", lambda _: {})  # takes as long as the rest

    def run(*words: str) -> tuple[int, str]:
        status, _, err = build(root, *words)
        return status, err

    return run


def _put_forged(root: Path, folder: str) -> None:
    path = root / folder / FORGED
    path.parent.mkdir(parents=True)
    path.write_text("falsk", "utf-8")
    committed(root)


def test_nothing_is_built_or_kept_beside_it(root: Path, main: Main) -> None:
    for command in ("tjek", "rammeaftale"):
        status, err = main(command)
        assert status == 1
        assert err.count("fejl[ud-i-git]: mappen ud/ ligger i git, ") == 1
    assert err.endswith("1 fejl. Intet er bygget. Det seneste færdige resultat er urørt.\n")
    assert [path.name for path in root.glob("ud/**/*") if path.is_file()] == ["x"]


def test_what_it_says_of_earlier_findings_is_not_asked(root: Path, main: Main, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("rammeaftale.shell.memo.Memo.get", asked)
    assert main("tjek")[0] == 1


def test_it_is_told_where_only_git_has_it(root: Path) -> None:
    shutil.rmtree(root / "ud")  # as the workflows do first
    assert [found.kind for found in output_in_git(root, OUTPUT)] == ["ud-i-git"]


@pytest.mark.parametrize("folder", ["ud", "UD"])
def test_the_remedy_works(tmp_path: Path, folder: str) -> None:
    root = tmp_path / "arkiv"
    _put_forged(root, folder)
    ((hint,),) = (found.hints for found in output_in_git(root, OUTPUT))
    program, *words = shlex.split(hint.partition("»")[2].partition("«")[0])
    assert program == "git"
    git(root, *words)
    assert output_in_git(root, OUTPUT) == ()
    assert not (root / folder / FORGED).exists()


def test_more_than_is_listed_is_told_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rammeaftale.world.git_process.Git.ask.__kwdefaults__", {"stdin": b"", "at_most": 5})
    assert [found.kind for found in output_in_git(root, OUTPUT)] == ["ud-i-git"]


def test_an_output_of_ones_own_is_none_of_gits(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(root, "rm", "-r", "--cached", "--quiet", "ud")
    assert output_in_git(root, OUTPUT) == ()
    git(root, "add", "-f", "ud")
    with monkeypatch.context() as patched:
        patched.setenv("PATH", str(root))
        assert output_in_git(root, OUTPUT) == ()
    assert output_in_git(root, OUTPUT) != ()
    shutil.rmtree(root / ".git")
    assert output_in_git(root, OUTPUT) == ()
