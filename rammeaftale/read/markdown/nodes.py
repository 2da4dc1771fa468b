"""What `parser.py` gives: blocks and inline pieces as plain trees that know no engine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BlockNode:
    """A block: `first` and `last` are source lines from 0, `last` not included; `text` is its own inline source.

    `start` and `end` are offsets in the whole text: of its first mark, and after its last character that is no blank.
    `info` is a container's words, a list item's number, a footnote's label; `markup` the characters that made it.
    """

    kind: str
    first: int
    last: int
    text: str = ""
    info: str = ""
    markup: str = ""
    level: int = 0
    children: tuple[BlockNode, ...] = ()
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class InlineNode:
    """A piece of inline text: `start` and `end` are offsets in the source of the inline text, `text` what it says."""

    kind: str
    start: int
    end: int
    text: str = ""
    children: tuple[InlineNode, ...] = ()
