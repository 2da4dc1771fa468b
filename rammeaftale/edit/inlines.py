"""Runs of text → Markdown: every character that the language would read as something else gets a backslash.

Words are as they are read from a source: facts, references and notes by name. Encoding knows the marks of the language;
whether what was written is read back as it was meant is checked where the file is put together (`markdown.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rammeaftale.model.inline import (
    Emphasis,
    FactUse,
    FootnoteCall,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Reference,
    Strong,
    Text,
)
from rammeaftale.read.markdown.links import EXTERNAL_SCHEMES, REFERENCE_SCHEMES

WIDTH = 120
"""How long a line of text may be before it is broken."""
_BREAK = "\x1f"
"""A blank at which the line may be broken, while text is put together. No text that is encoded holds the character."""

_SCHEMES = "|".join((*EXTERNAL_SCHEMES, *REFERENCE_SCHEMES))
_MARKS = re.compile(
    r"[\\`*\[\]{}|^~]|(?<![^\s#])#(?=#*(?:\s|$))|(?<![^\W_])_|_(?![^\W_])|<(?=[a-zA-Z/!? ])|&(?=#?\w)"
    r"|:(?=:)|(?<=:):|=(?==)|(?<==)=|\+(?=\+)|(?<=\+)\+"
    rf"|(?<=bilag|figur|tabel):|(?<=afsnit):|(?<=dokument):|(?<=lov):|\((?=(?:{_SCHEMES}):)|!(?=$|\[)"
)
_FIRST_MARKS = re.compile(
    r"(?=[#>+=:~-])|(?P<number>\d{1,9}(?=[.)](?:\s|$|[^\W\d_]|[*\[»{]))|(?:[a-z]|[ivx]{2,7})(?=\)(?:\s|$|\w)))"
)
_BREAKABLE = re.compile(r"(?<=[^ ]) (?=[^\W\d_])(?!\w{1,3}[.)]|o )")
_ENDS_IN_BLANK = re.compile(r"(?<=[^ ]) $")


def encoded(run: Sequence[Inline]) -> str:
    """The run on one line after other marks, as it stands in a heading, a cell or a title."""
    return _run(run).replace(_BREAK, " ")


def wrapped(run: Sequence[Inline], first: int, rest: int) -> list[str]:
    """The run as lines of at most WIDTH characters where blanks allow.

    `first` and `rest` are how many characters stand before the first line and before the others.
    """
    lines: list[str] = []
    for piece in _run(run).split("\n"):
        words = _first(piece).split(_BREAK)
        line = words[0]
        for word in words[1:]:
            if len(line) + 1 + len(word) > WIDTH - (rest if lines else first):
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}"
        lines.append(line)
    return lines


def _first(line: str) -> str:
    """A line that begins like something else begins with a backslash, or has one before the point of its number."""
    match = _FIRST_MARKS.match(line)
    if match is None:
        return line
    at = match.end("number") if match["number"] else 0
    return f"{line[:at]}\\{line[at:]}"


def _run(run: Sequence[Inline]) -> str:
    """The words with _BREAK at the blanks where a line may end, and a line feed where one is forced."""
    parts: list[str] = []
    for before, inline, after in zip((None, *run), run, (*run[1:], None), strict=False):
        part = _inline(inline)
        if isinstance(inline, Text):
            if after is not None and not isinstance(after, Text | FootnoteCall | LineBreak):
                part = _ENDS_IN_BLANK.sub(_BREAK, part)
            if isinstance(before, FootnoteCall) and part.startswith(":"):
                part = f"\\{part}"
        parts.append(part)
    return "".join(parts)


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return _BREAKABLE.sub(_BREAK, _MARKS.sub(r"\\\g<0>", inline.value))
        case Emphasis():
            return f"*{_run(inline.children)}*"
        case Strong():
            return f"**{_run(inline.children)}**"
        case Foreign():
            return f"[{_run(inline.children)}]{{sprog={inline.language}}}"
        case Link():
            return f"[{_run(inline.children)}]({inline.target})"
        case Reference():
            return f"[{_run(inline.children)}]({inline.scheme}:{inline.target})"
        case FactUse():
            return f"{{{{ {inline.name} | {inline.form} }}}}" if inline.form else f"{{{{ {inline.name} }}}}"
        case FootnoteCall():
            return f"[^{inline.label}]"
        case LineBreak():
            return "\\\n"
        case _:
            raise ValueError(f"{type(inline).__name__} is made by the program and stands in no source")


def joined(run: Sequence[Inline]) -> tuple[Inline, ...]:
    """The run with neighbouring texts as one, as the reader gives it."""
    made: list[Inline] = []
    for inline in run:
        last = made[-1] if made else None
        if isinstance(inline, Text) and isinstance(last, Text):
            made[-1] = Text(last.value + inline.value, last.span)
        elif not isinstance(inline, Text) or inline.value:
            made.append(inline)
    return tuple(made)
