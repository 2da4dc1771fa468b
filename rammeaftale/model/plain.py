"""Runs of inline nodes as plain characters: for titles, messages, alternative texts and figures."""

from __future__ import annotations

from collections.abc import Iterable

from rammeaftale.base.unseen import SOFT_HYPHEN
from rammeaftale.model.inline import (
    Abbreviation,
    Divisible,
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
    Unbroken,
)
from rammeaftale.model.keys import Must


def plain_text(inlines: Iterable[Inline]) -> str:
    """The words as they are read, without footnotes. An unresolved fact or reference gives its name."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text() | Unbroken() | Abbreviation():
            return inline.value
        case Divisible():
            return plain_text(inline.children).replace(SOFT_HYPHEN, "")
        case Emphasis() | Strong() | Foreign() | Link():
            return plain_text(inline.children)
        case LineBreak():
            return " "
        case FactUse():
            return inline.name
        case Reference():
            return plain_text(inline.children) or inline.target
        case _:
            return ""


def _is_words_only(inlines: Iterable[Inline]) -> bool:
    """Whether a run has neither links, references nor notes."""
    return not any(
        isinstance(inline, Link | Reference | FootnoteCall)
        or (isinstance(inline, Emphasis | Strong | Foreign) and not _is_words_only(inline.children))
        for inline in inlines
    )


WORDS_ONLY = Must(
    "maerke-forkert-sted",
    _is_words_only,
    "i {} er der et link eller en henvisning, som ikke kan stå i titler og navne",
    "skriv ordene uden mærker; links, noter og henvisninger kan bruges i teksterne",
)
"""For a run that is printed in other places too: on a cover, in a list, as the title of the file."""
