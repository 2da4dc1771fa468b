"""The words for places: a link without words of its own says "bilag 1, afsnit 3.2", as seen from where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from rammeaftale.model.agreement import Document, DocumentKind
from rammeaftale.model.inline import Inline, Link, Target, Text
from rammeaftale.model.plain import plain_text
from rammeaftale.model.walk import Inlines
from rammeaftale.resolve.numbers import numbered_places
from rammeaftale.resolve.texts import capital, rewrite_sentences


class Signposts:
    """The places of an edition's numbered documents and what they are called."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = {document.id: document for document in documents}
        places = (place for document in self.documents.values() for place in numbered_places(document))
        self._words = {place.target: place.words for place in places}

    def words(self, target: Target, read_in: str) -> str:
        """What a place is called in the document `read_in`. Raises KeyError for a place that is not numbered."""
        document = self.documents[target.document]
        if not target.anchor:
            return _document_words(document)
        words = self._words[target]
        return words if target.document == read_in else f"{_document_words(document)}, {words}"

    def named(self, run: Inlines, read_in: str) -> Inlines:
        """The run with words in every link that has none; one that opens a sentence begins with a capital."""
        return rewrite_sentences(run, partial(self._named, read_in))

    def _named(self, read_in: str, opens: bool, inline: Inline) -> Inlines:
        if not isinstance(inline, Link) or inline.children or isinstance(inline.target, str):
            return (inline,)
        words = self.words(inline.target, read_in)
        return (replace(inline, children=(Text(capital(words) if opens else words, inline.span),)),)


def _document_words(document: Document) -> str:
    """What a document is called in running text: "bilag 3", or its title."""
    return f"bilag {document.number}" if document.kind is DocumentKind.BILAG else plain_text(document.title)
