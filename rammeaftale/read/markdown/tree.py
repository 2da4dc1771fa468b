"""Takes a Markdown source, gives `MarkdownText`: `model.text` blocks with their extents; and all findings at once.

The language is CommonMark made strict: whatever would print otherwise than it looks is an error. The stage never
raises: every input gives a tree, however poor, and every position lies inside the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rammeaftale.base.diagnostics import Checked, Diagnostic, TextSpan, error, in_order
from rammeaftale.model.inline import Inline
from rammeaftale.model.text import Block
from rammeaftale.read.markdown.blocks import BlockReader
from rammeaftale.read.markdown.inline import InlineReader
from rammeaftale.read.markdown.notes import Notes
from rammeaftale.read.markdown.parser import parse_blocks
from rammeaftale.read.markdown.positions import OpenFile, field_passage
from rammeaftale.read.text_file import decode_text
from rammeaftale.read.text_form import as_it_stands
from rammeaftale.world import Source

_MAX_CHARACTERS = 1_000_000
_BLANK = re.compile(r"[^\S\n]|\ufeff")
_OF_ROWS = ("tabel-kant", "tabel-celler", "tabel-tom")
"""What is told of a row that has tabulators for its `|`."""
_UNREADABLE = frozenset(("tegnsaet-forkert", "fil-ikke-tekst", "tegn-ophobet"))


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """A file's text as it was read: facts and references unresolved, headings without number."""

    path: str
    blocks: tuple[Block, ...]


def parse_markdown(source: Source) -> Checked[MarkdownText]:
    """The tree of one file."""
    decoded = decode_text(source)
    refusal = _refusal(source.path, decoded.value) if decoded.value or decoded.ok else ()
    if refusal or any(finding.kind in _UNREADABLE for finding in decoded.diagnostics):
        return Checked(MarkdownText(source.path, ()), in_order((*decoded.diagnostics, *refusal)))
    text = _tame(decoded.value)
    file = OpenFile(source.path, text.split("\n"))
    notes = Notes(file)
    reader, nodes = BlockReader(file, notes), parse_blocks(text)
    reader.define_notes(nodes)
    blocks = reader.read(nodes)
    notes.find_unmatched()
    read = as_it_stands(source, decoded.value, Checked(blocks, _without_tabs(file.findings, decoded.value)))
    return Checked(MarkdownText(source.path, read.value), in_order((*decoded.diagnostics, *read.diagnostics)))


def parse_inline(text: str, span: TextSpan, *, is_verbatim: bool = True) -> Checked[tuple[Inline, ...]]:
    """The inline tree of a YAML field; no footnotes, no blocks. `span` is that of the field's value.

    `is_verbatim` is false where the file has other characters than the value, as in quotes with signs of their own.
    """
    clean = _tame(text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    file = OpenFile(span.path, [])
    inlines = InlineReader(field_passage(clean, span, is_verbatim), file, None, may_link=False).read()
    return Checked(inlines, in_order(file.findings))


def _without_tabs(findings: list[Diagnostic], text: str) -> tuple[Diagnostic, ...]:
    """The findings but for what only comes of a tabulator: of the row or the point `read/tabs.py` tells."""
    lines = text.split("\n") if "\t" in text else []
    return tuple(finding for finding in findings if not (lines and _comes_of_a_tab(finding, lines)))


def _comes_of_a_tab(finding: Diagnostic, lines: list[str]) -> bool:
    if not isinstance(span := finding.span, TextSpan):
        return False
    if finding.kind == "liste-tegn":
        return lines[span.line - 1].startswith("\t", span.column - 1 + span.length)
    below_rule = 2  # of a table told at its headings
    number = span.line - 1 + (below_rule if finding.kind == "tabel-tom" else 0)
    line = lines[number].strip() if number < len(lines) else ""
    return finding.kind in _OF_ROWS and "\t" in line and not line.startswith("|")


def _tame(text: str) -> str:
    """The text, as long as before, with plain blanks; `text_file` speaks of the others, which the engine trims."""
    return _BLANK.sub(" ", text).replace("\0", "\ufffd")


def _refusal(path: str, text: str) -> tuple[Diagnostic, ...]:
    span = TextSpan(path, 1)
    if len(text) > _MAX_CHARACTERS:
        message = f"filen har over {_MAX_CHARACTERS // 1_000_000} million tegn"
        return (error("tekst-for-stor", message, span, "del teksten i flere filer"),)
    if not text.strip():
        return (error("tekst-tom", "filen er tom", span, "begynd med »# Overskrift {#overskrift}«"),)
    return ()
