"""Whole lines taken out of a file or put into it, with the blank lines around them, and points counted anew."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from rammeaftale.edit.open_text import Edit, OpenText, located
from rammeaftale.model.extent import Extent
from rammeaftale.model.inline import FootnoteCall
from rammeaftale.model.text import ItemList

_BLANK = re.compile(r"[ >]*")


def stands_alone(opened: OpenText, extent: Extent) -> bool:
    """Whether nothing but blanks and the marks of a quote share its lines."""
    after = opened.line(extent.last_line)[extent.last_column :]
    return bool(_BLANK.fullmatch(opened.before(extent))) and not after.strip()


def removal(opened: OpenText, extents: Sequence[Extent]) -> Iterator[Edit]:
    """The lines of the extents taken out, with the blank lines that they leave behind.

    The extents share no line. A file that ends with them ends as it did.
    """
    gone = {line for extent in extents for line in range(extent.first_line, extent.last_line + 1)}
    for last in [line for line in sorted(gone) if line + 1 not in gone]:
        gone |= _left_behind(opened, gone, last)
    yield from ((opened.starts[line - 1], min(opened.starts[line], len(opened.text)), "") for line in sorted(gone))


def _left_behind(opened: OpenText, gone: Collection[int], last: int) -> set[int]:
    """The blank lines after the line `last`, or before what is gone with it, that part nothing any longer."""
    count = len(opened.starts) - 1
    first = next(line for line in range(last, -1, -1) if line not in gone)
    above = list(takewhile(lambda line: _is_blank(opened, line), range(first, 0, -1)))
    below = list(takewhile(lambda line: _is_blank(opened, line), range(last + 1, count + 1)))
    if last + len(below) == count:
        return set(above)
    if above and below and _depth(opened, above[0]) > _depth(opened, below[0]):
        return {line for line in above if _depth(opened, line) > _depth(opened, below[0])}
    return set(below) if above or first == 0 else set()


def _is_blank(opened: OpenText, line: int) -> bool:
    return bool(_BLANK.fullmatch(opened.line(line)))


def _depth(opened: OpenText, line: int) -> int:
    """In how many quotes a blank line stands."""
    return opened.line(line).count(">")


def notes_outside(node: object, extent: Extent) -> list[Extent]:
    """The notes that are called in a node, or in words, and that do not stand in the extent."""
    notes = (inner for inner in located(node) if isinstance(inner, FootnoteCall) and inner is not node)
    called = (note.extent for note in notes if note.extent)
    return [note for note in called if not holds(extent, note)]


def holds(outer: Extent, inner: Extent) -> bool:
    """Whether the lines of one extent are among those of another."""
    return outer.first_line <= inner.first_line and inner.last_line <= outer.last_line


def renumbered(opened: OpenText, item_list: ItemList, first: int, shift: int) -> Iterator[Edit]:
    """A list's points from the index `first` on, counted anew; where a mark gets longer, what is under it moves along.

    A file that is read without an error has each point's own mark.
    """
    if not item_list.ordered:
        return
    for index, item in enumerate(item_list.items[first:], first + 1):
        if item.extent is not None:
            old, new = item_list.numbering.mark(index), item_list.numbering.mark(index + shift)
            start = opened.offsets(item.extent)[0]
            yield start, start + len(old), new
            yield from _indented(opened, item.extent, len(new) - len(old))


def _indented(opened: OpenText, extent: Extent, by: int) -> Iterator[Edit]:
    """The lines of a point after its first, moved to the right; to the left they need not go."""
    for line in range(extent.first_line + 1, extent.last_line + 1):
        offset = opened.starts[line - 1] + extent.first_column - 1
        if by > 0 and opened.line(line)[extent.first_column - 1 :].startswith(" "):
            yield offset, offset, " " * by
