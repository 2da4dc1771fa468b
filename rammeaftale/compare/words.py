"""Runs of text → the characters that count: as a reader is given them, and as they are written, with facts by name.

NFC, white space as one blank. Emphasis and forced line breaks do not count. A link without words of its own is an
arrow: what it says follows from numbers and the medium.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import count

from rammeaftale.model.inline import Emphasis, FootnoteCall, Foreign, Inline, LineBreak, Link, Strong, Target, Text
from rammeaftale.model.walk import inlines_in
from rammeaftale.resolve.texts import written as written_text

PLACE = "→"
"""What stands for the words that a medium finds for a place."""
NOTE = "†"
"""What stands for the number of a footnote."""
_BETWEEN = " | "


def normal(text: str) -> str:
    """The characters in their canonical composition, white space as one blank and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def joined(parts: Iterable[str]) -> str:
    """Words that stand apart, as the cells of a row, in one line; a bar in one of them is marked as in a table."""
    return _BETWEEN.join(part.replace("|", "\\|") for part in parts)


def parted(line: str) -> list[str]:
    """What `joined` put in one line."""
    return [part.replace("\\|", "|") for part in line.split(_BETWEEN)]


def apart(names: Iterable[str]) -> Iterator[str]:
    """The names, each only once: the second of the same is `name~2`."""
    seen, taken = Counter[str](), set[str]()
    for name in names:
        seen[name] += 1
        ways = (f"{name}~{number}" if number > 1 else name for number in count(seen[name]))
        free = next(way for way in ways if way not in taken)
        taken.add(free)
        yield free


def printed(run: Iterable[Inline]) -> str:
    """The words of a run as a reader is given them."""
    return normal("".join(_printed(inline) for inline in run))


def _printed(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.value
        case Emphasis() | Strong() | Foreign():
            return "".join(map(_printed, inline.children))
        case Link():
            return "".join(map(_printed, inline.children)) or PLACE
        case LineBreak():
            return " "
        case FootnoteCall():
            return NOTE
        case _:
            return ""


def written(run: Iterable[Inline]) -> str:
    """The words of a run with facts and references by name: `ca. {{ gruppe.navn }} pladser, se [](bilag:x)`."""
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
        case _:
            return _printed(inline)


def called(run: Iterable[Inline]) -> str:
    """What a row is called by its first cell: the words as they are written, but without marks around them."""
    return normal("".join(_called(inline) for inline in run))


def _called(inline: Inline) -> str:
    match inline:
        case Emphasis() | Strong() | Foreign():
            return "".join(map(_called, inline.children))
        case Link() if inline.children:
            return "".join(map(_called, inline.children))
        case FootnoteCall():
            return ""
        case _:
            return _written(inline)


def beyond(run: Iterable[Inline], said: Callable[[Target | str], str]) -> Iterator[str]:
    """What a run gives besides its words, each with the words that have it: where links lead, as `said`; a language.

    Not of the text of a footnote, which is a provision of its own.
    """
    for inline in run:
        match inline:
            case Link():
                yield from (f"→ {said(inline.target)}", printed(inline.children))
                yield from beyond(inline.children, said)
            case Foreign():
                yield from (f"sprog {inline.language}", printed(inline.children))
                yield from beyond(inline.children, said)
            case Emphasis() | Strong():
                yield from beyond(inline.children, said)


def notes(run: Iterable[Inline]) -> Iterator[FootnoteCall]:
    """The footnotes that a run calls."""
    return (inline for inline in inlines_in(run) if isinstance(inline, FootnoteCall))
