"""References → links to places, and laws to the words of their short form (rule R1: no typed numbers)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Checked, Diagnostic, error
from rammeaftale.model.agreement import Document, DocumentKind, Law
from rammeaftale.model.inline import Inline, Link, Origin, Reference, Target, Text
from rammeaftale.resolve.numbers import Targets
from rammeaftale.resolve.texts import capital, plain_run, written

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
    """Everything that can be referred to."""

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
    """The link, without words where the source gives none; for a law its short form as plain text.

    `opens` is true where the reference begins a sentence.
    """
    if reference.target not in set(register.known(reference.scheme)):
        return Checked(Text(reference.target, reference.span), (_unknown(reference, register),))
    own = plain_run(reference.children, reference.span)
    source = f"{reference.scheme}:{reference.target}"
    if reference.scheme == "lov":
        short = register.laws[reference.target].short
        words = own.value or (capital(short) if opens else short)
        return Checked(Text(words, reference.span, (Origin(0, len(words), f"[{written(own)}]({source})"),)))
    return Checked(Link(_target(reference, register), (own,) if reference.children else (), reference.span, source))


def _target(reference: Reference, register: Register) -> Target:
    if reference.scheme in ("bilag", "dokument"):
        return Target(reference.target)
    return Target(register.targets[reference.scheme, reference.target].document, reference.target)


def _unknown(reference: Reference, register: Register) -> Diagnostic:
    known = tuple(register.known(reference.scheme))
    hints = suggestion(reference.target, known) or _elsewhere(reference, register)
    message = f"{_WORD[reference.scheme]} »{reference.target}« findes ikke"
    return error("henvisning-ukendt", message, reference.span, *hints)


def _elsewhere(reference: Reference, register: Register) -> tuple[str, ...]:
    """The hint when the id exists, but under another scheme."""
    schemes = [s for s in _WORD if s != reference.scheme and reference.target in set(register.known(s))]
    return tuple(f"der findes et mål med det navn som »{scheme}:{reference.target}«" for scheme in schemes[:1])
