"""What to write in a YAML file where a key is missing or stands without value: words that make the file whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_origin

from rammeaftale.decode.scalars import unpacked
from rammeaftale.model.walk import Inlines
from rammeaftale.read.yaml import nodes

OR_DELETE = "skriv en værdi, eller slet linjen"
_SOURCE = "kilde"


def to_fill(key: str, hint: Any, *, is_required: bool, may_be_empty: bool) -> str:
    """For a key without value, by the type of its field."""
    if not is_required:
        return OR_DELETE
    if not _is_list(hint):
        return "skriv en værdi efter kolon; nøglen kan ikke undværes"
    if may_be_empty:
        return f"skriv »{key}: []«, hvis der ingen er; nøglen kan ikke undværes"
    return "skriv mindst ét punkt på en linje under nøglen med »- « foran; nøglen kan ikke undværes"


def to_add(key: str, node: nodes.Mapping, hint: Any, *, may_be_empty: bool) -> Iterator[str]:
    """For a key that is missing: the line, where it stands among those that are there, and what a source is."""
    value = "[]" if may_be_empty and _is_list(hint) else "…"
    line = f"tilføj en linje med »{key}: {value}«"
    last, extent = next(((name, name.extent) for name, _ in reversed(node.entries)), (None, None))
    row = node.row(last.value) if last else None
    if last and extent and row:
        line += f" efter linje {row.last_line}"
        line += f", lige så langt inde som »{last.value}«" if extent.first_column > 1 else ""
    yield line
    if key == _SOURCE:
        yield "skriv i stedet for prikkerne, hvor det er fundet, fx et dokuments titel og afsnit"


def _is_list(hint: Any) -> bool:
    kind, _ = unpacked(hint)
    return get_origin(kind) is tuple and kind != Inlines
