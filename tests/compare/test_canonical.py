"""What counts in a document's digest and what does not: kanonisk.case."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from rammeaftale.compare.canonical import document_digests
from tests.compare.changed_editions import HERE, Row, changed, fixed_files, loaded, read_rows

ROWS = tuple(read_rows((HERE / "kanonisk.case").read_text("utf-8")))


@cache
def _before() -> Mapping[str, str]:
    return document_digests(loaded(fixed_files()))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_exactly_these_documents_have_another_digest(row: Row) -> None:
    before, after = _before(), document_digests(loaded(changed(row), row.despite))
    assert {id_ for id_ in before.keys() | after.keys() if before.get(id_) != after.get(id_)} == row.differing
