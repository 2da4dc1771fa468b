"""Signs of a wording that is not Danish typography (R14-R16 of docs/regler.md), which give warnings.

A character with a backslash before it is never looked at: it is the editor's way of saying "I mean it".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rammeaftale.base.danish import format_date
from rammeaftale.read.signs import Remark, Sign, remark, remarks

_DANISH_MARKS = str.maketrans(",.", ".,")


def _day_in_words(written: str) -> str:
    """`22. november 2032` of `22/11-2032`; empty when there is no such day."""
    try:
        day, month, year = map(int, re.findall(r"\d+", written))
        return format_date(date(year, month, day))
    except ValueError:
        return ""


_SIGNS = (
    Sign(
        "citationstegn",
        re.compile(r"[\"“”„‟][^\"“”„‟\n]*[\"“”„‟]|[\"“”„‟]"),
        "citationstegn som i {0} bruges ikke her",
        "skriv »…« om citater og ord, der nævnes",
        re.compile(r"[\"“”„‟]"),
        lambda words: words[1:-1],
    ),
    Sign(
        "procenttegn",
        re.compile(r"(?<=\d) ?%"),
        "procenttegnet bruges ikke i løbende tekst",
        "skriv et mellemrum og »pct.« efter tallet",
        re.compile(r"%"),
    ),
    Sign(
        "tal-med-mellemrum",
        re.compile(r"(?<![\d.,+-])(?<!\d )\d{1,3}(?: \d{3})+(?!\.?\d)(?! \d)"),
        "tallet »{0}« er delt med mellemrum",
        "skriv punktum mellem tusinderne, fx 10.000",
        re.compile(r"\d \d"),
        lambda number: number.replace(" ", "."),
    ),
    Sign(
        "mellemrum-foer-tegn",
        re.compile(r"(?<=\w) +(?:[,;!?]|[.:](?![.:\d]))(?=\s|$)|(?<=\d) +\.(?=\d{3}(?!\d))"),
        "der er mellemrum før tegnet »{0}«",
        "slet mellemrummet",
        re.compile(r" [,;!?.:]"),
    ),
    Sign(
        "dato-form",
        re.compile(r"(?<![\d/-])\d{1,2}/\d{1,2}[- /]\d{4}(?!\d)|(?<![\d-])\d{1,2}-\d{1,2}-\d{4}(?![\d-])"),
        "datoen »{0}« er skrevet med skråstreg eller bindestreg",
        "skriv datoen ud, fx »22. november 2022«",
        re.compile(r"\d[/-]\d"),
        _day_in_words,
    ),
    Sign(
        "tal-med-punktum",
        re.compile(
            r"(?<![\d.,])(?<!§ )(?:\d{1,3}(?:,\d{3})+\.\d+|0\.\d+|\d+\.\d{1,2})"
            r"(?=\s(?:pct|kr|mio|mia|kroner|procent(?:point)?|point|million(?:er)?|milliard(?:er)?)\b)"
        ),
        "tallet »{0}« har punktum før decimalerne",
        "skriv komma før decimalerne og punktum mellem tusinderne, fx 2,5 og 1.234,50",
        re.compile(r"\d\.\d"),
        lambda number: number.translate(_DANISH_MARKS),
    ),
    Sign(
        "liste-loeber-sammen",
        re.compile(r" [•◦▪‣●■➢➔➤►▶\uf000-\uf0ff] "),
        "punkttegnet »{0}« står midt i teksten og ville blive trykt",
        "skriv punkterne som en liste, hver på sin linje med »- « først; i en tabelcelle skrives komma imellem",
        re.compile(r"[•◦▪‣●■➢➔➤►▶\uf000-\uf0ff]"),
    ),
)
_AHEAD = 3
"""How many characters after a run tell what its last ones are."""
_DASH = Sign(
    "tankestreg",
    re.compile(r"(?<=[^\s\d] )--?(?= \S)|(?<=\d )--?(?= [^\s\d])"),
    "bindestregen bruges her som tankestreg",
    "skriv tankestreg med mellemrum: –; er det et nyt punkt i en liste, så begynd en ny linje",
)


def wording(text: str) -> Iterator[Remark]:
    """What to remark on in one run of text, dashes apart."""
    return remarks(_SIGNS, text)


def dashes(text: str, begin: int, end: int) -> Iterator[Remark]:
    """Hyphens for dashes in `text[begin:end]`; what is around them may be a link or a fact."""
    for match in _DASH.pattern.finditer(text, begin, end + _AHEAD):
        if match.start() < end:
            yield remark(_DASH, match)
