"""How signs are said aloud in Danish, for those who listen.

Print keeps the sign. Danish grammars of mathematics read = as »er lig med« and a bracket as »parentes begynder … slut«.
"""

from __future__ import annotations

import re
import unicodedata

PAGE = "side"
"""What the number of a page is said with."""

_SIGNS = {
    "=": "er lig med",
    "≠": "er forskellig fra",
    "<": "er mindre end",
    ">": "er større end",
    "≤": "er mindre end eller lig med",
    "≥": "er større end eller lig med",
    "≈": "er cirka",
    "+": "plus",
    "−": "minus",
    "±": "plus eller minus",
    "×": "gange",
    "·": "gange",
    "*": "gange",
    "/": "divideret med",
    "÷": "divideret med",
    "(": "parentes begynder",
    ")": "parentes slut",
    "[": "kantet parentes begynder",
    "]": "kantet parentes slut",
    "²": "i anden",
    "³": "i tredje",
    "½": "en halv",
    "¼": "en kvart",
    "¾": "tre kvart",
    "√": "kvadratroden af",
    "∑": "summen af",
    "%": "procent",
    "‰": "promille",
    "§": "paragraf",
    "&": "og",
    "€": "euro",
}
"""Each sign of a formula with the words for it."""

_SHORT = {"pct.": "procent", "kr.": "kroner", "mio.": "millioner", "mia.": "milliarder", "pr.": "per", "ca.": "cirka"}
_FIRM = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _SHORT))})", re.IGNORECASE)
_SPACED_DASH = re.compile(r"(?:(?<=[\s(])|^)[-–](?=[\s\d(])|(?<=\))[-–]")
"""A hyphen or a dash that is a minus: apart from the word before it."""
_RANGE = re.compile(r"(?<=\d)[-–](?=\d+-[^\W\d_])|(?<=\b(?:19|20)\d\d)[-–](?=(?:\d\d){1,2}\b)")
"""A hyphen between the ends of a range: `0-17-årige`, `2019-2022`."""
_DOUBTFUL = re.compile(r"(?<![\w-])(?:\d+|[^\W\d_])[-–](?:\d+|[^\W\d_])(?![\w-])")
"""One between two numbers or two single letters."""
_TIMES = re.compile(r"(?<=[\w).]) x (?=[\w(])")
"""A letter x where an operator stands."""
_SILENT = frozenset(" ,.;:!?'’»«\"\u201c\u201d-–\u00ad")
"""Marks that a reader passes over or makes a pause of."""


def spoken_formula(formula: str) -> str:
    """The formula in words: `takst = a / (b × 365)` is »takst er lig med a divideret med parentes begynder b gange …«.

    A sign that has no words stays as it is (`unspoken`).
    """
    said = _prepared(formula)
    for sign, words in _SIGNS.items():
        said = said.replace(sign, f" {words} ")
    return re.sub(r" (?=[,.;:](?: |$))", "", " ".join(said.split()))


def unspoken(formula: str) -> tuple[str, ...]:
    """The signs of a formula that have no words, each once, in order: a listener would hear nothing for them."""
    signs = (sign for sign in _prepared(formula) if sign not in _SIGNS and sign not in _SILENT and not _is_word(sign))
    return tuple(dict.fromkeys(signs))


def doubtful_dashes(formula: str) -> tuple[str, ...]:
    """The hyphens and dashes that may be a minus as well as something else, with what stands on both sides: `0-17`."""
    return tuple(dict.fromkeys(_DOUBTFUL.findall(_prepared(formula))))


def _prepared(formula: str) -> str:
    """The formula with short forms in full, and each minus, range and letter x for what it is."""
    plain = " ".join(formula.split())
    whole = _FIRM.sub(lambda match: _SHORT[match[0].lower()], plain)
    return _TIMES.sub(" × ", _SPACED_DASH.sub("−", _RANGE.sub(" til ", whole)))


def _is_word(sign: str) -> bool:
    """Whether a character is part of a word or a number."""
    return unicodedata.category(sign)[0] in "LM" or unicodedata.category(sign) == "Nd"
