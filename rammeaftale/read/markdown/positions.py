"""Takes a file's lines and a piece of inline source cut from them, gives the line and column of every offset in it.

The engine cuts indentation and markers off each line and blanks off the end; what is left is always the end of its
line, so it stands where it was last found in the line.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import accumulate

from rammeaftale.base.diagnostics import Diagnostic, Severity, Span, TextSpan, error, warning
from rammeaftale.model.extent import Extent
from rammeaftale.read.markdown.nodes import BlockNode
from rammeaftale.read.text_file import MAX_PER_KIND


@dataclass(frozen=True, slots=True)
class Passage:
    """Inline source with the span of each of its lines; `whole` is given instead where only the whole can be named."""

    text: str
    starts: tuple[int, ...]
    spans: tuple[TextSpan, ...]
    whole: TextSpan | None = None

    def span(self, start: int, end: int) -> TextSpan:
        """The span of `text[start:end]`, at most to the end of its first line."""
        if self.whole is not None:
            return self.whole
        row = max(bisect_right(self.starts, start) - 1, 0)
        line_end = self.starts[row + 1] - 1 if row + 1 < len(self.starts) else len(self.text)
        return self.spans[row].shifted(start - self.starts[row], min(end, line_end) - start)

    def part(self, start: int, end: int) -> Passage:
        """The passage that is `text[start:end]`, on one line."""
        return Passage(self.text[start:end], (0,), (self.span(start, end),), self.whole)

    def up_to(self, end: int) -> Passage:
        """The passage that is `text[:end]`, on as many lines as that is."""
        rows = bisect_right(self.starts, end)
        return Passage(self.text[:end], self.starts[:rows], self.spans[:rows], self.whole)

    def extent(self) -> Extent:
        """From its first to its last character."""
        first, last = self.spans[0], self.spans[-1]
        length = len(self.text) - self.starts[-1]
        return Extent(first.path, first.line, first.column, last.line, last.column + length - 1)


@dataclass(slots=True)
class OpenFile:
    """One file while it is read: its lines, and what has been found so far.

    `misplaced_notes` are called where no note can stand; `proposed_ids` were told to the editor.
    """

    path: str
    lines: list[str]
    findings: list[Diagnostic] = field(default_factory=list)
    misplaced_notes: set[str] = field(default_factory=set)
    proposed_ids: set[str] = field(default_factory=set)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = list(accumulate((len(line) + 1 for line in self.lines), initial=0))

    def error(
        self,
        kind: str,
        message: str,
        where: TextSpan | BlockNode,
        *hints: str,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> None:
        """Note an error. Of a block the first line is shown."""
        self.findings.append(replace(error(kind, message, self._span(where), *hints), related=related))

    def warning(self, kind: str, message: str, where: TextSpan | BlockNode, *hints: str) -> None:
        """Note a warning."""
        self.findings.append(warning(kind, message, self._span(where), *hints))

    def has_told(self, kind: str, span: TextSpan) -> bool:
        """Whether an error stands there already, or so many of the kind that the file has one fault all through."""
        faults = [finding for finding in self.findings if finding.severity is Severity.ERROR]
        is_many = sum(finding.kind == kind for finding in faults) >= MAX_PER_KIND
        return is_many or any(
            isinstance(told := finding.span, TextSpan)
            and told.line == span.line
            and told.column < span.column + span.length
            and span.column < told.column + told.length
            for finding in faults
        )

    def _span(self, where: TextSpan | BlockNode) -> TextSpan:
        return self.line_span(where.first) if isinstance(where, BlockNode) else where

    def extent(self, start: int, end: int) -> Extent:
        """The extent of the characters from offset `start` to before `end` in the whole text; on one line if none."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1 if end > start else first
        return Extent(self.path, first + 1, start - self.starts[first] + 1, last + 1, end - self.starts[last])

    def column(self, offset: int) -> int:
        """The column, from 1, of an offset in the whole text."""
        return offset - self.starts[bisect_right(self.starts, offset) - 1] + 1

    def block_extent(self, node: BlockNode) -> Extent:
        """The extent of a whole block."""
        return self.extent(node.start, node.end)

    def inside(self, node: BlockNode) -> Extent | None:
        """The extent of all that stands inside a block; None when nothing does."""
        return self.extent(node.children[0].start, node.children[-1].end) if node.children else None

    def line_span(self, line: int) -> TextSpan:
        """The whole of a line (counted from 0), without its indentation."""
        text = self.lines[min(line, len(self.lines) - 1)]
        indent = len(text) - len(text.lstrip(" "))
        return TextSpan(self.path, line + 1, indent + 1, max(len(text.strip(" ")), 1))

    def passage(self, text: str, first: int) -> Passage:
        """Inline source that begins on line `first` (from 0)."""
        starts, spans, offset = [], [], 0
        for number, piece in enumerate(text.split("\n"), first):
            starts.append(offset)
            spans.append(TextSpan(self.path, number + 1, self._column(piece, number) + 1, max(len(piece), 1)))
            offset += len(piece) + 1
        return Passage(text, tuple(starts), tuple(spans))

    def _column(self, piece: str, number: int) -> int:
        line = self.lines[number] if number < len(self.lines) else ""
        column = line.rfind(piece) if piece else -1
        return column if column >= 0 else len(line) - len(line.lstrip(" "))


def field_passage(text: str, span: TextSpan, is_verbatim: bool) -> Passage:
    """The text of a YAML field: exact where it stands on one line, bare or in quotes; else the field as a whole."""
    quotes = span.length - len(text)
    exact = is_verbatim and quotes in (0, 2) and "\n" not in text
    start = span.shifted(quotes // 2, len(text)) if exact else span
    return Passage(text, (0,), (start,), None if exact else span)
