"""Names of places inside a file begin with the document's id, so that finished files can be joined without a clash."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SEPARATOR = "."
"""Between the document's id and the name in it; neither id can hold it."""
_NAMED = re.compile(r"(?P<before>#|twice: ')[a-z0-9-]+\.")


def place_name(document: str, anchor: str) -> str:
    """The name of a place in the file of a document: `styringsaftale.takst-regulering`."""
    return f"{document}{_SEPARATOR}{anchor}" if document else anchor


def put_names(root: Element, document: str) -> None:
    """Give every id of a document's HTML its name, and let what points at it inside the document follow."""
    for element in root.iter():
        attributes = element.attrib
        if "id" in attributes:
            attributes["id"] = place_name(document, attributes["id"])
        if attributes.get("href", "").startswith("#"):
            attributes["href"] = f"#{place_name(document, attributes['href'][1:])}"
        if "headers" in attributes:
            attributes["headers"] = " ".join(place_name(document, name) for name in attributes["headers"].split())


def without_names(message: str) -> str:
    """What the engine says of a place, with the id that the HTML has."""
    return _NAMED.sub(r"\g<before>", message)
