"""Takes the headings of a table, gives the column of each field, which headings are unused, and what is missing."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rammeaftale.base.diagnostics import CellSpan, Checked, Diagnostic, error, warning
from rammeaftale.base.findings import Findings
from rammeaftale.model.intake import ColumnMatch, ColumnNames
from rammeaftale.model.takst_columns import BY_FIELD, COLUMNS
from rammeaftale.takster.intake.header import Table
from rammeaftale.takster.intake.headings import Heading, Known, headings, recognise

FROM_OWNER = ("driftsherre_code", "driftsherre")
"""Fields that need no column: the file says elsewhere whose it is."""

_RESEMBLANCE = 0.75
_NAMES_FILE = "content/faelles/kolonnenavne.yaml"


@dataclass(frozen=True, slots=True)
class Columns:
    """`places`: the index (from 0) of each field's column. `matches` say the same for people, by the sheet's order."""

    places: Mapping[str, int]
    matches: tuple[ColumnMatch, ...]
    unused: tuple[str, ...]


def find_columns(table: Table, names: ColumnNames) -> Checked[Columns]:
    """The columns that can be used; what is missing or stands twice is told, and the others are still given."""
    findings = Findings()
    found = headings(table.sheet, table.rows)
    known = recognise(found, names)
    chosen = findings.take(_chosen(known))
    used = {one.heading.column for one in chosen.values()}
    unused = [heading for heading in found if heading.column not in used]
    unknown = [heading for heading in unused if heading.column not in {one.heading.column for one in known}]
    missing = [column.field for column in COLUMNS if column.field not in chosen]
    near = {heading.column: _near(heading, missing, names) for heading in unknown}
    findings.add(*(_unknown(heading, near[heading.column]) for heading in unknown if near[heading.column]))
    findings.add(*(_older(one) for one in known if one.heading.column not in used and one.year))
    start = table.sheet.rows[table.rows[0]][0].span
    findings.add(*_missing(missing, {near[heading.column]: heading for heading in unknown}, start))
    places = {field: one.heading.column for field, one in chosen.items()}
    matches = tuple(_match(field, one) for field, one in sorted(chosen.items(), key=lambda item: places[item[0]]))
    return Checked(Columns(places, matches, tuple(heading.shown for heading in unused)), findings.all)


def _chosen(known: Iterable[Known]) -> Checked[Mapping[str, Known]]:
    """One column for each field. Of "Takst 2021" and "Takst 2020" the first is this year's, the other last year's."""
    by_field: dict[str, list[Known]] = {}
    for one in known:
        by_field.setdefault(one.field, []).append(one)
    findings = Findings()
    chosen: dict[str, Known] = {}
    for field, several in by_field.items():
        years = sorted({one.year for one in several})
        if len(several) > 1 and (0 in years or len(years) < len(several)):
            findings.add(*_doubles(field, several))
        chosen[field] = max(several, key=lambda one: one.year)
    if "amount" in chosen and "previous" not in chosen:
        last_year = [one for one in by_field["amount"] if 0 < one.year == chosen["amount"].year - 1]
        chosen |= dict(zip(("previous",), last_year, strict=False))
    return Checked(chosen, findings.all)


def _doubles(field: str, several: Sequence[Known]) -> Iterable[Diagnostic]:
    first, *others = several
    for other in others:
        cell = first.heading.span.cell
        message = f"kolonnen »{BY_FIELD[field].heading}« står to gange: her som »{other.heading.shown}« og i {cell}"
        double = error(
            "takst-kolonne-dobbelt", message, other.heading.span, "slet den ene, eller giv den et andet navn"
        )
        yield replace(double, related=((first.heading.span, f"»{first.heading.shown}«"),))


def _near(heading: Heading, missing: Iterable[str], names: ColumnNames) -> str:
    """The missing field whose name a heading resembles, or nothing."""
    wanted = set(missing)
    candidates = sorted(name for name, field in names.items() if field in wanted)
    for reading in heading.readings:
        if reading in names:  # known, but here with another unit
            return ""
        for name in difflib.get_close_matches(reading, candidates, n=1, cutoff=_RESEMBLANCE):
            return names[name]
    return ""


def _unknown(heading: Heading, field: str) -> Diagnostic:
    message = f"overskriften »{heading.shown}« kendes ikke, og kolonnen er ikke brugt"
    hint = f"mente du »{BY_FIELD[field].heading}«? tilføj den i {_NAMES_FILE}"
    return warning("takst-kolonne-ukendt", message, heading.span, hint)


def _older(one: Known) -> Diagnostic:
    message = f"kolonnen »{one.heading.shown}« er ikke brugt, for en nyere er læst som »{BY_FIELD[one.field].heading}«"
    return warning("takst-kolonne-aeldre", message, one.heading.span)


def _missing(missing: Iterable[str], near: Mapping[str, Heading], start: CellSpan) -> Iterable[Diagnostic]:
    for field in missing:
        column = BY_FIELD[field]
        if column.is_required and field not in FROM_OWNER:
            hint = f"overskriften skal være »{column.heading}«, eller et navn fra {_NAMES_FILE}"
            if field in near:
                hint = f"er det kolonnen »{near[field].shown}«? så tilføj navnet i {_NAMES_FILE}"
            yield error("takst-kolonne-mangler", f"kolonnen »{column.heading}« mangler", start, hint)


def _match(field: str, one: Known) -> ColumnMatch:
    letter = one.heading.span.cell.rstrip("0123456789")
    return ColumnMatch(field, one.heading.shown, letter, f"overskriftens år er {one.year}" if one.year else "")
