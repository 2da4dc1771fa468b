"""Text → text with short forms marked: the first use in a chapter carries its full words for those who listen.

A pass of its own after facts and references: before it two editions can be compared, after it a document can be set.
What is known of where words came from ends here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rammeaftale.model.agreement import Chapter, Document, ShortForm
from rammeaftale.model.inline import Abbreviation, Inline, Text
from rammeaftale.model.text import Heading
from rammeaftale.model.walk import Inlines, rewrite_blocks

_NEVER = re.compile(r"(?!)")


def explained(document: Document, short_forms: Iterable[ShortForm]) -> Document:
    """The document with `Abbreviation` in the place of each short form's first use in a chapter."""
    marker = _Marker(short_forms)
    return replace(document, chapters=tuple(marker.mark(chapter) for chapter in document.chapters))


class _Marker:
    """Marks the short forms of one register, chapter by chapter."""

    def __init__(self, short_forms: Iterable[ShortForm]) -> None:
        self._words = {form.short: form.words for form in short_forms}
        longest_first = sorted(self._words, key=len, reverse=True)
        pattern = "|".join(re.escape(short) for short in longest_first)
        self._pattern = re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])") if self._words else _NEVER

    def mark(self, chapter: Chapter) -> Chapter:
        """The chapter with its first uses marked, outside headings and links."""
        left = set(self._words)

        def run(inlines: Inlines) -> Inlines:
            return tuple(part for inline in inlines for part in self._parts(inline, left))

        blocks = tuple(
            block if isinstance(block, Heading) else rewrite_blocks((block,), run)[0] for block in chapter.blocks
        )
        return replace(chapter, blocks=blocks)

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
