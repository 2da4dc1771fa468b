"""The words of a chart say where its figures stand in print."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rammeaftale.model.agreement import Document
from rammeaftale.model.drawing import Drawing
from rammeaftale.model.names import CHARTS
from rammeaftale.model.text import Insert
from rammeaftale.render.accounts_inserts import ACCOUNTS_INSERTS, NumberText
from rammeaftale.render.figure_words import SAME_FIGURES, with_places
from rammeaftale.render.typography import NBSP
from tests import frozen

EDITION = frozen.edition()
LEDELSE = next(one for one in EDITION.documents if one.id == "ledelsesinformation")
CHART = {name: Drawing(name, "", "Søjler.", 100) for name in (*CHARTS, "organisation")}


def _without_inserts(document: Document) -> Document:
    chapters = (
        replace(chapter, blocks=tuple(block for block in chapter.blocks if not isinstance(block, Insert)))
        for chapter in document.chapters
    )
    return replace(document, chapters=tuple(chapters))


def test_every_chart_has_its_table() -> None:
    assert SAME_FIGURES.keys() == CHARTS


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_a_chart_names_the_table_that_is_printed_and_its_chapter(name: str) -> None:
    insert, _ = SAME_FIGURES[name]
    made = ACCOUNTS_INSERTS[insert](EDITION, LEDELSE)
    assert isinstance(made, NumberText)
    title = made.tables[0].caption.replace(NBSP, " ")
    (number,) = (
        chapter.heading.number
        for chapter in LEDELSE.chapters
        if insert in (block.name for block in chapter.blocks if isinstance(block, Insert))
    )
    told = with_places(EDITION, LEDELSE, CHART)
    assert told[name].alt == f"Søjler. Tallene står i tabellen »{title}« i kapitel {number}."
    assert told["organisation"].alt == "Søjler."


def test_from_another_document_the_place_has_its_name() -> None:
    agreement = EDITION.documents[0]
    assert " i Ledelsesinformation (eksempel), kapitel " in with_places(EDITION, agreement, CHART)["belaegning"].alt


def test_a_chart_whose_figures_no_table_has_says_nothing_of_it() -> None:
    bare = replace(EDITION, documents=tuple(map(_without_inserts, EDITION.documents)))
    assert with_places(bare, bare.documents[0], CHART) == CHART
    assert with_places(replace(EDITION, takst_basis=None), LEDELSE, CHART) == CHART
