"""Trees of text with one node changed: the tree that an edit means to make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.edit.inlines import joined
from rammeaftale.model.extent import Extent, Located
from rammeaftale.model.inline import Text
from rammeaftale.model.text import Block, ItemList

Change = Callable[[Any], Sequence[Any]]


def changed(blocks: tuple[Block, ...], node: Located, change: Change) -> tuple[Block, ...]:
    """The blocks with what `change` gives in the place of one node; it is found by identity.

    A list that loses its last point is gone with it, and texts that become neighbours are one.
    """
    made: tuple[Block, ...] = _tuple(blocks, node, change)
    return made


def _value(value: Any, node: Located, change: Change) -> Any:
    if value is node:
        (changed_value,) = change(value)
        return changed_value
    if isinstance(value, TextSpan | Extent):
        return value
    if isinstance(value, tuple):
        return _tuple(value, node, change)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{part.name: _value(getattr(value, part.name), node, change) for part in fields(value)})
    return value


def _tuple(values: tuple[Any, ...], node: Located, change: Change) -> tuple[Any, ...]:
    made: list[Any] = []
    for value in values:
        made += change(value) if value is node else (_value(value, node, change),)
    kept = tuple(value for value in made if not (isinstance(value, ItemList) and not value.items))
    return joined(kept) if any(isinstance(value, Text) for value in kept) else kept
