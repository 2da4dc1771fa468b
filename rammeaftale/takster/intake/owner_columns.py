"""Takes takst rows and the parties, gives what the columns Driftsherrekode and Driftsherre say of each row's owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rammeaftale.base.danish import listing, suggestion
from rammeaftale.base.diagnostics import CellSpan, Diagnostic, Refused, error
from rammeaftale.read.tables.sheet import Cell
from rammeaftale.takster.intake.rows import Row
from rammeaftale.takster.intake.seen import row_list
from rammeaftale.takster.sameness import name_key
from rammeaftale.takster.values import is_empty, read_text

KIND = "p1-driftsherre"
Lines = Sequence[tuple[int, Row]]
"""Rows with their numbers from 1."""
_Pair = tuple[str, str]
"""What the two cells of a row say: code and name."""
_EACH = 5
"""So many rows with the same fault are told one by one, each at its cell; more of them are told once."""


class OwnerColumns:
    """What the two columns say, row by row; a row where both are empty says nothing."""

    def __init__(self, rows: Lines, driftsherrer: Mapping[str, str], region: str) -> None:
        self._driftsherrer = driftsherrer
        self._lines: dict[_Pair, list[tuple[int, Row]]] = {}
        for number, row in rows:
            pair = _words(row.get("driftsherre_code")), _words(row.get("driftsherre"))
            if any(pair):
                self._lines.setdefault(pair, []).append((number, row))
        self._read = {pair: _code_of(*pair, driftsherrer, region) for pair in self._lines}

    def told_by(self) -> Mapping[str, str]:
        """The driftsherre that most rows name, with the columns in words; several when they have as many.

        None when more rows name nobody that is known.
        """
        counts: Counter[str] = Counter()
        for pair, lines in self._lines.items():
            counts[self._read[pair][0]] += len(lines)
        unknown = counts.pop("", 0)
        most = max(counts.values(), default=0)
        return {code: self._headings(code) for code, count in counts.items() if count == most >= unknown}

    def strangers(self, owner: str) -> frozenset[int]:
        """The numbers of the rows that name another than the owner, or nobody that is known."""
        return frozenset(number for pair in self._others(owner) for number, _ in self._lines[pair])

    def faults(self, owner: str) -> Iterator[Diagnostic]:
        """A finding for each of those rows. Where the owner is not known ("") the first driftsherre's are no fault."""
        first = owner or next((code for code, _ in self._read.values() if code), "")
        for pair in self._others(first):
            lines = self._lines[pair]
            for some in [[line] for line in lines] if len(lines) <= _EACH else [lines]:
                yield self._fault(pair, some, first)

    def _others(self, owner: str) -> Iterator[_Pair]:
        return (pair for pair, (code, _) in self._read.items() if not code or code != owner)

    def _fault(self, pair: _Pair, lines: Lines, owner: str) -> Diagnostic:
        code, message = self._read[pair]
        hints = _belonging(*pair, self._driftsherrer)
        if owner and not hints:
            hints = (f"filen er fra {self._driftsherrer[owner]}, som har koden {owner}",)
        if code:
            both = f"{owner} {self._driftsherrer[owner]} og {code} {self._driftsherrer[code]}"
            message = f"filen har rækker fra både {both}"
            hints = ("ret koden, hvis den er forkert; ellers send én fil for hver driftsherre",)
        rows = row_list([number for number, _ in lines])
        return error(KIND, f"{message} ({rows})", _span(pair, lines), *hints)

    def _headings(self, code: str) -> str:
        pair = next(pair for pair, (its, _) in self._read.items() if its == code)
        filled = [heading for heading, cell in zip(("Driftsherrekode", "Driftsherre"), pair, strict=True) if cell]
        return f"{'kolonnerne' if len(filled) > 1 else 'kolonnen'} {listing(filled)}"


def fold(name: str) -> str:
    """`Århus Kommune` and `aarhus` are one."""
    return name_key(name).removesuffix(" kommune").removeprefix("kommunen ").strip(" .,:")


def _belonging(code: str, name: str, driftsherrer: Mapping[str, str]) -> tuple[str, ...]:
    """Whose the code is, and which code the name has; else the name that was perhaps meant."""
    by_code = (f"koden {code} hører til »{driftsherrer[code]}«",) if code in driftsherrer else ()
    by_name = (f"»{its}« har koden {known}" for known, its in driftsherrer.items() if fold(its) == fold(name))
    return (*by_code, *by_name) or (suggestion(name, driftsherrer.values()) if name else ())


def _span(pair: _Pair, lines: Lines) -> CellSpan:
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
    by_name = next((known for known, its in driftsherrer.items() if fold(its) == fold(name)), "")
    if code and code not in driftsherrer:
        return "", f"»{f'{code} {name}'.strip()}« hører ikke til {region}"
    if not code:
        return by_name, f"»{name}« hører ikke til {region}"
    if name and by_name != code:
        return "", f"kode {code} og navnet »{name}« passer ikke sammen"
    return code, ""
