"""Takes the footnote definitions of a file, gives each call its text, and finds those that are not used just once."""

from __future__ import annotations

from dataclasses import dataclass, field

from rammeaftale.base.danish import nearest
from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.extent import Located
from rammeaftale.model.inline import Inline
from rammeaftale.read.markdown.positions import OpenFile

MAX_NOTES = 500
"""Calls in a file: each note moves those below it on its page again, so a thousand take minutes to set."""

_MARGIN = "margen"
"""The typesetter loses a footnote that is called where a block is placed beside the text."""
_CAPTIONED = {"figur": "figuren", "tabel": "tabellen"}
"""The frames that have a caption, as a message names them."""


@dataclass(frozen=True, slots=True)
class Note(Located):
    """A definition `[^label]: text {#id}` and its span."""

    children: tuple[Inline, ...]
    span: TextSpan
    id: str = ""


@dataclass(slots=True)
class Notes:
    """The notes of one file, who has called them so far and in which frame, and the calls that have no note.

    `frame` is the container that is open.
    """

    file: OpenFile
    defined: dict[str, Note] = field(default_factory=dict)
    called: dict[str, tuple[TextSpan, str]] = field(default_factory=dict)
    unknown: dict[TextSpan, str] = field(default_factory=dict)
    frame: str = ""

    def define(self, label: str, note: Note) -> None:
        """Add a definition; the second of one name is refused."""
        first = self.defined.setdefault(label, note)
        if first is not note:
            message = f"fodnoten »{label}« er skrevet to gange"
            related = ((first.span, "den første"),)
            self.file.error("fodnote-dobbelt", message, note.span, "giv dem hver sit navn", related=related)

    def fetch(self, label: str, span: TextSpan) -> Note | None:
        """The note for a call; None, and the reason noted, when it cannot be had."""
        if self.frame == _MARGIN:
            message = f"fodnoten »{label}« kan ikke stå i en margennote"
            self.file.error("fodnote-forkert-sted", message, span, "skriv teksten i parentes i stedet")
            self.file.misplaced_notes.add(label)
            return None
        if label not in self.defined:
            self.unknown[span] = label
            return None
        first, frame = self.called.setdefault(label, (span, self.frame))
        if first != span:
            self._refuse_second(label, (first, frame), (span, self.frame))
            return None
        if len(self.called) > MAX_NOTES:
            self._refuse_more(span)
            return None
        return self.defined[label]

    def _refuse_second(self, label: str, first: tuple[TextSpan, str], second: tuple[TextSpan, str]) -> None:
        """A note is called once. Of a caption and the text it is the text that a note belongs to."""
        for (span, frame), (other, frame_of_other) in ((first, second), (second, first)):
            if frame in _CAPTIONED and not frame_of_other:
                message = f"fodnoten »{label}« er brugt både i {_CAPTIONED[frame]} og i teksten"
                hint = f"slet [^{label}] her, eller lav en fodnote mere med et andet navn"
                self.file.error("fodnote-flere-gange", message, span, hint, related=((other, "i teksten"),))
                self.called[label] = (other, frame_of_other)
                return
        hint = "lav en fodnote mere med et andet navn, eller henvis i teksten"
        message = f"fodnoten »{label}« er brugt før"
        self.file.error("fodnote-flere-gange", message, second[0], hint, related=((first[0], "første gang"),))

    def _refuse_more(self, span: TextSpan) -> None:
        """Say once that there are too many; what is called after that is not printed."""
        if len(self.called) == MAX_NOTES + 1:
            message = f"her er fodnote nummer {len(self.called)}; der må højst være {MAX_NOTES} i en fil"
            self.file.error("fodnote-for-mange", message, span, "skriv noget af det i teksten, eller del filen i flere")

    def find_unmatched(self) -> None:
        """Note the calls without a definition and the definitions that no call prints; two that are nearly one once."""
        unused = {
            label: note
            for label, note in self.defined.items()
            if label not in self.called and label not in self.file.misplaced_notes
        }
        meant = {label: near for label in self.unknown.values() for near in nearest(label, unused)}
        for span, label in self.unknown.items():
            if near := meant.get(label):
                message = f"fodnoten hedder »{label}« her, men »{near}«, hvor den er skrevet"
                hint = f"giv de to samme navn, fx [^{label}] begge steder"
                self.file.error("fodnote-ukendt", message, span, hint, related=((unused[near].span, "skrevet her"),))
            else:
                message = f"fodnoten »{label}« er ikke skrevet nogen steder i filen"
                self.file.error("fodnote-ukendt", message, span, f"skriv teksten på en linje for sig: [^{label}]: …")
        for label, note in unused.items():
            if label not in meant.values():
                hint = f"sæt [^{label}] i teksten, hvor den hører til, eller slet den"
                self.file.error("fodnote-ubrugt", f"fodnoten »{label}« bruges ikke", note.span, hint)
