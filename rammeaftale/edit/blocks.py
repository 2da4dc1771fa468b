"""Blocks of text → Markdown, each kind in the form that docs/vejledning shows; the notes that they call come after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rammeaftale.edit.inlines import encoded, wrapped
from rammeaftale.model import text
from rammeaftale.model.inline import FootnoteCall, Inline
from rammeaftale.model.walk import blocks_in, inline_runs, inlines_in

_Framed = text.Introduction | text.MarginNote | text.FactBox | text.Gap | text.Formula | text.Figure | text.Insert
_DASHES = {"left": "---", "right": "---:", "center": ":---:"}


def block_lines(block: text.Block, before: int = 0) -> list[str]:
    """The lines of one block; `before` is how many characters will stand before each of them."""
    match block:
        case text.Heading():
            return [f"{'#' * block.level} {encoded(block.children)}{_mark(block.id)}"]
        case text.Paragraph():
            return _text_lines(block.children, block.id, before, before)
        case text.ItemList():
            return list(_list(block, before))
        case text.Table():
            return _table(block)
        case text.Quote():
            return [f"> {line}".rstrip() for line in _blocks_lines(block.blocks, before + 2)]
        case text.Picture():
            return [f"![{block.alt}]({block.path}){_mark(block.id)}"]
        case _:
            return _frame(*_framed(block, before))


def _framed(block: _Framed, before: int) -> tuple[str, list[str]]:
    """What follows the colons of a frame, and the lines in it."""
    match block:
        case text.Introduction():
            return "indledning", _blocks_lines(block.blocks, before)
        case text.MarginNote():
            return "margen", _blocks_lines(block.blocks, before)
        case text.FactBox():
            return f"faktaboks {encoded(block.title)}{_mark(block.id)}", _blocks_lines(block.blocks, before)
        case text.Gap():
            return f"udestår {encoded(block.who)}{_mark(block.id)}", _blocks_lines(block.blocks, before)
        case text.Formula():
            return f"formel{_mark(block.id)}", wrapped(block.children, before, before)
        case text.Figure():
            return f"figur {block.name}{_mark(block.id)}", wrapped(block.caption, before, before)
        case text.Insert():
            return f"indsæt {block.name}", []


def _blocks_lines(blocks: Sequence[text.Block], before: int = 0) -> list[str]:
    """The lines of blocks with a blank line between."""
    lines: list[str] = []
    for block in blocks:
        lines += ["", *block_lines(block, before)]
    return lines[1:]


def _text_lines(run: Sequence[Inline], id_: str, first: int, rest: int) -> list[str]:
    """A paragraph's lines with its id at the end of the last."""
    *lines, last = wrapped(run, first, rest)
    return [*lines, last + _mark(id_)]


def item_lines(item: text.ListItem, mark: str, before: int = 0) -> list[str]:
    """A point with its mark (`- `, `12. `, `c) `), and the points below it under its words."""
    inside = before + len(mark)
    lines = _text_lines(item.children, item.id, inside, inside)
    for inner in item.lists:
        lines += _list(inner, inside)
    return [mark + lines[0], *(" " * len(mark) + line for line in lines[1:])]


def row_line(row: text.Row) -> str:
    """A table's row; an empty cell is a blank."""
    return f"| {' | '.join(encoded(cell.children) for cell in row.cells)} |".replace("|  |", "| |")


def note_lines(note: FootnoteCall) -> list[str]:
    """A footnote's definition."""
    head, indent = f"[^{note.label}]: ", " " * 4
    first, *rest = _text_lines(note.children, note.id, len(head), len(indent))
    return [head + first, *(indent + line for line in rest)]


def notes_in(blocks: Iterable[text.Block]) -> Iterator[FootnoteCall]:
    """The footnotes that blocks call, in their order."""
    for block in blocks_in(blocks):
        for run in inline_runs(block):
            yield from (inline for inline in inlines_in(run) if isinstance(inline, FootnoteCall))


def _mark(id_: str) -> str:
    return f" {{#{id_}}}" if id_ else ""


def _list(block: text.ItemList, before: int) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        yield from item_lines(item, f"{block.numbering.mark(number)} ", before)


def _table(table: text.Table) -> list[str]:
    dashes = f"| {' | '.join(_DASHES[align] for align in table.align)} |"
    rows = [row_line(table.header), dashes, *map(row_line, table.rows)]
    if not table.id:
        return rows
    total = " .sum" if table.total else ""
    return _frame(f"tabel {encoded(table.caption)} {{#{table.id}{total}}}", ["", *rows, ""])


def _frame(head: str, inside: list[str]) -> list[str]:
    return [f"::: {head}", *inside, ":::"]
