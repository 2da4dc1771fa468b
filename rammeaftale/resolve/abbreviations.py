"""Text → text with short forms marked: the first use in a chapter carries its full words for those who listen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rammeaftale.model.agreement import Chapter
from rammeaftale.model.text import Abbreviation, Heading, Inline, Text
from rammeaftale.model.walk import Inlines, rewrite_blocks

_NEVER = re.compile(r"(?!)")


class Marker:
    """Marks the short forms of one register, chapter by chapter."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        longest_first = sorted(words, key=len, reverse=True)
        pattern = "|".join(re.escape(short) for short in longest_first)
        self._pattern = re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])") if words else _NEVER

    def mark(self, chapter: Chapter) -> Chapter:
        """The chapter with `Abbreviation` in the place of each short form's first use outside headings and links."""
        left = set(self._words)

        def run(inlines: Inlines) -> Inlines:
            return tuple(part for inline in inlines for part in self._parts(inline, left))

        blocks = tuple(
            block if isinstance(block, Heading) else rewrite_blocks((block,), run)[0] for block in chapter.blocks
        )
        return Chapter(chapter.heading, chapter.label, chapter.continues, blocks)

    def _parts(self, inline: Inline, left: set[str]) -> Iterator[Inline]:
        return self._split(inline, left) if isinstance(inline, Text) else iter((inline,))

    def _split(self, text: Text, left: set[str]) -> Iterator[Inline]:
        start = 0
        for match in self._pattern.finditer(text.value):
            short = match.group()
            if short not in left:
                continue
            left.discard(short)
            if match.start() > start:
                yield Text(text.value[start : match.start()], text.span)
            yield Abbreviation(short, self._words[short], text.span)
            start = match.end()
        if start < len(text.value):
            yield Text(text.value[start:], text.span)
