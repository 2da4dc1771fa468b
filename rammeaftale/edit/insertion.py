"""A new block after a block, a point after a point, a row after a row, in the form of the place where it will stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rammeaftale.base.diagnostics import Checked
from rammeaftale.edit.blocks import block_lines, item_lines, note_lines, notes_in, row_line
from rammeaftale.edit.lines import renumbered, stands_alone
from rammeaftale.edit.open_text import Edit, OpenText, bad_words, cannot, settled
from rammeaftale.edit.trees import changed
from rammeaftale.model.extent import Extent
from rammeaftale.model.text import Block, ListItem, Row, Table


def insert_after(opened: OpenText, extent: Extent, new: Block | ListItem | Row) -> Checked[str | None]:
    """The file with something new after what stands at an extent: a point after a point, a row after a row, or a block.

    The notes that a new block calls are written after it. Later points of a numbered list count one more.
    """
    if refusal := bad_words(opened.path, new):
        return refusal
    if isinstance(new, ListItem):
        return _item(opened, extent, new)
    if isinstance(new, Row):
        return _row(opened, extent, new)
    node = next((node for node in opened.all_at(extent) if isinstance(node, Block)), None)
    if node is None or not stands_alone(opened, extent):
        return cannot(extent, "her kan der ikke sættes noget ind", "ret stedet i hånden")
    prefix = _under(opened, extent)
    lines = ["", *block_lines(new, len(prefix))]
    for note in notes_in([new]):
        lines += ["", *note_lines(note)]
    following = opened.line(extent.last_line + 1) if extent.last_line < len(opened.starts) - 1 else ""
    if following.strip(" >") and not following.lstrip(" >").startswith(":::"):
        lines.append("")
    meant = changed(opened.blocks, node, lambda old: (old, new))
    return settled(opened, [_lines_after(opened, extent.last_line, prefix, lines)], meant)


def _item(opened: OpenText, extent: Extent, new: ListItem) -> Checked[str | None]:
    node = opened.at(extent, ListItem)
    owner = opened.list_of(node) if node is not None else None
    if node is None or owner is None:
        return cannot(extent, "her står der ikke et punkt, som et nyt kan komme efter")
    item_list, index = owner
    numbering, number = item_list.numbering, index + 1
    if not numbering.mark(len(item_list.items) + 1):
        return cannot(extent, f"listens mærker slutter med {numbering.mark(len(item_list.items))}")
    edits = list(renumbered(opened, item_list, number, 1))
    prefix = _under(opened, extent)
    lines = item_lines(new, f"{numbering.mark(number + 1)} ", len(prefix))
    edits.append(_lines_after(opened, extent.last_line, prefix, lines))
    return settled(opened, edits, changed(opened.blocks, node, lambda old: (old, new)))


def _row(opened: OpenText, extent: Extent, new: Row) -> Checked[str | None]:
    """A row under another; under the headings it comes after the dashes, which are no row."""
    node = opened.at(extent, Row)
    tables = (table for table in opened.every(Table) for row in (table.header, *table.rows) if row is node)
    table = next(tables, None)
    if node is None or table is None:
        return cannot(extent, "her står der ikke en række, som en ny kan komme efter")
    edit = _lines_after(opened, extent.last_line + (node is table.header), _under(opened, extent), [row_line(new)])
    if node is table.header and table.rows:
        return settled(opened, [edit], changed(opened.blocks, table.rows[0], lambda old: (new, old)))
    return settled(opened, [edit], changed(opened.blocks, node, lambda old: (old, new)))


def _under(opened: OpenText, extent: Extent) -> str:
    """What lines below a block have before them: the marks of the quote, blanks for the rest."""
    return re.sub("[^>]", " ", opened.before(extent))


def _lines_after(opened: OpenText, line: int, prefix: str, lines: Sequence[str]) -> Edit:
    offset = opened.starts[line] - 1
    return offset, offset, "".join(f"\n{prefix}{new_line}".rstrip(" ") for new_line in lines)
