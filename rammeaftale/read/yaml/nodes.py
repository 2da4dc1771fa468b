"""The located tree that YAML is read into: every scalar is text, every node knows its place.

A node's extent is the value with its quotes or its `|`; a row is a whole entry, with the key or the dash before it.
Extents are None on lines that were mended to be read.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.extent import Extent, Located


@dataclass(frozen=True, slots=True)
class Scalar(Located):
    """Text. The span begins at the first letter, inside any quotes; `plain` is true when it stood without quotes."""

    value: str
    span: TextSpan = field(compare=False)
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Sequence(Located):
    """A list; `rows` are the extents of its items with their dashes."""

    items: tuple[YamlNode, ...]
    span: TextSpan = field(compare=False)
    rows: tuple[Extent | None, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Mapping(Located):
    """Keys with values, in the order of the file; each key once."""

    entries: tuple[tuple[Scalar, YamlNode], ...]
    span: TextSpan = field(compare=False)

    def get(self, key: str) -> YamlNode | None:
        """The value of a key."""
        return next((value for name, value in self.entries if name.value == key), None)

    def row(self, key: str) -> Extent | None:
        """From a key to the end of its value; None when there is none."""
        return next((entry_row(*entry) for entry in self.entries if entry[0].value == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key itself, with its place."""
        return next((name for name, _ in self.entries if name.value == key), None)


def entry_row(key: Scalar, value: YamlNode) -> Extent | None:
    """From a key to the end of its value."""
    return key.extent.to(value.extent) if key.extent and value.extent else None


YamlNode = Scalar | Sequence | Mapping
