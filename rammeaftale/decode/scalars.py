"""Takes a scalar of a YAML tree and the type of its field, gives the value read the Danish way, or what is wrong."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin

from rammeaftale.base.danish import listing, suggestion
from rammeaftale.base.diagnostics import Refused
from rammeaftale.model.keys import Key, Must, Name
from rammeaftale.read.signs import misplaced_mark
from rammeaftale.read.tables.danish_values import parse_date, parse_number, parse_year
from rammeaftale.read.yaml import nodes
from rammeaftale.read.yaml.lines import quoted
from rammeaftale.read.yaml.nodes import Scalar, Sequence, YamlNode

_DOTS = ("…", "...")
"""What stands in a guide or a message for the text that is to be written."""


def unpacked(hint: Any) -> tuple[Any, list[Any]]:
    """A type without `Annotated` and `| None`, and what it is annotated with."""
    hint, *notes = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    if get_origin(hint) in (Union, types.UnionType):
        hint = Union[tuple(part for part in get_args(hint) if part is not types.NoneType)]  # noqa: UP007
        hint, *inner = get_args(hint) if get_origin(hint) is Annotated else (hint,)
        notes += inner
    return hint, notes


def text_of(node: YamlNode) -> Scalar:
    """The node as a scalar that is not blank. Raises Refused: `- Bilag 1: x` is a mapping, though meant as a text."""
    match node:
        case Scalar() if node.value.strip() in _DOTS:
            raise Refused("vaerdi-tom", "her står kun prikker", "skriv teksten i stedet for prikkerne")
        case Scalar() if node.value.strip():
            return node
        case Scalar():
            raise Refused("vaerdi-tom", "her mangler en tekst", "skriv en tekst, eller slet linjen")
        case Sequence():
            message, hint = "her ventes en tekst, men der står en liste", "skriv teksten på én linje uden »- « foran"
        case nodes.Mapping(entries=((key, Scalar() as value),)):
            message = "kolon midt i en tekst gør den til nøgle og værdi"
            hint = f"sæt anførselstegn om teksten: {quoted(f'{key.value}: {value.value}')}"
        case nodes.Mapping():
            message, hint = "her ventes en tekst, men der står nøgler med værdier", "skriv en tekst på samme linje"
    raise Refused("vaerdi-type", message, hint)


def converted(kind: Any, notes: Iterable[Any], scalar: Scalar) -> Any:
    """The value of a scalar as its type. Raises Refused, also when a `Must` does not hold."""
    if kind is not Name and (fault := misplaced_mark(scalar.value)):  # a name is looked up, not printed
        raise fault
    value = _word(kind, notes, scalar) if kind not in SCALARS else SCALARS[kind](scalar)
    require(notes, value if isinstance(value, Decimal) else scalar.value, scalar)
    return value


def require(notes: Iterable[Any], value: Any, scalar: Scalar) -> None:
    """Raises Refused when a `Must` among the notes does not hold of the value that the scalar says."""
    for must in (note for note in notes if isinstance(note, Must)):
        if not must.holds(value):
            message = must.message.replace("{}", f"»{scalar.value}«")
            raise Refused(must.kind, message, must.remedy(scalar.value))


def _yes_no(scalar: Scalar) -> bool:
    if scalar.value not in ("ja", "nej"):
        meant = scalar.value.lower()
        hint = f"skriv »{meant}«" if meant in ("ja", "nej") else "skriv ja eller nej"
        raise Refused("vaerdi-ukendt", f"»{scalar.value}« er hverken ja eller nej", hint)
    return scalar.value == "ja"


def _word(kind: type[Enum], notes: Iterable[Any], scalar: Scalar) -> Enum:
    """One of the words of an enum."""
    words = [str(choice.value) for choice in kind]
    if scalar.value not in words:
        advice = next((note.advice for note in notes if isinstance(note, Key) and note.advice), "")
        hints = (*suggestion(scalar.value, words), advice or f"skriv et af ordene {listing(words)}")
        raise Refused("vaerdi-ukendt", f"»{scalar.value}« kan ikke stå her", *hints)
    return kind(scalar.value)


SCALARS: Mapping[Any, Callable[[Scalar], Any]] = {
    str: lambda scalar: scalar.value.strip(),
    Name: lambda scalar: Name(scalar.value, scalar.span),
    Scalar: lambda scalar: scalar,
    Decimal: lambda scalar: parse_number(scalar.value),
    date: lambda scalar: parse_date(scalar.value),
    int: lambda scalar: parse_year(scalar.value),
    bool: _yes_no,
}
"""How a scalar is read, by the type of its field; a whole number is always a year. Enums come beside these."""
