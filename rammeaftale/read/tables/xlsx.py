"""Bytes of an .xlsx → a Grid per worksheet: values, days, faults, hidden rows, merged cells. Runs no formula.

One pass through each sheet's XML (ECMA-376 part 1, 18.3). A program that writes a workbook without calculating it
(`fullCalcOnLoad`) stores 0 for every formula, so such a 0 counts as no value.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rammeaftale.base.diagnostics import Refused
from rammeaftale.read.tables.grid import Grid, new_grid
from rammeaftale.read.tables.parts import HURT, SAVE, Parts, broken, elements, walk
from rammeaftale.read.tables.sheet import Area, CellFault, CellValue, Look
from rammeaftale.read.tables.values import Style, column_number, iso_day, number_value, styled_value, text_value
from rammeaftale.read.tables.xlsx_strings import Shared, shared_strings, unescaped
from rammeaftale.read.tables.xlsx_styles import PLAIN, CellStyle, cell_styles

_COLUMN = re.compile("[A-Z]{1,3}")
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
"""A cell's name as other programs than Excel may write it."""
_ROW = re.compile("[1-9][0-9]{0,6}")
_AREA = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})")
_TRUE = ("1", "true", "on")
_LOST = "#FEJL"
"""What stands in a cell whose value the file has lost."""
_FIRST_LINKS = "_rels/.rels"
_ORDINARY_HEIGHT = 15.0
_STRUCK = frozenset({Look.STRUCK})


@dataclass(frozen=True, slots=True)
class _Book:
    """What holds for all sheets."""

    shared: Shared
    styles: Mapping[str, CellStyle]
    starts_1904: bool
    is_uncalculated: bool


def read_xlsx(parts: Parts) -> tuple[list[Grid], tuple[Refused, ...]]:
    """The worksheets by order, and what of the file is lost beside them. Raises Refused."""
    main, links = _main_part(parts)
    sheets: list[tuple[str, str, bool]] = []
    flags: dict[str, str] = {}
    for name, attributes in elements(parts[main], "sheet", "workbookPr", "calcPr"):
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith("}id")), "")
            is_hidden = attributes.get("state", "visible") != "visible"
            sheets.append((attributes.get("name", ""), links.get(link, ("", ""))[1], is_hidden))
        else:
            flags |= attributes
    by_kind = dict(links.values())
    styles, lost = _styles(parts, by_kind.get("styles", ""))
    book = _Book(
        shared_strings(parts, by_kind.get("sharedStrings", "")),
        styles,
        flags.get("date1904", "") in _TRUE,
        flags.get("fullCalcOnLoad", "") in _TRUE,
    )
    worksheets = {target for kind, target in links.values() if kind == "worksheet"}
    grids: list[Grid] = []
    for name, part, is_hidden in sheets:
        if part in worksheets:
            worksheets.remove(part)  # one part cannot be two sheets
            grids.append(new_grid(grids, name, is_hidden))
            if not is_hidden:
                with grids[-1].being_read():
                    _SheetReader(grids[-1], book).read(parts[part])
    return grids, lost


def _styles(parts: Parts, part: str) -> tuple[Mapping[str, CellStyle], tuple[Refused, ...]]:
    """The styles of cells; where they are lost, numbers are read as they are kept, and the file says so."""
    try:
        return cell_styles(parts, part), ()
    except (Refused, *HURT):
        message = "filens formater er ødelagt; procenter og datoer er læst som de tal, de er gemt som"
        return {}, (Refused("excel-ulaeselig", message, f"åbn filen i Excel, og {SAVE}"),)


def _main_part(parts: Parts) -> tuple[str, dict[str, tuple[str, str]]]:
    """The workbook's part and what it links to: the last word of the kind, and the part's name, by the link's id."""
    main = next(
        (target for kind, target in _links(parts, "").values() if kind == "officeDocument" and target in parts),
        "xl/workbook.xml",
    )
    if main not in parts:
        raise broken()
    return main, _links(parts, main)


def _links(parts: Parts, part: str) -> dict[str, tuple[str, str]]:
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    links: dict[str, tuple[str, str]] = {}
    for _, attributes in _relations(parts, relations):
        target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
        if "Id" in attributes and attributes.get("TargetMode") != "External":
            links[attributes["Id"]] = attributes.get("Type", "").rpartition("/")[2], target
    return links


def _relations(parts: Parts, name: str) -> Iterable[tuple[str, dict[str, str]]]:
    """The links of a part; none where they are lost, for the workbook itself is found without."""
    try:
        return list(elements(parts[name], separator=None)) if name in parts else ()
    except Refused:
        if name != _FIRST_LINKS:
            raise
        return ()


class _SheetReader:
    """The state of the walk through a sheet: row and column, the cell's attributes, its texts when they are complete.

    It is called three times a cell, hence no more in each call than must be. `words` is what was met since `v` or `t`
    began; `shown` what the last `v` held, None where there was none; `texts` what stood in `is`. An element's name is
    compared as it is written; where it has a prefix, that is taken away first.
    """

    def __init__(self, grid: Grid, book: _Book) -> None:
        self.grid = grid
        self.book = book
        self.put, self.styles = grid.put, book.styles
        self.shared, self.struck_texts = book.shared
        self.row = self.column = 0
        self.row_name = ""
        self.columns: dict[str, int] = {}
        self.numbers: dict[str, CellValue] = {}
        self.cell: dict[str, str] = {}
        self.formula = self.aside = self.prefixed = self.struck = False
        self.shown: str | None = None
        self.words: list[str] = []
        self.texts: list[str] = []

    def read(self, data: bytes) -> Grid:
        walk(data, self.start, self.end, self.words.append)
        if self.prefixed:
            walk(
                data,
                lambda name, attributes: self.start(name.rpartition(":")[2], attributes),
                lambda name: self.end(name.rpartition(":")[2]),
                self.words.append,
            )
        return self.grid

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self.cell = attributes
            self.formula = self.struck = False
            self.shown = None
            self.texts.clear()
        elif name in {"v", "t"}:
            self.words.clear()
        elif name == "f":
            self.formula = True
        elif name == "rPh":
            self.aside = True
        elif name == "row":
            self.start_row(attributes)
        elif name == "strike":
            self.struck = self.struck or attributes.get("val", "1") in _TRUE
        elif name == "col" and (attributes.get("hidden", "") in _TRUE or _measure(attributes.get("width"), 1) <= 0):
            first, last = (attributes.get(end, "") for end in ("min", "max"))
            if _ROW.fullmatch(first) and _ROW.fullmatch(last):
                self.grid.hide_columns(int(first), int(last))
        elif name == "mergeCell" and (match := _AREA.fullmatch(attributes.get("ref", ""))):
            left, top, right, bottom = match.groups()
            self.grid.merge(Area(int(top), int(bottom), column_number(left), column_number(right)))
        elif name.endswith(":worksheet"):
            self.prefixed = True

    def start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self.row = int(number) if _ROW.fullmatch(number) else self.row + 1
        self.row_name = str(self.row)
        self.column = 0
        if attributes.get("hidden", "") in _TRUE:
            self.grid.hide(self.row, self.row)
        elif "ht" in attributes:
            self.grid.set_height(self.row, self.row, _measure(attributes["ht"], _ORDINARY_HEIGHT))

    def end(self, name: str) -> None:
        if name == "c":
            self.locate(self.cell.get("r"))
            if self.shown is not None or self.texts or self.formula:
                self.keep()
        elif name == "v":
            self.shown = "".join(self.words)
        elif name == "t":
            if not self.aside:
                self.texts.append("".join(self.words))
        elif name == "rPh":
            self.aside = False

    def locate(self, reference: str | None) -> None:
        """Excel names every cell; other programs may leave that out, and the cell is the next one."""
        if reference is None:
            self.column += 1
            return
        letters = reference[: -len(self.row_name)]
        column = self.columns.get(letters)
        if column is None and _COLUMN.fullmatch(letters):
            column = self.columns[letters] = column_number(letters)
        if column is None or not reference.endswith(self.row_name):
            column = self.locate_alone(reference)
        self.column = column

    def locate_alone(self, reference: str) -> int:
        """The column of a cell whose name is not that of its row, or is written otherwise; its row is that it names."""
        named = _CELL.fullmatch(reference)
        if named is None:
            raise broken()
        self.row_name = named[2]
        self.row = int(self.row_name)
        return column_number(named[1].upper())

    def keep(self) -> None:
        """Put the value of the cell whose end was met.

        Of `v` and `is` the cell's type says which counts; the other is only taken where that one is missing. What
        cannot be of its type is the text that it is, so that it is told where somebody needs the cell.
        """
        kind, shown = self.cell.get("t", "n"), self.shown
        if self.texts and (shown is None or kind == "inlineStr"):
            kind, shown = "inlineStr", "".join(self.texts)
        number = self.cell.get("s", "")
        style = self.styles.get(number, PLAIN)
        if shown is None:  # a formula whose result was never written
            self.put(self.row, self.column, CellFault(_LOST if kind == "e" else ""))
        elif kind == "n":
            self.keep_number(shown, style.form)
        elif kind == "s" and shown:
            self.keep_shared(shown)
        else:
            self.put(self.row, self.column, self.other(kind, shown))
        if style.looks or self.struck:
            self.grid.mark(self.row, self.column, style.looks | _STRUCK if self.struck else style.looks)

    def keep_shared(self, shown: str) -> None:
        index = int(shown) if shown.isdecimal() else len(self.shared)
        if index < len(self.shared):
            self.put(self.row, self.column, self.shared[index])
            self.struck = index in self.struck_texts
        else:  # the text that the cell had is lost
            self.put(self.row, self.column, CellFault(_LOST))

    def keep_number(self, shown: str, style: Style) -> None:
        if self.formula and (not shown or (self.book.is_uncalculated and shown == "0")):
            self.put(self.row, self.column, CellFault(""))
            return
        if not shown:
            return
        value = self.numbers.get(shown)
        if value is None:
            value = self.numbers[shown] = _number_or_text(shown)
        if style is Style.DATE:
            value = styled_value(value, style, self.book.starts_1904)
        self.put(self.row, self.column, value, style is Style.PERCENT)

    def other(self, kind: str, shown: str) -> CellValue:
        """What is no number and stands in the sheet itself."""
        if kind == "e":
            return CellFault(shown or _LOST)
        if kind == "b" and shown:
            return shown in _TRUE
        if kind == "d" and (day := iso_day(shown)):
            return day
        return text_value(unescaped(shown))


def _number_or_text(shown: str) -> CellValue:
    try:
        return number_value(shown)
    except ValueError:
        return text_value(shown)


def _measure(text: str | None, otherwise: float) -> float:
    """A width or a height; `otherwise` where none can be read."""
    try:
        return otherwise if text is None else float(text)
    except ValueError:
        return otherwise
