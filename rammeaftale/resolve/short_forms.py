"""Text → text with short forms marked: the first use in a chapter carries its full words for those who listen.

A pass of its own after facts and references: before it two editions can be compared, after it a document can be set.
After it nothing says any more where words came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from rammeaftale.model.agreement import Chapter, Document, ShortForm
from rammeaftale.model.inline import Abbreviation, Emphasis, Inline, Strong, Text
from rammeaftale.model.plain import plain_text
from rammeaftale.model.text import Heading
from rammeaftale.model.walk import Inlines, rewrite_blocks


def explained(document: Document, short_forms: Iterable[ShortForm]) -> Document:
    """The document with `Abbreviation` in the place of each short form's first use in a chapter.

    Headings are left as they are, and so is what stands in links.
    """
    forms = tuple(short_forms)
    return replace(document, chapters=tuple(_marked(chapter, forms) for chapter in document.chapters))


def first_uses(short_forms: Iterable[ShortForm]) -> Callable[[Inlines], Inlines]:
    """A pass over runs in reading order that puts `Abbreviation` where each short form is used first.

    Where the run itself has said the words (»Kommunekontaktrådet (KKR)«) nothing is put: they would be heard twice.
    """
    left = {form.short: form.words for form in short_forms}
    marker = _Marker(left, _pattern(left))
    return marker.run if left else lambda run: run


def used_in(texts: Iterable[str], short_forms: Iterable[ShortForm]) -> tuple[ShortForm, ...]:
    """The short forms that the texts use, in the order of their register."""
    forms = tuple(short_forms)
    pattern = _pattern(form.short for form in forms)
    used = {match for text in texts for match in pattern.findall(text)} if forms else set()
    return tuple(form for form in forms if form.short in used)


def _pattern(short: Iterable[str]) -> re.Pattern[str]:
    longest_first = "|".join(map(re.escape, sorted(short, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")


@dataclass(slots=True)
class _Marker:
    """The short forms that are left, and what the run has said so far, in small letters."""

    left: dict[str, str]
    pattern: re.Pattern[str]
    said: str = ""

    def run(self, run: Inlines) -> Inlines:
        """The run with the first uses in it marked."""
        self.said = ""
        return tuple(part for inline in run for part in self._parts(inline))

    def _parts(self, inline: Inline) -> Iterator[Inline]:
        """The node divided at the short forms that are left, which are taken away."""
        if isinstance(inline, Emphasis | Strong):
            yield replace(inline, children=tuple(part for child in inline.children for part in self._parts(child)))
        elif isinstance(inline, Text):
            yield from self._text(inline)
        else:
            self.said += plain_text((inline,)).casefold()
            yield inline

    def _text(self, text: Text) -> Iterator[Inline]:
        start, said = 0, self.said
        for match in self.pattern.finditer(text.value):
            full = self.left.pop(match.group(), None)
            if full is None or full.casefold() in said + text.value[: match.start()].casefold():
                continue
            if match.start() > start:
                yield Text(text.value[start : match.start()], text.span)
            yield Abbreviation(match.group(), full, text.span)
            start = match.end()
        if start < len(text.value):
            yield Text(text.value[start:], text.span)
        self.said += text.value.casefold()


def _marked(chapter: Chapter, short_forms: Iterable[ShortForm]) -> Chapter:
    mark = first_uses(short_forms)
    blocks = tuple(
        block if isinstance(block, Heading) else rewrite_blocks((block,), mark)[0] for block in chapter.blocks
    )
    return replace(chapter, blocks=blocks)
