"""What a link is called: its text, the same for each of its areas (ISO 14289-1, 7.18.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf

from rammeaftale.engine.tagging.nodes import LinkPart, Node, text_of, walk


def link_name(link: Node) -> str:
    """The link's text; for a picture its alternative."""
    text = text_of(link)
    if text:
        return text
    return next((str(node.get("Alt")) for node in walk(link) if node.get("Alt")), "")


def finish_link(link: Node, pages: Sequence[Any]) -> None:
    """Write the name into each of the link's annotations; without one the address stays."""
    name = link_name(link)
    if not name:
        return
    for kid in link.kids:
        if isinstance(kid, LinkPart):
            pages[kid.page].links[kid.index][3].link_annotation["Contents"] = pydyf.String(name)
