"""Checks 12 to 14: what the file says of itself, what viewers need, fonts and pictures."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.engine.inspect.inspected import Inspected
from rammeaftale.engine.inspect.xmp import PDFA, PDFUA, metadata_of, said

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}schemas"
_VERSIONS = {"1": "1.7", "2": "2.0"}
"""The version of PDF that each part of PDF/UA asks for."""


def metadata(file: Inspected) -> Iterator[Diagnostic]:
    """Check 12: one block of metadata with a title, PDF/A and PDF/UA."""
    root = metadata_of(file.objects)
    if root is None:
        yield file.error("metadata-mangler", "PDF'en har ingen læselige metadata (XMP).")
        return
    blocks = list(root.iter(f"{_RDF}RDF"))
    if len(blocks) != 1:
        yield file.error("metadata-flere", f"PDF'ens metadata har {len(blocks)} blokke; der skal være én.")
    if not (root.findtext(f".//{_DC}title//{_RDF}li") or "").strip():
        yield file.error("metadata-titel", "PDF'ens metadata mangler titlen.")
    if not said(root, f"{PDFUA}part"):
        yield file.error("metadata-pdfua", "PDF'en siger ikke, at den følger PDF/UA.")
    if not said(root, f"{PDFA}part"):
        yield file.error("metadata-pdfa", "PDF'en siger ikke, at den følger PDF/A.")
    elif said(root, f"{PDFA}part") < "4" and root.find(f".//{_EXTENSION}") is None:
        yield file.error("metadata-udvidelse", "PDF'ens metadata beskriver ikke PDF/UA-mærket, som PDF/A kræver.")


def catalog(file: Inspected) -> Iterator[Diagnostic]:
    """Check 13: language, title in the window, tab order, marked as tagged."""
    if not file.objects.text(file.objects.root.get("/Lang")):
        yield file.error("katalog-sprog", "PDF'en siger ikke, hvilket sprog den er på.")
    if not _says(file, "/ViewerPreferences", "/DisplayDocTitle"):
        yield file.error("katalog-titel", "PDF'en viser filnavnet i stedet for titlen.")
    if not _says(file, "/MarkInfo", "/Marked"):
        yield file.error("katalog-maerket", "PDF'en er ikke mærket som tilgængelig (Marked).")
    for number, page in enumerate(file.objects.pages, 1):
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield file.error("side-tabulator", f"Links på side {number} følger ikke tagtræets rækkefølge (Tabs).")


def fonts_pictures_version(file: Inspected) -> Iterator[Diagnostic]:
    """Check 14: fonts embedded and readable as text, no smoothed pictures, a header that fits the standard."""
    for name in sorted(file.content.fonts_without_text):
        yield file.error("skrift-uden-tekst", f"Skriften {name} kan ikke læses som tekst (ToUnicode mangler).")
    every = file.objects.every()
    for item in every:
        if item.get("/Type") == "/FontDescriptor" and not any(f"/FontFile{end}" in item for end in ("", "2", "3")):
            yield file.error("skrift-ikke-indlejret", f"Skriften {item.get('/FontName', '?')} er ikke indlejret.")
    if any(item.get("/Interpolate") is True for item in every):
        message = "Et billede bliver udglattet, når det forstørres; PDF/A tillader det ikke."
        yield file.error("billede-udglattet", message)
    part = said(metadata_of(file.objects), f"{PDFUA}part")
    version, wanted = file.pdf.pdf_version, _VERSIONS.get(part)
    if wanted and version != wanted:
        yield file.error("pdf-version", f"PDF'en er version {version}; PDF/UA-{part} kræver {wanted}.")


def _says(file: Inspected, holder: str, name: str) -> bool:
    return file.objects.at(file.objects.dictionary(file.objects.root.get(holder)).get(name)) is True
