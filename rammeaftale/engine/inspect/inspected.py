"""What the checks look at: an opened PDF with its content and tag tree, and the source as an element tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import pikepdf

from rammeaftale.base.diagnostics import Diagnostic, FileSpan, error
from rammeaftale.engine.inspect.content import Content, read_content
from rammeaftale.engine.inspect.objects import Objects
from rammeaftale.engine.inspect.source_text import is_silent
from rammeaftale.engine.inspect.tagtree import TagNode, tree_of
from rammeaftale.engine.tagging.tree import walk

_LONGEST = 60
"""Characters of the file's text that a message quotes."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """One product, read once for all checks; `source` is None when the HTML is not at hand.

    `nodes` is every element of the tag tree, `visible` every element of the source that is read, both in order.
    """

    pdf: pikepdf.Pdf
    name: str
    source: Element | None
    objects: Objects
    content: Content
    nodes: tuple[TagNode, ...]
    visible: tuple[Element, ...]

    def error(self, kind: str, message: str, *hints: str) -> Diagnostic:
        """A fault of the file."""
        return error(kind, message, FileSpan(self.name) if self.name else None, *hints)


def inspected(pdf: pikepdf.Pdf, name: str, source: Element | None) -> Inspected:
    """Read an opened file for the checks."""
    objects = Objects(pdf)
    content = read_content(objects)
    nodes = tuple(walk(tree_of(objects, content)))
    return Inspected(pdf, name, source, objects, content, nodes, tuple(_visible(source)))


def _visible(root: Element | None) -> Iterator[Element]:
    waiting = [root] if root is not None else []
    while waiting:
        element = waiting.pop()
        if isinstance(element.tag, str) and not is_silent(element):
            yield element
            waiting.extend(reversed(element))


def short(text: str) -> str:
    """A text cut for a message."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
