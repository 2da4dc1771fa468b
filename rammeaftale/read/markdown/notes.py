"""Takes the footnote definitions of a file, gives each call its text, and finds those that are not used just once."""

from __future__ import annotations

from dataclasses import dataclass, field

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.extent import Located
from rammeaftale.model.inline import Inline
from rammeaftale.read.markdown.positions import OpenFile

MAX_NOTES = 500
"""Calls in a file: each note moves those below it on its page again, so a thousand take minutes to set."""


@dataclass(frozen=True, slots=True)
class Note(Located):
    """A definition `[^label]: text {#id}` and its span."""

    children: tuple[Inline, ...]
    span: TextSpan
    id: str = ""


@dataclass(slots=True)
class Notes:
    """The notes of one file and who has called them so far."""

    file: OpenFile
    defined: dict[str, Note] = field(default_factory=dict)
    called: dict[str, TextSpan] = field(default_factory=dict)

    def define(self, label: str, note: Note) -> None:
        """Add a definition; the second of one name is refused."""
        first = self.defined.setdefault(label, note)
        if first is not note:
            message = f"fodnoten »{label}« er skrevet to gange"
            related = ((first.span, "den første"),)
            self.file.error("fodnote-dobbelt", message, note.span, "giv dem hver sit navn", related=related)

    def fetch(self, label: str, span: TextSpan) -> Note | None:
        """The note for a call; None, and the reason noted, when it cannot be had."""
        if label not in self.defined:
            message = f"fodnoten »{label}« er ikke skrevet nogen steder i filen"
            hints = (*suggestion(label, self.defined), f"skriv teksten på en linje for sig: [^{label}]: …")
            self.file.error("fodnote-ukendt", message, span, *hints)
            return None
        first = self.called.setdefault(label, span)
        if first != span:
            hint = "lav en fodnote mere med et andet navn, eller henvis i teksten"
            related = ((first, "første gang"),)
            self.file.error("fodnote-flere-gange", f"fodnoten »{label}« er brugt før", span, hint, related=related)
            return None
        if len(self.called) > MAX_NOTES:
            self._refuse_more(span)
            return None
        return self.defined[label]

    def _refuse_more(self, span: TextSpan) -> None:
        """Say once that there are too many; what is called after that is not printed."""
        if len(self.called) == MAX_NOTES + 1:
            message = f"her er fodnote nummer {len(self.called)}; der må højst være {MAX_NOTES} i en fil"
            self.file.error("fodnote-for-mange", message, span, "skriv noget af det i teksten, eller del filen i flere")

    def find_unused(self) -> None:
        """Note the definitions that no call prints."""
        for label, note in self.defined.items():
            if label not in self.called and label not in self.file.misplaced_notes:
                hint = f"sæt [^{label}] i teksten, hvor den hører til, eller slet den"
                self.file.error("fodnote-ubrugt", f"fodnoten »{label}« bruges ikke", note.span, hint)
