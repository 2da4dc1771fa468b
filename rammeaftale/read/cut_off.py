"""Tells of text files that end in the middle: a program that stops while it saves leaves the first part of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from rammeaftale.base.diagnostics import Diagnostic, Severity, TextSpan, error, warning
from rammeaftale.read.text_file import shown_lines
from rammeaftale.world import Source

_DATA = ".yaml"
_TEXT_ENDINGS = (".md", _DATA, ".csv")
_LINE_ENDS = (b"\n", b"\r", b"\n\0")
"""The last is how a line ends in UTF-16, which is found where the text is decoded."""
_ENDS_OF_TEXT = (".", ":", "!", "?", ")", "}", "|", "»", "«", "*")
"""How a text ends that is whole: with a sentence, an id, a table, a frame."""
_MISSING_KEY = "noegle-mangler"
_LEFT_UNDONE = frozenset(
    (_MISSING_KEY, "vaerdi-type", "yaml-tom-vaerdi", "yaml-kolon-mangler", "yaml-anfoerselstegn", "yaml-klamme")
)
"""What is found of an entry that is not written to its end."""


class Cut(NamedTuple):
    """The files that are cut in the middle, and what is found of last entries, after which more may have stood."""

    broken: frozenset[str]
    undone: frozenset[Diagnostic]

    @property
    def paths(self) -> frozenset[str]:
        """The files of which the rest may be missing."""
        return self.broken | {_path(finding) for finding in self.undone}


def unended(source: Source) -> Diagnostic | None:
    """The warning that a text file's last line has no end; None for others, and where the last sentence is whole."""
    if not source.path.endswith(_TEXT_ENDINGS) or not source.data.strip() or source.data.endswith(_LINE_ENDS):
        return None
    lines = shown_lines(source.data)
    if source.path.endswith(".md") and lines[-1].rstrip().endswith(_ENDS_OF_TEXT):
        return None
    span = TextSpan(source.path, len(lines), length=max(len(lines[-1]), 1))
    message = "filens sidste linje slutter uden linjeskift; sådan ser en fil ud, der kun er halvt gemt"
    whole = "er alt med, så gå til filens slutning, tryk Enter, og gem"
    return warning("fil-afkortet", message, span, whole, f"mangler resten, så {_again(source.path)}")


def cut_files(findings: Iterable[Diagnostic], sources: Mapping[str, Source], is_missed: Callable[[str], bool]) -> Cut:
    """Which files are cut, of those that an edition is made of.

    One whose last line has no end is when its last entry is not whole, and so is one of data when names that it may
    have had are missed elsewhere, which `is_missed` tells. Of one that was cut between two lines nobody can know.
    """
    found = tuple(findings)
    undone = frozenset(finding for finding in found if finding.kind in _LEFT_UNDONE and _is_at_end(finding, sources))
    unfinished = {_path(finding) for finding in found if finding.kind == "fil-afkortet"}
    broken = unfinished & {_path(finding) for finding in found if _is_at_end(finding, sources)}
    broken |= {path for path in unfinished if path.endswith(_DATA) and is_missed(path)}
    return Cut(frozenset(broken), undone)


def with_cut_files(findings: Iterable[Diagnostic], cut: Cut) -> tuple[Diagnostic, ...]:
    """The findings, where a file that is cut is named as that, and what may come of it is left out.

    What is found of a last entry says how to get the rest back.
    """
    return tuple(_told(findings, cut.broken, cut.undone))


def _told(found: Iterable[Diagnostic], broken: Set[str], undone: Set[Diagnostic]) -> Iterator[Diagnostic]:
    for finding in found:
        path = _path(finding)
        if path in broken:
            if finding.kind == "fil-afkortet":
                message = "filen holder op midt i en linje; den er kun halvt gemt"
                write = "eller skriv selv resten, og slut filen med et linjeskift"
                yield error("fil-afkortet", message, finding.span, _again(path), write)
        elif finding in undone:
            hint = f"har der stået mere i filen, er den kun halvt gemt; {_again(path)}"
            yield replace(finding, hints=(*finding.hints, hint))
        else:
            yield finding


def _path(finding: Diagnostic) -> str:
    return finding.span.path if finding.span else ""


def _is_at_end(finding: Diagnostic, sources: Mapping[str, Source]) -> bool:
    """Whether it is an error about the last entry of a text file, or about a key that the file does not come to."""
    source = sources.get(_path(finding))
    if finding.severity is not Severity.ERROR or source is None or not isinstance(finding.span, TextSpan):
        return False
    if not source.path.endswith(_TEXT_ENDINGS):
        return False
    is_whole = source.data.endswith(b"\n")
    return finding.span.line >= _last_entry(source) or (finding.kind == _MISSING_KEY and not is_whole)


@lru_cache(maxsize=16)  # a file may have thousands of findings
def _last_entry(source: Source) -> int:
    """The line on which the last entry begins: in YAML the key above the last line, when that stands under one."""
    lines = shown_lines(source.data)
    written = [number for number, line in enumerate(lines, 1) if line.strip()]
    if not written or not source.path.endswith(_DATA):
        return len(lines)
    last = _indent(lines[written[-1] - 1])
    above = (number for number in reversed(written) if _indent(lines[number - 1]) < last)
    return next(above, written[-1])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _again(path: str) -> str:
    return f"hent den igen, som den sidst lå i git: »git restore {path}«"
