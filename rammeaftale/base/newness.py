"""Which findings are new: those that the content did not give at an earlier time.

A finding has no name that lasts, and its line moves with every line that is written above it. So it is the same when
it says the same of the same file, as often as it did; which one of several is new, the words of its line tell.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rammeaftale.base.diagnostics import Diagnostic, TextSpan

_Lines = Callable[[str], list[str]]
"""The lines of a source file by path; empty when it cannot be read."""


class Noted(NamedTuple):
    """What is kept of a finding to know it by: what it says, and of which file (empty when of none).

    `line` is a digest of the words of the line that it stands on (empty where it has none), `place` tells two findings
    of one time apart.
    """

    severity: str
    kind: str
    message: str
    path: str
    line: str
    place: str


@dataclass(frozen=True, slots=True)
class News:
    """Which findings are new since when; `since` is empty when nothing earlier is known, and then all of them are.

    `remark` says what makes it uncertain, or why nothing is known; it may be empty. `is_asked` tells that somebody has
    named the time, who is owed the reason.
    """

    new: frozenset[Diagnostic]
    since: str = ""
    remark: str = ""
    is_asked: bool = False


def noted(findings: Iterable[Diagnostic], lines: _Lines) -> tuple[Noted, ...]:
    """What is kept of each finding."""
    return tuple(_noted(finding, lines) for finding in findings)


def _noted(finding: Diagnostic, lines: _Lines) -> Noted:
    span, words = finding.span, ""
    if isinstance(span, TextSpan) and len(source := lines(span.path)) >= span.line:
        words = " ".join(source[span.line - 1].split())
    digest = hashlib.sha256(words.encode(errors="replace")).hexdigest() if words else ""
    path = span.path if span else ""
    return Noted(finding.severity.value, finding.kind, finding.message, path, digest, str(span or ""))


def new_since(
    findings: Sequence[Diagnostic], before: Iterable[Noted], lines: _Lines, is_there: Callable[[str], bool]
) -> frozenset[Diagnostic]:
    """Those of the findings that are not among those of before; `is_there` tells whether a file is there now.

    What was said of a file that is gone may be said of another: it has a new name, or was moved.
    """
    left = list(zip(findings, noted(findings, lines), strict=True))
    known = list(dict.fromkeys(before))
    for same in (_on_the_line, _in_the_file):
        left, known = _unpaired(left, known, same)
    homeless = [note for note in known if not is_there(note.path)]
    left, _ = _unpaired(left, homeless, _on_a_line_anywhere)
    return frozenset(finding for finding, _ in left)


def _on_the_line(note: Noted) -> tuple[str, ...]:
    return note[:-1]


def _in_the_file(note: Noted) -> tuple[str, ...]:
    return note[:-2]


def _on_a_line_anywhere(note: Noted) -> tuple[str, ...]:
    return (note.severity, note.kind, note.message, note.line)


def _unpaired(
    left: Sequence[tuple[Diagnostic, Noted]], known: Sequence[Noted], same: Callable[[Noted], tuple[str, ...]]
) -> tuple[list[tuple[Diagnostic, Noted]], list[Noted]]:
    """What is left on both sides when each finding has taken one of before that is the same."""
    free = Counter(map(same, known))
    taken: Counter[tuple[str, ...]] = Counter()
    unpaired = []
    for finding, note in left:
        if free[same(note)] > taken[same(note)]:
            taken[same(note)] += 1
        else:
            unpaired.append((finding, note))
    unused = []
    for note in known:
        if taken[same(note)] > 0:
            taken[same(note)] -= 1
        else:
            unused.append(note)
    return unpaired, unused
