"""Takes a YAML tree and a dataclass with keys (`model/keys.py`), gives the dataclass filled in, or every fault.

There is no other statement of what a file may hold. A field's type says how its value is read: `str`, `Name`, a number,
a day, a year, ja/nej or a word of an enum from a scalar; `Inlines` from a scalar as running text; a tuple from a list;
another dataclass, or a mapping with fixed keys, from a mapping; a node as it is. What has no key says where the mapping
stands: `span` (of the first value that has to be there), `extent` and `inner` as in `Located`, `places` by key.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from rammeaftale.base.danish import listing, suggestion
from rammeaftale.base.diagnostics import Checked, Diagnostic, Refused, TextSpan, error
from rammeaftale.decode.scalars import SCALARS, converted, require, text_of
from rammeaftale.model.extent import Extent
from rammeaftale.model.keys import Key, Must, Name
from rammeaftale.model.walk import Inlines
from rammeaftale.read.letters import unprinted
from rammeaftale.read.markdown.positions import field_passage
from rammeaftale.read.markdown.tree import parse_inline
from rammeaftale.read.yaml import nodes
from rammeaftale.read.yaml.nodes import Scalar, Sequence, YamlNode, entry_row

T = TypeVar("T")
_OR_DELETE = "skriv en værdi, eller slet linjen"


def read_mapping(form: type[T], node: YamlNode) -> Checked[T | None]:
    """The dataclass filled in from the node; None when anything does not fit, with every fault."""
    kind: Any = form
    reader = _Reader(_keyed(kind))
    return reader.checked(reader.filled(kind, node, node.extent))


def read_list(form: type[T], key: str, node: YamlNode, *, may_be_empty: bool = False) -> Checked[tuple[T, ...]]:
    """The rows of a file that is one list under one key; none when anything does not fit."""
    kind: Any = form
    root = {key: _Field(Key(key), tuple[kind, ...], is_required=True, may_be_empty=may_be_empty)}
    reader = _Reader(root)
    checked = reader.checked(reader.values(root, node))
    return Checked(checked.value[key] if checked.value else (), checked.diagnostics)


def first_of_each(names: Iterable[Scalar | Name], what: str) -> tuple[Diagnostic, ...]:
    """An error for every value that has stood before."""
    seen: dict[str, TextSpan] = {}
    doubles: list[Diagnostic] = []
    for name in names:
        first = seen.setdefault(name.value, name.span)
        if first is not name.span:
            message = f"{what} »{name.value}« er brugt før, i linje {first.line}"
            double = error("id-dobbelt", message, name.span, "ret den ene, eller slet den")
            doubles.append(replace(double, related=((first, "første gang"),)))
    return tuple(doubles)


def node_at(root: YamlNode, *path: int | str) -> YamlNode:
    """The node that keys and indices lead to. Raises KeyError when there is none."""
    for step in path:
        inner = root.get(str(step)) if isinstance(root, nodes.Mapping) else None
        if isinstance(root, Sequence) and isinstance(step, int):
            inner = root.items[step]
        if inner is None:
            raise KeyError(step)
        root = inner
    return root


def left_empty(key: Scalar, node: YamlNode, *, is_required: bool = False) -> Diagnostic | None:
    """The finding that a key stands without value, None when it has one."""
    if not _is_left_empty(node):
        return None
    hint = "skriv en værdi efter kolon; nøglen kan ikke undværes" if is_required else _OR_DELETE
    return error("yaml-tom-vaerdi", f"nøglen »{key.value}« har ingen værdi", key.span, hint)


def _is_left_empty(node: YamlNode) -> bool:
    return isinstance(node, Scalar) and node.plain and node.value == ""


@dataclass(frozen=True, slots=True)
class _Field:
    """What a key of a mapping holds."""

    key: Key
    hint: Any
    is_required: bool
    may_be_empty: bool


_Fields = Mapping[str, _Field]


@cache
def _keyed(form: Any) -> _Fields:
    """The fields of a dataclass that have a key, by name."""
    hints = get_type_hints(form, include_extras=True)
    keyed: dict[str, _Field] = {}
    for entry in fields(form):
        has_default = entry.default is not MISSING or entry.default_factory is not MISSING
        for key in (part for part in get_args(hints[entry.name])[1:] if isinstance(part, Key)):
            keyed[entry.name] = _Field(key, hints[entry.name], not has_default, has_default)
    return keyed


def _unpacked(hint: Any) -> tuple[Any, list[Any]]:
    """A type without `Annotated` and `| None`, and what it is annotated with."""
    hint, *notes = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    if get_origin(hint) in (Union, types.UnionType):
        hint = Union[tuple(part for part in get_args(hint) if part is not types.NoneType)]  # noqa: UP007
        hint, *inner = get_args(hint) if get_origin(hint) is Annotated else (hint,)
        notes += inner
    return hint, notes


class _Reader:
    """Reads one file; notes its faults, and the findings in texts that can be read."""

    def __init__(self, root: _Fields) -> None:
        self._root = root
        self._refusals = 0
        self._faults: list[Diagnostic] = []
        self._remarks: list[Diagnostic] = []
        self._unknown: list[tuple[nodes.Mapping, str, _Fields]] = []
        self._missing: list[tuple[nodes.Mapping, str]] = []

    def checked(self, value: T) -> Checked[T | None]:
        """The value with the findings in its texts; None, with the faults alone, when there are any."""
        if not self._refusals:
            return Checked(value, tuple(self._remarks))
        missing = (
            error("noegle-mangler", f"nøglen »{key}« mangler", node.span, f"tilføj en linje med »{key}: …«")
            for node, key in self._missing
            if not self._is_misspelt(node, key)
        )
        return Checked(None, (*missing, *self._faults))

    def filled(self, form: Any, node: YamlNode, row: Extent | None) -> Any:
        """The dataclass, or None after a fault; `row` is the mapping with the key or the dash before it."""
        keyed, before = _keyed(form), self._refusals
        values = self.values(keyed, node)
        if self._refusals > before or not isinstance(node, nodes.Mapping):
            return None
        first = next((node.get(entry.key.name) for entry in keyed.values() if entry.is_required), None) or node
        places = {key.value: entry_row(key, value) for key, value in node.entries}
        where = {"span": first.span, "extent": row, "inner": node.extent, "places": places}
        own = {entry.name for entry in fields(form)} - keyed.keys()
        made = form(**values, **{name: value for name, value in where.items() if name in own})
        must: Must | None = getattr(form, "MUST", None)
        if must is not None and not must.holds(made):
            self._refuse(node, error(must.kind, must.message, node.span, must.hint))
        return made

    def values(self, keyed: _Fields, node: YamlNode) -> dict[str, Any]:
        """The values of the keys that are there, by the names of their fields."""
        if not isinstance(node, nodes.Mapping):
            hint = f"her kan stå {_allowed(keyed)}"
            self._refuse(node, error("vaerdi-type", "her ventes nøgler med værdier", node.span, hint))
            return {}
        values: dict[str, Any] = {}
        for name, entry in keyed.items():
            value = node.get(entry.key.name)
            key = next((key for key, _ in node.entries if key.value == entry.key.name), None)
            if value is not None and key is not None:
                if empty := left_empty(key, value, is_required=entry.is_required):
                    self._refusals += 1
                    self._faults.append(empty)
                    continue
                values[name] = self._value(entry.hint, value, node.row(entry.key.name), entry)
            elif entry.is_required:
                self._refusals += 1
                self._missing.append((node, entry.key.name))
        for key, _ in node.entries:
            if key.value not in _names(keyed):
                self._refuse_unknown(keyed, node, key)
        return values

    def _value(self, hint: Any, node: YamlNode, row: Extent | None, entry: _Field | None = None) -> Any:
        """What a node says, by the type of its field; None after a fault."""
        kind, notes = _unpacked(hint)
        try:
            if kind == Inlines:
                return self._running_text(text_of(node), notes)
            if get_origin(kind) is tuple:
                return self._list(get_args(kind)[0], node, entry)
            if get_origin(kind) is Mapping:
                names, inner = get_args(kind)
                return self.values({name: _Field(Key(name), inner, False, False) for name in get_args(names)}, node)
            if is_dataclass(kind) and kind not in SCALARS:
                return self.filled(kind, node, row)
            return node if kind == YamlNode else self._scalar(kind, text_of(node), notes)
        except Refused as problem:
            fault = problem.at(node.span)
            if fault.kind == "vaerdi-tom" and isinstance(node, Scalar) and entry is not None and entry.is_required:
                fault = replace(fault, hints=("skriv en værdi; nøglen kan ikke undværes",))
            return self._refuse(node, fault)

    def _scalar(self, kind: Any, scalar: Scalar, notes: Iterable[Any]) -> Any:
        """A value that is printed as it is written may have printable letters only."""
        value = converted(kind, notes, scalar)
        passage = field_passage(
            scalar.value, scalar.span, scalar.span.length in (len(scalar.value), len(scalar.value) + 2)
        )
        for letters in unprinted(scalar.value) if kind in (str, Scalar) else ():
            span = passage.span(letters.start, letters.end)
            self._remarks.append(error(letters.kind, letters.message, span, letters.hint))
        return value

    def _list(self, inner: Any, node: YamlNode, entry: _Field | None) -> tuple[Any, ...]:
        if not isinstance(node, Sequence):
            hint = "skriv hvert punkt på sin egen linje med »- « foran"
            if isinstance(node, Scalar) and node.value.startswith("-"):
                hint = f"skriv »- {node.value.lstrip('- ')}« med et mellemrum efter bindestregen"
            elif isinstance(node, Scalar) and "- " not in node.value:
                hint = f"skriv »- {node.value}« på linjen under; hvert punkt har sin egen linje"
            raise Refused("vaerdi-type", "her ventes en liste", hint)
        if not node.items and entry and not entry.may_be_empty:
            raise Refused("vaerdi-tom", "listen er tom", "skriv mindst ét punkt")
        items = tuple(self._value(inner, item, row) for item, row in zip(node.items, node.rows, strict=True))
        for scalars, what in _unique(inner, node, entry):
            self._remarks += first_of_each(scalars, what)
        return items

    def _running_text(self, scalar: Scalar, notes: Iterable[Any]) -> Inlines:
        text = scalar.value.strip()
        is_verbatim = scalar.span.length in (len(text), len(scalar.value))
        parsed = parse_inline(text, scalar.span, is_verbatim=is_verbatim)
        self._remarks += parsed.diagnostics
        require(notes, parsed.value, scalar)
        return parsed.value

    def _refuse(self, node: YamlNode, fault: Diagnostic) -> None:
        """Note a fault, but not of a point left empty: that was found by the reader."""
        self._refusals += 1
        if not _is_left_empty(node):
            self._faults.append(fault)

    def _refuse_unknown(self, keyed: _Fields, node: nodes.Mapping, key: Scalar) -> None:
        self._unknown.append((node, key.value, keyed))
        # A key that belongs at the file's margin was indented by mistake.
        is_astray = keyed is not self._root and key.value in _names(self._root)
        near = ("ryk linjen ud til kanten",) if is_astray else suggestion(key.value, _names(keyed))
        hints = (*near, f"her kan stå {_allowed(keyed)}")
        self._refuse(node, error("noegle-ukendt", f"nøglen »{key.value}« kendes ikke her", key.span, *hints))

    def _is_misspelt(self, node: nodes.Mapping, key: str) -> bool:
        """Whether a key is missing only because it is misspelt, or indented by mistake, which is reported itself."""
        right = suggestion(key, [key])
        return any(
            name == key or (other is node and suggestion(name, _names(keyed)) == right)
            for other, name, keyed in self._unknown
        )


def _unique(hint: Any, node: Sequence, entry: _Field | None) -> Iterator[tuple[list[Scalar], str]]:
    """The scalars of a list, or of a key of its rows, that may stand only once, and what they are called."""
    if entry and entry.key.once:
        yield [item for item in node.items if isinstance(item, Scalar)], entry.key.once
    kind, _ = _unpacked(hint)
    for inner in _keyed(kind).values() if is_dataclass(kind) and isinstance(kind, type) else ():
        one, _ = _unpacked(inner.hint)
        if inner.key.once and (one == Inlines or get_origin(one) is not tuple):
            written = [item.get(inner.key.name) for item in node.items if isinstance(item, nodes.Mapping)]
            yield [scalar for scalar in written if isinstance(scalar, Scalar)], inner.key.once


def _names(keyed: _Fields) -> tuple[str, ...]:
    return tuple(entry.key.name for entry in keyed.values())


def _allowed(keyed: _Fields) -> str:
    return listing(f"»{name}«" for name in _names(keyed))
