"""Words on several lines of a drawing, by how wide they really are: a drawing is not typeset."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rammeaftale.model.letters import Face, width_of

_AFTER_HYPHEN = re.compile(r"(?<=\w-)(?=\w)")
_HYPHEN = "-"
_LEAST = 2  # letters of a word before a division and after it


def lines(text: str, room: float, face: Face) -> tuple[str, ...]:
    """The text in lines no wider than the room (ems): parted at spaces and hyphens, a word between letters if it must.

    A room has place for three letters and a hyphen at least.
    """
    made = [""]
    for word in text.split():
        for number, part in enumerate(_AFTER_HYPHEN.split(word)):
            longer = f"{made[-1]}{' ' if made[-1] and not number else ''}{part}"
            if width_of(longer, face) <= room:
                made[-1] = longer
            else:
                made += _in_letters(part, room, face)
    return tuple(line for line in made if line)


def _in_letters(part: str, room: float, face: Face) -> Iterator[str]:
    """The part on as many lines as it needs."""
    while width_of(part, face) > room and len(part) > 2 * _LEAST:
        cuts = range(_LEAST, len(part) - _LEAST + 1)
        fitting = [cut for cut in cuts if width_of(f"{part[:cut]}{_HYPHEN}", face) <= room]
        cut = max(fitting, default=_LEAST)
        yield f"{part[:cut]}{_HYPHEN}"
        part = part[cut:]
    yield part
