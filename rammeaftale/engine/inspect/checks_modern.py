"""Checks 16 and 17: languages and characters that every reader knows; what PDF/UA-2 and PDF/A-4 ask for besides.

ISO 14289-2 (PDF/UA-2) and ISO 19005-4 (PDF/A-4); docs/regler.md has each clause with its message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.engine.inspect.inspected import Inspected, short
from rammeaftale.engine.inspect.objects import Json
from rammeaftale.engine.inspect.tagtree import TagLink
from rammeaftale.engine.inspect.xmp import PDFA, PDFUA, metadata_of, said
from rammeaftale.engine.tagging.roles import NAMESPACE, OLD_ROLES

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_TOLD = ("/Alt", "/ActualText", "/E", "/Contents", "/Title", "/Desc")
"""Entries that a person reads or hears."""
_NOTE_TYPES = ("/Footnote", "/Endnote", "/None")


def words(file: Inspected) -> Iterator[Diagnostic]:
    """Check 16: languages are named by their code, and no word has a character of somebody's own; files have words."""
    for item in file.objects.every():
        language = file.objects.text(item["/Lang"]) if "/Lang" in item else ""
        if language and not _LANGUAGE.fullmatch(language):
            yield file.error("sprog-kode", f"»{short(language)}« er ikke en sprogkode.")
        for name in _TOLD:
            if name in item and _PRIVATE.search(text := file.objects.text(item[name])):
                yield file.error("tegn-privat", f"»{short(text)}« har et tegn, som kun én skrift kender.")
        if "/EF" in item and not file.objects.text(item.get("/Desc")):
            name = file.objects.text(item.get("/UF"))
            yield file.error("datafil-uden-ord", f"Filen »{short(name)}« inde i PDF'en siger ikke, hvad den er.")
    for texts in file.content.texts.values():
        if _PRIVATE.search(text := "".join(texts)):
            yield file.error("tegn-privat", f"»{short(text)}« har et tegn, som kun én skrift kender.")


def modern(file: Inspected) -> Iterator[Diagnostic]:
    """Check 17, of a file that says that it is PDF/UA-2."""
    root = metadata_of(file.objects)
    if said(root, f"{PDFUA}part") != "2":
        return
    carries = any("/EF" in item for item in file.objects.every())
    says = said(root, f"{PDFUA}rev"), said(root, f"{PDFA}part"), said(root, f"{PDFA}conformance")
    if says != ("2024", "4", "F" if carries else ""):
        wanted = "PDF/A-4f" if carries else "PDF/A-4 uden bogstav"
        yield file.error("pdf2-maerke", f"PDF'en skal sige PDF/UA-2 (2024) og {wanted}; den siger {' '.join(says)}.")
    if "/Info" in file.pdf.trailer:
        yield file.error("pdf2-oplysninger", "PDF'en har oplysninger om sig selv uden for metadata (Info).")
    elements = file.objects.of_type("/StructElem")
    yield from _roles(file, elements)
    yield from _references(file, elements)
    yield from _destinations(file)
    yield from _links(file)


def _roles(file: Inspected, elements: dict[str, dict[str, Json]]) -> Iterator[Diagnostic]:
    """8.2.4, 8.2.5.2, 8.2.5.12, 8.2.5.14 and 8.2.5.25: types of PDF 2.0, and those of 1.7 that it has none for."""
    for element in elements.values():
        role = file.objects.text(element.get("/S"))[1:]
        space = file.objects.text(file.objects.dictionary(element.get("/NS")).get("/NS"))
        if role in ("H", "Note"):
            yield file.error("pdf2-element", f"Elementet {role} må ikke bruges i PDF/UA-2.")
        elif space != ("" if role in OLD_ROLES else NAMESPACE):
            yield file.error("pdf2-element", f"Elementet {role} hører ikke til i navnerummet »{short(space)}«.")
    for node in file.nodes:
        labelled = node.role == "L" and any(part.role == "Lbl" for item in node.nodes for part in item.nodes)
        if labelled and node.get("ListNumbering") in (None, "None"):
            yield file.error("liste-nummerering", f"Listen »{short(node.text)}« siger ikke, hvad dens mærker er.")


def _references(file: Inspected, elements: dict[str, dict[str, Json]]) -> Iterator[Diagnostic]:
    """8.2.5.8 and 8.2.5.14: an entry of the contents leads to its heading, a note and its calls to each other."""
    refers = {name: [str(to) for to in file.objects.array(element.get("/Ref"))] for name, element in elements.items()}
    for name, element in elements.items():
        role = file.objects.text(element.get("/S"))
        if role == "/TOCI" and not any(refers[below] for below in (name, *_below(file, element))):
            yield file.error("pdf2-henvisning", "Et punkt i indholdsfortegnelsen nævner ikke sin overskrift (Ref).")
        if role == "/FENote":
            calls = {other for other, targets in refers.items() if name in targets}
            owners = file.objects.array(element.get("/A")) or [element.get("/A")]
            kinds = [file.objects.dictionary(owner).get("/NoteType") for owner in owners]
            if not calls or calls != set(refers[name]) or not any(kind in _NOTE_TYPES for kind in kinds):
                yield file.error("pdf2-henvisning", "En note og dens tal i teksten nævner ikke hinanden (Ref).")


def _below(file: Inspected, element: dict[str, Json]) -> Iterator[str]:
    """The elements right under one, by reference, and theirs."""
    kids = element.get("/K")
    for kid in file.objects.array(kids) or [kids]:
        inner = file.objects.dictionary(kid)
        if isinstance(kid, str) and "/S" in inner and inner.get("/S") != "/TOCI":
            yield kid
            yield from _below(file, inner)


def _destinations(file: Inspected) -> Iterator[Diagnostic]:
    """8.8: whatever leads to a place in the file leads to an element."""
    for item in file.objects.every():
        action = file.objects.dictionary(item.get("/A"))
        goes = action if action.get("/S") == "/GoTo" else {}
        is_place = item.get("/Subtype") == "/Link" or "/Title" in item
        if is_place and ("/Dest" in item or ("/D" in goes and "/SD" not in goes)):
            name = file.objects.text(item.get("/Title", item.get("/Contents")))
            yield file.error("pdf2-maal", f"»{short(name)}« fører til et sted på en side og ikke til et element.")


def _links(file: Inspected) -> Iterator[Diagnostic]:
    """8.2.5.20: the areas of one link lead to one place."""
    for node in file.nodes:
        targets = {kid.target for kid in node.kids if isinstance(kid, TagLink)}
        if len(targets) > 1:
            yield file.error("link-flere-maal", f"Linket »{short(node.text)}« fører til flere steder.")
