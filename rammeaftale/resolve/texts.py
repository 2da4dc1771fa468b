"""Neighbouring pieces of text joined into one, with what is known of where their words came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.inline import Emphasis, Foreign, Inline, Link, Strong, Text
from rammeaftale.model.plain import plain_text
from rammeaftale.model.walk import Inlines, rewrite_leaves

_SENTENCE_END = re.compile(
    r"(?<!\bjf)(?<!\bca)(?<!\bnr)(?<!\bbl\.a)(?<!\bf\.eks)(?<!\bstk)(?<!\binkl)(?<!\bekskl)(?<!\bevt)(?<!\bdvs)[.?!] $"
)


def rewrite_sentences(run: Inlines, leaf: Callable[[bool, Inline], Inlines]) -> Inlines:
    """The run with every node put through `leaf`, which is told whether it opens a sentence."""
    made: list[Inline] = []
    for before, inline in zip((None, *run), run, strict=False):
        opens = before is None or (isinstance(before, Text) and bool(_SENTENCE_END.search(before.value)))
        made += rewrite_leaves((inline,), partial(leaf, opens))
    return tuple(made)


def capital(words: str) -> str:
    """The words with a capital first."""
    return words[:1].upper() + words[1:]


def merge_texts(run: Inlines) -> Inlines:
    """Neighbouring pieces of text joined, so that typography sees "2 pct." whole whatever it was made of."""
    made: list[Inline] = []
    for inline in run:
        if isinstance(inline, Text) and made and isinstance(last := made[-1], Text):
            made[-1] = _joined(last, inline)
        else:
            made.append(inline)
    return tuple(made)


def written(text: Text) -> str:
    """The text with facts and laws by name, as the source has them: "ca. {{ gruppe.navn }} pladser"."""
    parts, end = list[str](), 0
    for origin in text.origins:
        parts += (text.value[end : origin.start], origin.source, "." * origin.lends_point)
        end = origin.end
    return "".join((*parts, text.value[end:]))


def plain_run(run: Iterable[Inline], span: TextSpan) -> Text:
    """A run as one text without emphasis: the words of a reference."""
    text = Text("", span)
    for inline in run:
        text = _joined(text, _plain(inline))
    return replace(text, span=span)


def _plain(inline: Inline) -> Text:
    match inline:
        case Text():
            return inline
        case Emphasis() | Strong() | Foreign() | Link():
            return plain_run(inline.children, inline.span)
        case _:
            return Text(plain_text((inline,)), inline.span)


def _joined(before: Text, after: Text) -> Text:
    """Two texts as one; a fact that ends in "pct." or "kr." lends its point to the end of the sentence."""
    doubled = before.value.endswith((" pct.", " kr.")) and after.value.startswith(".")
    shift = len(before.value) - doubled
    origins = (*before.origins, *(replace(o, start=o.start + shift, end=o.end + shift) for o in after.origins))
    if doubled and before.origins and before.origins[-1].end == len(before.value):
        lender = replace(before.origins[-1], lends_point=True)
        origins = (*before.origins[:-1], lender, *origins[len(before.origins) :])
    return Text(before.value + after.value[doubled:], before.span, origins)
