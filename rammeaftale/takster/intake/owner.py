"""Takes a workbook, its takst rows and the parties, gives whose file it is and what told so.

The columns are asked first, then the words above the headings and on the sheet "Om filen", then the file's name.
Nothing is chosen between two that are named alike (fagligt-grundlag 10, P1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rammeaftale.base.danish import ascii_slug, listing, suggestion
from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, Refused, error, warning
from rammeaftale.read.tables.sheet import Cell, Workbook
from rammeaftale.takster.intake.header import HEADER_ROWS, Table
from rammeaftale.takster.intake.rows import Row, row_list
from rammeaftale.takster.values import clean, is_empty, read_text

KIND = "p1-driftsherre"
_ABOUT_SHEET = "Om filen"
_WORD = re.compile(r"[a-zæøå0-9-]+")
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
"""How æøå are written by those who do not have them; `ascii_slug` gives the other way."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The driftsherre, and in Danish what told that the file is theirs."""

    code: str
    name: str
    told_by: str


Rows = Sequence[tuple[int, Row]]


def find_owner(
    workbook: Workbook, table: Table, rows: Rows, driftsherrer: Mapping[str, str], region: str
) -> Checked[Owner | None]:
    """The owner; None when nothing names one, or when what is written does not agree. `region` is its short name."""
    by_file = named_by_file(workbook.path, driftsherrer)
    columns = _by_columns(rows, driftsherrer, region)
    if columns.value is None and columns.diagnostics:
        return columns
    by_title = _named_in_titles(workbook, table, driftsherrer)
    codes = [columns.value.code] if columns.value else sorted(by_title)
    if len(codes) > 1 and len(both := sorted(set(codes) & set(by_file))) == 1:
        codes = both
    if len(codes) > 1:
        return Checked(None, (_unclear(workbook.path, codes, by_title, driftsherrer),))
    if not codes and len(by_file) == 1:
        return Checked(Owner(by_file[0], driftsherrer[by_file[0]], "filens navn"))
    if not codes:
        return Checked(None, (_nobody(workbook.path, driftsherrer),))
    code = codes[0]
    owner = columns.value or Owner(code, driftsherrer[code], by_title[code])
    return Checked(owner, tuple(_other_name(workbook.path, owner, by_file, driftsherrer)))


def _by_columns(rows: Rows, driftsherrer: Mapping[str, str], region: str) -> Checked[Owner | None]:
    """What the columns Driftsherrekode and Driftsherre say, each pair of values once."""
    pairs: dict[tuple[str, str], list[int]] = {}
    first: dict[tuple[str, str], Row] = {}
    for number, row in rows:
        pair = _words(row.get("driftsherre_code")), _words(row.get("driftsherre"))
        if any(pair):
            pairs.setdefault(pair, []).append(number)
            first.setdefault(pair, row)
    found: dict[str, tuple[str, str]] = {}
    faults = []
    for pair, numbers in pairs.items():
        code, fault = _code_of(*pair, numbers, driftsherrer, region)
        if code:
            found.setdefault(code, pair)
        else:
            field = "driftsherre_code" if pair[0] else "driftsherre"
            faults.append(error(KIND, fault, first[pair][field].span, *_near(pair[1], driftsherrer)))
    if len(found) > 1:
        faults += _several(found, pairs, first, driftsherrer)
    if faults or not found:
        return Checked(None, tuple(faults))
    code, pair = next(iter(found.items()))
    fields = [heading for heading, word in zip(("Driftsherrekode", "Driftsherre"), pair, strict=True) if word]
    return Checked(Owner(code, driftsherrer[code], f"kolonnen {listing(fields)}"))


def _words(cell: Cell | None) -> str:
    """What a cell says; nothing where it cannot be read, which is told when the row is decoded."""
    if cell is None or is_empty(cell.value):
        return ""
    try:
        return read_text(cell.value)
    except Refused:
        return ""


def _code_of(
    code: str, name: str, numbers: Sequence[int], driftsherrer: Mapping[str, str], region: str
) -> tuple[str, str]:
    """The code that a pair stands for, or what is wrong with it."""
    by_name = next((known for known, its in driftsherrer.items() if _fold(its) == _fold(name)), "")
    if code and code not in driftsherrer:
        return "", f"»{f'{code} {name}'.strip()}« hører ikke til {region} ({row_list(numbers)})"
    if not code:
        return by_name, f"»{name}« hører ikke til {region} ({row_list(numbers)})"
    if name and by_name != code:
        return "", f"kode {code} og navnet »{name}« passer ikke sammen ({row_list(numbers)})"
    return code, ""


def _several(
    found: Mapping[str, tuple[str, str]],
    pairs: Mapping[tuple[str, str], Sequence[int]],
    first: Mapping[tuple[str, str], Row],
    driftsherrer: Mapping[str, str],
) -> Iterator[Diagnostic]:
    """Every driftsherre but the one with most rows, at its first row."""
    most = max(found, key=lambda code: len(pairs[found[code]]))
    for code, pair in found.items():
        if code != most:
            field = "driftsherre_code" if pair[0] else "driftsherre"
            message = (
                f"filen har rækker fra både {most} {driftsherrer[most]} og {code} {driftsherrer[code]} "
                f"({row_list(pairs[pair])})"
            )
            yield error(KIND, message, first[pair][field].span, "send én fil for hver driftsherre")


def _near(name: str, driftsherrer: Mapping[str, str]) -> tuple[str, ...]:
    return suggestion(name, driftsherrer.values()) if name else ()


def _named_in_titles(workbook: Workbook, table: Table, driftsherrer: Mapping[str, str]) -> Mapping[str, str]:
    """The driftsherrer named above the headings and on "Om filen", each with the place in words."""
    cells: list[tuple[str, Cell]] = []
    if about := workbook.sheet(_ABOUT_SHEET):
        cells += [(f"arket »{_ABOUT_SHEET}«", cell) for row in about.rows[:HEADER_ROWS] for cell in row]
    cells += [(f"celle {cell.span.cell}", cell) for row in table.sheet.rows[: table.rows[0]] for cell in row]
    found: dict[str, str] = {}
    for place, cell in cells:
        if isinstance(cell.value, str):
            for code in _named(_WORD.findall(_fold(cell.value)), driftsherrer, _fold):
                found.setdefault(code, place)
    return found


def named_by_file(path: str, driftsherrer: Mapping[str, str]) -> tuple[str, ...]:
    """The driftsherrer that the file's name names, by code or name, with or without Danish letters."""
    words = ascii_slug(PurePosixPath(path).stem).split("-")
    spellings: tuple[Callable[[str], str], ...] = (ascii_slug, lambda name: ascii_slug(name.lower().translate(_PLAIN)))
    found = [code for code in driftsherrer if code in words]
    for spelling in spellings:
        found += _named(words, driftsherrer, spelling)
        found += [code for code, name in driftsherrer.items() if spelling(name).replace("-", "") in words]
    return tuple(dict.fromkeys(found))


def _named(words: Sequence[str], driftsherrer: Mapping[str, str], spelling: Callable[[str], str]) -> Iterator[str]:
    """Those whose name stands among the words, whole."""
    text = f" {' '.join(words)} ".replace("-", " ")
    for code, name in driftsherrer.items():
        if f" {spelling(name).replace('-', ' ')} " in text:
            yield code


def _fold(name: str) -> str:
    """`Århus Kommune` and `aarhus` are one."""
    text = clean(name).casefold().replace("aa", "å")
    return text.removesuffix(" kommune").removeprefix("kommunen ").strip(" .,:")


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
    return error(KIND, message, FileSpan(path), _how(driftsherrer))


def _nobody(path: str, driftsherrer: Mapping[str, str]) -> Diagnostic:
    return error(KIND, "det kan ikke ses, hvilken driftsherre filen er fra", FileSpan(path), _how(driftsherrer))


def _how(driftsherrer: Mapping[str, str]) -> str:
    code, name = next(iter(driftsherrer.items()))
    return f"skriv koden i kolonnen Driftsherrekode, eller giv filen et navn som {code}-{ascii_slug(name)}.xlsx"
