"""Takes an opened file; gives what it says of itself in its metadata (XMP): the standards that it follows."""

from __future__ import annotations

from xml.etree import ElementTree

from rammeaftale.engine.inspect.objects import Objects

PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"


def metadata_of(objects: Objects) -> ElementTree.Element | None:
    """The file's metadata; None when there are none that can be read."""
    data = objects.stream(objects.root.get("/Metadata")) or b""
    try:
        return ElementTree.fromstring(data) if b"<!DOCTYPE" not in data else None  # noqa: S314
    except ElementTree.ParseError:
        return None


def said(root: ElementTree.Element | None, name: str) -> str:
    """What is said under `name` (space and name), as an attribute or as an element; empty when nothing is."""
    for element in root.iter() if root is not None else ():
        value = element.get(name) or (element.text if element.tag == name else "")
        if value:
            return value.strip()
    return ""
