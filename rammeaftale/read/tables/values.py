"""What stands in a cell of any format → its value: text, exact number, day, fault. Also the names of columns."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from math import isfinite

from rammeaftale.base.unseen import pile_of_marks
from rammeaftale.read.tables.sheet import CellFault, CellValue

_SHOWN_OF_A_PILE = 200
MAX_CELL = 10_000
"""Characters in one cell; Excel itself stops at 32,767."""

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u200b": None, "\ufeff": None, "\u00ad": None})
_FAULT = re.compile(
    r"""\#(?:REF!|VALUE!|NAME\?|DIV/0!|N/A|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|GETTING_DATA
        |REFERENCE!|VÆRDI!|NAVN\?|DIVISION/0!|I/T|NUL!|OVERLØB!|BEREGN!|FELT!|BLOKERET!
        |\#{2,})               # a column too narrow for its number, as Excel writes it into a CSV file
    |(?:Err|Fejl):[0-9]{3}     # LibreOffice
    """,
    re.VERBOSE | re.IGNORECASE,
)
_EXACT_DIGITS = 15
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_LETTERS = 26
_ISO_LENGTH = 10
_EPOCH = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_FALSE_LEAP_DAY = 60
"""Excel counts 29 February 1900, which never was; days before it are one higher than they should be."""
_LAST_SERIAL = 2_958_465  # 31 December 9999
_LAST_SERIAL_1904 = _LAST_SERIAL - 1_462


class Style(Enum):
    """What a cell's number format makes of its number."""

    PLAIN = "tal"
    PERCENT = "procent"
    DATE = "dato"


_BUILT_IN: dict[int, Style] = {9: Style.PERCENT, 10: Style.PERCENT} | dict.fromkeys(
    (*range(14, 18), 22, *range(27, 37), *range(50, 59)), Style.DATE
)
_LONGEST_CODE = 255
"""Letters of a number format, by Excel's own limit; a longer one is no help to anybody."""
_NOT_SHOWN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]')


def text_value(text: str) -> str | CellFault | None:
    """Text without outer and special white space; what Excel writes for a failed formula is a fault.

    Of a text that is too long, and of a pile of marks on one letter, enough is left to see that it is.
    """
    if len(text) > MAX_CELL:
        text = text.strip()[: MAX_CELL + 1]
    if not text.isascii():
        text = text.translate(_SPACES)
        if pile_of_marks(text):
            text = text[:_SHOWN_OF_A_PILE]
        text = unicodedata.normalize("NFC", text)
    text = text.strip()
    if text and text[0] in "#EFef" and _FAULT.fullmatch(text):
        return CellFault(text)
    return text or None


def number_value(text: str) -> CellValue:
    """The number that a file's digits stand for: 0.1 is 0.1, and 1E+3 is 1000. Raises ValueError.

    With at most 15 digits a binary number says no more and no less than they do, so the long way round is spared.
    What Python takes for a number besides, `1_000` and the digits of other scripts, no spreadsheet does.
    """
    if len(text) <= _EXACT_DIGITS and _PLAIN.fullmatch(text):
        return Decimal(text)
    if "_" in text or not text.isascii():
        raise ValueError(text)
    return float_value(float(text))


def iso_day(text: str) -> date | None:
    """The day of `2021-01-31` or `2021-01-31T12:30:00`; None of what begins with none, such as a time alone."""
    try:
        return date.fromisoformat(text[:_ISO_LENGTH])
    except ValueError:
        return None


def float_value(number: float) -> CellValue:
    """The shortest decimal number that the binary one can be written as."""
    return Decimal(repr(number)).normalize() + 0 if isfinite(number) else CellFault(str(number))


def styled_value(value: CellValue, style: Style, starts_1904: bool) -> CellValue:
    """A number as the day that it is shown as; anything else as it is."""
    if style is not Style.DATE or not isinstance(value, Decimal):
        return value
    days = int(value)
    if starts_1904:
        return _EPOCH_1904 + timedelta(days) if 0 <= days <= _LAST_SERIAL_1904 else value
    if not 1 <= days <= _LAST_SERIAL:
        return value
    return _EPOCH + timedelta(days + (days < _FALSE_LEAP_DAY))


def style_of(number: int, code: str | None) -> Style:
    """The style of a number format, by its number or, when the file defines it, by its code such as `dd-mm-yyyy`.

    A format with only hours and minutes is no day.
    """
    if code is None:
        return _BUILT_IN.get(number, Style.PLAIN)
    if code.lower() in ("general", "standard"):
        return Style.PLAIN
    shown = _NOT_SHOWN.sub("", code[:_LONGEST_CODE]).lower()
    if "%" in shown:
        return Style.PERCENT
    return Style.DATE if "d" in shown or "y" in shown or "mmm" in shown else Style.PLAIN


def shows_nothing(code: str) -> bool:
    """True of a number format such as `;;;`, whose part for numbers above zero is empty."""
    return ";" in code and not code.partition(";")[0].strip()


def column_number(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
