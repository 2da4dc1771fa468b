"""Takes runs of resolved inline nodes, gives the same runs ready for setting: what belongs together stays together.

Only spaces change, one for one, so that what is read aloud, searched and compared is still what the editor wrote; words
with a hyphen that must hold are marked by a node of their own and not by other characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rammeaftale.model.inline import Abbreviation, Emphasis, Foreign, Inline, Link, Strong, Text, Unbroken
from rammeaftale.model.plain import plain_text
from rammeaftale.model.walk import Inlines, inlines_in, rewrite_leaves

NBSP = "\u00a0"
_MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_UNITS = (
    r"pct\.|kr\.|mio\.|mia\.|t\.kr\.|kommuner|regioner|pladser|døgn|dage|dag|timer|uger|måneder|år|årige|bilag|borgere"
    r"|tilbud|fora|km|m²|mm"
)
# What stands before a space that must hold; the space is the last character of every match. None after a hyphen
# (`over- og`): the engine 70.0 breaks the line before a no-break space there, and the next line begins with it.
_HELD = re.compile(
    r"\b[A-ZÆØÅ]\. (?=[A-ZÆØÅ])"
    r"|\S (?=–(?: |$))"
    r"|\bRegion (?=[A-ZÆØÅ])"
    r"|\b[A-ZÆØÅ][\wæøå-]+ (?=Kommunes?\b)"
    r"|(?i:"
    r"§{1,2} (?=\d)"
    r"|\b(?:stk|nr|pkt|art|ca|kap|s|tlf)\. (?=\d)"
    r"|\b(?:litra|bilag|kapitel|afsnit|figur|tabel|side|uge|punkt) (?=\d)"
    rf"|\b\d{{1,2}}\. (?=(?:{_MONTHS}|kvartal|halvår)\b)"
    rf"|\d (?=(?:{_UNITS})(?!\w))"
    r"|\b(?:mio|mia)\. (?=kr\.)"
    r"|\b(?:LBK|BEK|VEJ|CIR|LOV) (?=nr\.)"
    r"|\b(?:jf|pr)\. (?=[\w§])"
    r"|\b\d\d (?=\d\d\b)"
    r")"
)
# Names, short forms and numbers with a hyphen: Ikast-Brande, KD-net, 2019-20; with the marks that stand against them,
# as the typesetter would part them from the word. Longer words may part at their hyphen.
_HYPHENED = re.compile(r"(?<![\w-])(?=[\w-]{3,20}(?![\w-]))[A-ZÆØÅ\d]\w*(?:-\w+)+(?![\w-])[.,;:)«]*")


def bind(text: str) -> str:
    """Put a no-break space where a line must not end: `§ 85`, `2 pct.`, `1. januar`, `bilag 1`, `10 mio. kr.`."""
    return _HELD.sub(lambda match: match.group()[:-1] + NBSP, text)


def bound(run: Inlines) -> Inlines:
    """A run with its spaces bound, also across nodes (`bilag ` + link `1`), and every link made of plain words."""
    text = bind("".join(node.value for node in inlines_in(run) if isinstance(node, Text | Unbroken | Abbreviation)))
    taken = 0

    def leaf(node: Inline) -> Inlines:
        nonlocal taken
        match node:
            case Text():
                start, taken = taken, taken + len(node.value)
                return tuple(_held(replace(node, value=text[start:taken])))
            case Unbroken() | Abbreviation():
                start, taken = taken, taken + len(node.value)
                return (replace(node, value=text[start:taken]),)
            case Link():
                return (_plain_link(node),)
            case _:
                return (node,)

    return rewrite_leaves(run, leaf)


def _held(node: Text) -> Iterator[Inline]:
    """The text in pieces: words that may not part at their hyphen, and what stands between them."""
    end = 0
    for match in _HYPHENED.finditer(node.value):
        if before := node.value[end : match.start()]:
            yield Text(before, node.span)
        yield Unbroken(match.group(), node.span)
        end = match.end()
    if end == 0 or end < len(node.value):
        yield Text(node.value[end:], node.span)


def _plain_link(link: Link) -> Inline:
    """A link of plain words, or it would be tagged in pieces: emphasis goes outside when it covers all, else away."""
    match link.children:
        case (Emphasis() | Strong() | Foreign() as whole,):
            return replace(whole, children=(_plain_link(replace(link, children=whole.children)),))
        case _:
            return replace(link, children=(Text(plain_text(link.children), link.span),))
