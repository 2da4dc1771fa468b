"""Diagnostics → text: for people with the line shown, for GitHub as annotations, for programs as JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from rammeaftale.base.danish import counted, listing
from rammeaftale.base.diagnostics import CellSpan, Diagnostic, FileSpan, RegisterPosition, Severity, Span, TextSpan
from rammeaftale.base.newness import News
from rammeaftale.base.unseen import HIDDEN, harmless, without_hidden
from rammeaftale.model.takst_columns import BY_FIELD

Lines = Callable[[str], list[str]]
"""The lines of a source file by path; empty when it cannot be read."""

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
"""GitHub's words for how grave it is; all else is a notice."""
_SHOWN_WIDTH = 68
"""Of a line of source: with its number and the marks of what is cut, it fits in a terminal of 80."""


def as_text(diagnostic: Diagnostic, lines: Lines) -> str:
    """The finding with its line, the spot underlined, other places and hints. A gap says all that its line does."""
    span = diagnostic.span
    margin = " " * (len(str(span.line)) if isinstance(span, TextSpan) else 1)
    rows = [f"{diagnostic.severity.value}[{diagnostic.kind}]: {diagnostic.message}"]
    if span is not None:
        rows.append(f"{margin} --> {span}")
    is_shown = isinstance(span, TextSpan) and diagnostic.severity is not Severity.GAP
    if isinstance(span, TextSpan) and is_shown and len(source := lines(span.path)) >= span.line:
        line, column = _window(source[span.line - 1], span.column)
        marks = "^" * max(1, min(span.length, len(line) - column + 1))
        rows += [f" {margin} |", f" {span.line} | {line}", f" {margin} | {' ' * (column - 1)}{marks}"]
    rows += [f" {margin} = {label}: {other}" for other, label in diagnostic.related]
    rows += [f" {margin} = {hint}" for hint in diagnostic.all_hints]
    return "\n".join(map(harmless, rows))


def _window(line: str, column: int) -> tuple[str, int]:
    """The part of a long line around the spot, and the spot's column in it."""
    shown = "".join(letter if letter.isprintable() else "·" for letter in line)
    if len(shown) <= _SHOWN_WIDTH:
        return shown, column
    start = max(0, min(column - _SHOWN_WIDTH // 2, len(shown) - _SHOWN_WIDTH))
    end = start + _SHOWN_WIDTH
    before, after = "…" * (start > 0), "…" * (end < len(shown))
    return f"{before}{shown[start:end]}{after}", column - start + len(before)


def as_github(diagnostic: Diagnostic) -> str:
    """A workflow command that puts the finding on its line in a pull request."""
    command = LEVELS.get(diagnostic.severity, "notice")
    properties = {"title": diagnostic.kind}
    message = diagnostic.message
    if diagnostic.span is not None:
        properties["file"] = diagnostic.span.path
    match diagnostic.span:
        case TextSpan(_, line, column, length):
            properties |= {"line": str(line), "col": str(column), "endColumn": str(column + length)}
        case CellSpan():
            message = f"{diagnostic.span}: {message}"
    written = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    return f"::{command} {written}::{_escaped(chr(10).join([message, *diagnostic.all_hints]))}"


def _escaped(text: str, more: str = "") -> str:
    """The runner's own escapes, so that content can never write a command of its own."""
    for letter in "%\r\n" + more:
        text = text.replace(letter, f"%{ord(letter):02X}")
    return without_hidden(text)


def as_json(diagnostics: Iterable[Diagnostic], news: News | None = None) -> str:
    """A list of objects with Danish keys, stable for programs. Which are new is not known without news since a time."""
    is_new = news.new.__contains__ if news and news.since else lambda _: None
    text = json.dumps([{**_object(d), "ny": is_new(d)} for d in diagnostics], ensure_ascii=False, indent=2)
    return "\n".join(HIDDEN.sub(_json_escape, line).replace("##[", "#\\u0023[") for line in text.split("\n"))


def _json_escape(match: re.Match[str]) -> str:
    """A character as JSON's own escape, in two halves where it needs them."""
    return json.dumps(match[0])[1:-1]


def _object(diagnostic: Diagnostic) -> Mapping[str, object]:
    return {
        "alvor": diagnostic.severity.value,
        "art": diagnostic.kind,
        "regel": diagnostic.rule or None,
        "besked": diagnostic.message,
        "sted": _span_object(diagnostic.span),
        "råd": list(diagnostic.all_hints),
        "se også": [{"sted": _span_object(span), "besked": label} for span, label in diagnostic.related],
        "takst": _register_object(diagnostic.in_register),
        "hvem": diagnostic.owed_by or None,
    }


def _register_object(position: RegisterPosition) -> Mapping[str, str | None] | None:
    if position == RegisterPosition():
        return None
    column = BY_FIELD[position.column].heading if position.column else None
    return {"driftsherre": position.driftsherre or None, "række": position.row or None, "kolonne": column}


def _span_object(span: Span | None) -> Mapping[str, object] | None:
    match span:
        case TextSpan(path, line, column, length):
            return {"fil": path, "linje": line, "kolonne": column, "længde": length}
        case CellSpan(path, sheet, cell):
            return {"fil": path, "ark": sheet, "celle": cell}
        case FileSpan(path):
            return {"fil": path}
        case None:
            return None


SEVERITY_NAMES = {
    Severity.ERROR: ("fejl", "fejl"),
    Severity.WARNING: ("advarsel", "advarsler"),
    Severity.NOTE: ("oplysning", "oplysninger"),
    Severity.ACCEPTED: ("accepteret", "accepterede"),
    Severity.GAP: ("udestående", "udestående"),
}
"""One and several."""


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 fejl, 1 advarsel og 12 udestående`, or `ingen fejl`."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = [] if counts[Severity.ERROR] else ["ingen fejl"]
    parts += [counted(counts[severity], *names) for severity, names in SEVERITY_NAMES.items() if counts[severity]]
    return listing(parts)
