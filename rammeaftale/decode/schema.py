"""Takes a YAML tree and a dataclass with keys (`model/keys.py`), gives the dataclass filled in, or every fault.

There is no other statement of what a file may hold. A field's type says how its value is read: `str`, `Name`, a number,
a day, a year, ja/nej or a word of an enum from a scalar; `Inlines` from a scalar as running text; a tuple from a list;
another dataclass, or a mapping with fixed keys, from a mapping; a node as it is. What has no key says where the mapping
stands: `span` (of the first value that has to be there), `extent` and `inner` as in `Located`, `places` by key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from rammeaftale.base.danish import format_count, listing, suggestion
from rammeaftale.base.diagnostics import Checked, Diagnostic, Refused, error
from rammeaftale.decode.advice import OR_DELETE, to_add, to_fill
from rammeaftale.decode.rows import first_of_each
from rammeaftale.decode.scalars import SCALARS, converted, require, text_of, unpacked
from rammeaftale.decode.stand_ins import NOTHING, stand_in
from rammeaftale.model.extent import Extent
from rammeaftale.model.keys import Key, Must
from rammeaftale.model.walk import Inlines
from rammeaftale.read.letters import unprinted
from rammeaftale.read.markdown.positions import field_passage
from rammeaftale.read.markdown.tree import parse_inline
from rammeaftale.read.yaml import nodes
from rammeaftale.read.yaml.nodes import Scalar, Sequence, YamlNode, entry_row

T = TypeVar("T")


def read_mapping(form: type[T], node: YamlNode) -> Checked[T | None]:
    """The dataclass filled in from the node; None when anything does not fit, with every fault."""
    kind: Any = form
    reader = _Reader(_keyed(kind))
    return reader.checked(reader.filled(kind, node, node.extent))


def read_partly(form: type[T], node: YamlNode) -> Checked[tuple[T, frozenset[str]]]:
    """As much of the mapping as fits, and the keys at its margin that it does not say, or says with a fault.

    What is missing has its default, or what stands for nothing (`decode/stand_ins.py`); a row of a list that cannot
    do without what is missing is left out. Raises ValueError for a form that can itself not do without.
    """
    kind: Any = form
    reader = _Reader(_keyed(kind), is_partial=True)
    value = reader.filled(kind, node, node.extent)
    if value is None:
        raise ValueError(f"{form.__name__} cannot be partly read")
    return Checked((value, frozenset(reader.unsaid)), reader.checked(value).diagnostics)


def read_list(form: type[T], key: str, node: YamlNode, *, may_be_empty: bool = False) -> Checked[tuple[T, ...]]:
    """The rows of a file that is one list under one key; those that fit when any does not."""
    kind: Any = form
    root = {key: _Field(Key(key), tuple[kind, ...], is_required=True, may_be_empty=may_be_empty)}
    reader = _Reader(root)
    rows = reader.values(root, node).get(key) or ()
    return Checked(rows, reader.checked(rows).diagnostics)


def left_empty(key: Scalar, node: YamlNode, hint: str = OR_DELETE) -> Diagnostic | None:
    """The finding that a key stands without value, None when it has one."""
    if not _is_left_empty(node):
        return None
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

    def to_fill(self) -> str:
        """What to write where the key has no value."""
        return to_fill(self.key.name, self.hint, is_required=self.is_required, may_be_empty=self.may_be_empty)

    def to_add(self, node: nodes.Mapping) -> Iterator[str]:
        """What to write where the mapping has no such key."""
        return to_add(self.key.name, node, self.hint, may_be_empty=self.may_be_empty)


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


_MAX_LETTERS = 500
"""Of a text that is printed as a name is, whole in one cell or line of a list. The longest known is a law's, of 180."""


class _Reader:
    """Reads one file; notes its faults, and the findings in texts that can be read.

    `unsaid` are the keys at the file's margin that are not there or have a fault.
    """

    def __init__(self, root: _Fields, *, is_partial: bool = False) -> None:
        self.unsaid: set[str] = set()
        self._root = root
        self._is_partial = is_partial
        self._refusals = 0
        self._faults: list[Diagnostic] = []
        self._remarks: list[Diagnostic] = []
        self._unknown: list[tuple[nodes.Mapping, str, _Fields]] = []
        self._missing: list[tuple[nodes.Mapping, _Field]] = []

    def checked(self, value: T) -> Checked[T | None]:
        """The value, None when there are faults, with all that was found."""
        missing = (
            error("noegle-mangler", f"nøglen »{entry.key.name}« mangler", node.span, *entry.to_add(node))
            for node, entry in self._missing
            if not self._is_misspelt(node, entry.key.name)
        )
        return Checked(None if self._refusals else value, (*missing, *self._faults, *self._remarks))

    def filled(self, form: Any, node: YamlNode, row: Extent | None) -> Any:
        """The dataclass, or None after a fault; `row` is the mapping with the key or the dash before it."""
        keyed, before = _keyed(form), self._refusals
        values = self.values(keyed, node)
        if self._is_partial:
            values = _filled_up(keyed, values)
            if NOTHING in values.values():
                return None
        elif self._refusals > before:
            return None
        if not isinstance(node, nodes.Mapping):
            node = nodes.Mapping((), node.span)
        first = next((node.get(entry.key.name) for entry in keyed.values() if entry.is_required), None) or node
        places = {key.value: entry_row(key, value) for key, value in node.entries}
        where = {"span": first.span, "extent": row, "inner": node.extent, "places": places}
        own = {entry.name for entry in fields(form)} - keyed.keys()
        made = form(**values, **{name: value for name, value in where.items() if name in own})
        must: Must | None = getattr(form, "MUST", None)
        if must is not None and self._refusals == before and not must.holds(made):
            self._refuse(node, error(must.kind, must.message, node.span, must.hint))
        return made

    def values(self, keyed: _Fields, node: YamlNode) -> dict[str, Any]:
        """The values of the keys that are there, by the names of their fields."""
        if not isinstance(node, nodes.Mapping):
            hint = f"her kan stå {_allowed(keyed)}"
            if keyed is self._root and len(keyed) == 1 and isinstance(node, Sequence):
                hint = f"skriv »{_names(keyed)[0]}:« på en linje for sig først i filen"
            self._refuse(node, error("vaerdi-type", "her ventes nøgler med værdier", node.span, hint))
            self.unsaid.update(_names(keyed) if keyed is self._root else ())
            return {}
        values: dict[str, Any] = {}
        for name, entry in keyed.items():
            value, before = node.get(entry.key.name), self._refusals
            key = next((key for key, _ in node.entries if key.value == entry.key.name), None)
            if value is not None and key is not None:
                if empty := left_empty(key, value, entry.to_fill()):
                    self._refusals += 1
                    self._faults.append(empty)
                else:
                    values[name] = self._value(entry.hint, value, node.row(entry.key.name), entry)
            elif entry.is_required:
                self._refusals += 1
                self._missing.append((node, entry))
            if keyed is self._root and self._refusals > before:
                self.unsaid.add(entry.key.name)
        for key, _ in node.entries:
            if key.value not in _names(keyed):
                self._refuse_unknown(keyed, node, key)
                if keyed is self._root:  # it may be any of those that are not there
                    self.unsaid.update(name for name in _names(keyed) if node.get(name) is None)
        return values

    def _value(self, hint: Any, node: YamlNode, row: Extent | None, entry: _Field | None = None) -> Any:
        """What a node says, by the type of its field; None after a fault."""
        kind, notes = unpacked(hint)
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
        if kind is str and len(value) > _MAX_LETTERS:
            message = f"teksten er på {format_count(len(value))} tegn, og der er plads til {_MAX_LETTERS}"
            self._remarks.append(error("vaerdi-lang", message, scalar.span, "skriv den kortere"))
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
            elif isinstance(node, nodes.Mapping):
                hint = f"sæt »- « foran »{node.entries[0][0].value}«, og ryk de andre linjer lige så langt ind"
            elif isinstance(node, Scalar) and "- " not in node.value:
                hint = f"skriv »- {node.value}« på linjen under; hvert punkt har sin egen linje"
            raise Refused("vaerdi-type", "her ventes en liste", hint)
        if not node.items and entry and not entry.may_be_empty:
            raise Refused("vaerdi-tom", "listen er tom", "skriv mindst ét punkt")
        read = (self._value(inner, item, row) for item, row in zip(node.items, node.rows, strict=True))
        items = tuple(item for item in read if item is not None)
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
        self.unsaid.update((key.value,) if is_astray else ())
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
    kind, _ = unpacked(hint)
    for inner in _keyed(kind).values() if is_dataclass(kind) and isinstance(kind, type) else ():
        one, _ = unpacked(inner.hint)
        if inner.key.once and (one == Inlines or get_origin(one) is not tuple):
            written = [item.get(inner.key.name) for item in node.items if isinstance(item, nodes.Mapping)]
            yield [scalar for scalar in written if isinstance(scalar, Scalar)], inner.key.once


def _filled_up(keyed: _Fields, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that could be read, with stand-ins for those that have to be there."""
    read = {name: value for name, value in values.items() if value is not None}
    missing = {name: stand_in(entry.hint) for name, entry in keyed.items() if entry.is_required}
    return {**missing, **read}


def _names(keyed: _Fields) -> tuple[str, ...]:
    return tuple(entry.key.name for entry in keyed.values())


def _allowed(keyed: _Fields) -> str:
    return listing(f"»{name}«" for name in _names(keyed))
