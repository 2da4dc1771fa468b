"""What a line's end hides: the space that the typesetter drops, and the hyphen that it adds.

The typesetter trims the space where a line continues; without it the last word joins the first of the next line
(ISO 32000-1, 14.8.2.5 asks for the space). A hyphen that it puts in is no part of the word (14.8.2.2.3).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from rammeaftale.engine.tagging.nodes import HYPHEN, SPACE

# After these a line may break without a space, within a word or between two.
BREAKS_WITHOUT_SPACE = ("-", "/", "\u2010", "\u2013", "\u00ad", "\u200b")


# Child numbers are small; more bytes than this are no child number.
CHILD_NUMBERS = 8


class LineEnd(NamedTuple):
    """Where a line stopped: the path of child numbers to the text box, and the bytes of its text used up by then.

    When it stopped between two boxes, `used` is a child number instead; the typesetter does not tell them apart.
    """

    path: tuple[int, ...]
    used: int


def line_end(resume_at: Any) -> LineEnd | None:
    """The typesetter's nested `{child: {child: {bytes: None}}}` as one value; None at a paragraph's end."""
    if resume_at is None:
        return None
    path = []
    while isinstance(resume_at, dict):
        ((index, resume_at),) = resume_at.items()
        path.append(int(index))
    return LineEnd(tuple(path[:-1]), path[-1])


def joint(box: Any, end: LineEnd, before: LineEnd | None) -> str:
    """What the last text box of a continuing line needs: SPACE, HYPHEN or nothing.

    The text box's bytes are compared with those that the line used up: more used than drawn is a dropped space, fewer
    is an added hyphen. When the line ends between two boxes the source says whether a space stood there.
    """
    text: str = box.text
    if text.endswith(" "):
        return ""
    start = before.used if before is not None and before.path == end.path else 0
    used, drawn = end.used - start, len(text.encode())
    added = len(str(box.style["hyphenate_character"]).encode())
    if _hyphenated(box, text) and used < drawn and drawn - used in (added, added - 1):
        return HYPHEN
    if end.path and used == drawn and (drawn > CHILD_NUMBERS or not _source_has_space_after(box.element, text)):
        return ""
    if text.endswith(BREAKS_WITHOUT_SPACE) and not _source_has_space_after(box.element, text):
        return ""
    return SPACE


def without_hyphen(box: Any) -> str:
    """The text of a hyphenated line end as the source has it."""
    text: str = box.text
    return text.removesuffix(str(box.style["hyphenate_character"])).removesuffix("\u00ad")


def _hyphenated(box: Any, text: str) -> bool:
    return bool(text) and text.endswith(str(box.style["hyphenate_character"]))


def _source_has_space_after(element: Any, text: str) -> bool:
    """Whether the element's own text has white space (or a break) after these words."""
    if element is None:
        return True
    tail = " ".join(text.split())[-24:]
    own = [element.text or "", *((child.tail or "") for child in element)]
    for raw in own:
        collapsed = " ".join(raw.split())
        place = collapsed.find(tail)
        if place >= 0:
            rest = collapsed[place + len(tail) :] + " " * raw[-1:].isspace()
            return rest.startswith(" ") if rest else _space_follows(element)
    return True


def _space_follows(element: Any) -> bool:
    """Whether white space comes right after the element; yes when only the elements around it could tell."""
    after = element.tail
    return not after or bool(after[:1].isspace())
