"""What is asked of the lists and nodes of a YAML file beside their schema: rows that are there twice, or left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from rammeaftale.base.diagnostics import Checked, Diagnostic, TextSpan, error
from rammeaftale.model.keys import Name
from rammeaftale.read.yaml import nodes
from rammeaftale.read.yaml.nodes import Scalar, Sequence, YamlNode

T = TypeVar("T")


def whole(rows: Checked[tuple[T, ...]]) -> Checked[tuple[T, ...]]:
    """The rows where all of them fit; none, with what was found, for those who count them or ask who is missing."""
    return rows if rows.ok else Checked((), rows.diagnostics)


def has_every_row(rows: tuple[T, ...], key: str, node: YamlNode) -> bool:
    """Whether no row of the list under the key was left out."""
    written = node.get(key) if isinstance(node, nodes.Mapping) else None
    return isinstance(written, Sequence) and len(written.items) == len(rows)


def values_of(key: str, field: str, node: YamlNode | None) -> frozenset[str]:
    """What the rows of the list under the key say under `field`, whatever is wrong with them."""
    rows = node.get(key) if isinstance(node, nodes.Mapping) else None
    written = (
        [row.get(field) for row in rows.items if isinstance(row, nodes.Mapping)] if isinstance(rows, Sequence) else []
    )
    return frozenset(scalar.value for scalar in written if isinstance(scalar, Scalar))


def first_of_each(names: Iterable[Scalar | Name], what: str) -> tuple[Diagnostic, ...]:
    """An error for every value that has stood before."""
    seen: dict[str, TextSpan] = {}
    doubles: list[Diagnostic] = []
    for name in names:
        first = seen.setdefault(name.value, name.span)
        if first is not name.span:
            message = f"{what} »{name.value}« er brugt før, i linje {first.line}"
            here = f" eller {name.span.line}" if name.span.line != first.line else ""
            repair = f"er den ene forkert, så ret den (linje {first.line}{here})"
            hint = f"{repair}; slet kun den ene, hvis det samme står to gange"
            double = error("id-dobbelt", message, name.span, hint)
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
