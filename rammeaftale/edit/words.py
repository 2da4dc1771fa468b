"""New words for one block, a new title for a frame, an id on what has none: the rest of the file stays as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rammeaftale.base.diagnostics import Checked
from rammeaftale.edit.inlines import encoded, joined, wrapped
from rammeaftale.edit.lines import notes_outside, removal
from rammeaftale.edit.open_text import Edit, OpenText, bad_words, cannot, settled
from rammeaftale.edit.trees import changed
from rammeaftale.model.extent import Extent, Located
from rammeaftale.model.inline import FootnoteCall, Inline
from rammeaftale.model.text import Cell, FactBox, Figure, Formula, Gap, Heading, ListItem, Paragraph, Picture, Table
from rammeaftale.model.walk import inlines_in
from rammeaftale.read.markdown.containers import argument_bounds

WITH_WORDS = Heading | Paragraph | ListItem | Cell | Formula | Figure | FootnoteCall
_MAY_HAVE_ID = Heading | Paragraph | ListItem | FootnoteCall | FactBox | Gap | Formula | Picture | Figure
"""What an id may be written on; a table gets one with its title."""
_NOTHING = "der skal stå noget; slet hele stykket i stedet"
_FRAME = re.compile(r"[ >]*:::\s*")


def replace_words(opened: OpenText, extent: Extent, words: Sequence[Inline]) -> Checked[str | None]:
    """The file with other words in the block, point, cell or note at an extent; its marks and its id stay.

    Notes that the new words do not call any more are taken out.
    """
    node = next((node for node in opened.all_at(extent) if isinstance(node, WITH_WORDS)), None)
    run = joined(words)
    if refusal := bad_words(opened.path, run):
        return refusal
    if node is None or node.inner is None:
        return cannot(extent, "der står ingen ord her, som kan skrives om")
    if not run and not isinstance(node, Cell):
        return cannot(extent, _NOTHING)
    meant = replace(node, caption=run) if isinstance(node, Figure) else replace(node, children=run)
    edits: list[Edit] = [(*opened.offsets(node.inner), _written(opened, node, run))]
    still = {note.label for note in inlines_in(run) if isinstance(note, FootnoteCall)}
    own = node.caption if isinstance(node, Figure) else node.children
    gone = tuple(note for note in inlines_in(own) if isinstance(note, FootnoteCall) and note.label not in still)
    edits += removal(opened, notes_outside(gone, extent))
    return settled(opened, edits, changed(opened.blocks, node, lambda _: (meant,)))


def _written(opened: OpenText, node: WITH_WORDS, run: Sequence[Inline]) -> str:
    if isinstance(node, Heading) or node.inner is None:
        return encoded(run)
    start, end = opened.offsets(node.inner)
    if isinstance(node, Cell):
        pads = opened.text[start - 1] == "|", opened.text[end] == "|"
        return " " * (pads[0] and bool(run)) + encoded(run) + " " * pads[1]
    before = opened.before(node.inner)
    return f"\n{re.sub('[^>]', ' ', before)}".join(wrapped(run, len(before), len(before)))


def replace_title(opened: OpenText, extent: Extent, words: Sequence[Inline]) -> Checked[str | None]:
    """The file with another title on the box or the table at an extent, or another who must deliver what is missing."""
    node = opened.at(extent, Located)
    run = joined(words)
    if refusal := bad_words(opened.path, run):
        return refusal
    match node:
        case FactBox():
            meant: Located = replace(node, title=run)
        case Gap():
            meant = replace(node, who=run)
        case Table() if node.id:
            meant = replace(node, caption=run)
        case _:
            return cannot(extent, "det, der står her, har ingen titel")
    if not run:
        return cannot(extent, _NOTHING)
    start, end = _title_place(opened, extent)
    return settled(opened, [(start, end, encoded(run))], changed(opened.blocks, node, lambda _: (meant,)))


def _title_place(opened: OpenText, extent: Extent) -> tuple[int, int]:
    """The offsets of a frame's title on its opening line."""
    line = opened.line(extent.first_line).rstrip()
    mark = _FRAME.match(line)
    head = mark.end() if mark else 0
    begin, end = argument_bounds(line[head:])
    line_start = opened.starts[extent.first_line - 1] + head
    return line_start + begin, line_start + end


def write_id(opened: OpenText, extent: Extent, id_: str) -> Checked[str | None]:
    """The file with an id on the block, point or note at an extent that has none."""
    node = next((node for node in opened.all_at(extent) if isinstance(node, _MAY_HAVE_ID)), None)
    if node is None:
        return cannot(extent, "det, der står her, kan ikke have et id")
    if written := getattr(node, "id", ""):
        return cannot(extent, f"der står allerede et id her: »{written}«")
    match node:
        case Paragraph() | ListItem() | FootnoteCall() if node.inner is not None:
            offset = opened.offsets(node.inner)[1]
        case FactBox() | Gap() | Formula():
            offset = opened.starts[extent.first_line - 1] + len(opened.line(extent.first_line).rstrip())
        case _:
            offset = opened.offsets(extent)[1]
    edit: Edit = (offset, offset, f" {{#{id_}}}")
    return settled(opened, [edit], changed(opened.blocks, node, lambda old: (replace(old, id=id_),)))
