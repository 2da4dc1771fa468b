"""Takes the YAML parser's marks and a file's lines, gives extents: how far a value, its words and its row reach.

The parser counts lines and columns from 0 and its end is the first character after. Only of a mapping or a list that
is written in lines does it not know the end, since it looks for what comes next: it ends where its last value does.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from rammeaftale.model.extent import Extent

Extents = tuple[Extent | None, Extent | None]


@dataclass(frozen=True, slots=True)
class Places:
    """The lines of one file; on those that were mended to be read no place is told, as they stand so nowhere."""

    path: str
    lines: Sequence[str]
    mended: Collection[int]

    def between(self, start: Any, end: Any) -> Extent | None:
        """From one mark to before another."""
        if start.line in self.mended or end.line in self.mended:
            return None
        return Extent(self.path, start.line + 1, start.column + 1, end.line + 1, end.column)

    def scalar(self, event: Any) -> Extents:
        """A value with its quotes or its `|`, and its characters alone."""
        start, end = event.start_mark, event.end_mark
        if event.style in ("|", ">"):
            return self._block(start, end)
        whole = self.between(start, end)
        if whole is None or event.style not in ("'", '"'):
            return whole, whole
        column, last = start.column + 2, end.column - 1
        return whole, Extent(self.path, start.line + 1, column, end.line + 1, last)

    def _block(self, start: Any, end: Any) -> Extents:
        """A value under `|` or `>`: its lines, without the blank ones after it."""
        after = min(end.line + (end.column > 0), len(self.lines))
        written = [number for number in range(start.line + 1, after) if self.lines[number].strip()]
        if start.line in self.mended or not written:
            return None, None
        first, last = written[0], written[-1]
        indent = len(self.lines[first]) - len(self.lines[first].lstrip(" "))
        end_column = len(self.lines[last].rstrip(" "))
        whole = Extent(self.path, start.line + 1, start.column + 1, last + 1, end_column)
        return whole, Extent(self.path, first + 1, indent + 1, last + 1, end_column)

    def row(self, item: Extent | None) -> Extent | None:
        """A point of a list from its dash on."""
        if item is None:
            return None
        line, column = item.first_line - 1, item.first_column - 1
        before = self.lines[line][:column].rstrip(" ")
        while line > 0 and (not before or before.lstrip(" ").startswith("#")):
            line -= 1
            before = self.lines[line].rstrip(" ")
        if not before.endswith("-"):
            return item
        return Extent(self.path, line + 1, len(before), item.last_line, item.last_column)
