"""Takes the tree of content/faelles/kolonnenavne.yaml, gives what senders call the columns of a takst file, folded."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Checked, Diagnostic, TextSpan, error
from rammeaftale.base.findings import Findings
from rammeaftale.decode.schema import read_list
from rammeaftale.model.intake import ColumnNames
from rammeaftale.model.keys import Key, Name
from rammeaftale.model.takst_columns import BY_HEADING, COLUMNS, Column
from rammeaftale.read.yaml.nodes import YamlNode

_UNIT = r"(?:kr|dkk|kroner|pct|procent|antal|%)\.?"
_LONGEST = 300
"""Letters of a heading that are looked at: a longer text is none, and its end is taken off bit by bit."""
_TAIL = re.compile(rf"(?: ?\((?:i )?{_UNIT}\)|(?:,| i)? {_UNIT}|[\s.:;,*]+)$")
_DIVIDED = re.compile(r"([a-zæøå])-\s*\n\s*(?=[a-zæøå])")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its own heading, and what senders call it."""

    heading: Annotated[Name, Key("kolonne")]
    names: Annotated[tuple[Name, ...], Key("kaldes")]


@lru_cache(maxsize=16384)
def fold(heading: str) -> str:
    """A heading without what the eye passes over: capitals, line breaks, divisions, a last dot, the unit at its end.

    `Belæg-⏎ning (pct.)` and `Belægning, pct.` are both `belægning`.
    """
    text = _DIVIDED.sub(r"\1", unicodedata.normalize("NFC", heading[:_LONGEST]).casefold().replace("\u00ad", ""))
    text = " ".join(text.split())
    while (shorter := _TAIL.sub("", text)) != text and shorter:
        text = shorter
    return text


def decode_column_names(tree: YamlNode) -> Checked[ColumnNames | None]:
    """The names with the field that each stands for, the columns' own headings among them; None when any is wrong."""
    findings = Findings()
    entries = findings.take(read_list(_Column, "kolonner", tree))
    if not entries:
        return Checked(None, findings.all)
    names = {fold(column.heading): column.field for column in COLUMNS}
    places: dict[str, TextSpan] = {}
    for entry in entries:
        column = BY_HEADING.get(entry.heading.value)
        if column is None:
            findings.add(_unknown(entry.heading))
            continue
        for name in entry.names:
            if names.setdefault(fold(name.value), column.field) != column.field:
                findings.add(_double(name, column, names, places))
            places.setdefault(fold(name.value), name.span)
    return Checked(names if Checked(None, findings.all).ok else None, findings.all)


def _unknown(heading: Name) -> Diagnostic:
    hints = suggestion(heading.value, BY_HEADING) or (f"skriv en af disse: {'; '.join(BY_HEADING)}",)
    return error("kolonnenavn-ukendt", f"takstregistret har ingen kolonne »{heading.value}«", heading.span, *hints)


def _double(name: Name, column: Column, names: ColumnNames, places: dict[str, TextSpan]) -> Diagnostic:
    field = names[fold(name.value)]
    other = next(known.heading for known in COLUMNS if known.field == field)
    message = f"navnet »{name.value}« står både ved »{column.heading}« og ved »{other}«"
    double = error("kolonnenavn-dobbelt", message, name.span, "slet det ene sted; et navn kan kun betyde én ting")
    first = places.get(fold(name.value))
    return replace(double, related=((first, "første gang"),)) if first else double
