"""Signatories stand two in a row; many are parted between rows, and no row stands alone on its page."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from weasyprint.formatting_structure.boxes import InlineLevelBox

from rammeaftale.model.agreement import Signatory
from rammeaftale.shell.pipeline import load
from tests.case_files import EDITION, basis
from tests.layout.chapters import CHAPTER, composed, pages_of
from tests.memory_world import MemoryWorld

TITLES = ("Formand for kontaktrådet", "Borgmester i en kommune")


def rows(count: int) -> list[list[int]]:
    """For each page with signatories how many stand in each row."""
    signatories = tuple(Signatory(f"Underskriver nummer {number}", TITLES) for number in range(1, count + 1))
    text = b"# Styring {#styring}\n\nMed venlig hilsen\n\n::: inds\xc3\xa6t underskrifter\n:::\n"
    loaded = load(MemoryWorld({**basis(), CHAPTER: text}), EDITION).value
    assert loaded is not None
    edition = replace(loaded, signatories=signatories)
    found = []
    for page in pages_of(composed(edition, edition.documents[0])).pages:
        boxes = [box for box in page._page_box.descendants() if isinstance(box, InlineLevelBox)]
        people = [box for box in boxes if box.element is not None and box.element.get("class") == "underskrift"]
        heights = [box.position_y for box in people]
        found += [list(Counter(heights).values())] if heights else []
    return found


@pytest.mark.parametrize("count", [2, 3, 27])
def test_two_stand_in_a_row_and_no_row_alone_on_its_page(count: int) -> None:
    pages = rows(count)
    assert sum(map(sum, pages)) == count
    assert [row for page in pages for row in page][:-1] == [2] * ((count - 1) // 2)
    assert len(pages) == 1 if count < 5 else len(pages) > 1 and min(map(len, pages)) >= 2
