"""Takes all files as understood and last year's register, gives this year's register with ids that last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from rammeaftale.base.danish import danish_key, listing
from rammeaftale.base.diagnostics import CellSpan, Checked, Diagnostic, FileSpan, RegisterPosition, error, warning
from rammeaftale.base.findings import Findings
from rammeaftale.model.intake import Receipt, Received
from rammeaftale.model.takst_columns import BY_FIELD
from rammeaftale.model.takster import Origin, Takst, Takstregister
from rammeaftale.takster.intake.emptied import emptied
from rammeaftale.takster.intake.row_ids import with_ids
from rammeaftale.takster.intake.vanished import vanished
from rammeaftale.takster.year_before import disagreements, with_missing_previous

_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_BEFORE_THE_TAKST = {
    **dict.fromkeys(("places", "occupancy", "amount", "base_amount", "service_amount"), 0),
    **dict.fromkeys(("cost_basis", "direct_costs", "indirect_costs"), 0),
    "previous": 1,
    "occupancy_2": 2,
    "occupancy_3": 3,
}
"""How many years before the register's year a column's numbers are from."""
_BEFORE_THE_ACCOUNTS = {
    **dict.fromkeys(("accounts_budget", "accounts_income", "accounts_costs", "accounts_extras", "accounts_places"), 0),
    "result_1": 1,
    "result_2": 2,
}
"""How many years before the year of the accounts."""


def assemble(
    received: Sequence[Received], earlier: Sequence[Takstregister], about: Takstregister
) -> Checked[Takstregister | None]:
    """The register of the lines that can be used; None when there are none. A driftsherre's second file is not used.

    Sorted by driftsherre the Danish way, then by id, so that git shows only what has changed. `earlier` are the
    registers before this year's, newest first: the number of a takst that went out years ago is never given to another.
    """
    findings = Findings()
    takster: list[Takst] = []
    first: dict[str, Received] = {}
    for file in received:
        other = first.setdefault(file.driftsherre_code, file)
        if other is file:
            findings.add(*_wrong_years(file, about))
            numbered = findings.take(_numbered(file, earlier))
            findings.add(*vanished(file, numbered, earlier))
            findings.add(*emptied(file, numbered, earlier))
            takster += numbered
        else:
            findings.add(_second(other, file))
    if not takster:
        return Checked(None, findings.all)
    register = replace(about, takster=tuple(sorted(takster, key=_by_driftsherre)))
    findings.add(*disagreements(register, earlier))
    return Checked(with_missing_previous(register, earlier), findings.all)


def _numbered(file: Received, earlier: Sequence[Takstregister]) -> Checked[tuple[Takst, ...]]:
    """The takster of a file with their ids."""
    code = file.driftsherre_code
    own = [[takst for takst in register.takster if takst.driftsherre_code == code] for register in earlier]
    known, *older = own or [[]]
    gone = {takst.id for takster in older for takst in takster} - {takst.id for takst in known}
    faulty = [str(line.raw.get("id")) for line in file.lines if line.takst is None]
    usable = [line.takst for line in file.lines if line.takst is not None]
    return with_ids(code, usable, known, [*faulty, *gone])


def _by_driftsherre(takst: Takst) -> tuple[object, ...]:
    code, _, number = takst.id.rpartition("-")
    return danish_key(takst.driftsherre), code, int(number)


def _second(first: Received, second: Received) -> Diagnostic:
    who = f"{second.driftsherre_code} {second.driftsherre}"
    names = (PurePosixPath(file.path).name for file in (first, second))
    message = f"der er to filer fra {who}: {' og '.join(names)}. Kun den første er brugt"
    double = error("indberetning-dobbelt", message, FileSpan(second.path), "hvilken af dem gælder?")
    related = ((FileSpan(first.path), "den første"),)
    return replace(double, related=related, own_hints=("fjern den, der ikke gælder, fra mappen",))


def _wrong_years(received: Received, about: Takstregister) -> Iterator[Diagnostic]:
    """Last year's file sent once more, or a column of it."""
    for match in received.columns:
        field = match.field
        start = about.year if field in _BEFORE_THE_TAKST else about.accounts_year
        before = (_BEFORE_THE_TAKST | _BEFORE_THE_ACCOUNTS).get(field)
        told = {match.year} - {0}
        if field == "amount":  # a title above says it for the takst only: other columns may be of other years
            told = {int(year) for year in _YEAR.findall(match.heading)}
        if before is None or not told or start - before in told:
            continue
        if before and start in told and " før" in match.heading.casefold():  # »Belægning to år før 2021«
            continue
        heading, year = BY_FIELD[field].heading, start - before
        message = f"overskriften »{match.heading}« nævner et andet år end {year}, som »{heading}« skal være for"
        span = CellSpan(received.path, received.sheet, f"{match.letter}{received.header_rows[-1]}")
        other = warning("takst-andet-aar", message, span, "er det den rigtige fil? ellers ret årstallet eller tallene")
        yield replace(other, in_register=RegisterPosition(column=field))


def settled(received: Received, register: Takstregister | None) -> Received:
    """The file with its lines as the register has them, which gave them their ids."""
    file = PurePosixPath(received.path).name
    made = {takst.origin: takst for takst in register.takster if takst.origin.file == file} if register else {}
    lines = (
        replace(line, takst=made.get(Origin(file, received.sheet, line.row), line.takst)) for line in received.lines
    )
    return replace(received, lines=tuple(lines))


def receipts(received: Iterable[Received]) -> tuple[Receipt, ...]:
    """The files, by name; empty rows are not counted as left out."""
    made = (
        Receipt(
            file=PurePosixPath(file.path).name,
            digest=file.digest,
            driftsherre_code=file.driftsherre_code,
            used=len(file.lines),
            left_out=sum(row.why != "tom" for row in file.left_out),
            hidden=file.hidden,
        )
        for file in received
    )
    return tuple(sorted(made, key=lambda receipt: receipt.file))


def missing_files(names: Iterable[str]) -> str:
    """What rule P2 says of one driftsherre or of several, by their names."""
    return f"der mangler takstfil fra {listing(names)}"


def missing(received: Iterable[Received], driftsherrer: Mapping[str, str], folder: str) -> Iterator[Diagnostic]:
    """Who has sent nothing (rule P2)."""
    present = {file.driftsherre_code for file in received}
    absent = sorted((name for code, name in driftsherrer.items() if code not in present), key=danish_key)
    if absent:
        hint = "bed driftsherren om filen; har den ingen takster, så skriv det i afvigelser.yaml"
        yield error("p2-indberetning-mangler", missing_files(absent), FileSpan(folder), hint)
