"""Check 18: notes and boxes beside the text say what they are and where they end, and a note stands after its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.engine.inspect.inspected import Inspected, short
from rammeaftale.engine.inspect.tagtree import TagNode
from rammeaftale.engine.tagging.markup import MARGIN_NOTE, aside_title
from rammeaftale.engine.tagging.tree import HEADINGS

_END = " slut."
"""What the style sheet puts after an aside's title where the aside ends."""


def asides(file: Inspected) -> Iterator[Diagnostic]:
    """Elements with a title (ISO 32000-1, 14.7.2, `T`) are those that stand beside the text.

    Readers say no title, and PDF 1.7 has no element for an aside: the title must be in its text, first and last.
    """
    written = Counter(str(node.get("T")) for node in file.nodes if node.get("T"))
    wanted = Counter(title for element in file.visible if (title := aside_title(element)))
    for title, count in (wanted - written).items():
        yield file.error("felt-mangler", f"{count} felt(er) af slagsen »{title}« er almindelige afsnit i PDF'en.")
    for node in file.nodes:
        for before, aside in zip((None, *node.nodes), node.nodes, strict=False):
            title = str(aside.get("T") or "")
            if title:
                yield from _aside(file, aside, title)
            if title == MARGIN_NOTE and (before is None or before.role in HEADINGS):
                message = f"Margennoten »{short(aside.text)}« læses op før den tekst, som den hører til."
                yield file.error("note-foer-tekst", message)


def _aside(file: Inspected, aside: TagNode, title: str) -> Iterator[Diagnostic]:
    words = aside.text
    if not (words.startswith(title) and words.endswith(title + _END)):
        message = f"Feltet »{short(words)}« siger ikke, at det er af slagsen »{title}«, og hvor det ender."
        yield file.error("felt-uden-ende", message)
