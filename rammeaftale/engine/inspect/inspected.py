"""What the checks look at: an opened PDF with its content and tag tree, and the source as an element tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import pikepdf

from rammeaftale.engine.inspect.content import Content
from rammeaftale.engine.inspect.objects import Objects
from rammeaftale.engine.inspect.source_text import is_silent
from rammeaftale.engine.inspect.tagtree import TagNode, walk


@dataclass(frozen=True, slots=True)
class Inspected:
    """One product, read once for all checks; `source` is None when the HTML is not at hand."""

    pdf: pikepdf.Pdf
    objects: Objects
    content: Content
    tree: TagNode
    source: Element | None = None
    nodes: tuple[TagNode, ...] = field(init=False)
    """Every element of the tree in reading order."""
    visible: tuple[Element, ...] = field(init=False)
    """Every element of the source that is read, in order."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "nodes", tuple(walk(self.tree)))
        object.__setattr__(self, "visible", tuple(_visible(self.source)) if self.source is not None else ())


@dataclass(frozen=True, slots=True)
class Finding:
    """A check's finding before it gets its place: stable kind, Danish sentence, hints."""

    kind: str
    message: str
    hints: tuple[str, ...] = ()


def _visible(root: Element) -> Iterator[Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element.tag, str) and not is_silent(element):
            yield element
            waiting.extend(reversed(element))


def short(text: str, length: int = 60) -> str:
    """A text cut for a message."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
