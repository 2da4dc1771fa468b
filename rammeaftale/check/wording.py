"""Checks of how the texts say things: a phrase that is often miswritten, and one way of writing the period."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rammeaftale.base.diagnostics import Diagnostic, warning
from rammeaftale.model.agreement import Edition
from rammeaftale.model.inline import Text
from rammeaftale.model.walk import inlines_of_chapter

_MISWRITTEN = re.compile(r"lands-? og landsdækkende", re.IGNORECASE)
_GLUED_BEFORE = re.compile(r"\w*[^\W_]$")
_GLUED_AFTER = re.compile(r"(?!s\b)[^\W\d_]\w*")
"""A genitive may follow: `{{ udgave.periode }}s`."""
_LONG_PERIOD = re.compile(r"\b(20\d\d)[-–](20\d\d)\b")


def texts_of(edition: Edition) -> Iterator[Text]:
    """Every text of the documents' titles and chapters."""
    for document in edition.documents:
        yield from (inline for inline in document.title if isinstance(inline, Text))
        for chapter in document.chapters:
            yield from (inline for inline in inlines_of_chapter(chapter) if isinstance(inline, Text))


def check_tilbud_phrase(edition: Edition) -> Iterator[Diagnostic]:
    """R7: "lands- og landsdækkende" is a slip for "landsdelsdækkende"; "landsdækkende" alone is right."""
    for text in texts_of(edition):
        if _MISWRITTEN.search(text.value):
            message = "der står »lands- og landsdækkende«"
            yield warning("ord-landsdaekkende", message, text.span, "mente du »lands- og landsdelsdækkende«?")


def check_period(edition: Edition) -> Iterator[Diagnostic]:
    """R8: the edition's own period is written one way, as its folder is named: "2021-22", not "2021-2022"."""
    years = f"{edition.start.year}-{edition.end.year}"
    for text in texts_of(edition):
        for match in _LONG_PERIOD.finditer(text.value):
            if f"{match[1]}-{match[2]}" == years:
                message = f"perioden er skrevet »{match[0]}«, andre steder »{edition.folder}«"
                yield warning("periode-skrivemaade", message, text.span, "skriv {{ udgave.periode }}")


def check_glued(edition: Edition) -> Iterator[Diagnostic]:
    """What is made from a fact or a law does not grow together with the word beside it: »De 11kommuner«."""
    for text in texts_of(edition):
        for origin in text.origins:
            before = _GLUED_BEFORE.search(text.value, 0, origin.start)
            after = _GLUED_AFTER.match(text.value, origin.end)
            if before or after:
                begin = before.start() if before else origin.start
                glued = text.value[begin : after.end() if after else origin.end]
                hint = f"sæt et mellemrum ved {origin.source}"
                yield warning("mellemrum-mangler", f"»{glued}« bliver trykt i ét", text.span, hint)
