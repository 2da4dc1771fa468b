"""Takes what was found in an edition and what of its files is not known, gives the findings that hold all the same.

Many findings say that something is nowhere: a fact, a place in a text, a use of a file. They hold only where all is
known that could have it. Here stands, for each such kind, what it rests on; where that has a fault, nothing is said
but that the question is open, in one sentence for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from rammeaftale.base.danish import listing
from rammeaftale.base.diagnostics import Diagnostic, Severity, TextSpan, note
from rammeaftale.check.unknown import OF_SENT, TEXT_LISTS, Unknown, unused_in
from rammeaftale.decode.facts import OF_REGISTER
from rammeaftale.decode.paths import FORA, KOMMUNER, LAWS, OMRAADE, PICTURE_ENDINGS, SHORT_FORMS

_NUMBERED = re.compile(r"\b(?:afsnit|kapitel|bilag|figur|tabel) [0-9]", re.IGNORECASE)
_MOST_NAMED = 4
"""Files that the sentence names; of more it gives the number."""
_OF_ONE_LINE = frozenset({"ord-for-bredt", "ord-brudt", "formel-tegn"})
"""Kinds that stand at the words which they are about."""


_Waits = Callable[[Diagnostic, Unknown], Iterable[str]]
"""The files that a finding waits for; none when it holds."""


class _Question(NamedTuple):
    """What is asked, in Danish words after »ikke kontrolleret:«, the kinds that answer it, and what they rest on."""

    what: str
    kinds: frozenset[str]
    waits: _Waits


def _fact(finding: Diagnostic, unknown: Unknown) -> Iterator[str]:
    if unknown.fakta in unknown.vague:
        yield unknown.fakta
    if finding.missing in OF_REGISTER:
        yield from unknown.keys("takstregister")


def _reference(finding: Diagnostic, unknown: Unknown) -> Iterable[str]:
    match finding.missing.partition(":")[0]:
        case "lov":
            return unknown.faulty & {LAWS}
        case "bilag" | "dokument":
            return unknown.lists("bilag", "dokumenter")
        case _:
            return unknown.texts(unknown.vague)


def _unused(finding: Diagnostic, unknown: Unknown) -> Iterator[str]:
    """A text is named in udgave.yaml, a picture in a text beside it, a sender's file in the register's list.

    What is missing may be there by another name.
    """
    path = finding.span.path if finding.span else ""
    if path.endswith(PICTURE_ENDINGS):
        yield from unknown.texts(
            [text for text in unknown.faulty if text.rpartition("/")[0] == path.rpartition("/")[0]]
        )
    elif path.endswith(".md"):
        yield from unknown.lists(*TEXT_LISTS)
    elif path.endswith((".yaml", ".yml")):
        beside = path.rpartition("/")[0]
        yield from (data for data in unknown.vague if data.rpartition("/")[0] == beside and data.endswith(".yaml"))
    else:
        yield from unknown.lists(*TEXT_LISTS)
        yield from unknown.registers()
        yield from unknown.keys("takstregister")


def _anything(_: Diagnostic, unknown: Unknown) -> Iterator[str]:
    yield from unknown.texts(unknown.faulty)
    yield from unknown.faulty & {LAWS, FORA, unknown.udgave}
    yield from unknown.takster()


def _of_text(finding: Diagnostic, unknown: Unknown) -> Iterable[str]:
    """What is said of a text's own tables and words."""
    return unknown.vague & {finding.span.path if finding.span else ""}


def _of_words(finding: Diagnostic, unknown: Unknown) -> Iterator[str]:
    """What is said of the words as they are printed: in a line, or in a table, a note or a title of several lines."""
    yield from _of_text(finding, unknown)
    span = finding.span
    if isinstance(span, TextSpan):
        is_of_line = finding.kind in _OF_ONE_LINE
        if any(path == span.path and (line == span.line or not is_of_line) for path, line, _ in unknown.stand_ins):
            yield from _behind_names(span.path, unknown)


def _behind_names(path: str, unknown: Unknown) -> Collection[str]:
    """The files to mend where a text prints a name in place of what it stands for."""
    return unknown.faulty & {unknown.fakta, LAWS} or {path}


def _owed(finding: Diagnostic, unknown: Unknown) -> Iterator[str]:
    """What is owed is listed while the edition is a draft, by numbers that a heading more or less would change.

    A chapter whose text is missing keeps its number.
    """
    yield from unknown.keys("status")
    at = finding.span.path if finding.span else ""
    if any(path == at and name and name in finding.message for path, _, name in unknown.stand_ins):
        yield from _behind_names(at, unknown)
    if _NUMBERED.search(finding.message):
        yield from (path for path in unknown.vague if path.endswith(".md"))
        yield from unknown.keys(*TEXT_LISTS)


def _keys(*keys: str) -> _Waits:
    return lambda _, unknown: unknown.keys(*keys)


_QUESTIONS = (
    _Question(
        "om alle oplysninger findes",
        frozenset({"fakta-ukendt", "beregning-ukendt", "graense-vaerdi", "omraade-oplysning"}),
        _fact,
    ),
    _Question("om alle henvisninger har et mål", frozenset({"henvisning-ukendt"}), _reference),
    _Question(
        "om alle love står i lovregistret", frozenset({"lov-ukendt"}), lambda _, unknown: unknown.faulty & {LAWS}
    ),
    _Question(
        "om alle love er forklaret", frozenset({"lov-uforklaret"}), lambda _, unknown: unknown.faulty & {SHORT_FORMS}
    ),
    _Question(
        "om tabellerne i omraade.yaml findes",
        frozenset({"omraade-tabel", "omraade-raekke"}),
        lambda _, unknown: unknown.texts(unknown.faulty),
    ),
    _Question("om tabellerne har så mange rækker, som der står", frozenset({"p13-antal"}), _of_text),
    _Question(
        "om alle ord har plads",
        frozenset({"ord-for-bredt", "ord-brudt", "tabel-for-bred", "note-for-lang", "tekst-for-lang"}),
        _of_words,
    ),
    _Question("om alle formler kan læses op", frozenset({"formel-tegn"}), _of_words),
    _Question(
        "om afstamningen passer",
        frozenset({"afstamning-ukendt", "afstamning-raekke", "afstamning-adresse", "afstamning-ukendt-dengang"}),
        _anything,
    ),
    _Question("om alle filer bliver brugt", frozenset({"fil-ubrugt"}), _unused),
    _Question(OF_SENT, frozenset({"indberetning-aendret"}), lambda _, unknown: unknown.lists_of_files()),
    _Question(
        "om takster og figurer har data",
        frozenset({"indsaet-uden-data", "figur-uden-data"}),
        lambda _, unknown: (*unknown.keys("dokumenter"), *unknown.takster()),
    ),
    _Question(
        "om årene passer med perioden",
        frozenset(
            {"udgave-periode", "udgave-titel", "periode-skrivemaade", "takstregister-aar", "takstaftale-periode"}
        ),
        _keys("periode", "titel"),
    ),
    _Question("om dagene passer med perioden", frozenset({"udgave-dato"}), _keys("periode", "dato", "status")),
    _Question("hvad der mangler, før udgaven er endelig", frozenset({"udestaar", "pladsholder"}), _owed),
)
RESTING = {kind: question.what for question in _QUESTIONS for kind in question.kinds}
"""The kinds that hold only where something is known, with the question that they answer."""


def settled(findings: Iterable[Diagnostic], unknown: Unknown) -> tuple[Diagnostic, ...]:
    """The findings that hold, and at the end, where any does not or something was not asked, the sentence about it."""
    waiting: dict[str, set[str]] = {}
    for what, path in unknown.skipped:
        waiting.setdefault(what, set()).add(path)
    holding: list[Diagnostic] = []
    held: dict[str, frozenset[str]] = {}
    for finding in findings:
        files = waits_for(finding, unknown)
        if _is_there(finding.missing, unknown):
            continue
        if files:
            waiting.setdefault(_BY_KIND[finding.kind].what, set()).update(files)
            if finding.severity is Severity.ERROR and finding.span:
                held[finding.span.path] = files
        else:
            holding.append(finding)
    for finding in holding:
        held.pop(finding.span.path if finding.span and finding.severity is Severity.ERROR else "", None)
    # A file whose errors are all held back is not named: the files are, which they wait for.
    named = {what: {root for path in paths for root in held.get(path, {path})} for what, paths in waiting.items()}
    return (*holding, _said(named)) if named else tuple(holding)


def _is_there(missing: str, unknown: Unknown) -> bool:
    """Whether the name is there after all, with a fault that was told."""
    has_fault = {unknown.fakta, KOMMUNER, OMRAADE, LAWS} & unknown.faulty
    is_of_register = missing in OF_REGISTER and any(unknown.takster()) and not any(unknown.keys("takstregister"))
    return is_of_register or (bool(has_fault) and missing in unknown.lost.names)


def unused_files(findings: Iterable[Diagnostic], unknown: Unknown) -> frozenset[str]:
    """The files that nothing uses for sure."""
    return unused_in(finding for finding in findings if not waits_for(finding, unknown))


def as_warnings(findings: Iterable[Diagnostic], paths: Collection[str]) -> tuple[Diagnostic, ...]:
    """The findings, where an error in one of the files is a warning: nothing uses them, so it reaches no product."""
    return tuple(
        replace(finding, severity=Severity.WARNING)
        if finding.severity is Severity.ERROR and finding.span and finding.span.path in paths
        else finding
        for finding in findings
    )


def waits_for(finding: Diagnostic, unknown: Unknown) -> frozenset[str]:
    """The files that must be mended before it is known whether a finding holds; none when it does."""
    question = _BY_KIND.get(finding.kind)
    return frozenset(question.waits(finding, unknown)) if question else frozenset()


_BY_KIND = {kind: question for question in _QUESTIONS for kind in question.kinds}


def _said(waiting: dict[str, set[str]]) -> Diagnostic:
    files = sorted(set().union(*waiting.values()))
    where = listing(files) if len(files) <= _MOST_NAMED else f"{len(files)} filer"
    message = f"ikke kontrolleret endnu: {listing(waiting)}; det bliver det, når fejlene i {where} er rettet"
    return note("ikke-kontrolleret", message, None)
