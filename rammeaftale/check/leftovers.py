"""Words that a word processor or a draft left behind: they are printed as they stand and mean nothing to a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rammeaftale.base.diagnostics import Diagnostic, error, warning
from rammeaftale.base.holes import placeholder_in
from rammeaftale.check.wording import texts_of
from rammeaftale.model.agreement import Edition, Status
from rammeaftale.read.signs import Sign, remarks

_BROKEN_FIELD = Sign(
    "word-felt",
    re.compile(
        r"\b(?:Fejl! ?(?:Henvisningskilde|Bogmærke|Der er ingen|Ukendt)|Error! ?(?:Reference source|Bookmark|No text))"
        r"[^.!]*\.?"
    ),
    "»{0}« er Words besked om en henvisning, som ikke virker",
    "skriv henvisningen selv: [](bilag:id), [](afsnit:id) eller [](tabel:id)",
)
_REST = (
    Sign(
        "word-rest",
        re.compile(r"(?<!\.)\.{5,} ?\d+\b|…{2,} ?\d+\b"),
        "»{0}« ligner en linje fra en indholdsfortegnelse",
        "slet den; indholdsfortegnelsen bliver lavet af overskrifterne",
    ),
    Sign(
        "word-rest",
        re.compile(r"\bKlik (?:eller tryk )?her for at \w+ [^.\n]{1,30}\.|\[TOC\]|\bSEQ \w+ \\?\*"),
        "»{0}« er et felt fra Word, som ikke er udfyldt",
        "slet det, eller skriv det, der skal stå der",
    ),
    Sign(
        "word-rest",
        re.compile(r"\[[A-ZÆØÅ]{1,4}\d{1,3}\]"),
        "»{0}« ligner mærket ved en kommentar i Word",
        "slet mærket, og ret det, som kommentaren handler om",
    ),
)


def check_leftovers(edition: Edition) -> Iterator[Diagnostic]:
    """Word's fields and marks, and places that somebody was to fill in, in titles and chapters."""
    for text in texts_of(edition):
        for remark in remarks((_BROKEN_FIELD,), text.value):
            yield error(remark.kind, remark.message, text.span, remark.hint)
        for remark in remarks(_REST, text.value):
            yield warning(remark.kind, remark.message, text.span, remark.hint)
        placeholder = "" if edition.status is Status.FINAL else placeholder_in(text.value)  # check/final.py tells there
        if placeholder:
            message = f"»{placeholder}« holder pladsen for noget, der ikke er skrevet endnu"
            yield warning(
                "pladsholder", message, text.span, "skriv det, der skal stå der, eller lav en ramme: ::: udestår hvem"
            )
