"""Is what a document prints made of example data? Every page of such a document says so."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.inline import Text
from rammeaftale.model.names import CHARTS
from rammeaftale.model.text import Figure
from rammeaftale.model.walk import blocks_of, inlines_of_chapter

_COUNTED = tuple(f"{{{{ takstregister.{name}" for name in ("takster", "pladser", "driftsherrer"))
"""How the uses of those facts begin that are counted in the register; its year is no example."""


def is_example(edition: Edition, document: Document) -> bool:
    """True when the register is of example data and the document prints it: in lists, in charts or in a sentence."""
    basis = edition.takst_basis
    register = document.takster or (basis.register if basis else None)
    if register is None or not register.is_example:
        return False
    return document.takster is not None or _draws_register(document) or any(map(_is_counted, _texts(document)))


def _draws_register(document: Document) -> bool:
    return any(figure.name in CHARTS for figure in blocks_of(document, Figure))


def _is_counted(text: Text) -> bool:
    return any(origin.source.startswith(_COUNTED) for origin in text.origins)


def _texts(document: Document) -> Iterator[Text]:
    for chapter in document.chapters:
        yield from (inline for inline in inlines_of_chapter(chapter) if isinstance(inline, Text))
