"""What the reader remembers between boxes: which HTML element already has which place in the growing tree."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure.boxes import Box

from rammeaftale.engine.tagging.draft import Draft, DraftPiece, paragraph_in
from rammeaftale.engine.tagging.markup import keeps_notes
from rammeaftale.engine.tagging.tree import SPACE


class Growing:
    """The growing tree. Elements are known by `id()`: they live as long as the document."""

    def __init__(self, language: str, prefix: str) -> None:
        self.root = Draft("Document", None)
        self.nodes: dict[tuple[int, str], Draft] = {}
        self.notes: dict[int, Draft] = {}
        self.items: dict[int, Draft] = {}
        self.unmarked: set[int] = set()
        self.tables: list[Draft] = []
        self.asides: list[Draft] = []
        """Notes beside the text."""
        self.anchors: dict[str, Draft] = {}
        self.bookmarks: list[Draft | None] = []
        self.prefix = prefix
        self._language = language

    def language(self, node: Draft | None) -> str:
        """The language in force at this element of the tree; that of the document where none is given."""
        around = node.upwards() if node is not None else ()
        return next(
            (str(holder.attributes["Lang"]) for holder in around if "Lang" in holder.attributes), self._language
        )

    def footnote_call(self, element: Element, parent: Draft) -> Draft:
        """The Reference for a footnote's call; its Note follows at once, so that it is read there."""
        name = f"{self.prefix}note-{len(self.notes) + 1}"
        call, note = Draft("Reference", parent), Draft("Note", parent, element)
        call.attributes["Note"] = note.attributes["ID"] = name
        self.notes[id(element)] = note
        return call

    def read_asides_last(self) -> None:
        """Each note beside the text is the last in what holds it and its text (`markup.keeps_notes`)."""
        for note in self.asides:
            around = note.parent.upwards() if note.parent is not None else ()
            holder = next((node for node in around if node.element is not None and keeps_notes(node.element)), None)
            if holder is not None and note.parent is not None:
                note.parent.kids.remove(note)
                holder.kids.append(note)
                note.parent = holder

    def set_notes_apart(self) -> None:
        """The number of a call, the note and the text after it are words of their own, also when all text is joined."""
        for note in self.notes.values():
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


class Opening(NamedTuple):
    """An HTML element met for the first time: its first box, and the structure element around it."""

    growing: Growing
    box: Box
    element: Element
    parent: Draft

    def draft(self, role: str, parent: Draft | None = None) -> Draft:
        """A structure element for it, below `parent` or what is around it."""
        return Draft(role, parent or self.parent, self.element)

    def inline_draft(self, role: str) -> Draft:
        """One that is part of a line of text."""
        return self.draft(role, paragraph_in(self.parent))
