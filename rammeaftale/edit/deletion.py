"""A block, a point, a row or a footnote taken out of a file with what belongs to it, or the reason why it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rammeaftale.base.diagnostics import Checked
from rammeaftale.edit.lines import holds, notes_outside, removal, renumbered, stands_alone
from rammeaftale.edit.open_text import Edit, OpenText, cannot, located, settled
from rammeaftale.edit.trees import changed
from rammeaftale.model.extent import Extent, Located
from rammeaftale.model.inline import FootnoteCall
from rammeaftale.model.text import Cell, ListItem, Quote, Table


def delete(opened: OpenText, extent: Extent) -> Checked[str | None]:
    """The file without what stands at an extent.

    Notes that are called in it go with it, and a note that is deleted itself takes its call along. Later points of a
    numbered list count one less.
    """
    node = opened.at(extent, Located)
    if node is None or isinstance(node, Cell) or _is_header(opened, node):
        return cannot(extent, "det, der står her, kan ikke slettes for sig", "skriv noget andet i stedet")
    if not stands_alone(opened, extent):
        return cannot(extent, "stykket deler linje med noget andet", "ret stedet i hånden")
    if any([*quote.blocks] == [node] for quote in opened.every(Quote)):
        return cannot(extent, "det er alt, hvad der står i citatet", "slet hele citatet")
    edits: list[Edit] = []
    gone = [extent, *notes_outside(node, extent)]
    if isinstance(node, FootnoteCall):
        edits.append(_call(opened, node))
    elif astray := _called_from_outside(opened, node, extent):
        message = f"fodnoten »{astray.label}« står her, men bruges i linje {astray.span.line}"
        return cannot(extent, message, "flyt noten, før stykket bliver slettet")
    edits += removal(opened, gone)
    if isinstance(node, ListItem) and (owner := opened.list_of(node)) is not None:
        edits += renumbered(opened, owner[0], owner[1] + 1, -1)
    return settled(opened, edits, changed(opened.blocks, node, _nothing))


_nothing: Callable[[Located], Sequence[Located]] = lambda _: ()  # noqa: E731


def _is_header(opened: OpenText, node: Located) -> bool:
    return any(table.header is node for table in opened.every(Table))


def _call(opened: OpenText, note: FootnoteCall) -> Edit:
    start = opened.starts[note.span.line - 1] + note.span.column - 1
    return start, start + note.span.length, ""


def _called_from_outside(opened: OpenText, node: Located, extent: Extent) -> FootnoteCall | None:
    """A note that stands in a block and is called elsewhere."""
    own = {id(inner) for inner in located(node)}
    notes = (note for note in opened.every(FootnoteCall) if id(note) not in own)
    return next((note for note in notes if note.extent and holds(extent, note.extent)), None)
