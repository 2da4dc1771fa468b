"""References → links to places, and laws to the words of their short form (rule R1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rammeaftale.base.danish import ascii_slug, suggestion
from rammeaftale.base.diagnostics import Checked, Diagnostic, error
from rammeaftale.model.agreement import Document, DocumentKind, Law
from rammeaftale.model.inline import Inline, Link, Origin, Reference, Target, Text
from rammeaftale.resolve.numbers import numbered_places
from rammeaftale.resolve.texts import capital, plain_run, written

_Known = Mapping[str, Mapping[str, Target | Law]]
"""Everything that can be referred to, by the scheme and the id that a reference writes."""

_IS_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_IS_NUMBER = re.compile(r"[0-9. ]+")
_MOST_TOLD = 12
"""Ids that a hint lists; of more nobody finds the right one."""
_WORD = {
    "bilag": "bilaget",
    "afsnit": "afsnittet",
    "figur": "figuren",
    "tabel": "tabellen",
    "dokument": "dokumentet",
    "lov": "loven",
}
_ONE = {
    "bilag": "et bilag",
    "afsnit": "et afsnit",
    "figur": "en figur",
    "tabel": "en tabel",
    "dokument": "et dokument",
    "lov": "en lov",
}


def known_to(documents: Iterable[Document], laws: Iterable[Law]) -> _Known:
    """What texts can refer to in numbered documents; of two that are called the same, the first."""
    known: dict[str, dict[str, Target | Law]] = {scheme: {} for scheme in _WORD}
    known["lov"] = {law.id: law for law in laws}
    for document in documents:
        known["dokument"][document.id] = Target(document.id)
        if document.kind is DocumentKind.BILAG:
            known["bilag"][document.id] = Target(document.id)
        for place in numbered_places(document):
            known[place.scheme].setdefault(place.target.anchor, place.target)
    return known


def resolve_reference(reference: Reference, known: _Known, *, opens: bool) -> Checked[Inline]:
    """The link, without words where the source gives none; for a law its short form as plain text.

    `opens` is true where the reference begins a sentence.
    """
    target = known[reference.scheme].get(reference.target)
    if target is None:
        return Checked(Text(reference.target, reference.span), (_unknown(reference, known),))
    own = plain_run(reference.children, reference.span)
    source = f"{reference.scheme}:{reference.target}"
    if isinstance(target, Law):
        words = own.value or (capital(target.short) if opens else target.short)
        return Checked(Text(words, reference.span, (Origin(0, len(words), f"[{written(own)}]({source})"),)))
    return Checked(Link(target, (own,) if reference.children else (), reference.span, source))


def _unknown(reference: Reference, known: _Known) -> Diagnostic:
    if not _IS_ID.fullmatch(reference.target):
        message = f"»{reference.target}« er ikke id'et på {_ONE[reference.scheme]}"
        return error("henvisning-ulovlig", message, reference.span, *_meant(reference, known))
    message = f"{_WORD[reference.scheme]} »{reference.target}« findes ikke"
    problem = error("henvisning-ukendt", message, reference.span, *_near(reference, known))
    return replace(problem, missing=f"{reference.scheme}:{reference.target}")


def _meant(reference: Reference, known: _Known) -> tuple[str, ...]:
    """What to write for what can be no id: the id that it is without capitals, æøå and blanks, if there is one."""
    if _IS_NUMBER.fullmatch(reference.target):
        return ("skriv id'et, som står i {#…} efter overskriften eller titlen; numre kommer af sig selv",)
    meant = ascii_slug(reference.target.rpartition("/")[2].rpartition("#")[2])
    if meant in known[reference.scheme]:
        return (f"skriv {reference.scheme}:{meant}",)
    return _near(replace(reference, target=meant), known)


def _near(reference: Reference, known: _Known) -> tuple[str, ...]:
    return (
        suggestion(reference.target, known[reference.scheme])
        or _elsewhere(reference, known)
        or _by_title(reference, known)
        or _all_of(reference.scheme, known)
    )


def _elsewhere(reference: Reference, known: _Known) -> tuple[str, ...]:
    """The hint when the id exists, but under another scheme."""
    schemes = [scheme for scheme in _WORD if reference.target in known[scheme]]
    return tuple(f"mente du »{scheme}:{reference.target}«?" for scheme in schemes[:1])


def _by_title(reference: Reference, known: _Known) -> tuple[str, ...]:
    """The hint when a law is named by what it is called."""
    laws = [law for law in known[reference.scheme].values() if isinstance(law, Law)]
    return tuple(f"mente du »{law.id}«?" for law in laws if law.is_called(reference.target))[:1]


def _all_of(scheme: str, known: _Known) -> tuple[str, ...]:
    """What there is to refer to, where it is few, or else where to look."""
    ids = sorted(known[scheme])
    if not ids:
        return (f"slet henvisningen; udgaven har intet, som »{scheme}:« kan pege på",)
    if len(ids) <= _MOST_TOLD:
        return (f"ret til et id, der findes ({', '.join(ids)}), eller slet henvisningen",)
    return ("ret til et id, der findes, eller slet henvisningen; id'et står som {#id} efter overskriften eller titlen",)
