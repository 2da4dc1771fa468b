"""Takes the YAML parser's marks and a file's lines, gives how far a value, its words and its row reach.

The parser counts lines and columns from 0 and its end is the first character after. Only of a mapping or a list that
is written in lines does it not know the end, since it looks for what comes next: it ends where its last value does.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.extent import Extent


class Mark(Protocol):
    """Where the parser is."""

    line: int
    column: int


class _Event(Protocol):
    """What the parser has met."""

    start_mark: Mark
    end_mark: Mark


class _Stretch(NamedTuple):
    """A value with its quotes or its `|`, its characters alone, and the first line of these."""

    extent: Extent | None
    inner: Extent | None
    span: TextSpan


@dataclass(frozen=True, slots=True)
class Positions:
    """The lines of one file; on those that were corrected to be read nothing has an extent, as it stands so nowhere."""

    path: str
    lines: Sequence[str]
    corrected: Collection[int]

    def span(self, event: _Event) -> TextSpan:
        """The first line of what was met."""
        start, end = event.start_mark, event.end_mark
        last_line = len(self.lines) - (len(self.lines) > 1 and not self.lines[-1])
        if start.line >= last_line:  # nothing after the file's last line: the parser puts it on the next
            return TextSpan(self.path, last_line, max(len(self.lines[last_line - 1]), 1))
        last = end.column if end.line == start.line else len(self.lines[start.line])
        return TextSpan(self.path, start.line + 1, start.column + 1, max(last - start.column, 1))

    def between(self, start: Mark, end: Mark) -> Extent | None:
        """From one mark to before another."""
        if start.line in self.corrected or end.line in self.corrected:
            return None
        return Extent(self.path, start.line + 1, start.column + 1, end.line + 1, end.column)

    def scalar(self, event: _Event, style: str | None) -> _Stretch:
        """A value; `style` is the sign that it is written with."""
        if style in ("|", ">"):
            return self._block(event)
        whole, span = self.between(event.start_mark, event.end_mark), self.span(event)
        if style not in ("'", '"'):
            return _Stretch(whole, whole, span)
        is_corrected = event.start_mark.line in self.corrected
        words = replace(span, column=span.column + (not is_corrected), length=max(span.length - 2, 1))
        inner = whole and whole._replace(first_column=whole.first_column + 1, last_column=whole.last_column - 1)
        return _Stretch(whole, inner, words)

    def _block(self, event: _Event) -> _Stretch:
        """A value under `|` or `>`: its lines, without the blank ones after it."""
        start, end = event.start_mark, event.end_mark
        after = min(end.line + (end.column > 0), len(self.lines))
        written = [number for number in range(start.line + 1, after) if self.lines[number].strip()]
        if not written:
            return _Stretch(None, None, self.span(event))
        first, last = written[0], written[-1]
        words = self.lines[first].strip()
        indent = len(self.lines[first]) - len(self.lines[first].lstrip())
        span = TextSpan(self.path, first + 1, indent + 1, len(words))
        if start.line in self.corrected:
            return _Stretch(None, None, span)
        end_column = len(self.lines[last].rstrip(" "))
        whole = Extent(self.path, start.line + 1, start.column + 1, last + 1, end_column)
        return _Stretch(whole, Extent(self.path, first + 1, indent + 1, last + 1, end_column), span)

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
