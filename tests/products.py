"""What a finished PDF has: words on its pages, names of its places, ids in it, addresses of its links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pikepdf
import pypdfium2

from rammeaftale.read.tables.danish_values import parse_number


def pages_of(data: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage().get_text_bounded()
        yield re.sub(r"\s+", " ", re.sub(r"(?:\u2010|\ufffe|\u00ad|\x02)\s*", "", text.replace("\u00a0", " ")))
    document.close()


def names_of(pdf: pikepdf.Pdf) -> set[str]:
    """The names of the places in a file that links can lead to."""
    return {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}


def ids_of(pdf: pikepdf.Pdf) -> set[str]:
    """The ids of cells and notes."""
    root = pdf.Root.StructTreeRoot
    return {str(name) for name in pikepdf.NameTree(root.IDTree)} if "/IDTree" in root else set()


def addresses_of(pdf: pikepdf.Pdf) -> set[str]:
    """Where the links that leave the file lead."""
    annotations = (annotation for page in pdf.pages for annotation in page.obj.get("/Annots", ()))
    return {str(one.A.URI) for one in annotations if "/A" in one and "/URI" in one.A}


def figures_of(pages: list[str], pattern: str) -> dict[str, Decimal]:
    found = [match for page in pages for match in re.findall(pattern, page)]
    assert len(dict(found)) == len(found), "en driftsherre står to gange"
    return {name: parse_number(figure) for name, figure in found}
