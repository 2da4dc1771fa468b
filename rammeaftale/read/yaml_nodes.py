"""The located tree that YAML is read into: every scalar is text, every node knows its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from rammeaftale.diagnostics import TextSpan


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text. The span begins at the first letter, inside any quotes; `plain` is true when it stood without quotes."""

    value: str
    span: TextSpan = field(compare=False)
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[YamlNode, ...]
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order of the file; each key once."""

    entries: tuple[tuple[Scalar, YamlNode], ...]
    span: TextSpan = field(compare=False)

    def get(self, key: str) -> YamlNode | None:
        """The value of a key."""
        return next((value for name, value in self.entries if name.value == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key itself, with its place."""
        return next((name for name, _ in self.entries if name.value == key), None)


YamlNode = Scalar | Sequence | Mapping
