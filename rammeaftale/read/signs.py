"""Signs in running text that something is not as it should be: patterns, and what is said where one is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rammeaftale.base.diagnostics import Refused


class Sign(NamedTuple):
    """A pattern, the kind of finding that it makes and its message, where `{0}` is what was found.

    `needs` is a simpler pattern that is always there too, since most texts have no sign and are done with sooner.
    `mended` gives what to write in place of what was found, which is then the hint; empty where that is not known.
    """

    kind: str
    pattern: re.Pattern[str]
    message: str
    hint: str
    needs: re.Pattern[str] | None = None
    mended: Callable[[str], str] | None = None


class Remark(NamedTuple):
    """What is said of `text[start:end]`."""

    kind: str
    start: int
    end: int
    message: str
    hint: str


_ONLY_IN_TEXTS = (
    Sign(
        "fakta-forkert-sted",
        re.compile(r"\{\{|\}\}"),
        "her bliver »{0}« ikke til et tal eller et ord, men ville blive trykt",
        "skriv tallet eller ordet selv; {{ gruppe.navn }} kan bruges i teksterne og i titler",
    ),
    Sign(
        "maerke-forkert-sted",
        re.compile(r"\[[^\]]*\]\([^)\s]*\)|\*\*[^*\s][^*]*\*\*|\[\^[^\]\s]+\]"),
        "her bliver »{0}« ikke til et link, en note eller fede ord, men ville blive trykt",
        "skriv ordene uden mærker; links, noter og fremhævning kan bruges i teksterne",
    ),
)


def misplaced_mark(text: str) -> Refused | None:
    """What is wrong with a text that is printed as it is written, when it names a fact or marks words as texts do."""
    for sign in _ONLY_IN_TEXTS:
        if match := sign.pattern.search(text):
            return Refused(sign.kind, sign.message.format(match[0]), sign.hint)
    return None


def remarks(signs: Iterable[Sign], text: str) -> Iterator[Remark]:
    """Everything that the signs say of a text."""
    for sign in signs:
        if sign.needs is None or sign.needs.search(text):
            for match in sign.pattern.finditer(text):
                yield remark(sign, match)


def remark(sign: Sign, match: re.Match[str]) -> Remark:
    """What a sign says where its pattern was found."""
    written = match[0].strip()
    meant = sign.mended(written) if sign.mended else ""
    hint = f"skriv »{meant}«" if meant else sign.hint
    return Remark(sign.kind, match.start(), match.end(), sign.message.format(written), hint)
