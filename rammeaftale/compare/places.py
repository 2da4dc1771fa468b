"""Where a link leads, said without names: by the words of the place, so that an id may be renamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rammeaftale.compare.words import apart, printed
from rammeaftale.model.agreement import Document
from rammeaftale.model.inline import Target
from rammeaftale.model.text import Figure, Heading, Table
from rammeaftale.model.walk import blocks_in


class Places:
    """The places of an edition: a document by its title; a heading, figure or table by that and its own words.

    Places of the same words are told apart by their order.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        places = [place for document in documents for place in _places(document)]
        words = apart(words for _, words in places)
        self._said = dict(zip((target for target, _ in places), words, strict=True))

    def said(self, target: Target | str) -> str:
        """The place in words; an address outside the edition as it is. Raises KeyError for an unknown place."""
        return target if isinstance(target, str) else self._said[target]


def _places(document: Document) -> Iterator[tuple[Target, str]]:
    title = printed(document.title)
    yield Target(document.id), title
    for chapter in document.chapters:
        yield Target(document.id, chapter.heading.id), f"{title} / {printed(chapter.heading.children)}"
        for block in blocks_in(chapter.blocks):
            match block:
                case Heading():
                    yield Target(document.id, block.id), f"{title} / {printed(block.children)}"
                case Figure() | Table() if block.id:
                    yield Target(document.id, block.id), f"{title} / {block.kind}: {printed(block.caption)}"
