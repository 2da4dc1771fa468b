"""Takes a table and the rows that are used, says what is read of it though the sender can hardly see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from rammeaftale.base.danish import listing
from rammeaftale.base.diagnostics import Diagnostic, warning
from rammeaftale.read.tables.sheet import Look, Place
from rammeaftale.read.tables.values import column_letters
from rammeaftale.takster.intake.columns import Columns
from rammeaftale.takster.intake.header import Table


def hard_to_see(table: Table, columns: Columns, used: AbstractSet[int]) -> Iterator[Diagnostic]:
    """Hidden columns, and used rows with cells that are struck out or cannot be seen: they count, and may not be meant.

    `used` are the numbers of rows that are takster, from 1.
    """
    if not used:
        return
    yield from _hidden_columns(table, columns)
    yield from _looks(table, columns, used)


def _hidden_columns(table: Table, columns: Columns) -> Iterator[Diagnostic]:
    hidden = [match for match in columns.matches if columns.by_field[match.field] + 1 in table.sheet.hidden_columns]
    if hidden:
        names = listing(f"{match.letter} (»{match.heading}«)" for match in hidden)
        many = len(hidden) > 1
        message = f"kolonne {names} er {'skjulte' if many else 'skjult'}, men er læst"
        span = table.sheet.rows[table.rows[-1]][columns.by_field[hidden[0].field]].span
        hint = f"vis {'kolonnerne' if many else 'kolonnen'}, og se efter, om tallene gælder"
        yield warning("takst-skjult-kolonne", message, span, hint)


def _looks(table: Table, columns: Columns, used: AbstractSet[int]) -> Iterator[Diagnostic]:
    sheet, known = table.sheet, {column + 1 for column in columns.by_field.values()}
    struck = _among(sheet.looks.get(Look.STRUCK, ()), used, known)
    if struck:
        rows = sorted({row for row, _ in struck})
        message = f"{row_list(rows)} er streget over, men er læst"
        if len(struck) <= _FEW_CELLS:
            message = f"{_cells(struck)} er streget over, men er læst"
        hint = "slet det, der ikke gælder, og fjern gennemstregningen af resten"
        yield warning("takst-overstreget", message, sheet.rows[struck[0][0] - 1][struck[0][1] - 1].span, hint)
    low = [(row, min(known)) for row in sorted(sheet.low_rows & used)]
    unseen = sorted([*_among(sheet.looks.get(Look.UNSEEN, ()), used, known), *low])
    if unseen:
        rows = sorted({row for row, _ in unseen})
        message = f"{row_list(rows)} har tekst eller tal, som ikke kan ses, men er læst"
        hint = "er teksten hvid, for lille eller rækken for lav? vis det, der gælder, og slet resten"
        yield warning("takst-usynlig", message, sheet.rows[unseen[0][0] - 1][unseen[0][1] - 1].span, hint)


_FEW_CELLS = 3
"""So many cells are named one by one."""


def _among(places: Iterable[Place], rows: AbstractSet[int], columns: AbstractSet[int]) -> list[Place]:
    return sorted((row, column) for row, column in places if row in rows and column in columns)


def _cells(places: Sequence[Place]) -> str:
    return f"celle {listing(f'{column_letters(column)}{row}' for row, column in places)}"


def row_list(rows: Sequence[int]) -> str:
    """`række 3-5, 9 og 12`."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return f"række {listing(str(run[0]) if len(run) == 1 else f'{run[0]}-{run[-1]}' for run in runs)}"
