"""Runs of text → the characters that count: as a reader is given them, and as they are written, with facts by name.

NFC, white space as one blank. Emphasis and forced line breaks do not count; the language of foreign words does, since
who listens is given it. A link without words of its own is an arrow: what it says follows from numbers and the medium.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from rammeaftale.model.text import Emphasis, FootnoteCall, Foreign, Inline, LineBreak, Link, Strong, Target, Text
from rammeaftale.model.walk import inlines_in
from rammeaftale.resolve.texts import written as written_text

PLACE = "→"
"""What stands for the words that a medium finds for a place."""
NOTE = "†"
"""What stands for the number of a footnote."""


def normal(text: str) -> str:
    """The characters in their canonical composition, white space as one blank and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def printed(run: Iterable[Inline]) -> str:
    """The words of a run as a reader is given them."""
    return normal("".join(_printed(inline) for inline in run))


def _printed(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.value
        case Emphasis() | Strong():
            return "".join(map(_printed, inline.children))
        case Foreign():
            return f"[{''.join(map(_printed, inline.children))}]{{sprog={inline.language}}}"
        case Link():
            return "".join(map(_printed, inline.children)) or PLACE
        case LineBreak():
            return " "
        case FootnoteCall():
            return NOTE
        case _:
            return ""


def written(run: Iterable[Inline]) -> str:
    """The words of a run with facts and references by name: `ca. {{ pladser.i_alt }} pladser, se [](bilag:x)`."""
    return normal("".join(_written(inline) for inline in run))


def _written(inline: Inline) -> str:
    match inline:
        case Text():
            return written_text(inline)
        case Emphasis() | Strong():
            return "".join(map(_written, inline.children))
        case Foreign():
            return f"[{''.join(map(_written, inline.children))}]{{sprog={inline.language}}}"
        case Link():
            return f"[{''.join(map(_written, inline.children))}]({inline.reference or inline.target})"
        case LineBreak():
            return " "
        case FootnoteCall():
            return NOTE
        case _:
            return ""


def targets(run: Iterable[Inline]) -> Iterator[Target | str]:
    """Where the links of a run lead, in their order; not those in the text of a footnote, which is a provision."""
    for inline in run:
        match inline:
            case Link():
                yield inline.target
            case Emphasis() | Strong() | Foreign():
                yield from targets(inline.children)


def notes(run: Iterable[Inline]) -> Iterator[FootnoteCall]:
    """The footnotes that a run calls."""
    return (inline for inline in inlines_in(run) if isinstance(inline, FootnoteCall))
