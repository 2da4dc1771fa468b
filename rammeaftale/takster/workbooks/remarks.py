"""What was found in a driftsherre's file → remarks, each with the line and field of our answer that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rammeaftale.base.danish import visible
from rammeaftale.base.diagnostics import CellSpan, Diagnostic, Severity
from rammeaftale.model.intake import Line
from rammeaftale.model.takst_columns import COLUMNS
from rammeaftale.takster.workbooks.excel import HEADING_ROW, cell_name
from rammeaftale.takster.workbooks.sender_words import hints_of

FIELDS = tuple(column.field for column in COLUMNS)
WHOLE_LINE = "tilbud"
"""Where a finding stands that is about a line but no one field of it."""
_SEVERITIES = tuple(Severity)
"""The gravest first."""
_ROW = re.compile(r"[A-Z]+([0-9]+)")
_SENTENCE_END = (".", "!", "?", "…")
_TOO_LARGE = "excel-for-stor"
"""A finding of the whole sheet: the cell that it names is the sheet's last, and in no line of the answer."""
_AS_IT_IS = "den har kun takstkolonnerne"


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding. `line` is the index among the file's lines and `field` the column; None and "" when it has none.

    `beside` are other cells to look at: what they are, their place in the file that was sent, and in the answer.
    """

    line: int | None
    field: str
    finding: Diagnostic
    beside: tuple[tuple[str, str, str], ...] = ()

    @property
    def sent(self) -> str:
        """Where it stands in the file that the driftsherre sent: `Ark1, celle C14`; nothing if in no one cell."""
        span = self.finding.span
        if not isinstance(span, CellSpan):
            return ""
        return f"{span.sheet}, celle {span.cell}" if span.sheet else f"celle {span.cell}"

    @property
    def is_of_column(self) -> bool:
        """Whether it is about a column of the file and no line of it."""
        return self.line is None and bool(self.field) and not self.finding.in_register.row

    @property
    def here(self) -> str:
        """The cell of the answer that it is about, a heading if it is about a column; nothing if about neither."""
        if self.is_of_column:
            return _answer_cell(HEADING_ROW, self.field)
        return "" if self.line is None else _answer_cell(self.line, self.field or WHOLE_LINE)

    @property
    def message(self) -> str:
        """What is wrong, as a sentence."""
        return sentence(self.finding.message)

    @property
    def sent_cell(self) -> str:
        """The cell alone, such as `C14`; nothing if in no one cell."""
        return self.finding.span.cell if isinstance(self.finding.span, CellSpan) else ""

    @property
    def advice(self) -> str:
        """How to fix it, and other cells to look at, for who reads the mail: both files' cells where they differ."""
        others = (
            f"{label}: celle {sent} i jeres fil" + (f" ({here} i den vedhæftede fil)" if here not in ("", sent) else "")
            for label, sent, here in self.beside
        )
        return self._sentences(f"eller send den vedhæftede fil tilbage: {_AS_IT_IS}", others)

    @property
    def advice_here(self) -> str:
        """The same for who has the answer open."""
        others = (
            f"{label}: celle {here} her" + (f", {sent} i jeres fil" if here != sent else "")
            if here
            else f"{label}: celle {sent} i jeres fil"
            for label, sent, here in self.beside
        )
        return self._sentences(f"eller send denne fil tilbage: {_AS_IT_IS}", others)

    def _sentences(self, send_answer: str, others: Iterable[str]) -> str:
        """The hints and the other cells; the answer itself is a remedy where the sheet that was sent is too large."""
        answer = (send_answer,) if self.finding.kind == _TOO_LARGE else ()
        return " ".join(sentence(text) for text in (*hints_of(self.finding), *answer, *others))


def remarks(lines: Sequence[Line], findings: Iterable[Diagnostic]) -> tuple[Remark, ...]:
    """All that was found, the gravest first and then by the order of the lines."""
    by_id: dict[str, int] = {}
    by_row: dict[tuple[str, int], int] = {}
    by_cell: dict[CellSpan, tuple[int, str]] = {}
    for index, line in enumerate(lines):
        by_id[line.id] = index
        for field, span in line.cells.items():
            by_row[span.sheet, line.row] = index
            by_cell.setdefault(span, (index, field))  # a merged cell is the first line's

    def remark(finding: Diagnostic) -> Remark:
        named, span = finding.in_register, finding.span
        index, field = None, ""
        if isinstance(span, CellSpan) and finding.kind != _TOO_LARGE:
            row = _ROW.fullmatch(span.cell)
            index, field = by_cell.get(span) or (by_row.get((span.sheet, int(row[1]))) if row else None, "")
        if named.row:
            index, field = by_id.get(named.row, index), ""
        return Remark(index, named.column or field, finding, tuple(beside(finding)))

    def beside(finding: Diagnostic) -> Iterator[tuple[str, str, str]]:
        """The secretariat's own files are not the sender's."""
        for span, label in finding.related:
            if isinstance(span, CellSpan):
                place = by_cell.get(span)
                yield label, span.cell, "" if place is None else _answer_cell(*place)

    return tuple(sorted(dict.fromkeys(map(remark, findings)), key=_order))


def _answer_cell(line: int, field: str) -> str:
    """The cell of the answer's sheet of takster that has a field of a line, by its index."""
    return cell_name(line + 1, FIELDS.index(field))


def _order(remark: Remark) -> tuple[int, int, int, str]:
    line = -1 if remark.line is None else remark.line
    column = FIELDS.index(remark.field) if remark.field else -1
    return _SEVERITIES.index(remark.finding.severity), line, column, remark.finding.rule


def graded(findings: Iterable[Remark]) -> tuple[int, int, int]:
    """How many fejl, advarsler and oplysninger."""
    severities = [remark.finding.severity for remark in findings]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING), severities.count(Severity.NOTE)


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    shown = visible(text)
    if not shown:
        return ""
    return shown[0].upper() + shown[1:] + ("" if shown.endswith(_SENTENCE_END) else ".")
