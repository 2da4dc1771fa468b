"""Characters that nobody sees, or that turn or hide others: what no text may hold, and how text is shown without them.

A terminal obeys control characters, and the machine that runs a workflow obeys lines of its log; a turned direction or
a letter without ink makes two different words look the same (Unicode Technical Reports 36 and 39).
"""

from __future__ import annotations

import re
import unicodedata

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(f"{chr(0xFFFE + 0x10000 * n)}{chr(0xFFFF + 0x10000 * n)}" for n in range(17))
CONTROL = f"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff{_NONCHARACTERS}"
"""Controls of the two old sets apart from tabulator and line ends, half letters, and what is no character at all."""
SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Every space but the plain one."""
INKLESS = (
    "\u0085\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Line ends of another kind, marks of direction, joiners, fillers, variants of a letter, tags; not the soft hyphen."""
PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
"""What each font may use as it likes: a bullet in one is a heart in another, and in ours there is nothing."""
SOFT_HYPHEN = "\u00ad"
"""Where a word may be divided; it is no part of the word."""
DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"

HIDDEN = re.compile(f"[\n\r{CONTROL}{INKLESS}{PRIVATE}{SOFT_HYPHEN}]")
"""What a line must not bring to a terminal or a log. A tabulator it may."""
_OLD_COMMAND = re.compile(r"#(?=\[)")
_COMMAND = re.compile(r"\A\s*:(?=:)")
MOST_MARKS = 30
"""Marks on one letter that any language needs, and more (Unicode Standard Annex 15, Stream-Safe Text Format). Putting
more of them in order takes longer and longer."""
_MAY_BE_PILED = re.compile(f"[\u0300-\U0010ffff]{{{MOST_MARKS + 1},}}")
"""No character before these is a mark on another one."""


def harmless(text: str) -> str:
    """One line that may be shown on a terminal and in a log, whatever somebody wrote: ordered about is nobody by it.

    A workflow's machine obeys `::…` first on a line and `##[…` anywhere in it.
    """
    return _COMMAND.sub(lambda match: f"{match[0][:-1]}·", without_hidden(text))


def without_hidden(text: str) -> str:
    """As `harmless`, for what is no line's beginning."""
    shown = HIDDEN.sub("·", text)
    return _OLD_COMMAND.sub("·", shown) if "##[" in shown else shown


def pile_of_marks(text: str) -> tuple[int, int] | None:
    """Where more than MOST_MARKS marks on one letter begin and end; None when there are none."""
    for stretch in _MAY_BE_PILED.finditer(text):
        begin = stretch.start()
        for at in range(stretch.start(), stretch.end() + 1):
            if at == stretch.end() or not unicodedata.combining(text[at]):
                if at - begin > MOST_MARKS:
                    return begin, at
                begin = at + 1
    return None
