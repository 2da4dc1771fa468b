"""Links of a document on paper: a place in the same file by its id, a place in a neighbouring file by name and id."""

from __future__ import annotations

from dataclasses import replace

from rammeaftale.engine.names import place_name
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.inline import Inline, Link, Target
from rammeaftale.model.walk import Inlines, rewrite_leaves
from rammeaftale.resolve.signposts import Signposts


class Links:
    """What the links of one document say and where they lead."""

    def __init__(self, edition: Edition, document: Document) -> None:
        self._signposts = Signposts(edition.documents)
        self._here = document.id

    def finished(self, run: Inlines) -> Inlines:
        """The run with words and an address in every link."""
        return rewrite_leaves(self._signposts.named(run, self._here), self._addressed)

    def _addressed(self, inline: Inline) -> Inlines:
        return (replace(inline, url=self._address(inline.target)),) if isinstance(inline, Link) else (inline,)

    def _address(self, target: Target | str) -> str:
        if isinstance(target, str):
            return target
        if target.document == self._here and target.anchor:
            return f"#{target.anchor}"
        file = product_address(self._signposts.documents[target.document])
        return f"{file}#{place_name(target.document, target.anchor)}" if target.anchor else file


def product_address(document: Document) -> str:
    """A neighbouring product, as a link in another names it."""
    return f"{document.stem}.pdf"
