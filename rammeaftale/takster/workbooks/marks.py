"""Remarks → the cells of the answer that they colour, with all that is said of each as its comment.

What is said of a whole column colours its heading, and every cell below it in which the sender wrote something that is
not used: a heading alone is easily overlooked, and an empty cell does not say that something stood there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rammeaftale.base.diagnostics import Severity
from rammeaftale.model.intake import Line
from rammeaftale.model.takst_columns import BY_FIELD
from rammeaftale.takster.workbooks.excel import FILLS, HEADING_ROW, Mark
from rammeaftale.takster.workbooks.remarks import FIELDS, WHOLE_LINE, Remark, sentence

_MISSING, _UNKNOWN = "takst-kolonne-mangler", "takst-kolonne-ukendt"
_INSTEAD = {
    "takst-kolonne-tusind": "skriv beløbet i hele kr.",
    "takst-kolonne-dobbelt": "skriv det, der gælder",
    _MISSING: "skriv det her, hvis det hører til her",
    _UNKNOWN: "skriv det her, hvis det hører til her",
}
"""What to write in a cell, by the kind of what is wrong with the column that the sender had."""


def marks(lines: Sequence[Line], noted: Sequence[Remark]) -> Mapping[tuple[int, int], Mark]:
    """Each cell with the gravest of what is said of it; `noted` begins with the gravest."""
    by_cell: dict[tuple[int, int], list[tuple[Severity, str]]] = {}
    for remark in noted:
        severity = remark.finding.severity
        if severity in FILLS:
            for cell, comment in _cells(lines, remark):
                by_cell.setdefault(cell, []).append((severity, comment))
    return {
        cell: Mark(several[0][0], "\n\n".join(dict.fromkeys(comment for _, comment in several)))
        for cell, several in by_cell.items()
    }


def _cells(lines: Sequence[Line], remark: Remark) -> Iterator[tuple[tuple[int, int], str]]:
    """The cells that a remark is about, and its words in each."""
    column = FIELDS.index(remark.field or WHOLE_LINE)
    if remark.line is not None:
        yield (remark.line, column), _comment(remark)
    elif remark.is_of_column:
        yield (HEADING_ROW, column), _comment(remark)
        for index, line in enumerate(lines):
            if told := _unused(remark, line):
                yield (index, column), f"{_grade(remark)}: {told}"


def _unused(remark: Remark, line: Line) -> str:
    """What a cell of a column that cannot be used should hold; nothing where there is nothing to do."""
    field, kind = remark.field, remark.finding.kind
    if kind == _UNKNOWN and BY_FIELD[field].is_required:  # the error that the column is missing says it
        return ""
    if field in line.refused and kind in _INSTEAD:
        return sentence(f"I skrev {line.refused[field]}: {_INSTEAD[kind]}")
    return sentence(f"{BY_FIELD[field].heading} mangler: {remark.finding.hints[0]}") if kind == _MISSING else ""


def _comment(remark: Remark) -> str:
    return "\n".join(part for part in (f"{_grade(remark)}: {remark.message}", remark.advice_here) if part)


def _grade(remark: Remark) -> str:
    rule = remark.finding.rule
    return remark.finding.severity.value.upper() + (f" ({rule})" if rule else "")
