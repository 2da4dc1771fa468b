"""Takes a text file that is not in the form we write (NFC, line feeds, no byte order mark), says so, and moves spans.

Structure is read from the normalised text. Columns count characters as the editor's own program shows them, so what
was found in the normalised text is moved back: only composing letters shifts columns; a mark at the beginning of the
file is no character of it, and a line ends once however it ends. Programs that edit leave such a file alone.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, TextSpan, warning
from rammeaftale.model.extent import Extent
from rammeaftale.read.text_file import with_line_feeds
from rammeaftale.world import Source

T = TypeVar("T")
_Columns = tuple[tuple[int, int], ...]
"""For every character of a normalised line, and for its end, the first and the last column that it stands on."""
_Moved = Mapping[int, _Columns]
"""The lines, from 1, where columns are others than in the normalised text."""

_FIRST_THAT_JOINS = "\u0300"
"""No character before this one grows together with what stands before it."""
_SAVE = "i VS Code: klik på {} nederst til højre, vælg {}, og gem filen"


def as_it_stands(source: Source, text: str, made: Checked[T]) -> Checked[T]:
    """What was made of a UTF-8 file's normalised text, with its positions as the file has them.

    A file that is its normalised text byte by byte, as nearly all are, gives what was made and no more.
    """
    if source.data == text.encode("utf-8", "surrogatepass"):
        return made
    moved = moved_columns(as_decoded(source.data))
    findings = tuple(_relocated(finding, moved) for finding in made.diagnostics)
    return Checked(_relocated(made.value, moved), (*form_findings(source), *findings))


def form_findings(source: Source) -> tuple[Diagnostic, ...]:
    """What is unusual about the form of a file that can be read as UTF-8."""
    findings: list[Diagnostic] = []
    if source.data.startswith(codecs.BOM_UTF8):
        message = "filen begynder med et mærke (BOM), som ikke kan ses"
        hint = _SAVE.format("»UTF-8 with BOM«", "»Save with Encoding« og »UTF-8«")
        findings.append(warning("tekst-bom", message, FileSpan(source.path), hint))
    if b"\r" in source.data:
        message = "filens linjer slutter som i Windows eller på gamle Mac'er (CRLF eller CR)"
        findings.append(warning("tekst-linjeslut", message, FileSpan(source.path), _SAVE.format("»CRLF«", "»LF«")))
    text = as_decoded(source.data)
    if moved := moved_columns(text):
        findings.append(_composed(source.path, text.split("\n"), moved))
    return tuple(findings)


def _composed(path: str, lines: list[str], moved: _Moved) -> Diagnostic:
    """Letters written as several characters, as in files from a Mac, or with a sign that only looks the same."""
    written = (
        (line, first, lines[line - 1][first - 1 : last])
        for line, columns in moved.items()
        for first, last in dict.fromkeys(columns[:-1])
    )
    spans = [
        TextSpan(path, line, column, len(letters))
        for line, column, letters in written
        if not unicodedata.is_normalized("NFC", letters)
    ]
    span, count = spans[0], len(spans)
    letter = unicodedata.normalize("NFC", lines[span.line - 1][span.column - 1 :][: span.length])
    more = f"; det gælder {count} steder i filen, og her er det første" if count > 1 else ""
    message = f"»{letter}« er ikke skrevet som ét almindeligt tegn{more}"
    hints = [f"slet bogstavet, og skriv »{letter}« igen på tastaturet"]
    if count > 1:
        at_once = f"kopiér bogstavet fra filen ind i »Søg«, skriv »{letter}« i »Erstat«, og vælg »Erstat alle«"
        hints.append(f"eller ret dem på én gang: {at_once}")
    return warning("tekst-sammensat", message, span, *hints)


def as_decoded(data: bytes) -> str:
    """A UTF-8 file's text with line feeds, letters as they are. Raises UnicodeDecodeError."""
    return with_line_feeds(data.removeprefix(codecs.BOM_UTF8).decode("utf-8"))


def moved_columns(text: str) -> _Moved:
    """Every line that normalising changes, with the columns of its characters."""
    if unicodedata.is_normalized("NFC", text):
        return {}
    numbered = enumerate(text.split("\n"), 1)
    return {number: _columns(line) for number, line in numbered if not unicodedata.is_normalized("NFC", line)}


def _columns(line: str) -> _Columns:
    made: list[tuple[int, int]] = []
    begin = 0
    while begin < len(line):
        end = _next_boundary(line, begin)
        normal = unicodedata.normalize("NFC", line[begin:end])
        if normal == line[begin:end]:
            made += [(column, column) for column in range(begin + 1, end + 1)]
        else:
            made += [(begin + 1, end)] * len(normal)
        begin = end
    return (*made, (len(line) + 1, len(line) + 1))


def _next_boundary(line: str, begin: int) -> int:
    """Where the next character begins that does not grow together with those from `begin` on."""
    for end in range(begin + 1, len(line)):
        if line[end] < _FIRST_THAT_JOINS:
            return end
        if unicodedata.combining(line[end]):
            continue
        before, after = line[begin:end], line[end]
        whole = unicodedata.normalize("NFC", before + after)
        if whole == unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", after):
            return end
    return len(line)


def _relocated(value: Any, moved: _Moved) -> Any:
    """A tree or a finding with every place in it moved."""
    match value:
        case TextSpan():
            return _moved_span(value, moved.get(value.line))
        case Extent():
            return _moved_extent(value, moved)
        case tuple():
            return tuple(_relocated(part, moved) for part in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{part.name: _relocated(getattr(value, part.name), moved) for part in fields(value)})
        case _:
            return value


def _moved_span(span: TextSpan, columns: _Columns | None) -> TextSpan:
    if columns is None:
        return span
    last = min(span.column + span.length - 1, len(columns))
    first_column, last_column = columns[min(span.column, len(columns)) - 1][0], columns[last - 1][1]
    return replace(span, column=first_column, length=max(last_column - first_column + 1, 1))


def _moved_extent(extent: Extent, moved: _Moved) -> Extent:
    first, last = moved.get(extent.first_line), moved.get(extent.last_line)
    is_empty = (extent.first_line, extent.first_column) > (extent.last_line, extent.last_column)
    first_column = first[extent.first_column - 1][0] if first else extent.first_column
    if is_empty:
        return extent._replace(first_column=first_column, last_column=first_column - 1)
    last_column = last[extent.last_column - 1][1] if last else extent.last_column
    return extent._replace(first_column=first_column, last_column=last_column)
