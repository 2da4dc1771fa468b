"""What a line's end hides: the space that the typesetter drops, and the hyphen that it adds.

The typesetter trims the space where a line continues; without it the last word joins the first of the next line
(ISO 32000-1, 14.8.2.5 asks for the space). A hyphen that it puts in is no part of the word (14.8.2.2.3).
"""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure.boxes import TextBox

from rammeaftale.engine.tagging.tree import HYPHEN, SPACE

_BREAKS_WITHOUT_SPACE = ("-", "/", "\u2010", "\u2013", "\u00ad", "\u200b")
"""After these a line may break without a space, within a word or between two."""

_LARGEST_CHILD_NUMBER = 8
"""A line's end between two boxes is told by a child number in place of the bytes; a number above this is of bytes."""

_TAIL = 24
"""So many characters of a line's end are sought in the source: enough to be the only such words in an element."""


class LineEnd(NamedTuple):
    """Where a line stopped: the path of child numbers to the text box, and the bytes of its text used up by then.

    When it stopped between two boxes, `used` is a child number instead; the typesetter does not tell them apart.
    """

    path: tuple[int, ...]
    used: int


def line_end(resume_at: object) -> LineEnd | None:
    """The typesetter's nested `{child: {child: {bytes: None}}}` as one value; None at a paragraph's end."""
    path = []
    while isinstance(resume_at, dict):
        ((index, resume_at),) = resume_at.items()
        path.append(int(index))
    return LineEnd(tuple(path[:-1]), path[-1]) if path else None


def joint(box: TextBox, end: LineEnd, before: LineEnd | None) -> str:
    """What the last text box of a continuing line needs: SPACE, HYPHEN or nothing.

    The text box's bytes are compared with those that the line used up: more used than drawn is a dropped space, fewer
    is an added hyphen. When the line ends between two boxes the source says whether a space stood there.
    """
    text, hyphen = box.text, box.style["hyphenate_character"]
    if text.endswith(" "):
        return ""
    start = before.used if before is not None and before.path == end.path else 0
    used, drawn, added = end.used - start, len(text.encode()), len(hyphen.encode())
    if text.endswith(hyphen) and used < drawn and drawn - used in (added, added - 1):
        return HYPHEN
    is_whole = end.path and used == drawn
    if is_whole and drawn > _LARGEST_CHILD_NUMBER:
        return ""
    if is_whole or text.endswith(_BREAKS_WITHOUT_SPACE):
        return SPACE if _source_has_space_after(box.element, text) else ""
    return SPACE


def without_hyphen(box: TextBox) -> str:
    """The text of a hyphenated line end as the source has it."""
    return box.text.removesuffix(box.style["hyphenate_character"]).removesuffix("\u00ad")


def _source_has_space_after(element: Element | None, text: str) -> bool:
    """Whether the element's own text has white space (or a break) after these words."""
    if element is None:
        return True
    tail = " ".join(text.split())[-_TAIL:]
    for own in (element.text or "", *(child.tail or "" for child in element)):
        _, there, rest = " ".join(own.split()).partition(tail)
        if there:
            rest += " " * own[-1:].isspace()
            return rest.startswith(" ") if rest else _space_follows(element)
    return True


def _space_follows(element: Element) -> bool:
    """Whether white space comes right after the element; yes when only the elements around it could tell."""
    return not element.tail or element.tail[0].isspace()
