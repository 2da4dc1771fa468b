"""The words that tell a reader that something is missing, or is made up to show a form: one home for all of them.

The program prints these where it has nothing to print, and an edition that is final prints none of them, whoever wrote
them (check/final.py).
"""

from __future__ import annotations

import re

NOT_GIVEN = "ikke oplyst"
"""Stands for a figure that the data do not give, among words."""
DASH = "–"
"""Stands for such a figure in a table. A reader takes it for »none« as well, so it is no hole by itself."""
NONE_HERE = "ingen"
"""What a dash is said as where nothing is missing: there is none of it."""

_DASHES = frozenset({DASH, "-", "—", "−"})

_WHOLE = re.compile(
    r"udestår|mangler|følger(?: senere)?|afventer.*|ukendt|ubekræftet|ikke (?:oplyst|kendt|bekræftet|fastlagt|afklaret)"
    r"|eksempel-?data"
    r"|(?:oplyses|fastlægges|kommer) senere|fremgår ikke(?: af .*)?|\?+|…|\.{3}|x{2,}|n\.? ?n\.?|n/a|tba|tbd",
    re.IGNORECASE,
)
"""What is a hole where it is all that stands in a cell, a point or a value."""
_WITHIN = re.compile(
    r"\budestår\b|\b(?:er|viser|af|på|med|kun) (?:opdigtede )?eksempel-?data(?=\s*(?:[.;:)]|$))"
    r"|\bfremgår ikke af kilde\w*|\b(?:takst|tilbud|plads)\w* er opdigte\w+"
    r"|\bopdigte\w+ (?:(?:eksempel-?)?data|oplysning\w*|navn\w*|takst\w*|tilbud\w*|plads\w*)"
    r"|\ber ikke (?:oplyst|kendt|bekræftet|fastlagt)\b|: ikke oplyst\b"
    r"|\b(?:indsættes|udfyldes|tilføjes|oplyses|eftersendes) senere\b"
    r"|[(;] ?(?:skal bekræftes|ikke bekræftet|ubekræftet)\b"
    r"|\b(?:todo|tbd|fixme|xxx+)\b|\blorem ipsum\b|\?\?+",
    re.IGNORECASE,
)
"""What is one among other words. Worked examples »med opdigtede tal« are none: they are part of what is agreed."""

_PLACEHOLDER = re.compile(
    r"\[(?:(?:indsæt|udfyld|skriv|tilføj|angiv)\b[^\]\n]*|navn|dato|beløb|antal|tal|år|årstal|titel|kommune|tilbud|sted|xx?)\]"
    r"|\b(?:19|20)xx\b|\bxx+\b|\bXX+(?= (?:pct|kr|mio|mia)\b)",
)
"""What holds the place of something that is to be written."""

_DRAFT = re.compile(r"\Audkast\b|\(udkast\)", re.IGNORECASE)


def is_dash(words: str) -> bool:
    """Whether a cell holds a dash and nothing else, as an editor may write it."""
    return words.strip() in _DASHES


def is_draft(title: str) -> bool:
    """Whether a title calls what it stands on a draft; »Behandling af udkast« does not."""
    return _DRAFT.search(title) is not None


def placeholder_in(words: str) -> str:
    """What a text has in place of words that nobody has written yet; empty when it has nothing such."""
    match = _PLACEHOLDER.search(words)
    return match[0] if match else ""


def hole_in(words: str, *, is_heading: bool = False) -> str:
    """The words in a printed text which say that something is missing or made up; empty when none do.

    The heading of a row or a column (»Mangler«) says what stands beside or below it, and is a hole by no whole word.
    """
    plain = words.strip().rstrip(".")
    match = None if is_heading else _WHOLE.fullmatch(plain)
    match = match or _WITHIN.search(plain) or _PLACEHOLDER.search(plain)
    return match[0].strip("(;: ") if match else ""
