"""Takes the drawings of a document, gives them with what their words say about the document around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.drawing import Drawing
from rammeaftale.model.inline import Target
from rammeaftale.model.takster import TakstBasis
from rammeaftale.model.text import Insert
from rammeaftale.model.walk import blocks_in
from rammeaftale.render.accounts_tables import (
    DRIFTSHERRER,
    Grouping,
    NumberTable,
    extras_table,
    occupancy_table,
    place_table,
    result_table,
    takst_table,
)
from rammeaftale.render.typography import NBSP
from rammeaftale.resolve.signposts import Signposts

SAME_FIGURES: Mapping[str, tuple[str, Callable[[TakstBasis, Grouping], NumberTable]]] = MappingProxyType(
    {
        "takstudvikling": ("driftsherrers-takster", takst_table),
        "over-og-underskud": ("driftsherrers-resultat", result_table),
        "tillaegsydelser": ("driftsherrers-tillaegsydelser", extras_table),
        "belaegning": ("driftsherrers-belaegning", occupancy_table),
        "pladser": ("driftsherrers-pladser", place_table),
    }
)
"""Each chart with the insert that prints the same figures, driftsherre by driftsherre, and the table that it prints."""


def with_places(edition: Edition, document: Document, drawings: Mapping[str, Drawing]) -> Mapping[str, Drawing]:
    """The drawings; the words of a chart say where its figures stand, if the edition prints them in a table.

    The document itself is asked first: it is what the reader has open.
    """
    basis = edition.takst_basis
    if basis is None or SAME_FIGURES.keys().isdisjoint(drawings):
        return drawings
    signposts = Signposts(edition.documents)
    documents = (document, *(other for other in edition.documents if other.id != document.id))

    def told(drawing: Drawing) -> Drawing:
        insert, table = SAME_FIGURES[drawing.name]
        places = (place for holder in documents for place in _places(holder, insert))
        place = next(places, None)
        if place is None:
            return drawing
        title = table(basis, DRIFTSHERRER).caption.replace(NBSP, " ")
        where = signposts.words(place, document.id)
        return replace(drawing, alt=f"{drawing.alt} Tallene står i tabellen »{title}« i {where}.")

    return {name: told(drawing) if name in SAME_FIGURES else drawing for name, drawing in drawings.items()}


def _places(document: Document, insert: str) -> Iterator[Target]:
    """The chapters of a document in which a piece is inserted."""
    for chapter in document.chapters:
        if any(isinstance(block, Insert) and block.name == insert for block in blocks_in(chapter.blocks)):
            yield Target(document.id, chapter.heading.id)
