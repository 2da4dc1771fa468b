"""Takes a YAML tree and a pydantic model, gives the model filled in, or every fault of the tree with its place.

pydantic sees dicts, tuples and `Scalar`s; the field types below read scalars the Danish way. Its errors name a path
(`kapitler`, 2, `fil`), which is walked in the tree to find the place that the editor should look at.
"""

from __future__ import annotations

import re
import types
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from rammeaftale.base.danish import listing, suggestion
from rammeaftale.base.diagnostics import Checked, Diagnostic, TextSpan, error
from rammeaftale.model.extent import Extent
from rammeaftale.read.tables.danish_values import ValueRefused, parse_date, parse_number
from rammeaftale.read.yaml.lines import quoted
from rammeaftale.read.yaml.nodes import Mapping, Scalar, Sequence, YamlNode, entry_row

# The key under which a mapping and its row reach their model; no editor can write it.
_PLACE = "\0sted"
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

E = TypeVar("E", bound=Enum)


class Place:
    """Where a mapping stands: `extent` has the key or the dash before it. No dataclass: pydantic would open it."""

    def __init__(self, node: Mapping, extent: Extent | None) -> None:
        self.node = node
        self.extent = extent

    @property
    def inner(self) -> Extent | None:
        """The mapping alone."""
        return self.node.extent

    def rows(self, *keys: str) -> dict[str, Extent | None]:
        """The extents of those of these keys that are there, each with its value."""
        return {key: self.node.row(key) for key in keys if self.node.get(key) is not None}


class Shape(BaseModel):
    """A mapping with fixed keys. Fields are English, aliases are the Danish keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    place: Place = Field(alias="\0sted")  # _PLACE; the checker wants it literally

    @property
    def span(self) -> TextSpan:
        """The place of the mapping."""
        return self.place.node.span


S = TypeVar("S", bound=Shape)


def validate(shape: type[S], node: YamlNode) -> Checked[S | None]:
    """The shape filled in from the node; None when anything does not fit, with every fault."""
    try:
        return Checked(shape.model_validate(_plain(node, node.extent)))
    except ValidationError as problem:
        details = problem.errors(include_url=False, include_input=False)
        told = [detail for detail in details if not _follows_from_another(shape, node, detail, details)]
        return Checked(None, tuple(_diagnostic(shape, node, detail) for detail in told))


def refusal(kind: str, message: str, *hints: str) -> PydanticCustomError:
    """A fault in the Danish words that the editor shall see; `kind` as in `error`."""
    context = {"message": message, "hints": hints}
    return PydanticCustomError(kind, "{message}", context)


def read_words(raw: object) -> Scalar:
    """A text that is not blank."""
    if isinstance(raw, Scalar):
        if raw.value.strip():
            return raw
        raise refusal("vaerdi-tom", "her mangler en tekst", "skriv en tekst, eller slet linjen")
    if isinstance(raw, dict):
        raise _mapping_for_text(raw)
    raise refusal(
        "vaerdi-type", "her ventes en tekst, men der står en liste", "skriv teksten på én linje uden »- « foran"
    )


def _mapping_for_text(raw: dict[str, Any]) -> PydanticCustomError:
    """`- Bilag 1: x` is a mapping to YAML and a text to the editor."""
    entries = [(key, value) for key, value in raw.items() if key != _PLACE]
    if len(entries) == 1 and isinstance(entries[0][1], Scalar):
        text = f"{entries[0][0]}: {entries[0][1].value}"
        hint = f"sæt anførselstegn om teksten: {quoted(text)}"
        return refusal("vaerdi-type", "kolon midt i en tekst gør den til nøgle og værdi", hint)
    return refusal(
        "vaerdi-type", "her ventes en tekst, men der står nøgler med værdier", "skriv en tekst på samme linje"
    )


def _number(raw: object) -> Decimal:
    try:
        return parse_number(read_words(raw).value)
    except ValueRefused as problem:
        raise refusal("tal-forkert", problem.message, problem.hint) from None


def _day(raw: object) -> date:
    try:
        return parse_date(read_words(raw).value)
    except ValueRefused as problem:
        raise refusal("dato-forkert", problem.message, problem.hint) from None


def _yes_no(raw: object) -> bool:
    text = read_words(raw).value
    if text not in ("ja", "nej"):
        raise refusal("vaerdi-ukendt", f"»{text}« er hverken ja eller nej", "skriv ja eller nej")
    return text == "ja"


def _identifier(raw: object) -> Scalar:
    scalar = read_words(raw)
    if not _ID.fullmatch(scalar.value):
        message = f"»{scalar.value}« kan ikke bruges som id"
        raise refusal("id-ulovligt", message, "brug små bogstaver a-z, tal og enkelte bindestreger: takst-regulering")
    return scalar


def one_of(choices: type[E]) -> BeforeValidator:
    """Reads a scalar as one of an enum's values."""

    def choose(raw: object) -> E:
        text = read_words(raw).value
        for choice in choices:
            if choice.value == text:
                return choice
        words = [str(choice.value) for choice in choices]
        near = suggestion(text, words)
        raise refusal("vaerdi-ukendt", f"»{text}« kan ikke stå her", *near, f"skriv et af ordene {listing(words)}")

    return BeforeValidator(choose)


Words = Annotated[Scalar, BeforeValidator(read_words)]
Number = Annotated[Decimal, BeforeValidator(_number)]
Day = Annotated[date, BeforeValidator(_day)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Identifier = Annotated[Scalar, BeforeValidator(_identifier)]


def _plain(node: YamlNode, row: Extent | None) -> object:
    if isinstance(node, Mapping):
        entries = {key.value: _plain(value, entry_row(key, value)) for key, value in node.entries}
        return {_PLACE: Place(node, row), **entries}
    if isinstance(node, Sequence):
        return tuple(_plain(item, place) for item, place in zip(node.items, node.rows, strict=True))
    return node


def _follows_from_another(shape: type[Shape], root: YamlNode, detail: ErrorDetails, all_: list[ErrorDetails]) -> bool:
    """Whether a fault is only the echo of one that is told already.

    A value left empty was found by the reader; a list whose points are at fault counts as too short to pydantic; a key
    that is misspelt or indented by mistake is also missing.
    """
    place = detail["loc"]
    node = _node_at(root, place)
    match detail["type"]:
        case "too_short":
            return isinstance(node, Sequence) and bool(node.items)
        case "missing":
            unknown = [other["loc"] for other in all_ if other["type"] == "extra_forbidden"]
            keys = _keys(_shape_at(shape, place[:-1]))
            misspelt = [suggestion(str(other[-1]), keys) for other in unknown if other[:-1] == place[:-1]]
            astray = [other[-1] for other in unknown]
            return place[-1] in astray or suggestion(str(place[-1]), [str(place[-1])]) in misspelt
    return is_left_empty(node)


def is_left_empty(node: YamlNode) -> bool:
    """Whether a key stands without value, which the reader has reported."""
    return isinstance(node, Scalar) and node.plain and node.value == ""


def _diagnostic(shape: type[Shape], root: YamlNode, detail: ErrorDetails) -> Diagnostic:
    place = detail["loc"]
    node = _node_at(root, place)
    match detail["type"]:
        case "extra_forbidden":
            astray = len(place) > 1 and place[-1] in _keys(shape)
            return _unknown_key(_shape_at(shape, place[:-1]), _node_at(root, place[:-1]), str(place[-1]), astray)
        case "missing":
            hint = f"tilføj en linje med »{place[-1]}: …«"
            return error("noegle-mangler", f"nøglen »{place[-1]}« mangler", node.span, hint)
        case "tuple_type":
            hint = "skriv hvert punkt på sin egen linje med »- « foran"
            return error("vaerdi-type", "her ventes en liste", node.span, hint)
        case "model_type":
            hint = f"her kan stå {_allowed(_shape_at(shape, place))}"
            return error("vaerdi-type", "her ventes nøgler med værdier", node.span, hint)
        case "too_short":
            return error("vaerdi-tom", "listen er tom", node.span, "skriv mindst ét punkt")
    context = detail["ctx"]
    return error(detail["type"], context["message"], node.span, *context["hints"])


def _unknown_key(shape: type[Shape], parent: YamlNode, name: str, astray: bool) -> Diagnostic:
    """`astray`: the key belongs at the file's margin and was indented by mistake."""
    key = parent.key(name) if isinstance(parent, Mapping) else None
    near = ("ryk linjen ud til kanten",) if astray else suggestion(name, _keys(shape))
    hints = (*near, f"her kan stå {_allowed(shape)}")
    return error("noegle-ukendt", f"nøglen »{name}« kendes ikke her", key.span if key else parent.span, *hints)


def _allowed(shape: type[Shape]) -> str:
    return listing(f"»{known}«" for known in _keys(shape))


def _node_at(root: YamlNode, place: tuple[int | str, ...]) -> YamlNode:
    """The node that a path of keys and indices leads to, or the last one on the way that exists."""
    node = root
    for step in place:
        inner = _step(node, step)
        if inner is None:
            break
        node = inner
    return node


def _step(node: YamlNode, step: int | str) -> YamlNode | None:
    if isinstance(node, Mapping):
        return node.get(str(step))
    if isinstance(node, Sequence) and isinstance(step, int):
        return node.items[step]
    return None


def _keys(shape: type[Shape]) -> tuple[str, ...]:
    aliases = (field.alias for field in shape.model_fields.values())
    return tuple(alias for alias in aliases if alias and alias != _PLACE)


def _shape_at(shape: type[Shape], place: tuple[int | str, ...]) -> type[Shape]:
    """The model that pydantic had reached at a path; the path's indices are steps into tuples of models."""
    for step in place:
        if isinstance(step, str):
            annotation = next(field.annotation for field in shape.model_fields.values() if field.alias == step)
            shape = _inner_shape(annotation) or shape
    return shape


def _inner_shape(annotation: object) -> type[Shape] | None:
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return annotation
    if get_origin(annotation) in (tuple, Union, types.UnionType):
        return next((found for part in get_args(annotation) if (found := _inner_shape(part))), None)
    return None
