"""What stands in the lines of a block: text, and blocks that the style sheet sets side by side or out of the flow."""

from __future__ import annotations

from collections.abc import Iterator

from weasyprint.formatting_structure.boxes import Box, InlineBox, InlineLevelBox, LineBox, TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder

from rammeaftale.engine.tagging.markup import BLOCKS


def line_parts(block: Box) -> Iterator[Box]:
    """Everything in the lines of a block, inline elements opened; nothing for a block that holds blocks."""
    for child in block.children:
        if isinstance(child, LineBox):
            yield from _parts(child)


def stands_apart(box: Box) -> bool:
    """A block by its element, set in a line (`inline-block`) or out of the flow: no part of the words around it."""
    is_placed = isinstance(box, InlineLevelBox) or not box.is_in_normal_flow()
    return is_placed and not isinstance(box, TextBox) and box.element_tag in BLOCKS


def has_text(box: Box) -> bool:
    """Whether the part of a line is more than the white space between blocks."""
    return bool(box.text.strip()) if isinstance(box, TextBox) else not stands_apart(box)


def _parts(box: Box) -> Iterator[Box]:
    for child in box.children:
        if type(child) is AbsolutePlaceholder:
            child = child._box
        if isinstance(child, InlineBox):
            yield from _parts(child)
        else:
            yield child
