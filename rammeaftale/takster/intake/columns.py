"""Takes the headings of a table, gives the column of each field, which headings are unused, and what is missing."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rammeaftale.base.diagnostics import CellSpan, Checked, Diagnostic, RegisterPosition, error, warning
from rammeaftale.base.findings import Findings
from rammeaftale.model.intake import ColumnMatch, ColumnNames
from rammeaftale.model.takst_columns import BY_FIELD, COLUMNS, UNITS, Column, Form
from rammeaftale.takster.intake.header import Table
from rammeaftale.takster.intake.headings import Heading

FROM_OWNER = ("driftsherre_code", "driftsherre")
"""Fields that need no column: the file says elsewhere whose it is."""

_RESEMBLANCE = 0.75
"""A slip or two in a heading; more is another word. Nothing is read by it, it only asks."""
_NAMES_FILE = "content/faelles/kolonnenavne.yaml"


@dataclass(frozen=True, slots=True)
class Columns:
    """`by_field`: the index (from 0) of each field's column; `matches` say the same for people, left to right.

    `doubled`: the fields whose numbers stand in two columns; the one given is shown, and nothing is judged by it.
    `refused`: the columns that are not used, by the field that they seem to be of; what stands in them is told.
    """

    by_field: Mapping[str, int]
    matches: tuple[ColumnMatch, ...]
    unused: tuple[str, ...]
    doubled: frozenset[str]
    refused: Mapping[str, tuple[Heading, ...]]


def find_columns(table: Table, names: ColumnNames) -> Checked[Columns]:
    """The columns that can be used; what is missing or stands twice is reported, and the others are still given."""
    findings = Findings()
    several = _by_field(heading for heading in table.headings if not heading.is_scaled)
    doubled = {field for field, same in several.items() if _is_double(same)}
    findings.add(*(double for field in several if field in doubled for double in _doubles(field, several[field])))
    chosen = _chosen(several)
    unused = [heading for heading in table.headings if heading not in chosen.values()]
    present = {heading.field for heading in table.headings} | chosen.keys()
    missing = [column.field for column in COLUMNS if column.field not in present]
    near: dict[str, Heading] = {}
    refused = {field: tuple(several[field]) for field in several if field in doubled}
    for heading in unused:
        field = "" if heading.field else _near(heading, missing, names)
        if heading.is_scaled and (heading.field or field):
            findings.add(_scaled(heading, heading.field or field))
            refused.setdefault(heading.field or field, (heading,))
        elif field:
            near[field] = heading
            refused[field] = (heading,)
            findings.add(_unknown(heading, field))
        elif heading.year and heading.field not in doubled:
            findings.add(_older(heading))
    start = table.sheet.rows[table.rows[0]][0].span
    findings.add(*_missing(missing, near, start))
    by_field = {field: heading.column for field, heading in chosen.items()}
    matches = tuple(_match(field, chosen[field]) for field in sorted(by_field, key=by_field.__getitem__))
    numbers = frozenset(field for field in doubled if BY_FIELD[field].form is not Form.TEXT)
    shown = tuple(heading.shown for heading in unused)
    return Checked(Columns(by_field, matches, shown, numbers, refused), findings.all)


def _by_field(headings: Iterable[Heading]) -> Mapping[str, Sequence[Heading]]:
    by_field: dict[str, list[Heading]] = {}
    for heading in headings:
        if heading.field:
            by_field.setdefault(heading.field, []).append(heading)
    return by_field


def _is_double(several: Sequence[Heading]) -> bool:
    """Several of different years are none."""
    years = {heading.year for heading in several}
    return len(several) > 1 and (0 in years or len(years) < len(several))


def _chosen(by_field: Mapping[str, Sequence[Heading]]) -> Mapping[str, Heading]:
    """One column for each field. Of "Takst 2021" and "Takst 2020" the first is this year's, the other last year's."""
    chosen: dict[str, Heading] = {}
    for field, several in by_field.items():
        chosen[field] = max(several, key=lambda heading: (not heading.year, heading.year))
    if "amount" in chosen and "previous" not in chosen:
        before = chosen["amount"].year - 1
        last_year = [heading for heading in by_field["amount"] if 0 < heading.year == before]
        chosen |= dict(zip(("previous",), last_year, strict=False))
    return chosen


def _doubles(field: str, several: Sequence[Heading]) -> Iterable[Diagnostic]:
    first, *others = several
    for other in others:
        message = f"kolonnen »{BY_FIELD[field].heading}« står to gange: her som »{other.shown}« og i {first.span.cell}"
        double = error("takst-kolonne-dobbelt", message, other.span, "slet den ene, eller giv den et andet navn")
        yield replace(_of_column(double, field), related=((first.span, f"»{first.shown}«"),))


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
    unknown = warning("takst-kolonne-ukendt", message, heading.span, f"mente du »{BY_FIELD[field].heading}«?")
    unknown = _of_column(unknown, field)
    return replace(unknown, own_hints=(f"tilføj navnet i {_NAMES_FILE}, hvis det skal kendes",))


def _scaled(heading: Heading, field: str) -> Diagnostic:
    message = f"beløbene under »{heading.shown}« er ikke i hele kr., og kolonnen er ikke brugt"
    hint = f"regn dem om til hele kr. i arket, og kald kolonnen »{BY_FIELD[field].heading}«"
    return _of_column(error("takst-kolonne-tusind", message, heading.span, hint), field)


def _older(heading: Heading) -> Diagnostic:
    message = f"kolonnen »{heading.shown}« er ikke brugt, for en nyere er læst som »{BY_FIELD[heading.field].heading}«"
    hint = f"er det den, der skal bruges, så kald den »{BY_FIELD[heading.field].heading}«, og slet den anden"
    return _of_column(warning("takst-kolonne-aeldre", message, heading.span, hint), heading.field)


def _of_column(finding: Diagnostic, field: str) -> Diagnostic:
    """The finding, said of a whole column and not of a line."""
    return replace(finding, in_register=RegisterPosition(column=field))


def _missing(missing: Iterable[str], near: Mapping[str, Heading], start: CellSpan) -> Iterable[Diagnostic]:
    for field in missing:
        column = BY_FIELD[field]
        if column.is_required and field not in FROM_OWNER:
            hint, ours = _fill_in(column), f"hedder den noget andet hos driftsherren, så tilføj navnet i {_NAMES_FILE}"
            if field in near:
                hint = f"er det kolonnen »{near[field].shown}«? så kald den »{column.heading}«"
                ours = f"eller tilføj navnet i {_NAMES_FILE}"
            absent = error("takst-kolonne-mangler", f"kolonnen »{column.heading}« mangler", start, hint)
            yield replace(_of_column(absent, field), own_hints=(ours,))


def _fill_in(column: Column) -> str:
    """What to write, in every row: the unit is one of few words."""
    what = f" ({', '.join(UNITS[:-1])} eller {UNITS[-1]})" if column.field == "unit" else ""
    return f"udfyld kolonnen »{column.heading}«{what} i hver række"


def _match(field: str, heading: Heading) -> ColumnMatch:
    letter = heading.span.cell.rstrip("0123456789")
    remark = f"overskriftens år er {heading.year}" if heading.year else ""
    return ColumnMatch(field, heading.shown, letter, remark, heading.year)
