"""Takes a Markdown source, gives `MarkdownText`: `model.text` blocks with places; and all findings at once.

The language is CommonMark made strict: whatever would print otherwise than it looks is an error (motor.md 2.2).
The stage never raises: every input gives a tree, however poor, and every place lies inside the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rammeaftale.base.diagnostics import Checked, Diagnostic, TextSpan, error, in_order
from rammeaftale.model.inline import Inline
from rammeaftale.model.text import Block
from rammeaftale.read.markdown.blocks import BlockReader
from rammeaftale.read.markdown.inline import InlineReader
from rammeaftale.read.markdown.notes import Notes, no_notes
from rammeaftale.read.markdown.parser import parse_blocks
from rammeaftale.read.markdown.place import Reading, field_passage
from rammeaftale.read.text_file import decode_text
from rammeaftale.read.text_form import as_it_stands
from rammeaftale.world import Source

MAX_CHARACTERS = 1_000_000
_BLANK = re.compile(r"[^\S\n]|\ufeff")
UNREADABLE = frozenset(("tegnsaet-forkert", "fil-ikke-tekst"))


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """A file's text as it was read: facts and references unresolved, headings without number."""

    path: str
    blocks: tuple[Block, ...]


def parse_markdown(source: Source) -> Checked[MarkdownText]:
    """The tree of one file."""
    decoded = decode_text(source)
    problem = _refusal(source.path, decoded.value)
    if problem is not None or any(finding.kind in UNREADABLE for finding in decoded.diagnostics):
        refused = (problem,) if problem else ()
        return Checked(MarkdownText(source.path, ()), in_order((*decoded.diagnostics, *refused)))
    text = _tame(decoded.value)
    reading, notes = Reading(source.path, text.split("\n")), Notes()
    reader = BlockReader(reading, notes)
    nodes = parse_blocks(text)
    reader.define_notes(nodes)
    blocks = reader.read(nodes)
    read = as_it_stands(source, decoded.value, Checked(blocks, (*reading.found, *notes.unused())))
    return Checked(MarkdownText(source.path, read.value), in_order((*decoded.diagnostics, *read.diagnostics)))


def parse_inline(text: str, span: TextSpan, *, is_verbatim: bool = True) -> Checked[tuple[Inline, ...]]:
    """The inline tree of a YAML field; no footnotes, no blocks. `span` is the place of the field's value.

    `is_verbatim` is false where the file has other characters than the value, as in quotes with signs of their own.
    """
    clean = _tame(text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    found: list[Diagnostic] = []
    inlines = InlineReader(field_passage(clean, span, is_verbatim), no_notes, found).read()
    return Checked(inlines, in_order(found))


def _tame(text: str) -> str:
    """The text, as long as before, with plain blanks; `text_file` speaks of the others, which the engine trims."""
    return _BLANK.sub(" ", text).replace("\0", "\ufffd")


def _refusal(path: str, text: str) -> Diagnostic | None:
    if len(text) > MAX_CHARACTERS:
        hint = "del teksten i flere filer"
        message = f"filen har over {MAX_CHARACTERS // 1_000_000} million tegn"
        return error("tekst-for-stor", message, TextSpan(path, 1), hint)
    if not text.strip():
        return error("tekst-tom", "filen er tom", TextSpan(path, 1), "begynd med »# Overskrift {#overskrift}«")
    return None
