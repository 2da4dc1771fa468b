"""What was found in a driftsherre's file → remarks, each with the line and field of our answer that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rammeaftale.base.danish import visible
from rammeaftale.base.diagnostics import CellSpan, Diagnostic, Severity, Span
from rammeaftale.model.intake import Line, Received
from rammeaftale.model.takst_columns import COLUMNS
from rammeaftale.model.takster import Takst
from rammeaftale.takster.workbooks.wording import SEVERITIES

FIELDS = tuple(column.field for column in COLUMNS)
_ROW = re.compile(r"[A-Z]+([0-9]+)")
_SENTENCE_END = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A line of the answer: as it was received, and the takst that the register made of it, if it could be used."""

    received: Line
    takst: Takst | None

    @property
    def id(self) -> str:
        """The line's id, empty when it has none yet."""
        return self.takst.id if self.takst else str(self.received.raw.get("id") or "")

    @property
    def name(self) -> str:
        """`Birkegården, Nord`."""
        if self.takst:
            return self.takst.name
        names = (self.received.raw.get(field) for field in ("tilbud", "afdeling"))
        return ", ".join(visible(str(name)) for name in names if name)


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding. `line` is the index among the answer's lines and `field` the column; None and "" when it has none.

    `sent` is the place in the file that the driftsherre sent.
    """

    line: int | None
    field: str
    diagnostic: Diagnostic

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self.diagnostic.severity

    @property
    def sent(self) -> str:
        """`Ark1, celle C14`, or nothing when it is about no one cell."""
        span = self.diagnostic.span
        if not isinstance(span, CellSpan):
            return ""
        return f"{span.sheet}, celle {span.cell}" if span.sheet else f"celle {span.cell}"

    @property
    def message(self) -> str:
        """What is wrong, as a sentence."""
        return sentence(self.diagnostic.message)

    @property
    def advice(self) -> str:
        """How to mend it, and other cells of the sent file to look at. The secretariat's files are not the sender's."""
        others = (
            f"{words}: celle {span.cell} i jeres fil"
            for span, words in self.diagnostic.related
            if isinstance(span, CellSpan)
        )
        return " ".join(sentence(text) for text in (*self.diagnostic.hints, *others))


def answer_lines(received: Received, takster: Sequence[Takst]) -> tuple[AnswerLine, ...]:
    """The lines of the file by its own order, each with its takst of the register, or the one that the intake made."""
    made = {(takst.origin.sheet, takst.origin.row): takst for takst in takster if _is_from(takst, received)}
    return tuple(AnswerLine(line, made.get((received.sheet, line.row), line.takst)) for line in received.lines)


def _is_from(takst: Takst, received: Received) -> bool:
    return received.path.rpartition("/")[2] == takst.origin.file


def remarks(
    lines: Sequence[AnswerLine], findings: Sequence[Diagnostic], diagnostics: Sequence[Diagnostic]
) -> tuple[Remark, ...]:
    """All that was found, the gravest first and then by the order of the lines."""
    unique = dict.fromkeys(map(_Finder(lines).remark, (*findings, *diagnostics)))
    return tuple(sorted(unique, key=_order))


def _order(remark: Remark) -> tuple[int, int, int, str]:
    line = -1 if remark.line is None else remark.line
    column = FIELDS.index(remark.field) if remark.field else -1
    return SEVERITIES.index(remark.severity), line, column, remark.diagnostic.rule


class _Finder:
    """Knows which line an id, a cell or a row of the sent file belongs to."""

    def __init__(self, lines: Sequence[AnswerLine]) -> None:
        self._by_id = {line.id: index for index, line in enumerate(lines) if line.id}
        self._by_row = {
            (span.sheet, line.received.row): index
            for index, line in enumerate(lines)
            for span in line.received.cells.values()
        }
        self._by_cell: Mapping[CellSpan, tuple[int, str]] = dict(reversed(list(_cells(lines))))

    def remark(self, finding: Diagnostic) -> Remark:
        line, field = self._place(finding.span)
        named = finding.in_register
        if named.row:
            line = self._by_id.get(named.row, line)
        return Remark(line, named.column or ("" if named.row else field), finding)

    def _place(self, span: Span | None) -> tuple[int | None, str]:
        if not isinstance(span, CellSpan):
            return None, ""
        if span in self._by_cell:
            return self._by_cell[span]
        row = _ROW.fullmatch(span.cell)
        return (self._by_row.get((span.sheet, int(row[1]))) if row else None), ""


def _cells(lines: Sequence[AnswerLine]) -> Iterator[tuple[CellSpan, tuple[int, str]]]:
    for index, line in enumerate(lines):
        for field, span in line.received.cells.items():
            yield span, (index, field)


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    shown = visible(text)
    if not shown:
        return ""
    return shown[0].upper() + shown[1:] + ("" if shown.endswith(_SENTENCE_END) else ".")
