"""The typesetter's log → diagnostics that name the source line: anything it says fails the build.

The engine knows nothing of our sources; the templates write `data-kilde="path:line"` on every block, and the piece of
HTML that a message speaks of is looked up there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rammeaftale.base.diagnostics import Diagnostic, FileSpan, Span, TextSpan, error
from rammeaftale.engine.names import without_names
from rammeaftale.model.product import Markup

_SOURCE = re.compile(r'data-kilde="([^":]+):(\d+)"')
_RULES = (
    (
        re.compile(r"No anchor #(\S+) for internal URI reference"),
        "sats-maal-mangler",
        "henvisningen til »{0}« har intet mål i dokumentet",
        'href="#{0}"',
    ),
    (
        re.compile(r"Anchor defined twice: '(\S+)'"),
        "sats-maal-dobbelt",
        "mærket »{0}« findes to gange i dokumentet",
        'id="{0}"',
    ),
    (
        re.compile(r'\.notdef glyph rendered .*?"(.)"'),
        "sats-tegn-mangler",
        "skriften har ikke tegnet »{0}« (U+{1:04X}); skriv det på en anden måde",
        "{0}",
    ),
    (
        re.compile(r"Failed to load image at 'asset:([^']+)'"),
        "sats-billede",
        "billedet »{0}« kan ikke læses; gem det igen som PNG eller JPEG",
        "asset:{0}",
    ),
)
"""What the engine says, our kind and sentence for it, and the piece of HTML that it is about. `{0}` is the name in it,
`{1}` the code of the name's first character."""


def explain(messages: Iterable[str], markup: Markup) -> tuple[Diagnostic, ...]:
    """One diagnostic for every message."""
    return tuple(_explain(message, markup) for message in dict.fromkeys(messages))


def _explain(message: str, markup: Markup) -> Diagnostic:
    for pattern, kind, sentence, html in _RULES:
        if match := pattern.search(without_names(message)):
            name = match[1]
            return error(kind, sentence.format(name, ord(name[0])), _source_of(html.format(name), markup))
    hint = "det er en fejl i skabelonerne eller stilarkene; send meddelelsen til den, der passer dem"
    return error("sats-melding", f"satsprogrammet melder: {message}", FileSpan(f"{markup.stem}.pdf"), hint)


def _source_of(html: str, markup: Markup) -> Span:
    """The source line of the block that holds that piece: the last `data-kilde` before it; else the product."""
    start = markup.html.find(html)
    end = markup.html.find(">", start) if start >= 0 else -1
    before = list(_SOURCE.finditer(markup.html, 0, max(end, 0)))
    return TextSpan(before[-1][1], int(before[-1][2])) if before else FileSpan(f"{markup.stem}.pdf")
