"""Options for the whole test run, and the guard: a program test that opens today's content fails."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

from rammeaftale.shell import cli
from tests.checkouts import ROOT

INDHOLD = "tests/indhold"
"""The tests of the content itself."""
_CONTENT = tuple(os.fspath(ROOT / folder) for folder in ("content", "bilag"))
_OPENS = frozenset({"open", "os.listdir", "os.scandir"})
_running = ""
"""The file whose tests are collected or run now, by its path in the project; empty in between."""
T = TypeVar("T")

# The same examples in every run, however busy the machine is: a test that fails by chance tells nobody anything.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write the golden files anew from what the programs give now"
    )


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def build(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Callable[..., tuple[int, str, str]]]:
    """Runs a command of build.py in this process: its exit status, and what it says on stdout and on stderr."""
    monkeypatch.setenv("HOME", str(tmp_path / "hjem"))  # the machine's own settings of git say nothing here

    def run(root: Path, *words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["build.py", *words])
        status = cli.main(root)
        said = capsys.readouterr()
        return status, said.out, said.err

    yield run
    gc.enable()  # a build turns it off, for the life of its process


@contextmanager
def reading_content() -> Iterator[None]:
    """What is read meanwhile may lie in content/ and bilag/; for tests/real.py alone."""
    with _noted(ROOT / INDHOLD):
        yield


def _guard(event: str, arguments: tuple[object, ...]) -> None:
    """Python's own report of every file and folder that is opened in this process and those forked from it."""
    if event not in _OPENS or not _running or not isinstance(arguments[0], str | os.PathLike):
        return
    path = os.path.abspath(os.fspath(arguments[0]))  # noqa: PTH100  # quick: it stands in the way of every open
    if path.startswith(_CONTENT) and not _running.startswith(INDHOLD):
        raise AssertionError(f"{_running} reads {path}; a program test hangs on tests/frosset/, not on today's content")


@contextmanager
def _noted(path: Path) -> Iterator[None]:
    global _running  # the guard is told nothing but the path that is opened
    before, _running = _running, path.relative_to(ROOT).as_posix()
    try:
        yield
    finally:
        _running = before


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, T, T]:
    """Some modules read when they are imported, which is when they are collected."""
    with _noted(collector.path):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, T, T]:
    with _noted(item.path):
        return (yield)


sys.addaudithook(_guard)
