"""Signs in running text that something is not as it should be: patterns, and what is said where one is found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Sign(NamedTuple):
    """A pattern, the kind of finding that it makes and its message, where `{0}` is what was found.

    `needs` is a simpler pattern that is always there too, since most texts have no sign and are done with sooner.
    """

    kind: str
    pattern: re.Pattern[str]
    message: str
    hint: str
    needs: re.Pattern[str] | None = None


class Remark(NamedTuple):
    """What is said of `text[start:end]`."""

    kind: str
    start: int
    end: int
    message: str
    hint: str


def remarks(signs: Iterable[Sign], text: str) -> Iterator[Remark]:
    """Everything that the signs say of a text."""
    for sign in signs:
        if sign.needs is None or sign.needs.search(text):
            for match in sign.pattern.finditer(text):
                yield remark(sign, match)


def remark(sign: Sign, match: re.Match[str]) -> Remark:
    """What a sign says where its pattern was found."""
    return Remark(sign.kind, match.start(), match.end(), sign.message.format(match[0].strip()), sign.hint)
