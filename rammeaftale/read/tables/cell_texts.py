"""The texts in the cells of all formats: too long, saved in a wrong character set, or with characters that nobody sees.

What nobody sees is taken out of the cell and told, so that nothing after this has to reckon with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rammeaftale.base.danish import format_count, visible
from rammeaftale.base.diagnostics import CellSpan, Diagnostic, FileSpan, Severity, error
from rammeaftale.base.unseen import CONTROL, INKLESS, MOST_MARKS, PRIVATE, pile_of_marks
from rammeaftale.read.letters import is_joined
from rammeaftale.read.tables.grid import Grid
from rammeaftale.read.tables.values import MAX_CELL, column_letters
from rammeaftale.read.text_file import MAX_PER_KIND, before_misreading, character_name

_DOUBLY_ENCODED = re.compile("[\u00c2\u00c3\u00e2\u00c5][^\x00-\x7f]{1,2}")
_LOST = "\ufffd"
_SAVE_AGAIN = "gem den igen som »CSV UTF-8« eller som Excel"
_KEPT = 200
"""Letters that are left of a text that cannot be used: enough to know it by."""
_UNSEEN = re.compile(f"(?![\x0b\x0c\x1c-\x1f\u0085\u2028\u2029])[{CONTROL}{INKLESS}{PRIVATE}]+")
"""Not what counts as a blank wherever a cell is read as one line."""
_SUSPECT = re.compile(
    f"[{CONTROL}{INKLESS}{PRIVATE}{_LOST}\u00c2\u00c3\u00e2\u00c5]|[\u0300-\U0010ffff]{{{MOST_MARKS},}}"
)
"""What every text has that anything is wrong with, apart from its length: one look is enough for most."""
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that show the letters after them in another order than they are written in."""
_WRITE_AGAIN = "slet det, der står i cellen, og skriv det igen i hånden"


@dataclass(slots=True)
class _Texts:
    """One file's texts as they are gone through: what each becomes, and how many findings of each kind there are."""

    path: str
    tidy: dict[str, str] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)


def tidy_texts(path: str, grids: Sequence[Grid]) -> tuple[Diagnostic, ...]:
    """Put tidy texts and names in place of those that are not, and give what was wrong, each text once."""
    texts = _Texts(path)
    return tuple(_tidied(texts, grids))


def _tidied(texts: _Texts, grids: Sequence[Grid]) -> Iterator[Diagnostic]:
    tidy = texts.tidy
    for grid in grids:
        if not grid.name.isprintable() or _UNSEEN.search(grid.name):
            grid.name = visible(_UNSEEN.sub("", grid.name))
            message = f"arkets navn har tegn, som ikke kan ses; det er læst som »{grid.name}«"
            yield Diagnostic(Severity.WARNING, "ark-navn", message, FileSpan(texts.path), ("giv arket et andet navn",))
        for row, cells in grid.rows.items():
            for column, value in cells.items():
                if type(value) is not str:
                    continue
                known = tidy.get(value)
                if known is None:
                    span = CellSpan(texts.path, grid.name, f"{column_letters(column)}{row}")
                    yield from _judged(texts, value, span)
                    known = tidy[value]
                if known is not value:
                    cells[column] = known or None


def _judged(texts: _Texts, value: str, span: CellSpan) -> Iterator[Diagnostic]:
    """What is wrong with a text that is met for the first time; at most so many findings of a kind as a file needs."""
    texts.tidy[value] = value
    if len(value) <= MAX_CELL and not _SUSPECT.search(value):
        return
    fault = _fault(value, span)
    if fault is not None:
        if fault.kind != "p12-tegnsaet":
            texts.tidy[value] = _UNSEEN.sub("", value)[:_KEPT] if fault.severity is Severity.ERROR else _plain(value)
        texts.told[fault.kind] += 1
        if texts.told[fault.kind] <= (1 if fault.kind == "p12-tegnsaet" else MAX_PER_KIND):
            yield fault


def _plain(value: str) -> str:
    return _UNSEEN.sub("", value).strip()


def _fault(value: str, span: CellSpan) -> Diagnostic | None:
    if len(value) > MAX_CELL:
        message = f"cellen har over {format_count(MAX_CELL)} tegn, og det er flere, end der må være"
        hint = "kort teksten af, eller slet den, hvis den er kommet med ved en fejl"
        return error("celle-for-lang", message, span, hint)
    if pile_of_marks(value):
        message = f"cellen har et bogstav med over {MOST_MARKS} tegn oven på hinanden"
        return error("celle-tegn", message, span, _WRITE_AGAIN)
    if turn := _TURNS.search(value):
        message = f"cellen har et tegn (U+{ord(turn[0]):04X}), der viser teksten i en anden rækkefølge, end den står i"
        return error("celle-tegn", message, span, _WRITE_AGAIN)
    if unseen := next((match for match in _UNSEEN.finditer(value) if not is_joined(value, match.start())), None):
        name = character_name(unseen[0][0])
        message = f"cellen har {name} (U+{ord(unseen[0][0]):04X}); den er læst, som om det ikke var der"
        return Diagnostic(Severity.WARNING, "celle-tegn", message, span, (_WRITE_AGAIN,))
    if wrong := _wrong_letters(value):
        return error("p12-tegnsaet", wrong[0], span, wrong[1])
    return None


def _wrong_letters(text: str) -> tuple[str, str] | None:
    """P12 of docs/regler.md: letters saved in one character set and read in another; the message and the hint."""
    if _LOST in text:
        message = f"filen viser »{_LOST}« i stedet for et bogstav, som er gået tabt"
        return message, f"hent filen igen fra systemet, eller {_SAVE_AGAIN}"
    for match in _DOUBLY_ENCODED.finditer(text):
        wrong, meant = before_misreading(match[0], "cp1252", "latin-1")
        if meant:
            return f"filen viser »{wrong}« i stedet for »{meant}«", _SAVE_AGAIN
    return None
