"""A commit opened from git is the same as its checkout: the findings in it, and the digest of every document.

`bench/historie.py` does the same with every content of the history.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rammeaftale.world import DiskWorld
from rammeaftale.world.git import open_commit
from tests.case_files import CASES, EDITION, basis, read_case
from tests.world.history import checked_out, contents, seen
from tests.world.repositories import committed, reason_to_skip

ROOT = Path(__file__).parents[2]
SOME_CASES = (
    "fakta", "registre", "udgave", "yaml", "markdown", "tekst", "skema", "indhold",
)  # fmt: skip


def test_the_newest_and_the_oldest_content_are_the_same_from_git(tmp_path: Path) -> None:
    if reason := reason_to_skip(ROOT):
        pytest.skip(reason)
    found = contents(ROOT)
    for commit in (found[0], found[-1]):
        expected = seen(DiskWorld(checked_out(ROOT, commit, tmp_path / commit)))
        assert seen(open_commit(ROOT, commit)) == expected
        assert expected


def _editions() -> list[dict[str, bytes]]:
    """The basis of the cases, and one case of each sort, with faults of encoding and line ends among them."""
    cases = [read_case(sorted((CASES / name).glob("*.case"))[0].read_text("utf-8")) for name in SOME_CASES]
    whole = basis()
    return [
        whole,
        {**whole, f"content/{EDITION}/fil.md": "# \u00c5 {#a}\r\n\ufeff".encode("utf-16")},
        *(dict(case.files) for case in cases),
    ]


def test_ten_small_editions_are_the_same_from_git(tmp_path: Path) -> None:
    made = _editions()
    results = []
    for number, files in enumerate(made):
        root = tmp_path / str(number)
        commit = committed(root, files)
        results.append(seen(DiskWorld(root)))
        assert seen(open_commit(root, commit)) == results[-1]
    assert len(made) == 10
    assert sum(any(found for found, _ in result.values()) for result in results) >= 8
    assert sum(bool(documents) for result in results for _, documents in result.values()) >= 2
