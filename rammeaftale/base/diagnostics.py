"""What every stage says about its input: diagnostics as values, never exceptions (docs/arkitektur.md, invariant 3).

A stage takes frozen input and gives `Checked(value, diagnostics)`, with all findings; what it made of faulty input is
used to find more, and nothing else. Printing is apart, in `base/report.py`.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

PROGRAM_CALL = ".venv/bin/python build.py"
"""How the program is called from the project's folder, as messages and the guides write it."""

_KIND_OF_RULE = re.compile(r"([a-z][0-9]{1,2})-")


class Severity(Enum):
    """How grave a finding is; the value is the Danish word the editor sees."""

    ERROR = "fejl"
    WARNING = "advarsel"
    NOTE = "oplysning"
    ACCEPTED = "accepteret"
    GAP = "udestår"


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """A place in a text file: path inside the repository, line and column from 1, length in characters (at least 1)."""

    path: str
    line: int
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    def shifted(self, columns: int, length: int) -> TextSpan:
        """The same line, `columns` further to the right and `length` characters long."""
        return TextSpan(self.path, self.line, self.column + columns, max(length, 1))


class CellSpan(NamedTuple):
    """A place in a workbook: its path, name of the sheet (empty in a CSV file, which has none), cell such as `C14`.

    A tuple, since a file of senders has hundreds of thousands of them.
    """

    path: str
    sheet: str
    cell: str

    def __str__(self) -> str:
        sheet = f", ark »{self.sheet}«" if self.sheet else ""
        return f"{self.path}{sheet}, celle {self.cell}"


@dataclass(frozen=True, slots=True, order=True)
class FileSpan:
    """A whole file or folder, where no line can be named."""

    path: str

    def __str__(self) -> str:
        return self.path


Span = TextSpan | CellSpan | FileSpan


@dataclass(frozen=True, slots=True)
class RegisterPosition:
    """Which part of a takst register a finding is about: the driftsherre's code, the line's id, the field of a takst.

    A part that is empty is not named: a finding can be about all lines of a driftsherre, or about all driftsherrer.
    """

    driftsherre: str = ""
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `kind` is stable ASCII that tests and tools may rely on (`henvisning-ukendt`); what a rule finds has a kind that
    begins with the rule (`t1-takststop`). `message` is the Danish sentence for the editor; `hints` say how to fix it;
    `related` names other places, each with a few words; `in_register` is empty for what is not about takster.
    `own_hints` are what only those can do who keep the files here: no part of an answer to a sender. `owed_by` is who
    must deliver what is missing; empty for all but gaps. `missing` is the name that the finding says is nowhere, as it
    is written: `gruppe.navn`, `afsnit:id`.
    """

    severity: Severity
    kind: str
    message: str
    span: Span | None = None
    hints: tuple[str, ...] = ()
    related: tuple[tuple[Span, str], ...] = ()
    in_register: RegisterPosition = RegisterPosition()
    own_hints: tuple[str, ...] = ()
    owed_by: str = ""
    missing: str = ""

    @property
    def all_hints(self) -> tuple[str, ...]:
        """What whoever keeps the files here is told."""
        return (*self.hints, *self.own_hints)

    @property
    def rule(self) -> str:
        """The rule of docs/regler.md that is broken, `T1`; empty when the finding is of no rule."""
        match = _KIND_OF_RULE.match(self.kind)
        return match[1].upper() if match else ""


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """A stage's value and what it found. The value is usable even when there are errors: later checks may still run."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """True when no finding is an error."""
        return not any(d.severity is Severity.ERROR for d in self.diagnostics)


class Refused(ValueError):  # noqa: N818  the file's or the editor's fault, not ours
    """A file or a value cannot be used: kind, message and hints of the finding that it becomes.

    Raised by those who do not know where the thing stands; whoever knows it makes the finding with `at`.
    """

    def __init__(self, kind: str, message: str, *hints: str) -> None:
        super().__init__(kind, message, *hints)
        self.kind = kind
        self.message = message
        self.hints = hints

    def __str__(self) -> str:
        return self.message

    def at(self, span: Span | None) -> Diagnostic:
        """The finding, at its place."""
        return error(self.kind, self.message, span, *self.hints)


def error(kind: str, message: str, span: Span | None, *hints: str) -> Diagnostic:
    """A finding that stops the build."""
    return Diagnostic(Severity.ERROR, kind, message, span, hints)


def warning(kind: str, message: str, span: Span | None, *hints: str) -> Diagnostic:
    """A finding that the editor should look at; the build goes on."""
    return Diagnostic(Severity.WARNING, kind, message, span, hints)


def note(kind: str, message: str, span: Span | None, *hints: str) -> Diagnostic:
    """Something worth knowing that asks for nothing."""
    return Diagnostic(Severity.NOTE, kind, message, span, hints)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by place, then kind, without doubles: the same findings print the same way every time.

    What has no place comes last.
    A workbook is read as text is, row by row: sheet by name, then row, then column, so that C2 comes before C10, Z1
    before AA1, and AA1 before B3.
    """
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span is None, _position(d.span), d.kind, d.message)))


def _position(span: Span | None) -> tuple[str, str, int, int, str]:
    """File, sheet, line or row, column; the letters of a column sort as it counts when the shorter ones come first."""
    match span:
        case TextSpan(path, line, column):
            return path, "", line, column, ""
        case CellSpan(path, sheet, cell):
            letters = cell.rstrip(string.digits)
            return path, sheet, int(cell[len(letters) :] or 0), len(letters), letters
        case FileSpan(path):
            return path, "", 0, 0, ""
        case None:
            return "", "", 0, 0, ""
