"""Takes a table and its columns, gives the rows that are takster and those that are not, each of these with why.

A row that might be a takst is kept, so that what is wrong in it is reported; only what clearly is none is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rammeaftale.base.diagnostics import CellSpan, Checked, Diagnostic, error, warning
from rammeaftale.model.intake import HiddenRows, LeftOut
from rammeaftale.model.takst_columns import BY_FIELD, Form
from rammeaftale.read.tables.sheet import Cell, Sheet
from rammeaftale.takster.intake.columns import Columns
from rammeaftale.takster.intake.header import Table
from rammeaftale.takster.intake.seen import hard_to_see, row_list
from rammeaftale.takster.intake.shifted import is_shifted, shifts
from rammeaftale.takster.values import clean, is_empty

_AVERAGE = r"gennemsnit|gns\.?|snit"
_TOTAL = re.compile(rf"(?:i ?alt|subtotal|totalt?|sum|samlet|hovedtotal|{_AVERAGE}):?", re.IGNORECASE)
_TOTAL_OF = re.compile(
    rf"(?:i ?alt|subtotal|total|sum|samlet|{_AVERAGE}):? .*|.* (?:i ?alt|{_AVERAGE}):?", re.IGNORECASE
)
_TOTALISH = re.compile(r"i ?alt|total|sum|samlet|snit|gns", re.IGNORECASE)
_COUNTED = (Form.AMOUNT, Form.COUNT, Form.PERCENT)
_SHORT = 60
"""A longer text that stands alone is a note; a shorter one heads a section."""

_FEW = 2
"""A row below the takster with so few cells filled and no number is a note."""

Row = Mapping[str, Cell]
"""The cells of a row by field; an empty cell of a merged column is the cell that it is merged with."""


@dataclass(frozen=True, slots=True)
class Rows:
    """`used`: number from 1 and cells of the takst rows; `merged`: fields where a merged cell speaks for several.

    `hidden` are the numbers of hidden rows that may be takster, be they used or left out; `shifted` those of used rows
    whose cells do not stand under their headings.
    """

    used: tuple[tuple[int, Row], ...]
    left_out: tuple[LeftOut, ...]
    merged: frozenset[str]
    hidden: tuple[int, ...]
    shifted: frozenset[int]

    @property
    def straight(self) -> tuple[tuple[int, Row], ...]:
        """The used rows whose cells stand under their headings."""
        return tuple((number, row) for number, row in self.used if number not in self.shifted)

    @property
    def numbers(self) -> frozenset[int]:
        """The rows that are used."""
        return frozenset(number for number, _ in self.used)


def find_rows(table: Table, columns: Columns, decided: HiddenRows) -> Checked[Rows]:
    """Every row below the headings is either used or left out; hidden ones as a person has decided of this file."""
    sheet, by_field = table.sheet, columns.by_field
    texts = {field: column for field, column in by_field.items() if BY_FIELD[field].form is Form.TEXT and field != "id"}
    fill = _merged_down(sheet, texts, table.rows[-1] + 1)
    judge = _Judge(table, by_field)
    why: dict[int, str] = {}
    used: list[tuple[int, Row]] = []
    hidden: list[int] = []
    for index in range(table.rows[-1] + 1, len(sheet.rows)):
        cells = sheet.rows[index]
        row = {field: cells[column] for field, column in by_field.items()}
        reason = judge.why_not(cells, row)
        if index + 1 in sheet.hidden_rows and reason != "tom":
            if reason or judge.is_note(row):
                why[index] = f"{reason or 'note'}, skjult"
                continue
            hidden.append(index + 1)
            reason = "" if decided is HiddenRows.READ else "skjult"
        if reason:
            why[index] = reason
        else:
            for field, column in texts.items() if fill else ():
                if (index, column) in fill:
                    row[field] = sheet.rows[fill[index, column]][column]
            used.append((index + 1, row))
    _end(used, why, judge)
    left_out = tuple(LeftOut(index + 1, why[index]) for index in sorted(why))
    filled = {column for _, column in fill}
    merged = frozenset(field for field, column in texts.items() if column in filled)
    shifted = frozenset(number for number, row in used if is_shifted(table, number, row))
    rows = Rows(tuple(used), left_out, merged, tuple(hidden), shifted)
    findings = _undecided(table, rows.hidden) if decided is HiddenRows.UNDECIDED else ()
    return Checked(
        rows,
        (
            *findings,
            *shifts(table, shifted),
            *_doubtful(table, columns, left_out),
            *hard_to_see(table, columns, rows.numbers),
        ),
    )


def _end(used: list[tuple[int, Row]], why: dict[int, str], judge: _Judge) -> None:
    """Rows with hardly anything in them after the last real takst are notes, and so are lone words there."""
    while used and judge.is_note(used[-1][1]):
        number, _ = used.pop()
        why[number - 1] = "note under tabellen"
    last = used[-1][0] if used else 0
    for index in sorted(why, reverse=True):
        if index + 1 < last or why[index] != "tom":
            break
        del why[index]
    for index, reason in why.items():
        if reason.startswith(("afsnit", "note")) and index + 1 > last:
            why[index] = "note under tabellen"


def _merged_down(sheet: Sheet, texts: Mapping[str, int], first: int) -> Mapping[tuple[int, int], int]:
    """The cells (row, column from 0) of a column of words that a merged cell above covers, with that cell's row."""
    columns = set(texts.values())
    return {
        (row, area.first_column - 1): area.first_row - 1
        for area in sheet.merged
        if area.first_column == area.last_column and area.first_column - 1 in columns and area.first_row > first
        for row in range(area.first_row, min(area.last_row, len(sheet.rows)))
    }


class _Judge:
    """Says why a row is no takst. What is the same for all rows of a table is kept here."""

    def __init__(self, table: Table, by_field: Mapping[str, int]) -> None:
        self._texts = [field for field in by_field if BY_FIELD[field].form is Form.TEXT]
        self._numbers = [field for field in by_field if BY_FIELD[field].form in _COUNTED]
        headers = [table.sheet.rows[row] for row in table.rows]
        self._headings = {field: {str(row[index].value) for row in headers} for field, index in by_field.items()}

    def why_not(self, cells: Sequence[Cell], row: Row) -> str:
        """A few Danish words, or nothing for a row that is a takst or might be one."""
        filled = [field for field, cell in row.items() if not is_empty(cell.value)]
        if not filled:
            values = [cell for cell in cells if not is_empty(cell.value)]
            return "intet i de kendte kolonner" if values else "tom"
        texts = {field: clean(value) for field in self._texts if isinstance(value := row[field].value, str)}
        if len(filled) == 1 and texts.keys() >= set(filled):
            return _alone(texts[filled[0]])
        if _is_total(texts.values(), is_takst={"unit", "paragraph"} <= set(filled)):
            return "sum"
        same = [field for field in filled if row[field].value in self._headings[field]]
        if len(same) > 1 and 2 * len(same) >= len(filled):
            return "gentagne overskrifter"
        return self._only_numbers(cells, row)

    def is_note(self, row: Row) -> bool:
        """True when there is no number, and hardly a word."""
        filled = [field for field, cell in row.items() if not is_empty(cell.value)]
        return len(filled) <= _FEW and not any(field in self._numbers for field in filled)

    def _only_numbers(self, cells: Sequence[Cell], row: Row) -> str:
        """Two sorts of rows: the columns' own numbers 1, 2, 3 …, and takster of nothing but zeros."""
        if cells[0].value == 1:
            numbers = [cell.value for cell in cells if not is_empty(cell.value)]
            if len(numbers) > _FEW and numbers == list(range(1, len(numbers) + 1)):
                return "kolonnernes numre"
        given = [value for field in self._numbers if not is_empty(value := row[field].value)]
        if given and all(isinstance(value, Decimal) and not value for value in given):
            return "kun nuller"
        return ""


def _alone(text: str) -> str:
    """What a text is that has the row to itself."""
    if _TOTAL.fullmatch(text) or _TOTAL_OF.fullmatch(text):
        return "sum"
    return "note i tabellen" if len(text) > _SHORT else f"afsnitsoverskrift »{text}«"


def _is_total(texts: Iterable[str], is_takst: bool) -> bool:
    """»Sum«, »Gennemsnit«, and »Birkegården i alt« where the row has no unit or no paragraph as a takst has."""
    sums = [text for text in texts if _TOTALISH.search(text)]
    return any(_TOTAL.fullmatch(text) or (not is_takst and _TOTAL_OF.fullmatch(text)) for text in sums)


def _doubtful(table: Table, columns: Columns, left_out: Sequence[LeftOut]) -> Iterable[Diagnostic]:
    """Merged numbers, and named rows of zeros, of which nobody knows whether they count."""
    sheet = table.sheet
    yield from _merged_numbers(table, columns)
    zeros = [row.row for row in left_out if row.why == "kun nuller" and _is_named(sheet, columns, row.row)]
    if zeros:
        message = f"{row_list(zeros)} har kun nuller og er ikke læst"
        yield warning("takst-nul-raekke", message, _first(sheet, zeros[0]), "skriv tallene, eller slet rækken")


def _undecided(table: Table, hidden: Sequence[int]) -> Iterable[Diagnostic]:
    """Hidden rows that may be takster: a filter left on, or rows that no longer count. Nobody can see which."""
    if hidden:
        message = f"{row_list(hidden)} er {'skjulte' if len(hidden) > 1 else 'skjult'} og kan være takster"
        hint = "vis rækkerne, hvis de gælder (fjern filteret, fold grupperne ud), ellers slet dem"
        path = table.sheet.rows[0][0].span.path
        name = path.rpartition("/")[2]
        choice = f"eller bestem det for filen: --skjulte {name}=laes eller --skjulte {name}=spring-over"
        undecided = error("takst-skjult-raekke", message, _first(table.sheet, hidden[0]), hint)
        yield replace(undecided, own_hints=(choice,))


def _merged_numbers(table: Table, columns: Columns) -> Iterable[Diagnostic]:
    """A number merged over several rows: it may be shared by them, or be each one's."""
    rows = table.sheet.rows
    numbers = {column for field, column in columns.by_field.items() if BY_FIELD[field].form is not Form.TEXT}
    for area in table.sheet.merged:
        is_below = table.rows[-1] + 1 < area.first_row < area.last_row <= len(rows)
        if is_below and area.first_column - 1 in numbers:
            over = row_list(range(area.first_row, area.last_row + 1))
            message = f"cellen er flettet over {over}, men tallet er kun læst i den første"
            span = rows[area.first_row - 1][area.first_column - 1].span
            yield warning("takst-flettet-tal", message, span, "skriv tallet i hver række, hvor det gælder")


def _is_named(sheet: Sheet, columns: Columns, row: int) -> bool:
    column = columns.by_field.get("tilbud")
    return column is not None and not is_empty(sheet.rows[row - 1][column].value)


def _first(sheet: Sheet, row: int) -> CellSpan:
    cells = sheet.rows[row - 1]
    return next((cell.span for cell in cells if cell.value is not None), cells[0].span)
