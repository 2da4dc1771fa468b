"""What a line's end hides: the space that the typesetter drops, and the hyphen that it adds.

The typesetter trims the space where a line continues; without it the last word joins the first of the next line
(ISO 32000-1, 14.8.2.5 asks for the space). A hyphen that it puts in is no part of the word (14.8.2.2.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure.boxes import Box, LineBox, TextBox

from rammeaftale.base.unseen import SOFT_HYPHEN
from rammeaftale.engine.tagging.tree import HYPHEN, SPACE

_DROPPED = " \t\n\r\f"
"""White space that a line's end swallows; a no-break space begins the next line."""
_UNSEEN = "\u00ad\u200b"
"""Where a word may break; the typesetter drops the first of them where the style sheet lets no word break."""


class LineEnd(NamedTuple):
    """Where a line stopped: the path of child numbers, and how far it came there.

    In a text box `used` is the bytes of its text that are used up by then; between two boxes it is a child's number.
    """

    path: tuple[int, ...]
    used: int
    in_text: bool


class Drawn(NamedTuple):
    """The last text box of a line, and how many characters of its element's own text are drawn (`letters_of`)."""

    box: TextBox
    letters: int


def line_end(line: LineBox) -> LineEnd | None:
    """The typesetter's nested `{child: {child: {bytes: None}}}` as one value; None at a paragraph's end."""
    path: list[int] = []
    resume_at = getattr(line, "resume_at", None)
    while isinstance(resume_at, dict):
        ((index, resume_at),) = resume_at.items()
        path.append(int(index))
    if not path:
        return None
    last: Box | None = line
    for _ in path[:-1]:
        last = last.children[-1] if last is not None and last.children else None
    return LineEnd(tuple(path[:-1]), path[-1], isinstance(last, TextBox))


def joint(drawn: Drawn, end: LineEnd, before: LineEnd | None, block: Element | None) -> str:
    """What the last text box of a continuing line needs: SPACE, HYPHEN or nothing. `before` is where its line began.

    A text box that goes on from one line through the next tells it by its bytes: more used up than drawn is a dropped
    space, fewer an added hyphen. For any other the text of the block's element says what follows.
    """
    box, letters = drawn
    text, hyphen = box.text, box.style["hyphenate_character"]
    if text.endswith(" "):
        return ""
    if text.endswith(SOFT_HYPHEN + hyphen):
        return HYPHEN
    if end.in_text:
        goes_through = before is not None and before.in_text and before.path == end.path
        rest = end.used - (before.used if before is not None and goes_through else 0) - len(text.encode())
        if rest < 0 and text.endswith(hyphen):
            return HYPHEN
        if goes_through:
            return SPACE if rest > 0 else ""
    return SPACE if _following(block, box.element, letters) in _DROPPED else ""


def letters_of(text: str) -> int:
    """How many characters are drawn, without spaces."""
    return len("".join(text.split())) - sum(map(text.count, _UNSEEN))


def without_hyphen(box: TextBox) -> str:
    """The text of a hyphenated line end as the source has it."""
    return box.text.removesuffix(box.style["hyphenate_character"]).removesuffix(SOFT_HYPHEN)


def _following(block: Element | None, element: Element | None, letters: int) -> str:
    """The character of the source after so many of the element's own, spaces apart; a space when nobody can tell."""
    for owner, text in _texts(block) if block is not None else ():
        if letters <= 0 and text:
            return text[0]
        if owner is element:
            for place, character in enumerate(text):
                letters -= _is_letter(character)
                if letters == 0:
                    if place + 1 < len(text):
                        return text[place + 1]
                    break
    return " "


def _is_letter(character: str) -> bool:
    return not character.isspace() and character not in _UNSEEN


def _texts(element: Element) -> Iterator[tuple[Element, str]]:
    """The texts in an element in their order, each with the element that it is directly in."""
    yield element, "\n" if element.tag == "br" else element.text or ""
    for child in element:
        yield from _texts(child)
        yield element, child.tail or ""
