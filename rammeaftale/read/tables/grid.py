"""Values by row and column, as a format's reader finds them → sheets of cells, with what all formats have in common.

A reader puts values into a `Grid`; nothing grows beyond the limits while it does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rammeaftale.base.danish import format_count
from rammeaftale.base.diagnostics import CellSpan, Checked, Diagnostic, Refused, error
from rammeaftale.read.tables.sheet import Area, Cell, CellValue, Look, Place, Sheet, Workbook
from rammeaftale.read.tables.values import column_letters

MAX_ROWS = 50_000
MAX_COLUMNS = 100
MAX_SHEETS = 100
MAX_MERGED = 100_000
MAX_CELLS = 1_000_000
"""Cells in a sheet from A1 to its last, for every one takes room, empty or not."""

_EMPTY: Mapping[int, CellValue] = {}
_LOW = 3.0
"""Points: a row lower than this shows nothing of its letters."""
_FEWER = "slet de ark, der ikke skal læses, og gem filen igen"


@dataclass(slots=True)
class Grid:
    """A sheet while it is read: values by row and column from 1, where a percentage stands, how far it reaches."""

    name: str
    is_hidden: bool = False
    rows: dict[int, dict[int, CellValue]] = field(default_factory=dict)
    percents: dict[int, set[int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    low_rows: set[int] = field(default_factory=set)
    looks: dict[Look, set[Place]] = field(default_factory=dict)
    lengths: dict[int, int] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0
    count: int = 0

    def put(self, row: int, column: int, value: CellValue, is_percent: bool = False) -> None:
        """Keep a value; an empty one, or one in a hidden sheet or beyond the limits, takes no room."""
        if value is None or self.is_hidden:
            return
        if row > self.last_row:
            self.last_row = row
        if column > self.last_column:
            self.last_column = column
        if row > MAX_ROWS or column > MAX_COLUMNS:
            return
        self.count += 1
        if self.count > MAX_CELLS:
            raise Refused(
                "excel-for-stor", f"der er mere end {format_count(MAX_CELLS)} udfyldte celler i filen", _FEWER
            )
        cells = self.rows.get(row)
        if cells is None:
            self.rows[row] = {column: value}
        else:
            cells[column] = value
        if is_percent:
            self.percents.setdefault(row, set()).add(column)

    def hide(self, first: int, last: int) -> None:
        """These rows cannot be seen; only those matter that can hold something."""
        self.hidden_rows.update(range(first, min(last, MAX_ROWS) + 1))

    def hide_columns(self, first: int, last: int) -> None:
        """The same of columns."""
        self.hidden_columns.update(range(first, min(last, MAX_COLUMNS) + 1))

    def set_height(self, first: int, last: int, points: float) -> None:
        """Rows without height are hidden; those lower than any letter cannot be read."""
        if points <= 0:
            self.hide(first, last)
        elif points < _LOW:
            self.low_rows.update(range(first, min(last, MAX_ROWS) + 1))

    def mark(self, row: int, column: int, looks: frozenset[Look]) -> None:
        """Say how a cell looks, if it holds a value."""
        if self.rows.get(row, _EMPTY).get(column) is not None:
            for look in looks:
                self.looks.setdefault(look, set()).add((row, column))

    def merge(self, area: Area) -> None:
        """These cells are one."""
        if len(self.merged) >= MAX_MERGED:
            raise Refused(
                "excel-for-stor", f"arket »{self.name}« har mere end {format_count(MAX_MERGED)} flettede celler", _FEWER
            )
        self.merged.append(area)

    @property
    def room(self) -> int:
        """The cells from A1 to the last one."""
        return self.last_row * self.last_column

    @property
    def is_too_large(self) -> bool:
        """True when it reaches beyond what is read."""
        return self.last_row > MAX_ROWS or self.last_column > MAX_COLUMNS or self.room > MAX_CELLS


def new_grid(grids: Sequence[Grid], name: str, is_hidden: bool) -> Grid:
    """An empty grid after those that there are. Raises Refused when they are too many."""
    if len(grids) >= MAX_SHEETS:
        raise Refused("excel-for-stor", f"filen har mere end {MAX_SHEETS} ark", _FEWER)
    return Grid(name, is_hidden)


def workbook_of(path: str, grids: Sequence[Grid], kind: str, remark: str = "") -> Checked[Workbook | None]:
    """The workbook, and what is wrong with it as a whole. None when a sheet, or all of them, are too large."""
    if large := [_too_large(path, grid) for grid in grids if grid.is_too_large]:
        return Checked(None, tuple(large))
    if sum(grid.room for grid in grids) > MAX_CELLS:
        raise Refused("excel-for-stor", f"filens ark har tilsammen mere end {format_count(MAX_CELLS)} celler", _FEWER)
    sheets = tuple(_sheet(path, grid) for grid in grids)
    return Checked(Workbook(path, sheets, kind, remark))


def _too_large(path: str, grid: Grid) -> Diagnostic:
    span = _span(path, grid, grid.last_row, grid.last_column)
    sheet = f"arket »{grid.name}«" if grid.name else "filen"
    message = (
        f"{sheet} når til {span.cell}; der må højst være {format_count(MAX_ROWS)} rækker, {MAX_COLUMNS} kolonner "
        f"og {format_count(MAX_CELLS)} celler"
    )
    hint = "slet rækker og kolonner efter data (Ctrl+End viser den sidste celle), og gem filen igen"
    return error("excel-for-stor", message, span, hint)


def _sheet(path: str, grid: Grid) -> Sheet:
    letters = [column_letters(column) for column in range(1, grid.last_column + 1)]
    rows = tuple(_row(path, grid, row, letters) for row in range(1, grid.last_row + 1))
    return Sheet(
        grid.name,
        rows,
        grid.is_hidden,
        frozenset(grid.hidden_rows),
        tuple(grid.merged),
        frozenset(grid.hidden_columns),
        frozenset(grid.low_rows),
        {look: frozenset(places) for look, places in grid.looks.items()},
        grid.lengths,
    )


def _row(path: str, grid: Grid, row: int, letters: Sequence[str]) -> tuple[Cell, ...]:
    name, number, get = grid.name, str(row), grid.rows.get(row, _EMPTY).get
    cells = [Cell(get(column), CellSpan(path, name, letter + number)) for column, letter in enumerate(letters, 1)]
    for column in grid.percents.get(row, ()):
        cells[column - 1] = cells[column - 1]._replace(is_percent=True)
    return tuple(cells)


def _span(path: str, grid: Grid, row: int, column: int) -> CellSpan:
    return CellSpan(path, grid.name, f"{column_letters(column)}{row}")
