"""Checks 3, 4, 7 and 8: links, headings, figures with formulas, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.engine.inspect.inspected import Inspected, short
from rammeaftale.engine.inspect.objects import number_of
from rammeaftale.engine.inspect.tagtree import TagLink
from rammeaftale.engine.tagging.tree import END_MARKS, HEADINGS, LINKS, Value, clean, link_name

_SLACK = 1.0
"""Points that a figure may stick out of its page: the page's size and the figure's are rounded, each by itself."""

_SHOWN = {"Figure": "Figuren", "Formula": "Formlen"}
"""What is seen as a whole and said in other words (ISO 14289-1, 7.3 and 7.7), with what messages call it."""

_CLICKABLE = {"/FileAttachment": "en vedhæftet fil, som man kan klikke på", "/Widget": "et felt, som man kan udfylde"}
_INSTEAD = {"/FileAttachment": ("læg filen ved hele dokumentet (render/data_files.py), og nævn den i teksten",)}
"""What may stand on a page besides links: no element of ours leads to it (ISO 14289-1, 7.18.1)."""


def links(file: Inspected) -> Iterator[Diagnostic]:
    """Check 3: every link on a page is reached through a Link, and is called what its text says; nothing else is there.

    A word that a line's end breaks is read with the marks after the link: `tagging/halves.py` takes them along.
    """
    reached: set[int] = set()
    for node in file.nodes:
        areas = [kid for kid in node.kids if isinstance(kid, TagLink) and kid.kind == "Link"]
        if not areas or node.role not in LINKS:
            continue
        reached.update(area.number for area in areas)
        name = link_name(node)
        if not name:
            target = short(areas[0].target) or "et sted i dokumentet"
            yield file.error("link-uden-tekst", f"Linket til {target} har ingen tekst at læse op.")
            continue
        unheeded = END_MARKS if len(areas) > 1 else ""
        for area in areas:
            if clean(area.contents).rstrip(unheeded) != name.rstrip(unheeded):
                message = f"Linket »{short(name)}« er beskrevet som »{short(area.contents)}«."
                yield file.error("link-tekst", message)
    for number, page in enumerate(file.objects.pages, 1):
        for reference in file.objects.array(page.get("/Annots")):
            annotation = file.objects.dictionary(reference)
            kind = str(annotation.get("/Subtype"))
            if kind != "/Link":
                what = _CLICKABLE.get(kind, f"noget af slagsen »{kind[1:]}«")
                message = f"Side {number} har {what}; den, der lytter, kan ikke komme til det."
                yield file.error("klikbart-uden-element", message, *_INSTEAD.get(kind, ()))
            elif number_of(reference) not in reached:
                contents = short(file.objects.text(annotation.get("/Contents")))
                message = f"Linket »{contents}« på side {number} er ikke med i tagtræet som link."
                yield file.error("link-uden-element", message)


def headings(file: Inspected) -> Iterator[Diagnostic]:
    """Check 4: the first heading has level 1, and no level is skipped on the way down."""
    before = 0
    for node in file.nodes:
        level = HEADINGS.get(node.role)
        if level is None:
            continue
        title = short(node.text)
        if not title:
            yield file.error("overskrift-tom", f"En overskrift på niveau {level} har ingen tekst.")
        if before == 0 and level != 1:
            message = f"Den første overskrift »{title}« har niveau {level}; den skal have niveau 1."
            yield file.error("overskrift-foerste", message)
        elif before and level > before + 1:
            yield file.error("overskrift-spring", f"Overskriften »{title}« springer fra niveau {before} til {level}.")
        before = level


def figures(file: Inspected) -> Iterator[Diagnostic]:
    """Check 7: every figure says what it shows, every formula how it is said, and each stands on the page."""
    pages = [tuple(float(side) for side in page.mediabox) for page in file.pdf.pages]
    for node in file.nodes:
        if node.role not in _SHOWN:
            continue
        name = _SHOWN[node.role]
        alternative = str(node.get("Alt") or "").strip()
        if not alternative and node.role == "Formula":
            yield file.error("formel-uden-ord", f"Formlen »{short(node.text)}« siger ikke, hvordan den læses op.")
        elif not alternative:
            yield file.error("figur-uden-ord", "En figur har ingen alternativ tekst.", "skriv, hvad billedet viser")
        if not any(_is_inside(node.get("BBox"), page) for page in pages):
            yield file.error("figur-kasse", f"{name} »{short(alternative)}« står ikke inden for siden (BBox).")


def notes(file: Inspected) -> Iterator[Diagnostic]:
    """Check 8: every note has an id of its own."""
    named = [(node, str(node.get("ID") or "")) for node in file.nodes if node.role in ("Note", "FENote")]
    counts = Counter(name for _, name in named)
    for node, name in named:
        if not name or counts[name] > 1:
            fault = "mangler et ID" if not name else f"deler ID'et »{name}« med en anden"
            yield file.error("note-id", f"Fodnoten »{short(node.text)}« {fault}.")


def _is_inside(box: Value | None, page: tuple[float, ...]) -> bool:
    if not isinstance(box, tuple) or len(box) != 4:
        return False
    left, bottom, right, top = (float(side) for side in box)
    return page[0] - _SLACK <= left < right <= page[2] + _SLACK and page[1] - _SLACK <= bottom < top <= page[3] + _SLACK
