"""Numbers, dates, words and alphabetical order the Danish way. Never the process's locale, which is global."""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date as babel_date
from babel.numbers import NumberPattern, parse_pattern

_DANISH = Locale("da")
_NUMBER = re.compile(r"\d+")
_SMALL_NUMBERS = ("nul", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")
_TRANSLITERATION = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
_PATTERNS: dict[int, NumberPattern] = {
    decimals: parse_pattern("#,##0" + ("." + "0" * decimals if decimals else "")) for decimals in range(7)
}
MAX_DECIMALS = max(_PATTERNS)
"""A figure that is written or read has no more; only a difference may need them."""
_MOST_DIGITS = 100
_WIDE = Context(prec=2 * _MOST_DIGITS)
"""For figures that were divided, and have more digits than anybody reads."""
_FEW_NAMES, _MOST_NAMES = 100, 2_000
"""Comparing two words letter by letter takes long, and a file may have thousands of unknown names. So many are
compared, and so many looked through."""
_ENDING = 3
"""Letters at the end of a name that make it worth comparing."""
_LIKENESS = 0.75
"""How much of a misspelt word and a known one is the same, as difflib reckons: two wrong letters in an id of the
agreement are always found, and `afregning-og-betaling` is not taken for `afskrivning-og-forrentning`."""
_MOST_MATCHED = 10
"""Names that are compared with a word in full, those that share most letters first."""
_PLACES = 128
"""As many as ASCII has letters, which all names are mostly of."""
_PART = 3
"""Letters of a name that tell which is meant where only one begins or ends so."""
_BETWEEN = re.compile(r"[\s_-]+")
"""What stands between the words of a name."""


def format_number(value: Decimal, decimals: int = 0) -> str:
    """`Decimal("1234.5"), 2` → `1.234,50`. Rounds half up; a minus is U+2212."""
    rounded = _rounded(value, decimals)
    if decimals > MAX_DECIMALS:
        whole, _, rest = f"{abs(rounded):f}".partition(".")
        text = f"{format_number(Decimal(whole))},{rest}"
    else:
        text = str(_PATTERNS[decimals].apply(abs(rounded), _DANISH))
    return f"−{text}" if rounded < 0 else text


def _digits_after(value: Decimal) -> int:
    return max(0, -int(value.normalize(_WIDE).as_tuple().exponent))


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)


def told_apart(first: Decimal, second: Decimal, decimals: tuple[int, int]) -> tuple[str, str]:
    """Two numbers with as many decimals as show which is the larger, and at least so many each: `6,04` and `6`.

    Rounded, a number beyond a limit may read as the limit itself, and nobody sees what is wrong. Equal numbers have the
    decimals that were asked for.
    """
    order = (first > second) - (first < second)
    for more in range(_MOST_DIGITS):
        of_first, of_second = (
            max(least, min(more, _digits_after(value))) for value, least in zip((first, second), decimals, strict=True)
        )
        shown, other = _rounded(first, of_first), _rounded(second, of_second)
        if (shown > other) - (shown < other) == order:
            break
    return format_number(first, of_first), format_number(second, of_second)


def own_decimals(value: Decimal) -> int:
    """How many decimals say a number in full, at most MAX_DECIMALS."""
    return min(_digits_after(value), MAX_DECIMALS)


def format_exact(value: Decimal) -> str:
    """`1.234,5`: every decimal that the number has, at most MAX_DECIMALS."""
    return format_number(value, own_decimals(value))


def format_count(number: int) -> str:
    """`1.500`."""
    return format_number(Decimal(number))


def counted(number: int, one: str, many: str) -> str:
    """`1 takst`, `1.500 takster`."""
    return f"{format_count(number)} {one if number == 1 else many}"


def format_kroner(value: Decimal, decimals: int = 0) -> str:
    """Give `8.000.000 kr.` for `Decimal(8000000)`."""
    return f"{format_number(value, decimals)} kr."


def format_percent(value: Decimal, decimals: int = 0) -> str:
    """`Decimal("2.5"), 1` → `2,5 pct.`; the agreement never uses the sign."""
    return f"{format_number(value, decimals)} pct."


def format_date(day: date) -> str:
    """`22. november 2022`."""
    return str(babel_date(day, "d. MMMM y", locale=_DANISH))


def format_short_date(day: date) -> str:
    """`1.2.1990`: no leading zeros."""
    return f"{day.day}.{day.month}.{day.year}"


def decimals_of(values: Iterable[Decimal]) -> int:
    """As many decimals, at most two, as any figure of a column needs: printed figures sum to the printed total."""
    column = tuple(values)
    return next((decimals for decimals in range(2) if all(value == round(value, decimals) for value in column)), 2)


def number_word(value: Decimal) -> str:
    """0 to 10 in letters, others in digits (Retskrivningsvejledningen)."""
    if value == value.to_integral_value() and 0 <= value < len(_SMALL_NUMBERS):
        return _SMALL_NUMBERS[int(value)]
    return format_exact(value)


@lru_cache(maxsize=4096)
def danish_key(text: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts the Danish way: æ, ø, å last, and aa as å (Aarhus after Viborg)."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    return tuple((_rank(letter), letter) for letter in folded)


@lru_cache(maxsize=4096)
def listed_key(name: str) -> tuple[tuple[int, str], ...]:
    """A key for the rows of a table: Danish order, and § 36 before § 104."""
    return danish_key(_NUMBER.sub(lambda match: match.group().zfill(6), name))


def _rank(letter: str) -> int:
    return "æøå".index(letter) + 1 if letter in "æøå" else 0


def ascii_slug(text: str) -> str:
    """`Ringkøbing-Skjern` → `ringkoebing-skjern`: letters, digits and single hyphens only."""
    plain = unicodedata.normalize("NFKD", text.translate(_TRANSLITERATION)).encode("ascii", "ignore").decode()
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain.lower()).split())


def suggestion(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The hint "mente du »…«?" for a misspelt word, or nothing when no known word is near."""
    return tuple(f"mente du »{name}«?" for name in nearest(word, known))


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known name that a misspelt word is likely meant for; none when no one is near.

    Capitals, å for aa, blanks, hyphens and underscores are no difference. Other figures are: § 109 is not nearly § 192.
    """
    meant = _folded(word)
    by_folded = _by_folded(tuple(known))
    near = [meant] if meant in by_folded else _near(meant, by_folded)
    return tuple(by_folded[name] for name in near)


@lru_cache(maxsize=64)
def _by_folded(names: tuple[str, ...]) -> Mapping[str, str]:
    """Names by how they are folded, in that order; of two that are folded alike the first."""
    by_folded: dict[str, str] = {}
    for name in names:
        by_folded.setdefault(_folded(name), name)
    return dict(sorted(by_folded.items()))


def _near(meant: str, folded: Iterable[str]) -> list[str]:
    """The name that is most like a word and has its figures, else the only one that begins or ends with it."""
    figures = _figures(meant)
    names = [name for name in _comparable(meant, folded) if not figures or _figures(name) in (figures, ())]
    near = _most_like(meant, names)
    if near or len(meant) < _PART:
        return near
    begun, ended = (f"{meant}-", f"{meant}."), (f"-{meant}", f".{meant}")
    longer = [name for name in names if name.startswith(begun) or name.endswith(ended)]
    return longer if len(longer) == 1 else []


def _most_like(word: str, names: Iterable[str]) -> list[str]:
    """The name that is most like the word, if any is like it: what difflib.get_close_matches gives, in less time.

    How many letters two words share is an upper limit of their likeness, and quickly counted.
    """
    letters, length = _letters(word), len(word)
    limits = ((2 * (letters & _letters(name)).bit_count() / (length + len(name) or 1), name) for name in names)
    promising = sorted((pair for pair in limits if pair[0] >= _LIKENESS), reverse=True)
    matcher = difflib.SequenceMatcher(b=word)
    best = (_LIKENESS, "")
    for limit, name in promising[:_MOST_MATCHED]:
        if limit < best[0]:
            break
        matcher.set_seq1(name)
        best = max(best, (matcher.ratio(), name))
    return [best[1]] if best[1] else []


@lru_cache(maxsize=4096)
def _letters(word: str) -> int:
    """A set of its letters as bits, with one for each time that a letter comes; rare ones may share theirs."""
    times: Counter[int] = Counter()
    bits = 0
    for letter in word:
        place = ord(letter) % _PLACES
        bits |= 1 << (place + _PLACES * times[place])
        times[place] += 1
    return bits


def _comparable(word: str, known: Iterable[str]) -> list[str]:
    """Of names in order those to compare a word with: all when they are few, else some that begin or end as it does."""
    names = list(known)
    if len(names) > _MOST_NAMES:
        return []
    if len(names) <= _FEW_NAMES:
        return names
    at = bisect_left(names, word)
    end_alike = sorted(
        (name for name in names if name.endswith(word[-_ENDING:])), key=lambda name: abs(len(name) - len(word))
    )
    return [*names[max(at - _FEW_NAMES // 2, 0) : at + _FEW_NAMES // 2], *end_alike[:_FEW_NAMES]]


@lru_cache(maxsize=4096)
def _figures(name: str) -> tuple[int, ...]:
    return tuple(int(digits) for digits in _NUMBER.findall(name))


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    """A word as it is compared: two that are folded alike are the same to who types them."""
    plain = unicodedata.normalize("NFC", word).casefold().translate(_TRANSLITERATION)
    return _BETWEEN.sub("-", plain).strip("-")


def listing(parts: Iterable[str]) -> str:
    """`a, b og c`."""
    *first, last = tuple(parts) or ("",)
    return f"{', '.join(first)} og {last}" if first else last


def visible(text: str) -> str:
    """One line without what nobody can see (tabs, odd spaces, control characters), as a source file must be."""
    if not text.isprintable():
        text = "".join(map(_seen, text))
    return " ".join(unicodedata.normalize("NFC", text).split())


def _seen(letter: str) -> str:
    if letter.isprintable():
        return letter
    return "" if unicodedata.category(letter) in ("Cf", "Cs") else " "
