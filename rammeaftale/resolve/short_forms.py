"""Text → text with short forms marked: the first use in a chapter carries its full words for those who listen.

A pass of its own after facts and references: before it two editions can be compared, after it a document can be set.
After it nothing says any more where words came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from rammeaftale.model.agreement import Chapter, Document, ShortForm
from rammeaftale.model.inline import Abbreviation, Emphasis, Inline, Strong, Text
from rammeaftale.model.text import Heading
from rammeaftale.model.walk import Inlines, rewrite_blocks


def explained(document: Document, short_forms: Iterable[ShortForm]) -> Document:
    """The document with `Abbreviation` in the place of each short form's first use in a chapter.

    Headings are left as they are, and so is what stands in links.
    """
    forms = tuple(short_forms)
    return replace(document, chapters=tuple(_marked(chapter, forms) for chapter in document.chapters))


def first_uses(short_forms: Iterable[ShortForm]) -> Callable[[Inlines], Inlines]:
    """A pass over runs in reading order that puts `Abbreviation` where each short form is used first."""
    left = {form.short: form.words for form in short_forms}
    pattern = _pattern(left)
    return lambda run: tuple(part for inline in run for part in _parts(inline, left, pattern)) if left else run


def used_in(texts: Iterable[str], short_forms: Iterable[ShortForm]) -> tuple[ShortForm, ...]:
    """The short forms that the texts use, in the order of their register."""
    forms = tuple(short_forms)
    pattern = _pattern(form.short for form in forms)
    used = {match for text in texts for match in pattern.findall(text)} if forms else set()
    return tuple(form for form in forms if form.short in used)


def _pattern(short: Iterable[str]) -> re.Pattern[str]:
    longest_first = "|".join(map(re.escape, sorted(short, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")


def _marked(chapter: Chapter, short_forms: Iterable[ShortForm]) -> Chapter:
    mark = first_uses(short_forms)
    blocks = tuple(
        block if isinstance(block, Heading) else rewrite_blocks((block,), mark)[0] for block in chapter.blocks
    )
    return replace(chapter, blocks=blocks)


def _parts(inline: Inline, left: dict[str, str], pattern: re.Pattern[str]) -> Iterator[Inline]:
    """The node divided at the short forms that are left, which are taken out of `left`."""
    if isinstance(inline, Emphasis | Strong):
        yield replace(
            inline, children=tuple(part for child in inline.children for part in _parts(child, left, pattern))
        )
        return
    if not isinstance(inline, Text):
        yield inline
        return
    start = 0
    for match in pattern.finditer(inline.value):
        full = left.pop(match.group(), None)
        if full is None:
            continue
        if match.start() > start:
            yield Text(inline.value[start : match.start()], inline.span)
        yield Abbreviation(match.group(), full, inline.span)
        start = match.end()
    if start < len(inline.value):
        yield Text(inline.value[start:], inline.span)
