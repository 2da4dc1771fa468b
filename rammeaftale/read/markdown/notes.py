"""Takes the footnote definitions of a file, gives each call its text, and finds those that are not used just once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Diagnostic, TextSpan, error
from rammeaftale.model.extent import Located
from rammeaftale.model.inline import Inline


def no_notes(label: str, span: TextSpan) -> Diagnostic:
    """Answer every call where there can be no footnotes: in a note, in a YAML field."""
    message = f"fodnoten »{label}« kan ikke stå her"
    return error("fodnote-forkert-sted", message, span, "skriv teksten i parentes i stedet")


@dataclass(frozen=True, slots=True)
class Note(Located):
    """A definition `[^label]: text {#id}` and its place."""

    children: tuple[Inline, ...]
    span: TextSpan
    id: str = ""


@dataclass(slots=True)
class Notes:
    """The notes of one file and who has called them so far."""

    defined: dict[str, Note] = field(default_factory=dict)
    called: dict[str, TextSpan] = field(default_factory=dict)

    def define(self, label: str, note: Note) -> Diagnostic | None:
        """Add a definition; the second of one name is refused."""
        first = self.defined.setdefault(label, note)
        if first is note:
            return None
        problem = error(
            "fodnote-dobbelt", f"fodnoten »{label}« er skrevet to gange", note.span, "giv dem hver sit navn"
        )
        return replace(problem, related=((first.span, "den første"),))

    def fetch(self, label: str, span: TextSpan) -> Note | Diagnostic:
        """The note for a call, or why it cannot be had."""
        if label not in self.defined:
            hints = (*suggestion(label, self.defined), f"skriv teksten på en linje for sig: [^{label}]: …")
            return error("fodnote-ukendt", f"fodnoten »{label}« er ikke skrevet nogen steder i filen", span, *hints)
        first = self.called.setdefault(label, span)
        if first != span:
            hint = "lav en fodnote mere med et andet navn, eller henvis i teksten"
            problem = error("fodnote-flere-gange", f"fodnoten »{label}« er brugt før", span, hint)
            return replace(problem, related=((first, "første gang"),))
        return self.defined[label]

    def unused(self) -> list[Diagnostic]:
        """Definitions that no call prints."""
        hint = "sæt [^{0}] i teksten, hvor den hører til, eller slet den"
        return [
            error("fodnote-ubrugt", f"fodnoten »{label}« bruges ikke", note.span, hint.format(label))
            for label, note in self.defined.items()
            if label not in self.called
        ]
