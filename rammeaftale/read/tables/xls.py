"""The Workbook stream of an .xls (BIFF8, [MS-XLS]) → a Grid per worksheet: values, faults, percentages, hidden rows.

Formulas are not run; their stored results are read. A stream is a row of records: number, length, bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from rammeaftale.read.tables.grid import Grid, new_grid
from rammeaftale.read.tables.ole import Container
from rammeaftale.read.tables.parts import broken, locked, too_old
from rammeaftale.read.tables.sheet import Area, CellFault, CellValue, Look
from rammeaftale.read.tables.values import Style, float_value, shows_nothing, style_of, styled_value, text_value
from rammeaftale.read.tables.xls_strings import shared_strings, short_string, string

_BIFF8 = 0x0600
_BOF, _EOF, _CONTINUE = 0x0809, 0x000A, 0x003C
_FILEPASS, _DATEMODE, _FORMAT, _XF, _BOUNDSHEET, _SST = 0x002F, 0x0022, 0x041E, 0x00E0, 0x0085, 0x00FC
_FONT, _COLINFO = 0x0031, 0x007D
_ROW, _NUMBER, _RK, _MULRK, _LABELSST, _LABEL = 0x0208, 0x0203, 0x027E, 0x00BD, 0x00FD, 0x0204
_RSTRING, _BOOLERR, _FORMULA, _STRING, _MERGED = 0x00D6, 0x0205, 0x0006, 0x0207, 0x00E5
_ROW_HIDDEN, _COLUMN_HIDDEN, _STRUCK_OUT = 0x20, 0x01, 0x08
_OWN_HEIGHT, _TWIPS = 0x7FFF, 20
_WHITE = (1, 9)
_SMALLEST = 3.0
"""Points: smaller letters cannot be read."""
_XF_LENGTH = 20
_NO_FONT = 4
"""Fonts are numbered without this one."""
_WORKSHEET = 0
_FAULTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass(slots=True)
class _Book:
    """What holds for all sheets; `sheets`: start in the stream, hidden or not, name.

    `fonts`: struck or not, pale or not; `styles` and `looks`: what each `_XF` makes of a number, and how a cell looks.
    """

    shared: list[CellValue] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    formats: list[int] = field(default_factory=list)
    sheets: list[tuple[int, bool, str]] = field(default_factory=list)
    starts_1904: bool = False
    styles: list[Style] = field(default_factory=list)
    fonts: list[tuple[bool, bool]] = field(default_factory=list)
    looks: list[frozenset[Look]] = field(default_factory=list)


def read_xls(container: Container) -> list[Grid]:
    """The worksheets by order. Raises Refused."""
    stream = container.stream("Workbook")
    book = _book(stream)
    grids: list[Grid] = []
    for start, is_hidden, name in book.sheets:
        grids.append(new_grid(grids, name, is_hidden))
        if not is_hidden:
            with grids[-1].being_read():
                _SheetReader(grids[-1], book).read(stream, start)
    return grids


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of the part of the stream that begins at `start`, without charts and the like inside it."""
    depth = 0
    while True:
        kind, length = struct.unpack_from("<HH", stream, start)
        body = stream[start + 4 : start + 4 + length]
        if len(body) < length or (not depth and kind != _BOF):
            raise broken()
        start += 4 + length
        if kind == _BOF:
            depth += 1
            if struct.unpack_from("<H", body)[0] != _BIFF8:
                raise too_old()
        elif kind == _EOF:
            depth -= 1
            if not depth:
                return
        elif depth == 1:
            yield kind, body


def _book(stream: bytes) -> _Book:
    book = _Book()
    pieces: list[bytes] = []
    xfs: list[bytes] = []
    last = 0
    for kind, body in _records(stream, 0):
        if kind == _FILEPASS:
            raise locked()
        if kind == _DATEMODE:
            book.starts_1904 = body[:1] == b"\1"
        elif kind == _FORMAT:
            book.codes[struct.unpack_from("<H", body)[0]] = string(body, 2)
        elif kind == _XF:
            book.formats.append(struct.unpack_from("<2xH", body)[0])
            xfs.append(body)
        elif kind == _FONT:
            height, options, colour = struct.unpack_from("<HHH", body)
            is_pale = colour in _WHITE or height < _SMALLEST * _TWIPS
            book.fonts.append((bool(options & _STRUCK_OUT), is_pale))
        elif kind == _BOUNDSHEET:
            start, state, sort = struct.unpack_from("<IBB", body)
            if sort == _WORKSHEET and start not in {other for other, _, _ in book.sheets}:
                book.sheets.append((start, bool(state & 3), short_string(body, 6)))
        elif kind == _SST or (kind == _CONTINUE and last == _SST):
            pieces.append(body)
            kind = _SST
        last = kind
    book.shared = [text_value(text) for text in shared_strings(pieces)] if pieces else []
    book.styles = [style_of(number, book.codes.get(number)) for number in book.formats]
    book.looks = [_looks(xf, book) for xf in xfs]
    return book


def _looks(xf: bytes, book: _Book) -> frozenset[Look]:
    """How cells of an extended format look ([MS-XLS] 2.4.353)."""
    if len(xf) < _XF_LENGTH:
        return frozenset()
    font, number, pattern, colours = struct.unpack_from("<HH10xIH", xf)
    index = font - (font > _NO_FONT)
    is_struck, is_pale = book.fonts[index] if index < len(book.fonts) else (False, False)
    is_white = not pattern >> 26 or colours & 0x7F in _WHITE
    looks = {Look.STRUCK} if is_struck else set()
    if (is_pale and is_white) or shows_nothing(book.codes.get(number, "")):
        looks.add(Look.UNSEEN)
    return frozenset(looks)


class _SheetReader:
    """The state of the walk through a sheet's records; `waiting` is the formula whose text comes in a later record."""

    def __init__(self, grid: Grid, book: _Book) -> None:
        self.grid = grid
        self.book = book
        self.waiting: tuple[int, int] | None = None

    def read(self, stream: bytes, start: int) -> Grid:
        for kind, body in _records(stream, start):
            take = _TAKERS.get(kind)
            if take is not None:
                take(self, body)
        return self.grid

    def put(self, row: int, column: int, value: CellValue) -> None:
        """Keep what is no number; row and column count from 0 as in the file."""
        self.grid.put(row + 1, column + 1, value)

    def dress(self, row: int, column: int, style_number: int) -> None:
        """Say how the cell that was kept looks."""
        if style_number < len(self.book.looks) and (looks := self.book.looks[style_number]):
            self.grid.mark(row + 1, column + 1, looks)

    def put_number(self, row: int, column: int, style_number: int, number: float) -> None:
        style = self.book.styles[style_number] if style_number < len(self.book.styles) else Style.PLAIN
        value = styled_value(float_value(number), style, self.book.starts_1904)
        self.grid.put(row + 1, column + 1, value, style is Style.PERCENT)
        self.dress(row, column, style_number)

    def row(self, body: bytes) -> None:
        row, height, options = struct.unpack_from("<H4xH4xH", body)
        if options & _ROW_HIDDEN:
            self.grid.hide(row + 1, row + 1)
        elif height == height & _OWN_HEIGHT:
            self.grid.set_height(row + 1, row + 1, height / _TWIPS)

    def column(self, body: bytes) -> None:
        first, last, width, _, options = struct.unpack_from("<HHHHH", body)
        if options & _COLUMN_HIDDEN or not width:
            self.grid.hide_columns(first + 1, last + 1)

    def number(self, body: bytes) -> None:
        self.put_number(*struct.unpack_from("<HHHd", body))

    def compact(self, body: bytes) -> None:
        row, column, style, packed = struct.unpack_from("<HHHI", body)
        self.put_number(row, column, style, _unpacked(packed))

    def compacts(self, body: bytes) -> None:
        row, first = struct.unpack_from("<HH", body)
        for offset, (style, packed) in enumerate(struct.iter_unpack("<HI", body[4:-2])):
            self.put_number(row, first + offset, style, _unpacked(packed))

    def shared(self, body: bytes) -> None:
        row, column, style, index = struct.unpack_from("<HHHI", body)
        is_there = index < len(self.book.shared)  # else the text that the cell had is lost
        self.put(row, column, self.book.shared[index] if is_there else CellFault("#FEJL"))
        self.dress(row, column, style)

    def label(self, body: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        self.put(row, column, text_value(string(body, 6)))
        self.dress(row, column, style)

    def truth_or_fault(self, body: bytes) -> None:
        row, column, _, value, is_fault = struct.unpack_from("<HHHBB", body)
        self.put(row, column, _fault(value) if is_fault else bool(value))

    def formula(self, body: bytes) -> None:
        """The result is a number, or says in its first byte what else it is."""
        row, column, style, sort, value, mark = struct.unpack_from("<HHHBxB3xH", body)
        self.waiting = None
        if mark != 0xFFFF:
            self.put_number(row, column, style, struct.unpack_from("<6xd", body)[0])
        elif sort == 0:
            self.waiting = row, column
        elif sort == 1:
            self.put(row, column, bool(value))
        elif sort == 2:
            self.put(row, column, _fault(value))

    def formula_text(self, body: bytes) -> None:
        if self.waiting is not None:
            self.put(*self.waiting, text_value(string(body, 0)))
            self.waiting = None

    def merged(self, body: bytes) -> None:
        for area in struct.iter_unpack("<HHHH", body[2 : 2 + (len(body) - 2) // 8 * 8]):
            self.grid.merge(Area(*(number + 1 for number in area)))


_TAKERS: Mapping[int, Callable[[_SheetReader, bytes], None]] = {
    _ROW: _SheetReader.row,
    _COLINFO: _SheetReader.column,
    _NUMBER: _SheetReader.number,
    _RK: _SheetReader.compact,
    _MULRK: _SheetReader.compacts,
    _LABELSST: _SheetReader.shared,
    _LABEL: _SheetReader.label,
    _RSTRING: _SheetReader.label,
    _BOOLERR: _SheetReader.truth_or_fault,
    _FORMULA: _SheetReader.formula,
    _STRING: _SheetReader.formula_text,
    _MERGED: _SheetReader.merged,
}


def _fault(code: int) -> CellFault:
    return CellFault(_FAULTS.get(code, "#FEJL"))


def _unpacked(packed: int) -> float:
    """An RK number: 30 bits of an integer or of a double's upper end, perhaps in hundredths."""
    if packed & 2:
        number = float((packed >> 2) - ((packed >> 31) << 30))
    else:
        (number,) = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))
    return number / 100 if packed & 1 else number
