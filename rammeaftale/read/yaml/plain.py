"""Takes a value that stands without quotes, gives what YAML may have made of it or taken from it without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rammeaftale.base.diagnostics import Diagnostic, TextSpan, error, warning
from rammeaftale.read.yaml.nodes import Scalar

MEANT = {**dict.fromkeys(("yes", "on", "true"), "ja"), **dict.fromkeys(("no", "off", "false"), "nej")}
"""English words that YAML takes for yes and no, with the Danish word that was meant."""

_EMPTY = ("null", "~")
_SPLIT_NUMBER = re.compile(r"[0-9.]+,$")
_LONGEST_NUMBER = 20
_CUT_OFF = re.compile(r"\s+(#\S.*)")


def plain_findings(scalar: Scalar, lines: Sequence[str], end_line: int, end_column: int) -> Iterator[Diagnostic]:
    """What is wrong with a plain value that ends at a 0-based line and column."""
    yield from _english(scalar)
    yield from _split_number(scalar, lines)
    yield from _cut_off(scalar, lines, end_line, end_column)
    yield from _swallowed_points(scalar, lines, end_line)


def _english(scalar: Scalar) -> Iterator[Diagnostic]:
    word = scalar.value.lower()
    if word in MEANT or word in _EMPTY:
        message = f"»{scalar.value}« har en særlig betydning i YAML"
        advice = f"skriv »{MEANT[word]}«" if word in MEANT else "slet linjen, hvis der ingen værdi er"
        hint = f'er det tekst, så sæt anførselstegn om: "{scalar.value}"'
        yield error("yaml-engelsk-ord", message, scalar.span, advice, hint)


def _split_number(scalar: Scalar, lines: Sequence[str]) -> Iterator[Diagnostic]:
    """`[2,5]` is two values to YAML."""
    start = scalar.span.column - 1
    before = (
        lines[scalar.span.line - 1][max(start - _LONGEST_NUMBER, 0) : start] if scalar.span.line <= len(lines) else ""
    )
    split = _SPLIT_NUMBER.search(before)
    if split and scalar.value[:1].isdigit():
        whole = split[0] + scalar.value
        message = f"kommaet skiller to punkter ad, så »{whole}« bliver til to værdier"
        hints = (f'er det ét tal, så skriv "{whole}"', "er det to værdier, så sæt mellemrum efter kommaet")
        yield error("yaml-komma", message, scalar.span.shifted(-len(split[0]), len(whole)), *hints)


def _cut_off(scalar: Scalar, lines: Sequence[str], end_line: int, end_column: int) -> Iterator[Diagnostic]:
    """`Pris #5` is `Pris` to YAML; a comment with a space after # is meant as one."""
    cut = _CUT_OFF.match(lines[end_line], end_column) if end_line < len(lines) else None
    if cut and scalar.value:
        message = f"»{cut[1]}« regnes for en kommentar, så værdien bliver kun »{scalar.value}«"
        span = TextSpan(scalar.span.path, end_line + 1, cut.start(1) + 1, len(cut[1]))
        whole = f"{scalar.value} {cut[1]}"
        quoted = f': "{whole}"' if '"' not in whole and "\\" not in whole else ""
        hints = (f"sæt anførselstegn om hele værdien{quoted}", "er det en kommentar, så sæt et mellemrum efter #")
        yield warning("yaml-kommentar-i-vaerdi", message, span, *hints)


def _swallowed_points(scalar: Scalar, lines: Sequence[str], end_line: int) -> Iterator[Diagnostic]:
    """A value on the key's own line takes the list below it into its text."""
    for number in range(scalar.span.line, min(end_line + 1, len(lines))):
        line = lines[number]
        if line.lstrip().startswith("- "):
            message = "punktet bliver læst som en del af teksten i linjen ovenfor"
            span = TextSpan(scalar.span.path, number + 1, len(line) - len(line.lstrip()) + 1, len(line.strip()))
            hints = ("slet værdien efter kolon ovenfor", "er det tekst, så sæt anførselstegn om det hele")
            yield error("yaml-liste", message, span, *hints)
