"""Values by row and column, as a format's reader finds them → sheets of cells, with what all formats have in common.

A reader puts values into a `Grid`; nothing grows beyond the limits while it does. A sheet that is too large, or that
cannot be read, is a fault of that sheet: the others are read, and whoever needs the sheet reports it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from rammeaftale.base.danish import format_count
from rammeaftale.base.diagnostics import CellSpan, Diagnostic, FileSpan, Refused, error
from rammeaftale.read.tables.parts import HURT, broken
from rammeaftale.read.tables.sheet import Area, Cell, CellValue, Look, Place, Sheet, Workbook
from rammeaftale.read.tables.values import column_letters

MAX_ROWS = 50_000
MAX_COLUMNS = 100
MAX_SHEETS = 100
MAX_MERGED = 100_000
MAX_CELLS = 1_000_000
"""Cells in a sheet, and in all of them, from A1 to the last, for every one takes room, empty or not."""
_TOP = 100
"""Rows that are kept of a sheet that is not read: enough to see by its headings whether it is meant to be."""
_STRAYS = 1_000
"""So many cells below the last row that is read are strays, and the rest is read; more of them are the table itself."""

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
    strays: int = 0
    has_more_merged: bool = False
    refusal: Refused | None = None

    def put(self, row: int, column: int, value: CellValue, is_percent: bool = False) -> None:
        """Keep a value; an empty one, or one in a hidden sheet or beyond the limits, takes no room."""
        if value is None or self.is_hidden:
            return
        if row > self.last_row:
            self.last_row = row
        if column > self.last_column:
            self.last_column = column
        if row > MAX_ROWS or self.count >= MAX_CELLS:
            self.strays += 1
            return
        if column > MAX_COLUMNS:
            return
        self.count += 1
        cells = self.rows.get(row)
        if cells is None:
            self.rows[row] = {column: value}
        else:
            cells[column] = value
        if is_percent:
            self.percents.setdefault(row, set()).add(column)

    @property
    def is_full(self) -> bool:
        """True when nothing more is kept."""
        return self.count >= MAX_CELLS

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
        if len(self.merged) < MAX_MERGED:
            self.merged.append(area)
        else:
            self.has_more_merged = True

    @contextmanager
    def being_read(self) -> Iterator[None]:
        """What goes wrong while this sheet is read is a fault of it alone, and nothing of it is kept."""
        try:
            yield
        except Refused as refusal:
            self.refusal = refusal
        except HURT:
            self.refusal = broken()
        if self.refusal is not None:
            self.rows.clear()
            self.last_row = self.last_column = 0

    @property
    def room(self) -> int:
        """The cells from A1 to the last one."""
        return self.last_row * self.last_column

    @property
    def is_too_large(self) -> bool:
        """True when it reaches beyond what is read."""
        is_beyond = self.last_row > MAX_ROWS or self.last_column > MAX_COLUMNS or self.room > MAX_CELLS
        return is_beyond or self.strays > 0 or self.has_more_merged


def new_grid(grids: Sequence[Grid], name: str, is_hidden: bool) -> Grid:
    """An empty grid after those that there are. Raises Refused when they are too many."""
    if len(grids) >= MAX_SHEETS:
        raise Refused("excel-for-stor", f"filen har mere end {MAX_SHEETS} ark", _FEWER)
    return Grid(name, is_hidden)


def workbook_of(path: str, grids: Sequence[Grid], kind: str, remark: str = "") -> Workbook:
    """The workbook; a sheet that could not be read, or not as a whole, says so itself."""
    cuts = [_cut(path, grid) for grid in grids]
    largest_first = sorted(range(len(cuts)), key=lambda index: -cuts[index].room)
    for index in largest_first:
        if sum(cut.room for cut in cuts) > MAX_CELLS:
            cuts[index] = cuts[index].to_top(_all_too_large(path, grids[index]))
    sheets = tuple(_sheet(path, grid, cut) for grid, cut in zip(grids, cuts, strict=True))
    return Workbook(path, sheets, kind, remark)


@dataclass(frozen=True, slots=True)
class _Cut:
    """How many rows and columns of a grid become a sheet, and why not all."""

    rows: int
    columns: int
    fault: Diagnostic | None = None
    is_top_only: bool = False

    @property
    def room(self) -> int:
        return self.rows * self.columns

    def to_top(self, fault: Diagnostic) -> _Cut:
        return _Cut(min(self.rows, _TOP), self.columns, self.fault or fault, is_top_only=True)


def _cut(path: str, grid: Grid) -> _Cut:
    """All of a grid, or what can be read of it: what lies far from the rest does not take the rest along."""
    if grid.refusal is not None:
        return _Cut(0, 0, _unreadable(path, grid))
    if not grid.is_too_large:
        return _Cut(grid.last_row, grid.last_column)
    columns = max((max(cells) for cells in grid.rows.values()), default=0)
    within = min(MAX_ROWS, MAX_CELLS // max(columns, 1))
    strays = grid.strays + sum(len(cells) for row, cells in grid.rows.items() if row > within)
    cut = _Cut(max((row for row in grid.rows if row <= within), default=0), columns, _too_large(path, grid))
    is_read = strays <= _STRAYS and not grid.has_more_merged
    return cut if is_read else cut.to_top(_too_large(path, grid))


def _unreadable(path: str, grid: Grid) -> Diagnostic:
    refusal = grid.refusal or broken()
    message = f"arket »{grid.name}« er ødelagt og kan ikke læses"
    hint = "åbn filen i Excel, slet arket, hvis det ikke skal læses, og gem filen igen"
    return error(refusal.kind, message, FileSpan(path), hint)


def _all_too_large(path: str, grid: Grid) -> Diagnostic:
    message = f"filens ark har tilsammen mere end {format_count(MAX_CELLS)} celler, og »{grid.name}« er det største"
    return error("excel-for-stor", message, FileSpan(path), _FEWER)


def _too_large(path: str, grid: Grid) -> Diagnostic:
    sheet = f"arket »{grid.name}«" if grid.name else "filen"
    if grid.has_more_merged:
        message = f"{sheet} har mere end {format_count(MAX_MERGED)} flettede celler"
        return error("excel-for-stor", message, FileSpan(path), _FEWER)
    span = _span(path, grid, grid.last_row, grid.last_column)
    message = (
        f"{sheet} når til {span.cell}; der må højst være {format_count(MAX_ROWS)} rækker, {MAX_COLUMNS} kolonner "
        f"og {format_count(MAX_CELLS)} celler"
    )
    hint = "slet rækker og kolonner efter data (Ctrl+End viser den sidste celle), og gem filen igen"
    return error("excel-for-stor", message, span, hint)


def _sheet(path: str, grid: Grid, cut: _Cut) -> Sheet:
    letters = [column_letters(column) for column in range(1, cut.columns + 1)]
    rows = tuple(_row(path, grid, row, letters) for row in range(1, cut.rows + 1))
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
        cut.fault,
        cut.is_top_only,
    )


def _row(path: str, grid: Grid, row: int, letters: Sequence[str]) -> tuple[Cell, ...]:
    name, number, get = grid.name, str(row), grid.rows.get(row, _EMPTY).get
    cells = [Cell(get(column), CellSpan(path, name, letter + number)) for column, letter in enumerate(letters, 1)]
    for column in grid.percents.get(row, ()):
        cells[column - 1] = cells[column - 1]._replace(is_percent=True)
    return tuple(cells)


def _span(path: str, grid: Grid, row: int, column: int) -> CellSpan:
    return CellSpan(path, grid.name, f"{column_letters(column)}{row}")
