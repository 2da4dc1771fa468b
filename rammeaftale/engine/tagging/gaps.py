"""Gaps between words that the eye sees as margin, padding or a new block, and that no drawn space shows the ear."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

# In units of the font size; a wider gap counts as a space.
WORD_GAP = 0.2


def gaps(box: Any, *, inline: bool) -> tuple[bool, bool]:
    """Whether the eye sees a gap between words before and after the box."""
    if is_first_letter(box) or isinstance(box, boxes.LineBox):
        return False, False
    if isinstance(box, boxes.BlockLevelBox | boxes.TableCellBox):
        return True, True
    if inline and box.element_tag is None:
        return False, False
    return _wide(box, "left"), _wide(box, "right")


def is_first_letter(box: Any) -> bool:
    """A large first letter stands beside the text and is part of its first word."""
    return str(box.element_tag or "").endswith("::first-letter")


def _wide(box: Any, side: str) -> bool:
    sizes = (getattr(box, f"{kind}_{side}", 0) for kind in ("margin", "padding"))
    return bool(sum(size for size in sizes if isinstance(size, int | float)) > WORD_GAP * box.style["font_size"])
