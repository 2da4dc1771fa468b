"""What the reader remembers between boxes: which HTML element already has which place in the growing tree."""

from __future__ import annotations

from typing import Any

from rammeaftale.engine.tagging.draft import Draft, paragraph_in


class Growing:
    """The growing tree. Elements are known by `id()`: they live as long as the document."""

    def __init__(self, language: str, prefix: str) -> None:
        self.root = Draft("Document", None)
        self.nodes: dict[tuple[int, str], Draft] = {}
        self.notes: dict[int, Draft] = {}
        self.items: dict[int, Draft] = {}
        self.unmarked: set[int] = set()
        self.tables: list[Draft] = []
        self.anchors: dict[str, Draft] = {}
        self.bookmarks: list[Draft | None] = []
        self.prefix = prefix
        self._language = language
        self._note_count = 0

    def language(self, node: Draft | None) -> str:
        """The language in force at this place of the tree."""
        while node is not None:
            if "Lang" in node.attributes:
                return str(node.attributes["Lang"])
            node = node.parent
        return self._language

    def footnote_call(self, element: Any, parent: Draft) -> Draft:
        """The Reference for a footnote's call; its Note follows at once, so that it is read in place.

        A note whose text the typesetter put on an earlier page than the call already exists and is moved here.
        """
        note = self.note(element)
        call = Draft("Reference", parent)
        call.attributes["Note"] = note.attributes["ID"]
        if note.parent is not None:
            note.parent.kids.remove(note)
        note.parent = parent
        parent.kids.append(note)
        return call

    def note(self, element: Any) -> Draft:
        """The Note of a footnote element, made when first asked for."""
        if id(element) not in self.notes:
            self._note_count += 1
            note = Draft("Note", self.root, element)
            note.attributes["ID"] = f"{self.prefix}note-{self._note_count}"
            self.notes[id(element)] = note
        return self.notes[id(element)]

    def contents_reference(self, entry: Draft, target: str) -> Draft:
        """The Reference of a contents entry; `target` is the address of its link."""
        reference = paragraph_in(entry)
        if target.startswith("#"):
            reference.attributes["Target"] = target[1:]
        return reference
