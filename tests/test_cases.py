"""Every case file gives exactly the findings that it says; every kind of finding has a case."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.shell.pipeline import load
from tests.case_files import CASES, EDITION, Case, basis, case_paths, matches, read_case, show
from tests.facit import agrees, findings_text
from tests.guides import PACKAGE, kinds_in
from tests.memory_world import MemoryWorld

TAKST_TESTS = Path(__file__).parent / "takster"
MIN_CASES = 60

# Kinds that a case file cannot bring about, with the reason.
WITHOUT_CASE = {
    "afsnit-for-langt": "needs a very long text: test_markdown",
    "tekst-for-stor": "needs a very long text: test_markdown",
    "billede-farver": "needs a picture: test_decode_edition",
    "billede-for-stort": "needs a picture: test_decode_edition",
    "billede-ulaeseligt": "needs a picture: test_decode_edition",
    "eksempeldata-i-endelig": "needs a takst register: takster/test_kinds",
    "takstaftale-periode": "needs a takst register: takster/test_years",
    "takstregister-aar": "needs a takst register: takster/test_years",
    "takstregister-aaret-foer": "needs a takst register: takster/test_years",
    "lov-uforklaret": "needs a takst register: takster/test_kinds",
    "takstregister-kilde": "needs a takst register: takster/test_years",
    "ubekraeftet-i-endelig": "needs a takst register: takster/test_final_takster",
    "fodnote-for-mange": "needs hundreds of notes: test_large_inputs",
    "fil-for-stor": "needs a file of a megabyte: test_yaml_tree, world/test_worlds",
    "fil-i-vejen": "needs a disk: world/test_writing",
    "fil-genvej": "needs a disk: world/test_worlds",
    "fil-navn": "needs a name that no case file can hold: test_unseen",
    "fil-ikke-tekst": "needs bytes that are no text: test_text_file",
    "fil-ulaeselig": "needs a disk: world/test_worlds",
    "fil-uden-for-projektet": "needs a disk: world/test_worlds",
    "mappe-andet-arkiv": "needs a disk: world/test_worlds",
    "mappe-for-stor": "needs a disk: world/test_worlds",
    "maerk-har-id": "is said by a command: test_maerk",
    "maerk-id": "is said by a command: test_maerk",
    "maerk-sted": "is said by a command: test_maerk",
    "maerk-uden-id": "is said by a command: test_maerk",
    "program-fil": "is said of the program: test_templates",
    "ret-fejl-i-filen": "is said of edits: edit/",
    "ret-form": "is said of edits: edit/",
    "ret-styretegn": "is said of edits: edit/",
    "ret-umulig": "is said of edits: edit/",
    "tegn-ophobet": "needs a letter with many marks: test_unseen",
    "yaml-for-stor": "needs a deep or long file: test_yaml_tree",
}
ABBREVIATIONS = ("mv.", "pct.", "kr.", "osv.")

# What speaks of typesetting and products, which `load` does not reach.
BEYOND_LOAD = (
    *("engine/", "figures/", "render/", "base/report.py", "model/page.py"),
    *(
        f"shell/{name}.py"
        for name in (
            "cli",
            "commands_pdf",
            "commands_rammeaftale",
            "editions",
            "endings",
            "memo",
            "output_in_git",
            "pipeline",
            "progress",
            "publish",
            "versions",
        )
    ),
)
# Why a commit cannot be had: tests/world/test_git.py.
GIT = "git_failures.py"
# What reads and judges takst files and their register, which case files do not have: tests/takster/ does.
TAKST_MODULES = (
    "takster/",
    "read/tables/",
    "decode/takster/",
    "model/takstaftale.py",
    "shell/commands_takster.py",
    "shell/takst_pipeline.py",
)


@cache
def _case(path: Path) -> Case:
    return read_case(path.read_text("utf-8"))


@cache
def _findings(path: Path) -> tuple[Diagnostic, ...]:
    return load(MemoryWorld(_case(path).files), EDITION).diagnostics


@pytest.mark.parametrize("path", case_paths(), ids=lambda path: path.relative_to(CASES).as_posix())
def test_case(path: Path) -> None:
    case = _case(path)
    found = [show(diagnostic) for diagnostic in _findings(path)]
    fits = len(found) == len(case.expected) and all(map(matches, case.expected, found))
    assert fits, f"{case.title}\nventet:\n" + "\n".join(case.expected) + "\nfundet:\n" + "\n".join(found)


def test_the_basis_is_without_fault() -> None:
    checked = load(MemoryWorld(basis()), EDITION)
    assert [show(diagnostic) for diagnostic in checked.diagnostics] == []
    assert checked.value is not None
    assert [document.stem for document in checked.value.documents] == ["rammeaftale-2031-32", "bilag-1-styringsaftale"]


def test_every_message_says_what_it_should(accept: bool) -> None:
    told = (
        f"== {path.relative_to(CASES)}: {_case(path).title}\n{findings_text(_findings(path))}" for path in case_paths()
    )
    agrees(CASES / "beskeder.txt", "\n".join(told), accept=accept)


def test_every_message_is_danish_and_ends_without_a_full_stop() -> None:
    for path in case_paths():
        for diagnostic in _findings(path):
            for text in (diagnostic.message, *diagnostic.hints):
                quotes = diagnostic.kind.startswith("udestaar")  # the gap in the editor's own words
                assert quotes or (text and (not text.endswith((".", "!")) or text.endswith(ABBREVIATIONS))), (
                    path.name,
                    text,
                )


def test_there_are_enough_cases() -> None:
    assert len(case_paths()) >= MIN_CASES


def test_every_kind_has_a_case() -> None:
    covered = {line.split()[1] for path in case_paths() for line in _case(path).expected}
    kinds = _kinds()
    assert sorted(kinds - covered - set(WITHOUT_CASE)) == []
    assert sorted(set(WITHOUT_CASE) - kinds) == []


def test_every_kind_of_the_takst_files_has_a_test() -> None:
    modules = [path for path in PACKAGE.rglob("*.py") if _is_of_takster(path)]
    assert {name for name in TAKST_MODULES if not any(_place(path).startswith(name) for path in modules)} == set()
    tests = (*(path for path in TAKST_TESTS.glob("*.py")), *case_paths())
    words = "\n".join(path.read_text("utf-8") for path in tests)
    kinds = {kind for path in modules for kind in kinds_in(path)}
    assert sorted(kind for kind in kinds if not re.search(rf"(?<![a-z0-9-]){kind}(?![a-z0-9-])", words)) == []


def _place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _is_of_takster(path: Path) -> bool:
    return _place(path).startswith(TAKST_MODULES)


def _kinds() -> frozenset[str]:
    """The kinds that `load` can give, apart from those of takster and git."""
    paths = (path for path in PACKAGE.rglob("*.py") if not _place(path).startswith(BEYOND_LOAD))
    return frozenset(kind for path in paths if not _is_of_takster(path) and path.name != GIT for kind in kinds_in(path))
