"""A driftsherre's file as it was understood and what was found in it → a workbook to correct and send again.

The sheet of takster is one that the intake reads as it stands; it skips the other sheets by their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rammeaftale.base.danish import counted, format_date, format_number, listing
from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.model.agreement import Contact
from rammeaftale.model.intake import ColumnMatch, Line, Received
from rammeaftale.model.takst_columns import BY_FIELD, COLUMNS, UNITS, Form
from rammeaftale.model.takster import Takst, Takstregister
from rammeaftale.takster.intake.seen import row_list
from rammeaftale.takster.intake.shown import read_in
from rammeaftale.takster.workbooks.changes import Change, changes
from rammeaftale.takster.workbooks.excel import FILLS, Link, Mark, Table, TableColumn, Value, workbook
from rammeaftale.takster.workbooks.marks import marks
from rammeaftale.takster.workbooks.register_xlsx import ABOUT_SHEET, FIXED, SHEET, takst_columns, takst_values
from rammeaftale.takster.workbooks.remarks import FIELDS, Remark, graded, remarks

FINDINGS_SHEET, CHANGES_SHEET = "Fund", "Ændringer"
_ADVICE = {
    Severity.ERROR: f"Ret det i arket »{SHEET}«.",
    Severity.WARNING: "Se efter, om det er rigtigt.",
    Severity.NOTE: "Det kræver ikke noget.",
    Severity.ACCEPTED: "Det er aftalt og kræver ikke mere.",
}
"""What to do where the finding itself has no advice."""


def answer_xlsx(
    received: Received,
    findings: Sequence[Diagnostic],
    previous: Takstregister | None,
    about: Takstregister,
    contact: Contact,
) -> bytes:
    """The answer. `findings` are those of reading the file and of the rules, `previous` last year's register.

    `contact` is who gets the file back.
    """
    noted = remarks(received.lines, findings)
    title = f"Takster {about.year}, {received.driftsherre}"
    tables = (
        _takster(title, received, noted),
        _findings(received.lines, noted),
        _changes(received, previous),
        _about(received, about, noted, contact),
    )
    return workbook(title, about.valid_from, tables)


def _takster(title: str, received: Received, noted: Sequence[Remark]) -> Table:
    lines = received.lines
    columns = takst_columns([line.takst for line in lines if line.takst])
    rows = [takst_values(line.takst) if line.takst else tuple(_raw_values(received, line)) for line in lines]
    choices = {FIELDS.index("unit"): UNITS}
    return Table(SHEET, title, columns, rows, marks(lines, noted), FIXED, choices)


def _raw_values(received: Received, line: Line) -> Iterator[Value]:
    """The cells of a line that cannot be used yet, as they stand in the file, and whose it is."""
    owner = {"driftsherre_code": received.driftsherre_code, "driftsherre": received.driftsherre}
    for column in COLUMNS:
        raw = line.raw.get(column.field)
        if raw is None:
            yield owner.get(column.field)
        elif column.form is Form.TEXT:
            yield f"{raw:f}" if isinstance(raw, Decimal) else raw
        else:
            yield raw


def _findings(lines: Sequence[Line], noted: Sequence[Remark]) -> Table:
    columns = (
        TableColumn("Nr.", 7, "0"),
        TableColumn("Alvor", 11),
        TableColumn("Regel", 9),
        TableColumn("Celle her", 10, is_link=True),
        TableColumn("Celle i jeres fil", 18),
        TableColumn("Række-id", 13),
        TableColumn("Tilbud", 26),
        TableColumn("Kolonne", 22),
        TableColumn("Hvad er galt", 64),
        TableColumn("Hvad skal I gøre", 56),
    )
    rows = [_finding(number, remark, lines) for number, remark in enumerate(noted, 1)]
    severities = [remark.finding.severity for remark in noted]
    marks = {(row, 1): Mark(severity, "") for row, severity in enumerate(severities) if severity in FILLS}
    nothing = [(None,) * 8 + ("Vi har ingen bemærkninger til filen.", None)]
    return Table(FINDINGS_SHEET, "Hvad vi har fundet", columns, rows or nothing, marks)


def _finding(number: int, remark: Remark, lines: Sequence[Line]) -> tuple[Value, ...]:
    line = None if remark.line is None else lines[remark.line]
    cell = remark.here
    return (
        Decimal(number),
        remark.finding.severity.value,
        remark.finding.rule,
        Link(cell, SHEET, cell) if cell else None,
        remark.sent,
        line.id if line else None,
        line.name if line else None,
        BY_FIELD[remark.field].heading if remark.field else None,
        remark.message,
        remark.advice_here or _ADVICE.get(remark.finding.severity),
    )


def _changes(received: Received, previous: Takstregister | None) -> Table:
    columns = (
        TableColumn("Række-id", 12),
        TableColumn("Tilbud", 34),
        TableColumn("Hvad er sket", 12),
        TableColumn("Kolonne", 28),
        TableColumn("Før", 36),
        TableColumn("Nu", 36),
        TableColumn("Ændring", 14),
    )
    title = "Ændringer siden året før"
    if previous is None:
        nothing = "Der er ikke takster for året før at sammenligne med."
        return Table(CHANGES_SHEET, title, columns, [(None, nothing, *(None,) * 5)])
    earlier = [takst for takst in previous.takster if takst.driftsherre_code == received.driftsherre_code]
    rows = [row for change in _changed(received.lines, earlier) for row in _change_rows(change)]
    without = sum(not line.id for line in received.lines)
    if without:
        not_compared = f"{counted(without, 'linje', 'linjer')} uden Række-id er ikke sammenlignet."
        rows.append((None, not_compared, *(None,) * 5))
    return Table(CHANGES_SHEET, title, columns, rows or [(None, "Der er ingen ændringer.", *(None,) * 5)])


def _changed(lines: Sequence[Line], earlier: Sequence[Takst]) -> Iterator[Change]:
    """Changes of the lines that have an id. A line is called gone only when all that are left are known by theirs."""
    takster = [line.takst for line in lines if line.takst and line.id]
    ids = {line.id for line in lines if line.id}
    known = [takst for takst in earlier if takst.id in {takst.id for takst in takster}]
    gone = [takst for takst in earlier if takst.id not in ids] if all(line.id for line in lines) else []
    return changes(takster, [*known, *gone])


def _change_rows(change: Change) -> Iterator[tuple[Value, ...]]:
    line = change.takst.id, change.takst.name, change.kind.value
    if not change.fields:
        yield *line, None, None, None, None
    for field in change.fields:
        yield *line, field.heading, field.before, field.after, field.share


def _about(received: Received, about: Takstregister, noted: Sequence[Remark], contact: Contact) -> Table:
    errors, warnings, notes = graded(noted)
    name = received.path.rpartition("/")[2]
    rows: list[Sequence[Value]] = [
        ("Jeres fil", f"{name}, ark »{received.sheet}«" if received.sheet else name),
        ("Driftsherre", f"{received.driftsherre} ({received.driftsherre_code}), kendt på {received.identified_by}"),
        ("Takster for", f"{about.year}, gyldige fra {format_date(about.valid_from)}"),
        ("Læst", read_in(received)),
        ("Fund", f"{errors} fejl, {counted(warnings, 'advarsel', 'advarsler')} og "
                 f"{counted(notes, 'oplysning', 'oplysninger')}"),
        ("Sådan retter I", f"Ret direkte i arket »{SHEET}«, gem filen, og send den igen. Den læses, som den er."),
        ("Send den til", " · ".join(way for way in (contact.name, contact.mail, contact.phone) if way)),
        *_GUIDE,
    ]  # fmt: skip
    rows += [(f"Jeres kolonne {match.letter}", read) for match in received.columns if (read := _match(match))]
    if received.unused:
        rows.append(("Kolonner, der ikke er brugt", listing(f"»{heading}«" for heading in received.unused)))
    if received.other_sheets:
        rows.append(("Ark, der ikke er læst", listing(received.other_sheets)))
    rows += _left_out(received)
    columns = (TableColumn("Oplysning", 30), TableColumn("Indhold", 110))
    return Table(ABOUT_SHEET, "Om filen og om at rette den", columns, rows)


def _left_out(received: Received) -> Iterator[tuple[str, str]]:
    """The rows that are no takster, those with the same reason together."""
    by_reason: dict[str, list[int]] = {}
    for row in received.left_out:
        if row.why != "tom":
            by_reason.setdefault(row.why, []).append(row.row)
    for why, rows in by_reason.items():
        yield f"Jeres {row_list(rows)}", f"er ikke {'takster' if len(rows) > 1 else 'en takst'}: {why}"


def _match(match: ColumnMatch) -> str:
    """How a column was read; nothing where it was read as it says."""
    own = BY_FIELD[match.field].heading
    read = f"»{match.heading}«" if match.heading == own else f"»{match.heading}« er læst som »{own}«"
    if match.heading == own and not match.remark:
        return ""
    return "; ".join(part for part in (read, match.remark) if part)


_GUIDE = (
    ("Farverne", "Rød er en fejl, gul en advarsel og blå en oplysning. Cellens note siger, hvad der er galt."),
    ("Fejl", "En fejl skal rettes, før taksten kan komme med."),
    ("Advarsler", "Se efter, om tallet er rigtigt. Er det det, så skriv hvorfor i kolonnen »Bemærkning«."),
    ("Oplysninger", "De kræver ikke noget af jer."),
    ("Række-id", "Lad det stå: det følger taksten fra år til år. En ny takst får det, når den er modtaget."),
    ("Nye takster", "Skriv dem i rækkerne lige under tabellen. Udgåede takster sletter I som hele rækker."),
    ("Procenter og beløb", f"Skriv procenter som {format_number(Decimal(95))} og beløb i kr."),
)
