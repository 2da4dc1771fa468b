"""Takes a cell's value, gives the number, year, unit, paragraph or words that it means.

Lenient about how Danes write a number ("kr. 1.705.337,50", "95 pct."), strict about what could be read in two ways
("1.25", "1,234.56"): that is refused with the way to write it (rule P11). Decimal, never float.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from rammeaftale.base.calculate import ORE
from rammeaftale.base.danish import MAX_DECIMALS, format_number, suggestion
from rammeaftale.base.diagnostics import Refused
from rammeaftale.model.takst_columns import UNITS, Form
from rammeaftale.read.letters import unprinted_value
from rammeaftale.read.signs import misplaced_mark
from rammeaftale.read.tables.danish_values import parse_date, with_minus_first
from rammeaftale.read.tables.sheet import CellFault, CellValue

WHO = "\0hvem"
"""A mark in a message: whose the value is (" for »Birkegården«"). `clean` takes NUL out of what senders write."""

UNCOMPUTED = "åbn filen i Excel, og gem den, eller skriv selve værdien"
"""The hint at a formula that no program has given a result."""

DASHES = frozenset("-–—−")
"""Cells that hold only one of these are empty."""

MAX_TEXT = 500
_WITHOUT_MARKS = {
    "maerke-forkert-sted": "skriv kun navnet, uden [ ], ** og adresse",
    "fakta-forkert-sted": "skriv kun tallet eller ordet, uden {{ }}",
}
"""By the kind of a mark for our own texts, what to write in a workbook, which knows none of them."""
_MOST = Decimal(10) ** 12
_NOISE = Decimal("0.000001")
"""Smaller parts than this are what binary calculation leaves behind: 12.000000000000002."""

_UNSEEN = (
    {ord(space): " " for space in "\u00a0\u2007\u2009\u202f"}
    | {0x2010: "-", 0x2011: "-"}
    | dict.fromkeys((*range(0x01, 0x20), *range(0x7F, 0xA0)), " ")
    | dict.fromkeys((0, 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF))
)
"""Spaces and control characters count as a space, the two hyphens of Word as the keyboard's; what has no width, or
turns the direction of a line, as nothing."""
_NUMBER = re.compile(
    r"(-?) ?([1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|0|[1-9][0-9]*)(?:,([0-9]+))?"
)
_KRONER = re.compile(r"(?:kr\.?|dkk)? *(.*?)(?:,-+)? *(?:kr\.?|kroner|dkk)?", re.IGNORECASE)
_PERCENT = re.compile(r"(.*?) *(?:%|pct\.?|procent)", re.IGNORECASE)
_TWO_SIDED = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")
_ENGLISH = re.compile(r"-?[0-9]{1,3}(?:(?:,[0-9]{3})+\.[0-9]+|(?:,[0-9]{3}){2,})")
_POINT = re.compile(r"-?[0-9]+(?:\.[0-9]{3})*\.(?:[0-9]{1,2}|[0-9]{4,6})")
_UNIT = re.compile(r"(?:kr\.? *)?(?:/ *|pr\.? +|per +)?(.*?)\.?")
_PARAGRAPH = re.compile(r"(?:§+|paragraf)?\s*([0-9]+)\s*([a-zæøå]?)(?![a-zæøå0-9])(.*)", re.IGNORECASE)
_CODE = re.compile(r"[1-9][0-9]{2,3}")
_ROW_ID = re.compile(r"[0-9]{3,4}-[0-9]{4,6}")
_YEAR = re.compile(r"20[0-9]{2}")
_SHORT_DAY = re.compile(r"[0-3]?[0-9][-./][01]?[0-9][-./](20[0-9]{2})")
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050
"""How Excel counts the days of 2000-2099."""
_DAY_ZERO = date(1899, 12, 30)
_MAX_NUMBER_TEXT = 40
_PLAINLY = "skriv kun tallet, fx 1.234,50"
_NEGATIVE = "skriv kun tallet med minus foran, fx -1.234,50"


def is_empty(value: CellValue) -> bool:
    """Nothing, only white space, or only a dash."""
    if type(value) is not str:  # asked of every cell many times over
        return value is None
    return not (text := value.strip()) or text in DASHES


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """One line without what the eye does not see: odd spaces, double spaces, zero width letters, loose accents."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split())


def read_text(value: CellValue) -> str:
    """Words; a number stands as its digits."""
    if isinstance(value, Decimal):
        return f"{_sized(value):f}"
    text = clean(_string(value, Form.TEXT))
    if len(text) > MAX_TEXT:
        message = f"teksten er på {len(text)} tegn; der er plads til {MAX_TEXT}"
        raise Refused("takst-tekst-lang", message, "er der kommet en hel side ind i én celle?")
    if fault := misplaced_mark(text):
        raise Refused(fault.kind, fault.message, _WITHOUT_MARKS.get(fault.kind, *fault.hints))
    if fault := unprinted_value(text):
        raise fault
    return text


def read_number(value: CellValue, form: Form) -> Decimal:
    """A number. Amounts and percentages are rounded half up to two decimals; a count keeps those that it has."""
    number = exact_number(value, form)
    rounded = number.quantize(_NOISE if form is Form.COUNT else ORE, ROUND_HALF_UP)
    return number if rounded == number else rounded.normalize() + 0


def exact_number(value: CellValue, form: Form) -> Decimal:
    """A number as it stands."""
    return _sized(value) if isinstance(value, Decimal) else _parsed(clean(_string(value, form)), form)


def says_percent(value: CellValue) -> bool:
    """True for a text with its own sign: "95 %"."""
    return isinstance(value, str) and _PERCENT.fullmatch(clean(value)) is not None


def read_year(value: CellValue) -> Decimal:
    """A year of this century; of a day, its year, also where Excel shows the day as 44197."""
    if isinstance(value, date):
        return Decimal(value.year)
    if isinstance(value, Decimal) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return Decimal((_DAY_ZERO + timedelta(days=int(value))).year)
    text = read_text(value) if isinstance(value, Decimal) else clean(_string(value, Form.YEAR))
    if _YEAR.fullmatch(text):
        return Decimal(text)
    if match := _SHORT_DAY.fullmatch(text):
        return Decimal(match[1])
    try:
        return Decimal(parse_date(text).year)
    except Refused:
        message = f"her står »{_short(text)}«, som ikke er et årstal"
        raise Refused("p11-tal", message, "skriv året med fire cifre, fx 2019") from None


def read_unit(value: CellValue) -> str:
    """`kr. pr. døgn` is `døgn`."""
    text = read_text(value)
    match = _UNIT.fullmatch(text.casefold())
    unit = match[1] if match else text
    if unit in UNITS:
        return unit
    hints = suggestion(unit, UNITS) or (f"skriv en af disse: {', '.join(UNITS)}",)
    raise Refused("takst-enhed", f"enheden »{text}« kendes ikke", *hints)


def read_paragraph(value: CellValue) -> str:
    """`§107`, `107` and `§ 107` are one paragraph, and are summed as one."""
    text = read_text(value)
    match = None if _ROW_ID.fullmatch(text) else _PARAGRAPH.fullmatch(text)
    if match is None:
        raise Refused("takst-paragraf", f"»{text}« er ikke en paragraf", "skriv den som § 107")
    number, letter, rest = match.groups()
    return f"§ {number}{' ' if letter else ''}{letter.lower()}{rest.rstrip()}"


def read_code(value: CellValue) -> str:
    """A kommune's three digits, or the region's four."""
    text = read_text(value)
    if not _CODE.fullmatch(text):
        message = f"driftsherrekoden »{text}« skal være tre eller fire cifre og ikke begynde med 0"
        raise Refused("takst-kode", message, "skriv kommunens tre cifre, fx 615, eller regionens fire")
    return text


def read_row_id(value: CellValue) -> str:
    """`751-0007`: the driftsherre's code and a number of its own."""
    text = read_text(value)
    if not _ROW_ID.fullmatch(text):
        message = f"»{text}« er ikke et Række-id; det ser ud som 751-0007"
        raise Refused("raekke-id", message, "lad cellen være tom, hvis taksten er ny")
    return text


def _string(value: CellValue, form: Form) -> str:
    """Excel shows `#REF!`, makes a date of "1-2" and a truth of "SAND": nobody meant to write these here."""
    if isinstance(value, str):
        return value
    if isinstance(value, CellFault):
        if value.shown:
            message, hint = f"cellen viser fejlen {value.shown}", "ret formlen i Excel, eller skriv selve værdien"
        else:
            message, hint = "formlen er ikke regnet ud", UNCOMPUTED
        raise Refused("takst-celle-fejl", message, hint)
    what = "en dato" if isinstance(value, date) else "SAND eller FALSK"
    should = "tekst" if form is Form.TEXT else "tal"
    hint = f"formatér cellen som {should} i Excel, og skriv værdien igen"
    raise Refused("takst-celle-art", f"cellen holder {what}; her skal stå {form.value}", hint)


def _sized(number: Decimal) -> Decimal:
    if not -_MOST < number < _MOST:
        hint = "skriv det rigtige tal; er to tal kommet i samme celle, så del dem"
        raise Refused("takst-tal-umuligt", "tallet er for stort til at være rigtigt", hint)
    return number


def _parsed(text: str, form: Form) -> Decimal:
    bare = _without_unit(text.replace("−", "-"), form)
    match = _NUMBER.fullmatch(bare)
    if match is None or len(bare) > _MAX_NUMBER_TEXT or (form is not Form.PERCENT and _TWO_SIDED.fullmatch(bare)):
        raise Refused("p11-tal", f"her står »{_short(text)}«", _number_hint(bare, form))
    sign, whole, decimals = match.groups()
    digits = whole.replace(".", "").replace(" ", "")
    return _sized(Decimal(f"{sign}{digits}.{decimals}" if decimals else sign + digits))


def _without_unit(text: str, form: Form) -> str:
    """The number alone, where the unit is the one that the column asks for."""
    pattern = {Form.AMOUNT: _KRONER, Form.PERCENT: _PERCENT}.get(form)
    match = pattern.fullmatch(text) if pattern else None
    return match[1] if match else text


def _number_hint(bare: str, form: Form) -> str:
    """How to write what was probably meant."""
    if len(bare) > _MAX_NUMBER_TEXT:
        return _PLAINLY
    if negative := with_minus_first(bare):
        is_plain = _NUMBER.fullmatch(negative) and not _TWO_SIDED.fullmatch(negative)
        return f"skriv {negative}" if is_plain else _number_hint(negative, form)
    if _TWO_SIDED.fullmatch(bare):
        thousands, decimals = bare.replace(",", "."), bare[:-1]
        return f"skriv {thousands}, hvis det er tusinder, og {decimals}, hvis det er decimaler"
    if _ENGLISH.fullmatch(bare):
        meant = Decimal(bare.replace(",", ""))
        return f"skriv tallet som {_written(meant, form)}: komma er decimaltegn, og punktum skiller tusinder"
    if _POINT.fullmatch(bare):
        whole, _, decimals = bare.rpartition(".")
        return f"skriv tallet som {_written(Decimal(whole.replace('.', '') + '.' + decimals), form)}"
    return _NEGATIVE if bare.startswith("-") and bare[1:2].isdigit() else _PLAINLY


def _written(number: Decimal, form: Form) -> str:
    decimals = 2 if form is Form.AMOUNT else min(max(0, -int(number.as_tuple().exponent)), MAX_DECIMALS)
    return format_number(number, decimals).replace("−", "-")


def _short(text: str) -> str:
    return text if len(text) <= _MAX_NUMBER_TEXT else text[:_MAX_NUMBER_TEXT] + " …"
