"""Checks 12 to 14: what the file says of itself, what viewers need, fonts and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pikepdf

from rammeaftale.engine.inspect.inspected import Finding, Inspected

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}schemas"
VERSIONS = {"1": "1.7", "2": "2.0"}


def metadata(file: Inspected) -> Iterator[Finding]:
    """Check 12: one block of metadata with a title, PDF/A and PDF/UA."""
    stream = file.pdf.Root.get("/Metadata")
    data = bytes(stream.get_stream_buffer()) if isinstance(stream, pikepdf.Stream) else b""
    try:
        root = ElementTree.fromstring(data) if b"<!DOCTYPE" not in data else None  # noqa: S314
    except ElementTree.ParseError:
        root = None
    if root is None:
        yield Finding("metadata-mangler", "PDF'en har ingen læselige metadata (XMP).")
        return
    blocks = list(root.iter(f"{RDF}RDF"))
    if len(blocks) != 1:
        yield Finding("metadata-flere", f"PDF'ens metadata har {len(blocks)} blokke; der skal være én.")
    title = root.find(f".//{DC}title//{RDF}li")
    if title is None or not (title.text or "").strip():
        yield Finding("metadata-titel", "PDF'ens metadata mangler titlen.")
    if not _values(root, PDFUA):
        yield Finding("metadata-pdfua", "PDF'en siger ikke, at den følger PDF/UA.")
    if not _values(root, PDFA):
        yield Finding("metadata-pdfa", "PDF'en siger ikke, at den følger PDF/A.")
    elif _values(root, PDFA) < "4" and root.find(f".//{EXTENSION}") is None:
        yield Finding("metadata-udvidelse", "PDF'ens metadata beskriver ikke PDF/UA-mærket, som PDF/A kræver.")


def catalog(file: Inspected) -> Iterator[Finding]:
    """Check 13: language, title in the window, tab order, marked as tagged."""
    root = file.pdf.Root
    if not str(root.get("/Lang", "")):
        yield Finding("katalog-sprog", "PDF'en siger ikke, hvilket sprog den er på.")
    if not _yes(root.get("/ViewerPreferences"), "/DisplayDocTitle"):
        yield Finding("katalog-titel", "PDF'en viser filnavnet i stedet for titlen.")
    if not _yes(root.get("/MarkInfo"), "/Marked"):
        yield Finding("katalog-maerket", "PDF'en er ikke mærket som tilgængelig (Marked).")
    for number, page in enumerate(file.pdf.pages, 1):
        if "/Annots" in page.obj and page.obj.get("/Tabs") != "/S":
            yield Finding("side-tabulator", f"Links på side {number} følger ikke tagtræets rækkefølge (Tabs).")


def fonts_pictures_version(file: Inspected) -> Iterator[Finding]:
    """Check 14: fonts embedded and readable as text, no smoothed pictures, a header that fits the standard."""
    for name in sorted(file.content.fonts_without_text):
        yield Finding("skrift-uden-tekst", f"Skriften {name} kan ikke læses som tekst (ToUnicode mangler).")
    every = file.objects.every()
    for item in every:
        if item.get("/Type") == "/FontDescriptor" and not any(f"/FontFile{end}" in item for end in ("", "2", "3")):
            yield Finding("skrift-ikke-indlejret", f"Skriften {item.get('/FontName', '?')} er ikke indlejret.")
    if any(item.get("/Interpolate") is True for item in every):
        yield Finding("billede-udglattet", "Et billede bliver udglattet, når det forstørres; PDF/A tillader det ikke.")
    part = _part(file)
    wanted = VERSIONS.get(part)
    if wanted and file.pdf.pdf_version != wanted:
        yield Finding("pdf-version", f"PDF'en er version {file.pdf.pdf_version}; PDF/UA-{part} kræver {wanted}.")


def _yes(holder: Any, name: str) -> bool:
    return holder is not None and holder.get(name) is True


def _part(file: Inspected) -> str:
    stream = file.pdf.Root.get("/Metadata")
    try:
        root = ElementTree.fromstring(bytes(stream.get_stream_buffer())) if isinstance(stream, pikepdf.Stream) else None  # noqa: S314
    except ElementTree.ParseError:
        return ""
    return _values(root, PDFUA) if root is not None else ""


def _values(root: ElementTree.Element, space: str) -> str:
    """The standard's part, given as an attribute or as an element."""
    for element in root.iter():
        if element.get(f"{space}part"):
            return str(element.get(f"{space}part"))
        if element.tag == f"{space}part":
            return (element.text or "").strip()
    return ""
