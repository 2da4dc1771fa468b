"""Which document of an edition somebody means: by its number, its id or the name of its file."""

from __future__ import annotations

from collections.abc import Iterator

import click

from rammeaftale.base.danish import suggestion
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.world.source import printable

_ENDING = ".pdf"


def document_named(edition: Edition, name: str) -> Document:
    """The document that is called so, as it is printed (`bilag 6`), in the sources or on the disk, in any capitals.

    Raises click.UsageError for a name that no document has, with the nearest one and all of them.
    """
    called = {other: document for document in edition.documents for other in _names(document)}
    plain = _plain(name)
    if plain in called:
        return called[plain]
    near = "".join(f"{hint[:1].upper()}{hint[1:]} " for hint in suggestion(plain, called))
    known = ", ".join(document.stem for document in edition.documents)
    raise click.UsageError(
        f"Dokumentet »{printable(name)}« findes ikke i udgaven {edition.folder}. {near}Disse findes: {known}. "
        "Et bilag kan også nævnes ved sit nummer, fx bilag-1."
    )


def _names(document: Document) -> Iterator[str]:
    """What it may be called, as `_plain` writes it. No id is a bilag's number, since an id has no digits first."""
    yield document.stem
    yield document.id
    if document.number:
        yield f"bilag-{document.number}"
        yield str(document.number)


def _plain(name: str) -> str:
    """`ud/2031-32/Bilag 6.pdf` → `bilag-6`: without folder, ending and capitals."""
    last = name.strip().replace("\\", "/").rpartition("/")[2]
    return "-".join(last.lower().removesuffix(_ENDING).split())
