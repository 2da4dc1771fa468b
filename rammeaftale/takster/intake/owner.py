"""Takes a workbook, its takst rows and the parties, gives whose file it is, and what says so.

The columns are asked first, then the words above the headings and on the sheet "Om filen", then the file's name.
Nothing is chosen between two that are named alike; a row that names another than most of them is a fault of its own
(rule P1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rammeaftale.base.danish import ascii_slug, listing
from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, error, warning
from rammeaftale.read.tables.sheet import Cell, Workbook
from rammeaftale.takster.intake.header import HEADER_ROWS, Table
from rammeaftale.takster.intake.owner_columns import KIND, Lines, OwnerColumns, fold

_ABOUT_SHEET = "Om filen"
_WORD = re.compile(r"[a-zæøå0-9-]+")
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
"""How æøå are written by those who do not have them; `ascii_slug` gives the other way."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The driftsherre, in Danish what says that the file is theirs, and the numbers of the rows that say otherwise."""

    code: str
    name: str
    told_by: str
    strangers: frozenset[int] = frozenset()


def find_owner(
    workbook: Workbook, table: Table, rows: Lines, driftsherrer: Mapping[str, str], region: str
) -> Checked[Owner | None]:
    """The owner, and a finding for each row that is another's. `region` is its short name.

    None when nothing names one, or when two are named alike.
    """
    by_file = named_by_file(workbook.path, driftsherrer)
    columns = OwnerColumns(rows, driftsherrer, region)
    told_by = columns.told_by() or _named_in_titles(workbook, table, driftsherrer)
    codes = sorted(told_by)
    if len(codes) > 1 and len(both := sorted(set(codes) & set(by_file))) == 1:
        codes = both
    elif not codes and len(by_file) == 1:
        codes, told_by = list(by_file), {by_file[0]: "filens navn"}
    if len(codes) == 1:
        owner = Owner(codes[0], driftsherrer[codes[0]], told_by[codes[0]], columns.strangers(codes[0]))
        others = _other_name(workbook.path, owner, by_file, driftsherrer)
        return Checked(owner, (*columns.faults(owner.code), *others))
    return Checked(None, tuple(columns.faults("")) or (_unclear(workbook.path, codes, told_by, driftsherrer),))


def _named_in_titles(workbook: Workbook, table: Table, driftsherrer: Mapping[str, str]) -> Mapping[str, str]:
    """The driftsherrer named above the headings and on "Om filen", each with the place in words."""
    cells: list[tuple[str, Cell]] = []
    if about := workbook.sheet(_ABOUT_SHEET):
        cells += [(f"arket »{_ABOUT_SHEET}«", cell) for row in about.rows[:HEADER_ROWS] for cell in row]
    cells += [(f"celle {cell.span.cell}", cell) for row in table.sheet.rows[: table.rows[0]] for cell in row]
    named_in: dict[str, str] = {}
    for where, cell in cells:
        if isinstance(cell.value, str):
            for code in _named(_WORD.findall(fold(cell.value)), driftsherrer, fold):
                named_in.setdefault(code, where)
    return named_in


def named_by_file(path: str, driftsherrer: Mapping[str, str]) -> tuple[str, ...]:
    """The driftsherrer that the file's name names, by code or name, with or without Danish letters."""
    words = ascii_slug(PurePosixPath(path).stem).split("-")
    spellings: tuple[Callable[[str], str], ...] = (ascii_slug, lambda name: ascii_slug(name.lower().translate(_PLAIN)))
    codes = [code for code in driftsherrer if code in words]
    for spelling in spellings:
        codes += _named(words, driftsherrer, spelling)
        codes += [code for code, name in driftsherrer.items() if spelling(name).replace("-", "") in words]
    return tuple(dict.fromkeys(codes))


def _named(words: Sequence[str], driftsherrer: Mapping[str, str], spelling: Callable[[str], str]) -> Iterator[str]:
    """Those whose name stands among the words, whole."""
    text = f" {' '.join(words)} ".replace("-", " ")
    for code, name in driftsherrer.items():
        if f" {spelling(name).replace('-', ' ')} " in text:
            yield code


def _other_name(
    path: str, owner: Owner, by_file: Iterable[str], driftsherrer: Mapping[str, str]
) -> Iterator[Diagnostic]:
    others = [driftsherrer[code] for code in by_file]
    if others and owner.name not in others:
        message = f"filens navn siger {listing(others)}, men {owner.told_by} siger {owner.name}"
        yield warning("p1-filnavn", message, FileSpan(path), "er det den rigtige fil?")


def _unclear(path: str, codes: Sequence[str], places: Mapping[str, str], driftsherrer: Mapping[str, str]) -> Diagnostic:
    who = listing(f"{driftsherrer[code]} ({places[code]})" for code in codes)
    message = f"det kan ikke ses, hvis fil det er; der står både {who}"
    if not codes:
        message = "det kan ikke ses, hvilken driftsherre filen er fra"
    return error(KIND, message, FileSpan(path), _how(driftsherrer))


def _how(driftsherrer: Mapping[str, str]) -> str:
    code, name = next(iter(driftsherrer.items()))
    return f"skriv koden i kolonnen Driftsherrekode, eller giv filen et navn som {code}-{ascii_slug(name)}.xlsx"
