"""What the front of a document says: on a cover, or in the head of a short one. Its page template decides which."""

from __future__ import annotations

from collections.abc import Mapping

from rammeaftale.compare.places import Places
from rammeaftale.compare.words import beyond, printed
from rammeaftale.model.agreement import Document, DocumentKind, Edition
from rammeaftale.model.inline import Text
from rammeaftale.model.walk import Inlines

FIELDS = ("afsender", "emne", "titel", "undertitel", "parter", "periode")
"""What a cover says; `emne` is the edition's title above that of a document in it."""
HEADS: Mapping[str, tuple[str, ...]] = {
    "faktaark": ("afsender", "emne", "titel"),
    "ledelsesinformation": ("afsender", "emne", "titel", "parter"),
}
"""The page templates that print less than a cover."""


def front(edition: Edition, document: Document, places: Places) -> dict[str, tuple[str, ...]]:
    """The words of each field that the document prints at its front, then what they give besides (`words.beyond`)."""
    runs: dict[str, Inlines] = {
        "afsender": (Text(edition.registers.contact.name, edition.span),),
        "emne": () if document.kind is DocumentKind.AGREEMENT else edition.title,
        "titel": document.title,
        "undertitel": document.subtitle or edition.subtitle,
        "parter": edition.parties,
        "periode": _period(edition),
    }
    return {name: (printed(runs[name]), *beyond(runs[name], places.said)) for name in fields(document) if runs[name]}


def own_fields(edition: Edition, document: Document) -> dict[str, Inlines]:
    """The fields that are the document's own; those of the whole edition stand with the first document."""
    own: dict[str, Inlines] = {"titel": document.title, "undertitel": document.subtitle}
    if document is edition.documents[0]:
        own |= {"parter": edition.parties, "periode": _period(edition)}
    return {name: run for name, run in own.items() if run and name in fields(document)}


def fields(document: Document) -> tuple[str, ...]:
    """The names of the fields that the document's page template prints; all of a cover for a template of its own."""
    return HEADS.get(document.template, FIELDS)


def _period(edition: Edition) -> Inlines:
    """From the first day to the last."""
    return (Text(f"{edition.start.isoformat()}/{edition.end.isoformat()}", edition.span),)
