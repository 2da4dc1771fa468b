"""Do the days and periods that the texts name exist? What a calendar tells for certain, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rammeaftale.base.danish import format_date
from rammeaftale.base.diagnostics import Diagnostic, error
from rammeaftale.check.wording import texts_of
from rammeaftale.model.agreement import Edition
from rammeaftale.read.tables.danish_values import MONTHS

_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_DAY = rf"([0-9]{{1,2}})\. ({'|'.join(MONTHS)})(?: ([12][0-9]{{3}})(?![0-9]))?"
_DAYS = re.compile(rf"(?:\b((?i:{'|'.join(_WEEKDAYS)}))(?: den|,)? )?(?<![0-9.]){_DAY}")
_FROM_TO = re.compile(rf"(?<![0-9.]){_DAY} ?(?:[-–]|til(?: og med)?) ?(?:den )?{_DAY}")
_YEARS = re.compile(r"(?<![0-9/.-])(20[0-9]{2})[-–](20[0-9]{2}|[0-9]{2})(?![0-9/-])")
_LEAP_YEAR = 2020
"""Stands for a year that is not written: in it every day exists that exists in any."""
_LAST_MONTH = 12
"""Up to this the figures after a year and a dash may be its month: 2021-05."""


def check_calendar(edition: Edition) -> Iterator[Diagnostic]:
    """Days exist and fall on the weekday that is written; a period does not end before it begins."""
    for text in texts_of(edition):
        words = " ".join(text.value.split())
        for match in _DAYS.finditer(words):
            yield from (error(kind, message, text.span, hint) for kind, message, hint in _of_day(match))
        for message in (*_turned_days(words), *_turned_years(words)):
            yield error("periode-omvendt", message, text.span, "byt om på de to, eller ret den ene")


def _of_day(match: re.Match[str]) -> Iterator[tuple[str, str, str]]:
    weekday, day, month, year = match.groups()
    found = _date(day, month, year)
    if found is None:
        written = " ".join(filter(None, (f"{day}.", month, year)))
        yield "dato-findes-ikke", f"dagen »{written}« findes ikke i kalenderen", "ret dagen eller måneden"
    elif weekday and year and weekday.lower() != _WEEKDAYS[found.weekday()]:
        message = f"{format_date(found)} er en {_WEEKDAYS[found.weekday()]} og ikke en {weekday.lower()}"
        yield "ugedag-forkert", message, "ret dagen eller ugedagen"


def _date(day: str, month: str, year: str | None) -> date | None:
    """None when the calendar has no such day."""
    try:
        return date(int(year or _LEAP_YEAR), MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


def _turned_days(words: str) -> Iterator[str]:
    for match in _FROM_TO.finditer(words):
        day, month, year, last_day, last_month, last_year = match.groups()
        first, last = _date(day, month, year), _date(last_day, last_month, last_year)
        if year and last_year and first and last and last < first:
            yield f"perioden »{match[0]}« slutter, før den begynder"


def _turned_years(words: str) -> Iterator[str]:
    for match in _YEARS.finditer(words):
        first, last = int(match[1]), int(match[2] if len(match[2]) > 2 else match[1][:2] + match[2])
        may_be_month = len(match[2]) == 2 and int(match[2]) <= _LAST_MONTH
        if last < first and not may_be_month:
            yield f"perioden »{match[0]}« slutter, før den begynder"
