"""A chapter before, in or after a list with narrow margins is set like the others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from weasyprint.formatting_structure.boxes import BlockBox

from rammeaftale.model.product import Markup
from tests.editions import document
from tests.layout.chapters import boxes_of, composed, pages_of, told
from tests.printing import TAKSTER, full_edition, register, takst

LIST = "# Takster {#takster-kapitel}\n\n::: indsæt takster\n:::\n"
PLACES = "\n# Pladser {#pladser-kapitel}\n\n::: indsæt pladser\n:::\n"
CONTACT = "\n# Kontakt om taksterne {#kontakt-kapitel}\n\n::: margen\nEn note.\n:::\n\nSkriv til sekretariatet.\n"
BESIDE = f"\n::: margen\nEn note ved listen.\n:::\n\n{'Et afsnit, der fylder mere end en linje. ' * 5}\n"


def bilag(text: str) -> Markup:
    """The bilag of the full edition with this text."""
    edition = full_edition()
    takster = edition.documents[1].takster
    return composed(edition, replace(document("takster", text, 1), takster=takster))


@pytest.mark.parametrize(
    "text",
    [
        LIST + CONTACT,
        LIST + PLACES + CONTACT,
        CONTACT + LIST,
        TAKSTER + CONTACT,
        LIST + BESIDE,
        LIST + CONTACT + PLACES,
    ],
)  # fmt: skip
def test_a_chapter_beside_the_price_list_is_set(text: str) -> None:
    assert told(bilag(text)) == []


def test_a_chapter_after_the_price_list_has_the_margins_of_a_chapter() -> None:
    before, after = _starts_of_titles(LIST + CONTACT)
    assert [before, after] == [*_starts_of_titles(LIST), *_starts_of_titles(CONTACT)]
    assert before < after


def _starts_of_titles(text: str) -> list[float]:
    """Where the chapters' titles begin, from the paper's left edge."""
    boxes = boxes_of(pages_of(bilag(text)))
    return [box.position_x for box in boxes if box.element_tag == "h2" and isinstance(box, BlockBox)]


def test_a_line_of_the_price_list_that_is_taller_than_a_page_is_divided() -> None:
    words = "Voksne med meget forskellige behov og mange ord. " * 60
    lines = [replace(takst("Aarhus", "4"), maalgruppe=words, afdeling=f"Afdeling {number}") for number in range(3)]
    text = replace(document("takster", LIST, 1), takster=register(*lines))
    assert told(composed(full_edition(), text)) == []
