"""Gaps between words that the eye sees as margin, padding or a new block, and that no drawn space shows the ear."""

from __future__ import annotations

from weasyprint.formatting_structure.boxes import BlockLevelBox, Box, LineBox, TableCellBox

_WORD_GAP = 0.2
"""In units of the font's size: a wider gap counts as a space. Fonts for text have spaces of 0.2 to 0.28."""


def gaps(box: Box, *, inline: bool) -> tuple[bool, bool]:
    """Whether the eye sees a gap between words before and after the box."""
    if is_first_letter(box) or isinstance(box, LineBox):
        return False, False
    if isinstance(box, BlockLevelBox | TableCellBox):
        return True, True
    if inline and box.element_tag is None:
        return False, False
    return _is_wide(box, "left"), _is_wide(box, "right")


def is_first_letter(box: Box) -> bool:
    """A large first letter stands beside the text and is part of its first word."""
    return (box.element_tag or "").endswith("::first-letter")


def _is_wide(box: Box, side: str) -> bool:
    sizes = (getattr(box, f"{kind}_{side}", 0) for kind in ("margin", "padding"))
    return bool(sum(size for size in sizes if isinstance(size, int | float)) > _WORD_GAP * box.style["font_size"])
