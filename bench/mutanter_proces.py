"""What bench/mutanter.py does in processes of their own: which tests pass which lines, and which test sees a fault."""

from __future__ import annotations

import builtins
import contextlib
import hashlib
import importlib
import json
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings

from bench.mutanter_fejl import Function, Mutant, counting, functions, mutated
from bench.mutanter_import import Finder, module_name
from bench.processer import in_processes

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "ud" / "mutanter"
_HERE = ("-p", "no:cacheprovider", "-Wignore::pytest.PytestAssertRewriteWarning")
"""Some of pytest's plugins are imported before it is."""
_QUIET = ("-q", "-x", "--tb=no", "--show-capture=no", "--no-header", "--no-summary", *_HERE)
_PASSED = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
"""A test that has been given another name since it was recorded sees nothing."""
_COUNTS = "_mutanter_passed"
_OURS = ("rammeaftale", "tests", "bench", "conftest", "__main__")
_HERE_COUNTS = 20
"""What a fault seen in the same function counts, against one seen elsewhere."""
_FIRST_FILES = 3
"""Test files that are imported first: most faults fall there, and importing them all takes three seconds."""


@dataclass(frozen=True, slots=True)
class Passing:
    """A test that passes a function: by these lines of it, counted from its first, when its text had that digest."""

    test: str
    seconds: float
    digest: str
    lines: frozenset[int]

    def passes(self, mutant: Mutant) -> bool:
        """Whether the test passes the fault's statement; the function, when its text is another now."""
        if mutant.statement is None or self.digest != mutant.function.digest:
            return True
        return mutant.statement - mutant.function.first in self.lines


class Record:
    """Which tests pass which lines, as recorded, one file in ud/mutanter/ for each test file."""

    def __init__(self, stored: Iterable[Mapping[str, Any]]) -> None:
        self._passing: dict[tuple[str, str], list[Passing]] = defaultdict(list)
        self._tests: dict[str, dict[str, float]] = {}
        for one in stored:
            self._tests[one["file"]] = {test["id"]: test["seconds"] for test in one["tests"] if test["passed"]}
            for test in one["tests"]:
                for index in {*test["lines"], *one["imported"]} if test["passed"] else ():
                    path, name, digest = one["functions"][int(index)]
                    lines = frozenset((*test["lines"].get(index, ()), *one["imported"].get(index, ())))
                    self._passing[path, name].append(Passing(test["id"], test["seconds"], digest, lines))

    def tests(self, mutant: Mutant) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The tests that pass the fault, and the others of their files, which share with them what is made once.

        The quickest first.
        """
        passing = self._passing[mutant.path, mutant.function.name]
        direct = {one.test: one.seconds for one in passing if one.passes(mutant)}
        files = {_file(test) for test in direct}
        others = {test: seconds for file in files for test, seconds in self._tests[file].items() if test not in direct}
        return _quickest(direct), _quickest(others)

    def seconds(self, test: str) -> float:
        """What the test took."""
        return self._tests[_file(test)][test]


def _file(test: str) -> str:
    return test.partition("::")[0]


def _quickest(tests: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(tests, key=lambda test: (tests[test], test)))


def recorded(sources: Mapping[str, str], again: Collection[str] | None) -> Record:
    """The record of all test files: made anew for those that have changed, and for those of `again`, all when empty."""
    KEPT.mkdir(parents=True, exist_ok=True)
    files = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py"))
    files = [file for file in files if not file.startswith("tests/indhold/")]
    digests = {file: hashlib.sha256((ROOT / file).read_bytes()).hexdigest() for file in files}
    kept = {one["file"]: one for one in map(_json, KEPT.glob("*.optaget.json"))}
    stale = [file for file in files if kept.get(file, {}).get("digest") != digests[file]]
    if again is not None:
        stale = [file for file in files if file in again or file in stale or not again]
    jobs = {file: _recording(file, digests[file], sources) for file in stale}
    for done, (file, passed) in enumerate(in_processes((file, job, 600) for file, job in jobs.items()), 1):
        print(f"optaget {done}/{len(jobs)} {file}{'' if passed else ' mislykkedes'}", file=sys.stderr)
    return Record(_json(_stored(file)) for file in files if _stored(file).exists())


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _stored(file: str) -> Path:
    return KEPT / f"{file.replace('/', '-')}.optaget.json"


def _recording(file: str, digest: str, sources: Mapping[str, str]) -> Callable[[], bool]:
    def run() -> bool:
        recorder = _Recorder(sources)
        code = {module_name(path): (path, counting(path, source, _COUNTS)) for path, source in sources.items()}
        sys.meta_path.insert(0, Finder(code))
        setattr(builtins, _COUNTS, recorder.passed)
        pytest.main([*_HERE, file], plugins=[recorder])
        modules = [name for name in sys.modules if not name.startswith(_OURS)]
        _write(_stored(file), {"file": file, "digest": digest, "modules": modules, **recorder.stored()})
        return True

    return run


def _write(path: Path, value: object) -> None:
    part = path.with_suffix(f".{os.getpid()}")
    part.write_text(json.dumps(value), "utf-8")
    part.replace(path)


class _Recorder:
    """Notes the lines of the sources that each test passes."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self.passed: set[tuple[str, int]] = set()
        self._tests: dict[str, dict[str, Any]] = {}
        self._imported: set[tuple[str, int]] = set()

    def pytest_collection_finish(self) -> None:
        """What is passed when the test file is imported concerns all its tests."""
        self._imported = self._taken()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Each test's lines, seconds of the processor, and whether it can tell a fault from none."""
        test = self._tests[item.nodeid] = {"id": item.nodeid, "passed": True}
        began = time.process_time()
        try:
            return (yield)
        finally:
            test |= {"seconds": time.process_time() - began, "lines": self._taken()}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that is skipped sees nothing."""
        self._tests[report.nodeid]["passed"] &= report.passed

    def _taken(self) -> set[tuple[str, int]]:
        taken = set(self.passed)
        self.passed.clear()
        return taken

    def stored(self) -> dict[str, Any]:
        """The record as JSON: lines as counted from the first of their function."""
        found = [(path, one) for path, source in self._sources.items() for one in functions(source)]
        for test in self._tests.values():
            test["lines"] = self._by_function(test["lines"], found)
        return {
            "functions": [(path, one.name, one.digest) for path, one in found],
            "tests": list(self._tests.values()),
            "imported": self._by_function(self._imported, found),
        }

    @staticmethod
    def _by_function(passed: Iterable[tuple[str, int]], found: Sequence[tuple[str, Function]]) -> dict[str, list[int]]:
        lines = defaultdict(list)
        for path, line in passed:
            lines[path].append(line)
        own = ([line - one.first for line in lines[path] if one.first <= line <= one.last] for path, one in found)
        return {str(index): passing for index, passing in enumerate(own) if passing}


class Trials:
    """Runs tests against faults, and learns which tests see them."""

    def __init__(self, record: Record, sources: Mapping[str, str], seconds: float) -> None:
        self._record, self._sources, self._seconds = record, sources, seconds
        self._file = KEPT / "set.json"
        self._seen: dict[str, str] = _json(self._file) if self._file.exists() else {}

    def run(self, sample: Iterable[Mutant], *, without: bool) -> Iterator[tuple[Mutant, str, int]]:
        """Each fault with the test that sees it, or "", and how many were tried; `without` leaves the fault out."""
        _preload()
        with tempfile.TemporaryDirectory() as folder:
            yield from self._run(sample, Path(folder), without)

    def _run(self, sample: Iterable[Mutant], folder: Path, without: bool) -> Iterator[tuple[Mutant, str, int]]:
        parts: dict[Mutant, list[tuple[str, ...]]] = {}

        def jobs() -> Iterator[tuple[Mutant, Callable[[], bool], float]]:
            for mutant in sample:
                parts[mutant] = self._parts(mutant)
                tests = [test for part in parts[mutant] for test in part]
                usual = sum(map(self._record.seconds, tests))
                yield mutant, self._trial(mutant, parts[mutant], folder, without), usual

        for mutant, passed in in_processes(jobs()):
            note = folder / _name(mutant)
            test = note.read_text("utf-8") if note.exists() else "" if passed else "processen"
            if test and not without:
                self._seen[str(mutant.key)] = test
                _write(self._file, self._seen)
            yield mutant, test, sum(map(len, parts[mutant]))

    def _parts(self, mutant: Mutant) -> list[tuple[str, ...]]:
        """The tests in the order in which they are tried, of a few files first: quick ones that have seen much."""
        direct, others = (sorted(tests, key=self._weight(mutant)) for tests in self._record.tests(mutant))
        left, chosen = self._seconds, list[str]()
        for test in (*direct, *others):
            if self._record.seconds(test) < left or not chosen:
                left -= self._record.seconds(test)
                chosen.append(test)
        files = list(dict.fromkeys(map(_file, chosen)))[:_FIRST_FILES]
        first = tuple(test for test in chosen if _file(test) in files and test in direct)
        rest = tuple(test for test in chosen if test not in first)
        return [part for part in (first, rest) if part]

    def _weight(self, mutant: Mutant) -> Callable[[str], float]:
        """The less, the sooner a test is tried: its seconds over the faults that it saw, mostly in the function."""
        start = str((mutant.function.name,))[:-1]  # how the key of every fault of the function begins
        saw = Counter(self._seen.values())
        saw.update({test: _HERE_COUNTS for key, test in self._seen.items() if key.startswith(start)})
        return lambda test: (0.01 + self._record.seconds(test)) / (1 + saw[test])

    def _trial(
        self, mutant: Mutant, parts: Sequence[tuple[str, ...]], folder: Path, without: bool
    ) -> Callable[[], bool]:
        def run() -> bool:
            if not without:
                tree = mutated(mutant.path, self._sources[mutant.path], mutant.index)
                sys.meta_path.insert(0, Finder({module_name(mutant.path): (mutant.path, tree)}))
            for tests in parts:
                chooser = _Chooser(tests, folder / _name(mutant))
                if pytest.main([*_QUIET, *dict.fromkeys(map(_file, tests))], plugins=[chooser]) not in _PASSED:
                    return False
            return True

        return run


def _name(mutant: Mutant) -> str:
    return f"{mutant.path.replace('/', '-')}-{mutant.index}"


def _preload() -> None:
    """Import what the tests import of others' packages, so that no process has to."""
    names = {name for path in KEPT.glob("*.optaget.json") for name in _json(path)["modules"]}
    for name in sorted(names):
        with contextlib.suppress(Exception):
            importlib.import_module(name)


class _Chooser:
    """Keeps the chosen tests only, in the order given, and notes the one that fails."""

    def __init__(self, tests: Sequence[str], note: Path) -> None:
        self._order, self._note = {test: index for index, test in enumerate(tests)}, note

    def pytest_configure(self) -> None:
        """A fault is to be seen, not to be made small."""
        settings.register_profile("mutant", settings.get_profile("same"), phases=(Phase.explicit, Phase.generate))
        settings.load_profile("mutant")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """The tests of a file together, so that what they share is made once; the quickest file first."""
        items[:] = [item for item in items if item.nodeid in self._order]
        files: dict[str, int] = {}
        for item in sorted(items, key=lambda item: self._order[item.nodeid]):
            files.setdefault(_file(item.nodeid), len(files))
        items.sort(key=lambda item: (files[_file(item.nodeid)], self._order[item.nodeid]))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """The test that sees the fault."""
        if report.failed:
            self._note.write_text(report.nodeid, "utf-8")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """The test file that cannot be imported with the fault."""
        if report.failed:
            self._note.write_text(f"{report.nodeid} (kan ikke indlæses)", "utf-8")
