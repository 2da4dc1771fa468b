"""Takes a workbook, its takst rows and the parties, gives whose file it is, and what says so.

The columns are asked first, then the words above the headings and on the sheet "Om filen", then the file's name.
Nothing is chosen between two that are named alike (rule P1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rammeaftale.base.danish import ascii_slug, listing, suggestion
from rammeaftale.base.diagnostics import CellSpan, Checked, Diagnostic, FileSpan, Refused, error, warning
from rammeaftale.read.tables.sheet import Cell, Workbook
from rammeaftale.takster.intake.header import HEADER_ROWS, Table
from rammeaftale.takster.intake.rows import Row
from rammeaftale.takster.intake.seen import row_list
from rammeaftale.takster.sameness import name_key
from rammeaftale.takster.values import is_empty, read_text

_KIND = "p1-driftsherre"
_ABOUT_SHEET = "Om filen"
_WORD = re.compile(r"[a-zæøå0-9-]+")
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
"""How æøå are written by those who do not have them; `ascii_slug` gives the other way."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The driftsherre, and in Danish what says that the file is theirs."""

    code: str
    name: str
    told_by: str


Lines = Sequence[tuple[int, Row]]
"""Rows with their numbers from 1."""


def find_owner(
    workbook: Workbook, table: Table, rows: Lines, driftsherrer: Mapping[str, str], region: str
) -> Checked[Owner | None]:
    """The owner; None when nothing names one, or when what is written does not agree. `region` is its short name."""
    by_file = named_by_file(workbook.path, driftsherrer)
    columns = _by_columns(rows, driftsherrer, region)
    if columns.diagnostics:
        return Checked(None, columns.diagnostics)
    told_by = columns.value or _named_in_titles(workbook, table, driftsherrer)
    codes = sorted(told_by)
    if len(codes) > 1 and len(both := sorted(set(codes) & set(by_file))) == 1:
        codes = both
    if len(codes) > 1:
        return Checked(None, (_unclear(workbook.path, codes, told_by, driftsherrer),))
    if not codes and len(by_file) == 1:
        return Checked(Owner(by_file[0], driftsherrer[by_file[0]], "filens navn"))
    if not codes:
        message = "det kan ikke ses, hvilken driftsherre filen er fra"
        return Checked(None, (error(_KIND, message, FileSpan(workbook.path), _how(driftsherrer)),))
    owner = Owner(codes[0], driftsherrer[codes[0]], told_by[codes[0]])
    return Checked(owner, tuple(_other_name(workbook.path, owner, by_file, driftsherrer)))


def _by_columns(rows: Lines, driftsherrer: Mapping[str, str], region: str) -> Checked[Mapping[str, str]]:
    """The driftsherre that the columns Driftsherrekode and Driftsherre name, with them in words; none when empty."""
    pairs: dict[tuple[str, str], list[tuple[int, Row]]] = {}
    for number, row in rows:
        pair = _words(row.get("driftsherre_code")), _words(row.get("driftsherre"))
        if any(pair):
            pairs.setdefault(pair, []).append((number, row))
    pair_of: dict[str, tuple[str, str]] = {}
    faults = []
    for pair, lines in pairs.items():
        code, fault = _code_of(*pair, driftsherrer, region)
        if code:
            pair_of.setdefault(code, pair)
        else:
            hints = _belonging(*pair, driftsherrer)
            faults.append(error(_KIND, f"{fault} ({_numbers(lines)})", _span(pair, lines), *hints))
    most = max(pair_of, key=lambda code: len(pairs[pair_of[code]]), default="")
    for code, pair in pair_of.items():
        if code != most:
            both = f"{most} {driftsherrer[most]} og {code} {driftsherrer[code]}"
            message = f"filen har rækker fra både {both} ({_numbers(pairs[pair])})"
            faults.append(error(_KIND, message, _span(pair, pairs[pair]), "send én fil for hver driftsherre"))
    headings = [
        word for word, cell in zip(("Driftsherrekode", "Driftsherre"), pair_of.get(most, ()), strict=False) if cell
    ]
    return Checked({most: f"kolonnen {listing(headings)}"} if most else {}, tuple(faults))


def _belonging(code: str, name: str, driftsherrer: Mapping[str, str]) -> tuple[str, ...]:
    """Whose the code is, and which code the name has; else the name that was perhaps meant."""
    by_code = (f"koden {code} hører til »{driftsherrer[code]}«",) if code in driftsherrer else ()
    by_name = (f"»{its}« har koden {known}" for known, its in driftsherrer.items() if _fold(its) == _fold(name))
    return (*by_code, *by_name) or (suggestion(name, driftsherrer.values()) if name else ())


def _numbers(lines: Lines) -> str:
    return row_list([number for number, _ in lines])


def _span(pair: tuple[str, str], lines: Lines) -> CellSpan:
    """Where a pair of code and name first stands."""
    return lines[0][1]["driftsherre_code" if pair[0] else "driftsherre"].span


def _words(cell: Cell | None) -> str:
    """What a cell says; nothing where it cannot be read, which is reported when the row is decoded."""
    if cell is None or is_empty(cell.value):
        return ""
    try:
        return read_text(cell.value)
    except Refused:
        return ""


def _code_of(code: str, name: str, driftsherrer: Mapping[str, str], region: str) -> tuple[str, str]:
    """The code that a pair stands for, or what is wrong with it."""
    by_name = next((known for known, its in driftsherrer.items() if _fold(its) == _fold(name)), "")
    if code and code not in driftsherrer:
        return "", f"»{f'{code} {name}'.strip()}« hører ikke til {region}"
    if not code:
        return by_name, f"»{name}« hører ikke til {region}"
    if name and by_name != code:
        return "", f"kode {code} og navnet »{name}« passer ikke sammen"
    return code, ""


def _named_in_titles(workbook: Workbook, table: Table, driftsherrer: Mapping[str, str]) -> Mapping[str, str]:
    """The driftsherrer named above the headings and on "Om filen", each with the place in words."""
    cells: list[tuple[str, Cell]] = []
    if about := workbook.sheet(_ABOUT_SHEET):
        cells += [(f"arket »{_ABOUT_SHEET}«", cell) for row in about.rows[:HEADER_ROWS] for cell in row]
    cells += [(f"celle {cell.span.cell}", cell) for row in table.sheet.rows[: table.rows[0]] for cell in row]
    named_in: dict[str, str] = {}
    for where, cell in cells:
        if isinstance(cell.value, str):
            for code in _named(_WORD.findall(_fold(cell.value)), driftsherrer, _fold):
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


def _fold(name: str) -> str:
    """`Århus Kommune` and `aarhus` are one."""
    return name_key(name).removesuffix(" kommune").removeprefix("kommunen ").strip(" .,:")


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
    return error(_KIND, message, FileSpan(path), _how(driftsherrer))


def _how(driftsherrer: Mapping[str, str]) -> str:
    code, name = next(iter(driftsherrer.items()))
    return f"skriv koden i kolonnen Driftsherrekode, eller giv filen et navn som {code}-{ascii_slug(name)}.xlsx"
