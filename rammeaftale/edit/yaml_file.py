"""A value, or a row with its key or dash, changed in a YAML file; the file is read again before it is given back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rammeaftale.base.diagnostics import Checked, FileSpan
from rammeaftale.edit.open_text import bad_words, cannot, first_error, refused, unusual
from rammeaftale.edit.yaml_values import WIDTH, Data, YamlData, as_data, plain_texts, row_lines, tokens
from rammeaftale.model.extent import Extent
from rammeaftale.read.yaml import nodes as yaml_nodes
from rammeaftale.read.yaml.nodes import Scalar, YamlNode, entry_row
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.world import Source

_Change = Callable[[Data], Sequence[Data]]


def _kept(data: Data) -> Sequence[Data]:
    return (data,)


@dataclass(frozen=True, slots=True)
class OpenYaml:
    """A YAML file that may be edited: in our form, and read without an error."""

    path: str
    text: str
    root: YamlNode

    @property
    def lines(self) -> list[str]:
        """The file's lines; the last is empty when the file ends with a line feed."""
        return self.text.split("\n")

    def offsets(self, extent: Extent) -> tuple[int, int]:
        """Where an extent begins, and the offset after its end."""
        starts = list(accumulate((len(line) + 1 for line in self.lines), initial=0))
        return (
            starts[extent.first_line - 1] + extent.first_column - 1,
            starts[extent.last_line - 1] + extent.last_column,
        )


def open_yaml(source: Source) -> Checked[OpenYaml | None]:
    """The file opened, or why a program leaves it alone."""
    read = parse_yaml(source)
    if refusal := unusual(source, read.diagnostics):
        return refusal
    if read.value is None:
        return refused("ret-fejl-i-filen", "filen kan ikke læses", FileSpan(source.path))
    return Checked(OpenYaml(source.path, source.data.decode(), read.value))


def replace_value(opened: OpenYaml, extent: Extent, value: str) -> Checked[str | None]:
    """The file with another value at an extent, in the style of the old one where that can hold it.

    Line feeds at the end of a value follow from its style and do not count.
    """
    if refusal := bad_words(opened.path, tuple(value.split("\n"))):
        return refusal
    node = next((inner for inner in _every(opened.root) if inner.extent == extent and isinstance(inner, Scalar)), None)
    if node is None or node.inner is None:
        return cannot(extent, "her står der ikke en værdi, som kan skrives om")
    start, end = opened.offsets(extent)
    first = opened.lines[extent.first_line - 1]
    several = node.inner.first_line != node.inner.last_line or node.inner.first_line != extent.first_line
    indent = _indent(opened, extent) if several else len(first) - len(first.lstrip(" -")) + 2
    wanted = _data(opened.root, extent, lambda _: (value,))
    for token in tokens(value, opened.text[start:end], indent, WIDTH - extent.first_column):
        text = opened.text[:start] + token + opened.text[end:]
        if _reads_as(opened.path, text, wanted):
            return Checked(text)
    return cannot(extent, "værdien kan ikke skrives her, så den bliver læst, som den er ment", "ret stedet i hånden")


def delete_row(opened: OpenYaml, extent: Extent) -> Checked[str | None]:
    """The file without a key and its value, or without a point of a list."""
    lines = opened.lines
    before, after = lines[extent.first_line - 1][: extent.first_column - 1], lines[extent.last_line - 1]
    if before.strip() or after[extent.last_column :].strip():
        return cannot(extent, "rækken deler linje med noget andet", "ret stedet i hånden")
    text = "\n".join(lines[: extent.first_line - 1] + lines[extent.last_line :])
    wanted = _data(opened.root, extent, lambda _: ())
    if not _is_row(opened.root, extent) or not _reads_as(opened.path, text, wanted):
        return cannot(extent, "rækken kan ikke slettes for sig", "ret stedet i hånden")
    return Checked(text)


def insert_row_after(opened: OpenYaml, extent: Extent, key: str, value: YamlData) -> Checked[str | None]:
    """The file with a key and its value after the row at an extent; with a point after a point when `key` is empty."""
    if refusal := bad_words(opened.path, tuple(plain_texts((key, value)))):
        return refusal
    before = opened.lines[extent.first_line - 1][: extent.first_column - 1]
    if before.strip() or not _is_row(opened.root, extent, is_keyed=bool(key)):
        return cannot(extent, "her kan der ikke sættes en række ind", "ret stedet i hånden")
    new = row_lines(key, value, before)
    row = (key, as_data(value)) if key else as_data(value)
    wanted = _data(opened.root, extent, lambda old: (old, row))
    text = "\n".join(opened.lines[: extent.last_line] + new + opened.lines[extent.last_line :])
    if not _reads_as(opened.path, text, wanted):
        return cannot(extent, "rækken kan ikke skrives her, så den bliver læst, som den er ment", "ret stedet i hånden")
    return Checked(text)


def _indent(opened: OpenYaml, extent: Extent) -> int:
    """What the second line of a value has before it."""
    line = opened.lines[extent.first_line] if extent.last_line > extent.first_line else ""
    return len(line) - len(line.lstrip(" "))


def _every(node: YamlNode) -> Iterator[YamlNode]:
    """Every value, without the keys."""
    yield node
    if isinstance(node, yaml_nodes.Sequence):
        for item in node.items:
            yield from _every(item)
    if isinstance(node, yaml_nodes.Mapping):
        for _, value in node.entries:
            yield from _every(value)


def _reads_as(path: str, text: str, wanted: Data) -> bool:
    read = parse_yaml(Source(path, text.encode()))
    return first_error(read.diagnostics) is None and read.value is not None and _data(read.value) == wanted


def _data(node: YamlNode, at: Extent | None = None, change: _Change = _kept) -> Data:
    """The tree as plain data, with what `change` gives in the place of the value or the row at an extent."""
    if isinstance(node, Scalar):
        (value,) = change(node.value) if node.extent == at else (node.value,)
        return str(value).rstrip("\n")
    made: list[Data] = []
    for extent, key, inner in _rows(node):
        data = _data(inner, at, change)
        row = data if key is None else (key, data)
        made += change(row) if extent == at else (row,)
    return tuple(made)


def _is_row(node: YamlNode, at: Extent, *, is_keyed: bool | None = None) -> bool:
    """Whether a row has this extent; with `is_keyed` one with a key, or a point of a list."""
    rows = () if isinstance(node, Scalar) else _rows(node)
    is_here = any(extent == at and is_keyed in (None, key is not None) for extent, key, _ in rows)
    return is_here or any(_is_row(inner, at, is_keyed=is_keyed) for _, _, inner in rows)


def _rows(node: yaml_nodes.Mapping | yaml_nodes.Sequence) -> list[tuple[Extent | None, str | None, YamlNode]]:
    if isinstance(node, yaml_nodes.Mapping):
        return [(entry_row(key, value), key.value, value) for key, value in node.entries]
    return [(extent, None, item) for extent, item in zip(node.rows, node.items, strict=True)]
