"""Takes a scalar of a YAML tree and the type of its field, gives the value read the Danish way, or what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from rammeaftale.base.danish import listing, suggestion
from rammeaftale.base.diagnostics import Diagnostic, Refused, error
from rammeaftale.model.keys import Must, Name
from rammeaftale.read.tables.danish_values import parse_date, parse_number, parse_year
from rammeaftale.read.yaml import nodes
from rammeaftale.read.yaml.lines import quoted
from rammeaftale.read.yaml.nodes import Scalar, Sequence, YamlNode


def converted(kind: Any, notes: Iterable[Any], scalar: Scalar) -> Any:
    """The value of a scalar, or what is wrong with it."""
    try:
        value = _READERS.get(kind, _word)(kind, scalar)
    except Refused as problem:
        return problem.at(scalar.span)
    for must in (note for note in notes if isinstance(note, Must)):
        if not must.holds(value if isinstance(value, Decimal) else scalar.value):
            return error(must.kind, must.message.replace("{}", f"»{scalar.value}«"), scalar.span, must.hint)
    return value


def _yes_no(_: Any, scalar: Scalar) -> bool | Diagnostic:
    if scalar.value not in ("ja", "nej"):
        message = f"»{scalar.value}« er hverken ja eller nej"
        return error("vaerdi-ukendt", message, scalar.span, "skriv ja eller nej")
    return scalar.value == "ja"


def _word(kind: type[Enum], scalar: Scalar) -> Enum | Diagnostic:
    """One of the words of an enum."""
    words = [str(choice.value) for choice in kind]
    if scalar.value not in words:
        hints = (*suggestion(scalar.value, words), f"skriv et af ordene {listing(words)}")
        return error("vaerdi-ukendt", f"»{scalar.value}« kan ikke stå her", scalar.span, *hints)
    return kind(scalar.value)


_READERS: Mapping[Any, Callable[[Any, Scalar], Any]] = {
    str: lambda _, scalar: scalar.value.strip(),
    Name: lambda _, scalar: Name(scalar.value, scalar.span),
    Decimal: lambda _, scalar: parse_number(scalar.value),
    date: lambda _, scalar: parse_date(scalar.value),
    int: lambda _, scalar: parse_year(scalar.value),
    bool: _yes_no,
}
"""A whole number is always a year."""


def no_text(node: YamlNode) -> Diagnostic:
    """What is wrong with a node that should be a text; `- Bilag 1: x` is a mapping to YAML and a text to the editor."""
    match node:
        case Scalar():
            return error("vaerdi-tom", "her mangler en tekst", node.span, "skriv en tekst, eller slet linjen")
        case Sequence():
            message, hint = "her ventes en tekst, men der står en liste", "skriv teksten på én linje uden »- « foran"
        case nodes.Mapping(entries=((key, Scalar() as value),)):
            message = "kolon midt i en tekst gør den til nøgle og værdi"
            hint = f"sæt anførselstegn om teksten: {quoted(f'{key.value}: {value.value}')}"
        case nodes.Mapping():
            message, hint = "her ventes en tekst, men der står nøgler med værdier", "skriv en tekst på samme linje"
    return error("vaerdi-type", message, node.span, hint)
