"""The last content of format 1 and the first of format 2 say the same: no document's digest is another."""

from __future__ import annotations

import pytest

from rammeaftale.compare.canonical import digests, document_digests
from rammeaftale.compare.provisions import provisions
from rammeaftale.model.agreement import Edition
from rammeaftale.shell.pipeline import load
from rammeaftale.world.git import open_commit
from tests.printing import ROOT
from tests.world.repositories import git, reason_to_skip

EDITION = "2021-22"
LAST_OF_1 = "8b1bd7e940f734f8cb823ca43bc14a38d1555a42"
REWRITTEN = {"organisering-aarshjul/stykke-1"}
"""Counted now by the program and by another name: `parter.antal`."""


def _first_of_2() -> str:
    """The first commit whose content says that it is of format 2."""
    found = git(ROOT, "log", "--format=%H", "--reverse", "-Sformat: 2", "HEAD", "--", f"content/{EDITION}/udgave.yaml")
    return found.split()[0]


def _edition(commit: str) -> Edition:
    edition = load(open_commit(ROOT, commit), EDITION).value
    assert edition is not None
    return edition


def test_the_step_from_format_1_changed_no_document() -> None:
    if reason := reason_to_skip(ROOT):
        pytest.skip(reason)
    before, after = _edition(LAST_OF_1), _edition(_first_of_2())
    assert document_digests(before) == document_digests(after)
    old, new = ({one.id: digests(one) for one in provisions(edition)} for edition in (before, after))
    assert {id_ for id_ in old.keys() | new.keys() if old.get(id_) != new.get(id_)} == REWRITTEN
    assert {id_ for id_ in REWRITTEN if old[id_].printed != new[id_].printed} == set()
