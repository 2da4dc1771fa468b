"""References → links with words: `[](afsnit:takst-regulering)` → "bilag 1, afsnit 3.2" (rule R1: no typed numbers)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rammeaftale.danish import suggestion
from rammeaftale.diagnostics import Checked, Diagnostic, error
from rammeaftale.model.agreement import Document, DocumentKind, Law
from rammeaftale.model.plain import plain_text
from rammeaftale.model.text import Inline, Link, Reference, Text
from rammeaftale.resolve.numbers import Targets

_WORD = {
    "bilag": "bilaget",
    "afsnit": "afsnittet",
    "figur": "figuren",
    "tabel": "tabellen",
    "dokument": "dokumentet",
    "lov": "loven",
}


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that can be referred to, seen from the document `here`."""

    here: Document
    documents: Mapping[str, Document]
    targets: Targets
    laws: Mapping[str, Law]

    def known(self, scheme: str) -> Iterable[str]:
        """The ids that a scheme knows, for "mente du"."""
        match scheme:
            case "lov":
                return self.laws
            case "bilag":
                return (d.id for d in self.documents.values() if d.kind is DocumentKind.BILAG)
            case "dokument":
                return self.documents
            case _:
                return (id_ for kind, id_ in self.targets if kind == scheme)


def resolve_reference(reference: Reference, register: Register, *, opens: bool) -> Checked[Inline]:
    """The link, or for a law its short form as plain text. `opens` is true where the words begin a sentence."""
    if reference.target not in set(register.known(reference.scheme)):
        return Checked(Text(reference.target, reference.span), (_unknown(reference, register),))
    words, url = _words_and_url(reference, register)
    if reference.children:
        words = plain_text(reference.children)
    elif opens:
        words = words[:1].upper() + words[1:]
    text = Text(words, reference.span)
    return Checked(Link(url, (text,), reference.span) if url else text)


def _words_and_url(reference: Reference, register: Register) -> tuple[str, str]:
    """What the reference says and where it goes; a law has no address of its own."""
    match reference.scheme:
        case "lov":
            return register.laws[reference.target].short, ""
        case "bilag" | "dokument":
            document = register.documents[reference.target]
            return document_words(document), f"{document.stem}.pdf"
        case _:
            target = register.targets[reference.scheme, reference.target]
            document = register.documents[target.document]
            if document.id == register.here.id:
                return target.words, f"#{target.id}"
            return f"{document_words(document)}, {target.words}", f"{document.stem}.pdf#{target.id}"


def document_words(document: Document) -> str:
    """What a document is called in running text: "bilag 3", or its title."""
    return f"bilag {document.number}" if document.kind is DocumentKind.BILAG else plain_text(document.title)


def _unknown(reference: Reference, register: Register) -> Diagnostic:
    known = tuple(register.known(reference.scheme))
    hints = suggestion(reference.target, known) or _elsewhere(reference, register)
    message = f"{_WORD[reference.scheme]} »{reference.target}« findes ikke"
    return error("henvisning-ukendt", message, reference.span, *hints)


def _elsewhere(reference: Reference, register: Register) -> tuple[str, ...]:
    """The hint when the id exists, but under another scheme."""
    schemes = [s for s in _WORD if s != reference.scheme and reference.target in set(register.known(s))]
    return tuple(f"der findes et mål med det navn som »{scheme}:{reference.target}«" for scheme in schemes[:1])
