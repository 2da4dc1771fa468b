"""Takes what an editor wrote, gives numbers and dates read the Danish way; refuses what could be read in two ways.

`10.000` is ten thousand, `2,5` two and a half, `1. januar 2021` a day. Exact: Decimal, never float.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from rammeaftale.base.diagnostics import Refused

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip

_NUMBER = re.compile(r"(-?)(0|[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]*)(?:,([0-9]+))?")
_ONE_GROUP = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_DAY = re.compile(r"([1-9][0-9]?)\. ([a-zæøå]+) ([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEAR = re.compile(r"[12][0-9]{3}")
_MINUS_ELSEWHERE = re.compile(
    r"(?:-?\(-?(?P<bracketed>{0})\)|(?P<before>{0}) ?[-–—−]|(?:minus ?|[-–—−] |[–—])(?P<after>{0}))".format(
        r"(?:kr\.? ?|dkk ?)?[0-9](?:[0-9., ]*[0-9])?(?:,-)? ?(?:pct\.?|procent|%|kr\.?|kroner|dkk)?"
    ),
    re.IGNORECASE,
)
"""A negative number as accountants and people write it: `(500)`, `500-`, `minus 500`, `– 500`."""
_MAX_LENGTH = 30
"""Characters of a number; the largest in an agreement has 20. A message repeats twice as many."""

_EXAMPLES = "skriv tal som 10.000 eller 2,5"
_NEARLY_DAY = re.compile(r"(?:(?:den|d\.) +)?([0-9]{1,2})[. /-]+([0-9]{1,2}|[a-zæøå]{3,})[., /-]+([0-9]{4})\.?")
_NEARLY_ISO = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})")
"""A day as people write it: `01-02-2031`, `1/2 2031`, `1. feb. 2031`."""
_DAY_EXAMPLE = "skriv dagen som 1. januar 2021"

_DANISH_MARKS = "komma er decimaltegn, og punktum skiller tusinder"
_NUMBER_WORDS = {"en": 1, "én": 1, "et": 1, "ét": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6}
_UNIT = re.compile(r"\s*(?:pct\.?|procent|%|kr\.?|kroner|stk\.?|pladser)$", re.IGNORECASE)
_ENGLISH_MARKS = str.maketrans(",.", ".,")

# The first pattern that fits says what is wrong: (pattern, what was probably meant, why).
_MEANT: tuple[tuple[re.Pattern[str], Callable[[str], str], str], ...] = (
    (re.compile(rf".*[0-9]{_UNIT.pattern}", re.IGNORECASE), lambda text: _UNIT.sub("", text), "kun tallet, uden enhed"),
    (
        re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"),
        lambda text: text.translate(_ENGLISH_MARKS),
        _DANISH_MARKS,
    ),
    (re.compile(r"-?[0-9]+\.[0-9]+"), lambda text: text.translate(_ENGLISH_MARKS), _DANISH_MARKS),
    (
        re.compile(r"-?[0-9]+(?:[ _'][0-9]+)+"),
        lambda text: re.sub("[ _']", "" if re.match("-?[0-9]{4}", text) else ".", text),
        "punktum skiller tusinder",
    ),
    (re.compile(r"-?0[0-9]+.*"), lambda text: re.sub("^(-?)0+(?=[0-9])", r"\1", text), "uden nul foran"),
    (re.compile(r"\+.*"), lambda text: text.lstrip("+ "), "uden plus foran"),
    (re.compile(r"[\u2212\u2013].*"), lambda text: f"-{text[1:].lstrip()}", "minus er en almindelig bindestreg"),
)

_UNREADABLE = (
    (re.compile(r"[0-9]+:[0-9]+.*"), "et tal kan ikke indeholde kolon"),
    (re.compile(r"[0-9.,]+[eE][+-]?[0-9]+"), "skriv tallet helt ud: 1.000"),
)
"""Where it is not known what was meant: (pattern, hint)."""


def parse_number(text: str) -> Decimal:
    """A Danish number; the Decimal keeps as many decimals as were written. Raises Refused."""
    match = _NUMBER.fullmatch(text)
    if match is None or len(text) > _MAX_LENGTH:
        raise Refused("tal-forkert", f"»{_short(text)}« er ikke et tal", _number_hint(text))
    sign, whole, decimals = match.groups()
    return Decimal(sign + whole.replace(".", "") + ("." + decimals if decimals else ""))


def is_two_sided(text: str) -> bool:
    """True for `1.250` and its like: Danish for 1250, but 1,25 with three decimals to a foreign eye."""
    return _ONE_GROUP.fullmatch(text) is not None


def with_minus_first(text: str) -> str | None:
    """`-58.672` of `(58.672)`, `58.672-` or `minus 58.672 kr.`; None where no minus is written in such a way."""
    match = _MINUS_ELSEWHERE.fullmatch(text) if len(text) <= 2 * _MAX_LENGTH else None
    number = next(filter(None, match.groups())) if match else ""
    return f"-{re.sub(r'^[^0-9]+|[^0-9]+$', '', number)}" if number else None


def parse_date(text: str) -> date:
    """`1. januar 2021` or `2021-01-01`. Raises Refused."""
    if match := _ISO_DAY.fullmatch(text):
        return _day(text, int(match[1]), int(match[2]), int(match[3]))
    match = _DAY.fullmatch(text.lower())
    if match is None:
        raise Refused("dato-forkert", f"»{_short(text)}« er ikke en dato", _day_hint(text) or _DAY_EXAMPLE)
    if match[2] not in MONTHS:
        hint = _day_hint(text) or f"{_DAY_EXAMPLE} med månedens fulde navn"
        raise Refused("dato-forkert", f"»{match[2]}« er ikke en måned", hint)
    return _day(text, int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))


def parse_year(text: str) -> int:
    """`2021`. Raises Refused."""
    if not _YEAR.fullmatch(text):
        raise Refused("dato-forkert", f"»{text}« er ikke et årstal", "skriv årstallet med fire cifre: 2021")
    return int(text)


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Refused(
            "dato-forkert", f"dagen »{text}« findes ikke i kalenderen", f"ret dagen eller måneden, og {_DAY_EXAMPLE}"
        ) from None


def _day_hint(text: str) -> str:
    """The day that was probably meant, as it is to be written; empty when there is none such."""
    if parts := _NEARLY_ISO.fullmatch(text):
        text = f"{parts[3]}-{parts[2]}-{parts[1]}"
    match = _NEARLY_DAY.fullmatch(text.lower()) if len(text) <= _MAX_LENGTH else None
    if match is None:
        return ""
    months = [month for month in MONTHS if month.startswith(match[2])]
    if match[2].isdigit() and 1 <= int(match[2]) <= len(MONTHS):
        months = [MONTHS[int(match[2]) - 1]]
    return f"skriv »{int(match[1])}. {months[0]} {match[3]}«" if len(months) == 1 else ""


def _number_hint(text: str) -> str:
    if negative := with_minus_first(text):
        return f"skriv {negative}" if _NUMBER.fullmatch(negative) else _number_hint(negative)
    if word := _NUMBER_WORDS.get(text.lower()):
        return f"skriv {word}: tallet med cifre"
    fitting = ((meant(text), why) for pattern, meant, why in _MEANT if pattern.fullmatch(text))
    number, why = next(fitting, ("", ""))
    if number and _NUMBER.fullmatch(number):
        return f"skriv {number}: {why}"
    if number and len(number) < len(text):
        return _number_hint(number)
    return next((hint for pattern, hint in _UNREADABLE if pattern.fullmatch(text)), _EXAMPLES)


def _short(text: str) -> str:
    return text if len(text) <= 2 * _MAX_LENGTH else text[: 2 * _MAX_LENGTH] + " …"
