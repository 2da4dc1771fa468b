"""Footnotes: a Note stands beside its Reference, never inside a link."""

from __future__ import annotations

from collections.abc import Iterable

from rammeaftale.engine.tagging.draft import Draft, DraftPiece
from rammeaftale.engine.tagging.tree import SPACE


def climb_out_of_links(parent: Draft) -> Draft:
    """The nearest element around a footnote's call that is no link."""
    link = parent.ancestor("Link")
    return link.parent if link is not None and link.parent is not None else parent


def set_apart(notes: Iterable[Draft]) -> None:
    """The number of a call, the note and the text after it are words of their own, also when all text is joined."""
    for note in notes:
        _end_with_space(note)
        for call in note.parent.nodes if note.parent is not None else ():
            if call.attributes.get("Note") == note.attributes["ID"]:
                _end_with_space(call)


def _end_with_space(draft: Draft) -> None:
    for kid in reversed(draft.kids):
        if isinstance(kid, Draft):
            _end_with_space(kid)
            return
        if isinstance(kid, DraftPiece):
            if not kid.joint and not kid.text[-1:].isspace():
                kid.joint = SPACE
            return
