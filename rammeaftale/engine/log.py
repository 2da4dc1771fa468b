"""The typesetter's log → diagnostics that name the source line: anything it says fails the build.

The engine knows nothing of our sources; the templates write `data-kilde="path:line"` on every block, and the piece of
HTML that a message speaks of is looked up there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rammeaftale.base.diagnostics import Diagnostic, FileSpan, Span, TextSpan, error
from rammeaftale.engine.names import without_names
from rammeaftale.model.product import Markup

ALLOWED: tuple[str, ...] = ()
"""Messages that may pass, as patterns. A test pins this list; it is empty, and each addition needs its reason here."""

_SOURCE = re.compile(r'data-kilde="([^":]+):(\d+)"')


@dataclass(frozen=True, slots=True)
class _Rule:
    """How one kind of message is told: its pattern, our kind, the sentence and the piece of HTML to look for."""

    pattern: re.Pattern[str]
    kind: str
    sentence: Callable[[re.Match[str]], str]
    needle: Callable[[re.Match[str]], str]


_RULES = (
    _Rule(
        re.compile(r"No anchor #(\S+) for internal URI reference"),
        "sats-maal-mangler",
        lambda m: f"henvisningen til »{m[1]}« har intet mål i dokumentet",
        lambda m: f'href="#{m[1]}"',
    ),
    _Rule(
        re.compile(r"Anchor defined twice: (\S+)"),
        "sats-maal-dobbelt",
        lambda m: f"mærket »{m[1]}« findes to gange i dokumentet",
        lambda m: f'id="{m[1]}"',
    ),
    _Rule(
        re.compile(r'\.notdef glyph rendered .*?"(.)"'),
        "sats-tegn-mangler",
        lambda m: f"skriften har ikke tegnet »{m[1]}« (U+{ord(m[1]):04X}); skriv det på en anden måde",
        lambda m: m[1],
    ),
    _Rule(
        re.compile(r"Failed to load image at '([^']+)'"),
        "sats-billede",
        lambda m: f"billedet »{m[1].removeprefix('asset:')}« kan ikke læses; gem det igen som PNG eller JPEG",
        lambda m: m[1],
    ),
)


def explain(messages: Iterable[str], markup: Markup) -> tuple[Diagnostic, ...]:
    """One diagnostic for every message that is not allowed."""
    return tuple(
        _explain(message, markup)
        for message in dict.fromkeys(messages)
        if not any(re.search(pattern, message) for pattern in ALLOWED)
    )


def _explain(message: str, markup: Markup) -> Diagnostic:
    for rule in _RULES:
        if match := rule.pattern.search(without_names(message)):
            return error(rule.kind, rule.sentence(match), source_of(rule.needle(match), markup))
    sentence = f"satsprogrammet melder: {message}"
    hint = "det er en fejl i skabelonerne eller stilarkene; send meddelelsen til den, der passer dem"
    return error("sats-melding", sentence, FileSpan(f"{markup.stem}.pdf"), hint)


def source_of(needle: str, markup: Markup) -> Span:
    """The source line of the block that holds `needle`: the last `data-kilde` before it; else the product."""
    place = markup.html.find(needle)
    end = markup.html.find(">", place) if place >= 0 else -1
    before = list(_SOURCE.finditer(markup.html, 0, max(end, 0)))
    return TextSpan(before[-1][1], int(before[-1][2])) if before else FileSpan(f"{markup.stem}.pdf")
