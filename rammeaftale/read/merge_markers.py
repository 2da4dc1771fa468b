"""Finds the lines that git leaves in a file when two people changed the same words and it could not choose."""

from __future__ import annotations

import re

from rammeaftale.base.danish import counted
from rammeaftale.base.diagnostics import Diagnostic, TextSpan, error
from rammeaftale.read.text_file import shown_lines
from rammeaftale.world import Source

_TEXT_ENDINGS = (".md", ".yaml", ".yml", ".csv")
_QUICK = re.compile(rb"^[ \t]*[<>|=]{7}", re.MULTILINE)
_MARKER = re.compile(r"\s*(?:[<>]{7}(?: .*)?|\|{7} .*)")
_MIDDLE = re.compile(r"\s*={7}")
"""A marker too, but in Markdown it stands under a heading."""


def merge_markers(source: Source) -> Diagnostic | None:
    """The finding about a text file that has such lines; None for all others.

    In a text a line of equal signs alone is none: it stands under a heading too.
    """
    if not source.path.endswith(_TEXT_ENDINGS) or not _QUICK.search(source.data):
        return None
    lines = shown_lines(source.data)
    markers = (_MARKER,) if source.path.endswith(".md") else (_MARKER, _MIDDLE)
    marked = [number for number, line in enumerate(lines, 1) if any(marker.fullmatch(line) for marker in markers)]
    if not marked:
        return None
    first = lines[marked[0] - 1]
    places = counted(len(marked), "linje", "linjer")
    signs = "<<<<<<<, |||||||, ======= eller >>>>>>>"
    message = f"git har ladet to udgaver af de samme linjer stå i filen ({places} med {signs})"
    hint = "behold de rigtige af linjerne imellem, og slet alle linjer med <<<<<<<, |||||||, ======= og >>>>>>>"
    return error("fil-sammenfletning", message, TextSpan(source.path, marked[0], length=len(first)), hint)
