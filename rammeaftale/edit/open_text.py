"""A Markdown file opened for editing: its text, its tree, and the check that every edit passes before it is given back.

An edit says which tree it means to make. The new text is read again, and where that gives another tree, or an error,
the edit is refused: two lists may grow together, a number may become a heading's. So no edit is silently false.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from itertools import accumulate
from typing import Any, TypeVar

from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, Severity, Span, TextSpan, error
from rammeaftale.model.extent import Extent, Located
from rammeaftale.model.text import Block, ItemList, ListItem
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.read.text_form import form_findings
from rammeaftale.world import Source

T = TypeVar("T")
Offsets = tuple[int, int]
Edit = tuple[int, int, str]
"""From one offset to before another, and the text that comes there instead."""


@dataclass(frozen=True, slots=True)
class OpenText:
    """A file that may be edited: in our form, and read without an error."""

    path: str
    text: str
    blocks: tuple[Block, ...]
    starts: tuple[int, ...]

    def offsets(self, extent: Extent) -> Offsets:
        """Where an extent begins, and the offset after its end."""
        first = self.starts[extent.first_line - 1] + extent.first_column - 1
        return first, self.starts[extent.last_line - 1] + extent.last_column

    def every(self, kind: type[T]) -> Iterator[T]:
        """All of a kind, outer before inner."""
        return (node for node in located(self.blocks) if isinstance(node, kind))

    def all_at(self, extent: Extent) -> Iterator[Located]:
        """What has this extent, outer before inner."""
        return (node for node in located(self.blocks) if node.extent == extent)

    def at(self, extent: Extent, kind: type[T]) -> T | None:
        """The one of a kind that has this extent."""
        return next((node for node in self.all_at(extent) if isinstance(node, kind)), None)

    def list_of(self, point: ListItem) -> tuple[ItemList, int] | None:
        """The list that a point stands in, with the point's number there from 0."""
        lists = (
            (a_list, at) for a_list in self.every(ItemList) for at, item in enumerate(a_list.items) if item is point
        )
        return next(lists, None)

    def line(self, number: int) -> str:
        """A line, counted from 1, without its end."""
        return self.text[self.starts[number - 1] : self.starts[number] - 1]

    def before(self, extent: Extent) -> str:
        """What stands before an extent on its line."""
        return self.line(extent.first_line)[: extent.first_column - 1]


def open_text(source: Source) -> Checked[OpenText | None]:
    """The file opened, or why a program leaves it alone."""
    read = parse_markdown(source)
    if refusal := unusual(source, read.diagnostics):
        return refusal
    text = source.data.decode()
    starts = accumulate((len(line) + 1 for line in text.split("\n")), initial=0)
    return Checked(OpenText(source.path, text, read.value.blocks, tuple(starts)))


def unusual(source: Source, findings: Iterable[Diagnostic]) -> Checked[Any] | None:
    """The refusal of a file with an error, or one in another form than ours; None for one that may be edited."""
    wrong = first_error(findings)
    if wrong is not None:
        message = "der er en fejl i filen, så den kan ikke rettes af et program"
        return refused("ret-fejl-i-filen", message, wrong, f"ret den først: {wrong.message}")
    form = next(iter(form_findings(source)), None)
    if form is not None:
        message = f"filen kan ikke rettes af et program, som den er gemt: {form.message}"
        return refused("ret-form", message, form, *form.hints)
    return None


def first_error(findings: Iterable[Diagnostic]) -> Diagnostic | None:
    """The first that is an error, if any."""
    return next((finding for finding in findings if finding.severity is Severity.ERROR), None)


def refused(kind: str, message: str, where: Diagnostic | Span | None, *hints: str) -> Checked[Any]:
    """No edit, and why."""
    return Checked(None, (error(kind, message, where.span if isinstance(where, Diagnostic) else where, *hints),))


def cannot(extent: Extent, message: str, *hints: str) -> Checked[Any]:
    """No edit of what stands there."""
    start = TextSpan(extent.path, extent.first_line, extent.first_column)
    return refused("ret-umulig", message, start, *hints)


def settled(opened: OpenText, edits: Iterable[Edit], expected: Sequence[Block]) -> Checked[str | None]:
    """The text with the edits done, when it is read as the blocks that were meant."""
    text = opened.text
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    read = parse_markdown(Source(opened.path, text.encode()))
    wrong = first_error(read.diagnostics)
    if wrong is not None:
        message = f"rettelsen ville give en fejl: {wrong.message}"
        return refused("ret-umulig", message, wrong, *wrong.hints)
    if read.value.blocks != tuple(expected):
        message = "teksten ville blive læst anderledes, end den er ment: noget ville vokse sammen eller skifte form"
        return refused("ret-umulig", message, FileSpan(opened.path), "ret stedet i hånden")
    return Checked(text)


def bad_words(path: str, value: Any) -> Checked[Any] | None:
    """The refusal of new words that no file of ours can hold: control characters, letters in parts; None if none."""
    for text in _strings(value):
        if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text):
            message = "der er et styretegn eller et linjeskift i den nye tekst"
            return refused("ret-styretegn", message, FileSpan(path), "slet tegnet, og prøv igen")
        if not unicodedata.is_normalized("NFC", text):
            message = "et bogstav i den nye tekst er ikke skrevet som ét almindeligt tegn"
            return refused("ret-styretegn", message, FileSpan(path), "skriv det igen på tastaturet")
    return None


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple) and not isinstance(value, Extent):
        for part in value:
            yield from _strings(part)
    elif is_dataclass(value) and not isinstance(value, type | TextSpan):
        for part in fields(value):
            yield from _strings(getattr(value, part.name))


def located(value: Any) -> Iterator[Located]:
    """Everything in a tree that has an extent, outer before inner, the notes that are called among it."""
    if isinstance(value, tuple) and not isinstance(value, Extent):
        for part in value:
            yield from located(part)
    elif is_dataclass(value) and not isinstance(value, type | TextSpan):
        if isinstance(value, Located) and value.extent is not None:
            yield value
        for part in fields(value):
            yield from located(getattr(value, part.name))
