"""Takes running text, gives warnings about Danish typography (fagligt-grundlag 7.3, R14-R16) with their offsets.

A character with a backslash before it never reaches these rules: it is the editor's way of saying "I mean it".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What is said of `text[start:end]`; `hint` says how to mend it."""

    kind: str
    start: int
    end: int
    message: str
    hint: str


# What a rule looks for is seldom there: it is asked only where a sign of it is, which costs a tenth.
_RULES = (
    (
        "citationstegn",
        re.compile(r"[\"“”„‟]"),
        re.compile(r"[\"“”„‟][^\"“”„‟\n]*[\"“”„‟]|[\"“”„‟]"),
        "citationstegn som i {0} bruges ikke her",
        "skriv »…« om citater og ord, der nævnes",
    ),
    (
        "procenttegn",
        re.compile(r"%"),
        re.compile(r"(?<=\d) ?%"),
        "procenttegnet bruges ikke i løbende tekst",
        "skriv »pct.« efter tallet",
    ),
    (
        "tal-med-mellemrum",
        re.compile(r"\d \d"),
        re.compile(r"(?<![\d.,+-])(?<!\d )\d{1,3}(?: \d{3})+(?!\.?\d)(?! \d)"),
        "tallet »{0}« er delt med mellemrum",
        "skriv punktum mellem tusinderne, fx 10.000",
    ),
    (
        "mellemrum-foer-tegn",
        re.compile(r" [,;!?.:]"),
        re.compile(r"(?<=\w) +(?:[,;!?]|[.:](?![.:\d]))(?=\s|$)|(?<=\d) +\.(?=\d{3}(?!\d))"),
        "der er mellemrum før tegnet »{0}«",
        "slet mellemrummet",
    ),
    (
        "dato-form",
        re.compile(r"\d[/-]\d"),
        re.compile(r"(?<![\d/-])\d{1,2}/\d{1,2}[- /]\d{4}(?!\d)|(?<![\d-])\d{1,2}-\d{1,2}-\d{4}(?![\d-])"),
        "datoen »{0}« er skrevet med skråstreg eller bindestreg",
        "skriv datoen ud, fx »22. november 2022«",
    ),
)
_HYPHEN_AS_DASH = re.compile(r"(?<=[^\W\d]) (?P<dash>--?) (?=[^\W\d])")


def wording(text: str, *, formula: bool = False) -> Iterator[Finding]:
    """Everything to remark on in one run of text; in a formula a hyphen may be a minus."""
    for kind, sign, pattern, message, hint in _RULES:
        for match in pattern.finditer(text) if sign.search(text) else ():
            said = message.format(match[0].strip())
            yield Finding(kind, match.start(), match.end(), said, hint)
    for match in () if formula or " -" not in text else _HYPHEN_AS_DASH.finditer(text):
        said = "bindestregen bruges her som tankestreg"
        yield Finding("tankestreg", match.start("dash"), match.end("dash"), said, "skriv tankestreg med mellemrum: –")
