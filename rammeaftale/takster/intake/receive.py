"""Takes a sender's workbook and the known names, gives the file as it was understood, with all that is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath

from rammeaftale.base.danish import format_exact, format_short_date, listing
from rammeaftale.base.diagnostics import CellSpan, Checked, FileSpan, Span
from rammeaftale.base.findings import Findings
from rammeaftale.model.intake import ColumnMatch, ColumnNames, HiddenRows, Line, Raw, Received
from rammeaftale.model.takst_columns import BY_FIELD
from rammeaftale.model.takster import Origin
from rammeaftale.read.tables.sheet import Cell, CellFault, CellValue, Sheet, Workbook
from rammeaftale.takster.intake.columns import FROM_OWNER, Columns, find_columns
from rammeaftale.takster.intake.header import Table, find_table, no_lines
from rammeaftale.takster.intake.owner import Owner, find_owner
from rammeaftale.takster.intake.rows import Rows, find_rows
from rammeaftale.takster.intake.values import column_values
from rammeaftale.takster.row import decode_row
from rammeaftale.takster.values import is_empty

_WORDS = (str, Decimal, type(None))
_MERGED = "flettede celler gælder alle deres rækker"
_MOST_SHOWN = 60
"""Letters of a cell that is not used: enough to know it again."""
_FILLED = "tomme celler er udfyldt med filens driftsherre"


def receive(
    workbook: Workbook,
    digest: str,
    names: ColumnNames,
    driftsherrer: Mapping[str, str],
    region: str,
    hidden: HiddenRows = HiddenRows.UNDECIDED,
) -> Checked[Received | None]:
    """The file's lines; None when no table is found in it or it cannot be seen whose it is.

    A line with a fault has no takst; the others are given. `driftsherrer` are the parties' names by code,
    `region` the short name of the region, `hidden` what a person has decided of the file's hidden rows.
    """
    findings = Findings()
    table = findings.take(find_table(workbook, names))
    if table is None:
        return Checked(None, findings.all)
    columns = findings.take(find_columns(table, names))
    rows = findings.take(find_rows(table, columns, hidden))
    owner = findings.take(find_owner(workbook, table, rows.straight, driftsherrer, region))
    if not rows.used:
        start = table.sheet.rows[table.rows[-1]][0].span
        findings.add(no_lines(start))
    values = _Values(columns, rows, owner, findings)
    lines = tuple(values.line(index, workbook.path, table, findings) for index in range(len(rows.used)))
    if owner is None:
        return Checked(None, findings.all)
    received = Received(
        path=workbook.path,
        digest=digest,
        driftsherre_code=owner.code,
        driftsherre=owner.name,
        identified_by=owner.told_by,
        kind=f"{workbook.kind} ({workbook.remark})" if workbook.remark else workbook.kind,
        sheet=table.sheet.name,
        header_rows=tuple(row + 1 for row in table.rows),
        columns=values.matches,
        unused=columns.unused,
        lines=lines,
        left_out=rows.left_out,
        other_sheets=tuple(_shown(sheet) for sheet in workbook.sheets if sheet is not table.sheet),
        hidden_rows=rows.hidden,
        hidden=hidden if rows.hidden else HiddenRows.UNDECIDED,
    )
    return Checked(received, findings.all)


def _shown(sheet: Sheet) -> str:
    """A sheet that is not read, and why not where that is not plain."""
    if sheet.is_hidden:
        return f"»{sheet.name}« (skjult)"
    if sheet.fault:
        return f"»{sheet.name}« ({'for stort' if sheet.rows else 'ødelagt'})"
    return f"»{sheet.name}«"


class _Values:
    """The values of the rows by field, column by column, ready to be decoded row by row."""

    def __init__(self, columns: Columns, rows: Rows, owner: Owner | None, findings: Findings) -> None:
        self._rows, self._shifted = rows.used, rows.shifted
        self._by_field: dict[str, tuple[CellValue, ...]] = {}
        self._refused: set[int] = set()
        self._doubled, self._unused = columns.doubled, columns.refused
        self._strangers = owner.strangers if owner else frozenset()
        self._owner = {"driftsherre_code": owner.code, "driftsherre": owner.name} if owner else {}
        matches = []
        for match in columns.matches:
            field = match.field
            cells = [row[field]._replace(value=None) if n in rows.shifted else row[field] for n, row in self._rows]
            checked = column_values(BY_FIELD[field], cells)
            read = checked.value
            self._by_field[field] = read.values
            if field not in self._doubled:
                findings.add(*checked.diagnostics)
                self._refused |= read.refused
            filled = field in self._owner and None in read.values
            remarks = (match.remark, read.remark, _MERGED if field in rows.merged else "", _FILLED if filled else "")
            matches.append(replace(match, remark="; ".join(remark for remark in remarks if remark)))
        self.matches: tuple[ColumnMatch, ...] = tuple(matches)

    def line(self, index: int, path: str, table: Table, findings: Findings) -> Line:
        """A line, and what cannot be used in it, except what the whole file lacks: a column, its driftsherre."""
        number, row = self._rows[index]
        cells = {field: cell.span for field, cell in row.items()}
        refused = self._refused_in(table.sheet.rows[number - 1])
        if number in self._shifted:
            return Line(number, {field: _raw(cell.value) for field, cell in row.items()}, cells, None, refused)
        values = {field: column[index] for field, column in self._by_field.items()}
        raw = {field: _raw(value) for field, value in values.items()}
        where = cells.get("tilbud") or CellSpan(path, table.sheet.name, f"A{number}")
        absent = FileSpan(path)
        reported = self._doubled if self._owner else self._doubled.union(FROM_OWNER)
        values = {field: value for field, value in values.items() if field not in self._doubled}

        def span_of(field: str) -> Span:
            return absent if field in reported else cells.get(field, absent)

        origin = Origin(PurePosixPath(path).name, table.sheet.name, number)
        owner = {field: name for field, name in self._owner.items() if isinstance(values.get(field, ""), _WORDS)}
        checked = decode_row(values | owner, span_of, where, origin, cells)
        findings.add(*(fault for fault in checked.diagnostics if fault.span is not absent))
        is_unusable = index in self._refused or number in self._strangers
        return Line(number, raw, cells, None if is_unusable else checked.value, refused)

    def _refused_in(self, cells: Sequence[Cell]) -> Mapping[str, str]:
        """What a row has in the columns that are not used."""
        told = {
            field: listing(
                f"{_shown_value(value)} under »{heading.shown}«"
                for heading in headings
                if not is_empty(value := cells[heading.column].value)
            )
            for field, headings in self._unused.items()
        }
        return {field: text for field, text in told.items() if text}


def _shown_value(value: CellValue) -> str:
    """A cell as a Dane reads it."""
    raw = _raw(value)
    return format_exact(raw) if isinstance(raw, Decimal) else str(raw)[:_MOST_SHOWN]


def _raw(value: CellValue) -> Raw:
    """A cell as text or number."""
    if isinstance(value, _WORDS):  # nearly always
        return value
    match value:
        case CellFault(shown):
            return shown
        case bool():
            return "SAND" if value else "FALSK"
        case date():
            return format_short_date(value)
