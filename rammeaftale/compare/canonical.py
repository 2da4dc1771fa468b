"""A document's canonical form and its digest: what a reader is given, and nothing else.

docs/arkitektur.md, "What counts", has the list.

The form has a version. A field that comes later is left out while it is empty, so that digests of before stay true.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rammeaftale.compare.covers import front
from rammeaftale.compare.places import Places
from rammeaftale.compare.printed_data import data_of
from rammeaftale.compare.provisions import document_provisions
from rammeaftale.compare.words import normal
from rammeaftale.model.agreement import Document, Edition, ShortForm
from rammeaftale.model.examples import is_example
from rammeaftale.model.inline import Abbreviation, Emphasis, Strong
from rammeaftale.model.provision import Provision, ProvisionKind
from rammeaftale.model.walk import Inlines, inlines_of_chapter, rewrite_document, rewrite_leaves
from rammeaftale.resolve.short_forms import explained, used_in
from rammeaftale.resolve.texts import merge_texts

VERSION = 1

Form = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Digests:
    """The two digests of a provision, in hexadecimal.

    `printed` has values filled in and references by where they lead: what an approval is of. `written` has facts and
    references by name: what a review is of.
    """

    printed: str
    written: str


def digests(provision: Provision) -> Digests:
    """The digests of one provision with its own words."""
    said = {"version": VERSION, "slags": provision.kind.value, "stand": provision.standing}
    beyond = list(provision.beyond)
    is_seen = provision.kind is ProvisionKind.PICTURE  # else what is beyond the words is written among them
    return Digests(
        _digest(_without_empty({**said, "ord": provision.printed, "ud_over": beyond})),
        _digest(_without_empty({**said, "kilde": provision.written, "ud_over": beyond if is_seen else []})),
    )


def edition_digest(edition: Edition) -> str:
    """The digest of an edition: of the list of its documents' digests."""
    return _digest(list(document_digests(edition).values()))


def document_digests(edition: Edition) -> Mapping[str, str]:
    """The digest of each document's canonical form by the document's id, in hexadecimal, in the edition's order."""
    places = Places(edition.documents)
    return {document.id: _digest(canonical(edition, document, places)) for document in edition.documents}


def canonical(edition: Edition, document: Document, places: Places) -> Form:
    """The canonical form of a document as plain data: its provisions in order, each with the place of what it is in."""
    own = tuple(document_provisions(edition, document, places))
    return _without_empty(
        {
            "version": VERSION,
            "slags": document.kind.value,
            "forside": {name: list(said) for name, said in front(edition, document, places).items()},
            "eksempel": is_example(edition, document),
            "bestemmelser": _provisions(own),
            "forkortelser": _short_forms(edition, document),
            **data_of(edition, document, places),
        }
    )


def _provisions(own: Iterable[Provision]) -> list[Form]:
    numbers: dict[str, int] = {}
    made: list[Form] = []
    for number, provision in enumerate((p for p in own if p.kind is not ProvisionKind.COVER), 1):
        numbers[provision.id] = number
        made.append(
            _without_empty(
                {
                    "slags": provision.kind.value,
                    "i": numbers.get(provision.above, 0),
                    "stand": provision.standing,
                    "ord": provision.printed,
                    "ud_over": list(provision.beyond),
                }
            )
        )
    return made


def _short_forms(edition: Edition, document: Document) -> list[list[str]]:
    """The short forms that the document explains, each once, where a use counts be it emphasised or not."""
    plain = rewrite_document(document, _unemphasised)
    with_short_forms = explained(plain, edition.registers.short_forms)
    explanations = {
        (normal(inline.value), normal(inline.expansion))
        for chapter in with_short_forms.chapters
        for inline in inlines_of_chapter(chapter)
        if isinstance(inline, Abbreviation)
    }
    explanations |= {(normal(form.short), normal(form.words)) for form in _of_laws(edition, document)}
    return [list(pair) for pair in sorted(explanations)]


def _of_laws(edition: Edition, document: Document) -> Iterable[ShortForm]:
    """Those that titles of tables explain: of the laws in the register that the document prints."""
    takster = document.takster.takster if document.takster is not None else ()
    return used_in({takst.law for takst in takster}, edition.registers.short_forms)


def _unemphasised(run: Inlines) -> Inlines:
    return merge_texts(
        rewrite_leaves(run, lambda leaf: leaf.children if isinstance(leaf, Emphasis | Strong) else (leaf,))
    )


def _without_empty(form: Mapping[str, object]) -> Form:
    return {name: value for name, value in form.items() if value not in ("", 0, [], {}, None, False)}


def _digest(form: object) -> str:
    text = json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
