"""Checks 3, 4, 7 and 8: links, headings, figures, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from rammeaftale.engine.inspect.inspected import Finding, Inspected, short
from rammeaftale.engine.inspect.objects import number_of, said
from rammeaftale.engine.inspect.tagtree import TagLink, TagNode, clean, walk

LINK_ROLES = ("Link", "Reference")
HEADINGS = {f"H{level}": level for level in range(1, 7)}


def links(file: Inspected) -> Iterator[Finding]:
    """Check 3: every link on a page is reached through a Link, and is called what its text says."""
    reached: set[int] = set()
    for node in file.nodes:
        areas = [kid for kid in node.kids if isinstance(kid, TagLink) and kid.kind == "Link"]
        if areas and node.role in LINK_ROLES:
            reached.update(area.number for area in areas)
            name = link_name(node)
            if not name:
                where = short(areas[0].target) or "et sted i dokumentet"
                yield Finding("link-uden-tekst", f"Linket til {where} har ingen tekst at læse op.")
                continue
            for area in areas:
                if clean(area.contents) != name:
                    yield Finding("link-tekst", f"Linket »{short(name)}« er beskrevet som »{short(area.contents)}«.")
    for number, page in enumerate(file.objects.pages, 1):
        for reference in file.objects.array(page.get("/Annots")):
            annotation = file.objects.dictionary(reference)
            if annotation.get("/Subtype") == "/Link" and number_of(reference) not in reached:
                words = short(said(file.objects.at(annotation.get("/Contents", "u:"))))
                yield Finding(
                    "link-uden-element", f"Linket »{words}« på side {number} er ikke med i tagtræet som link."
                )


def link_name(node: TagNode) -> str:
    """A link's text, or the alternative of the picture that it holds."""
    return node.text or next((str(one.get("Alt")) for one in walk(node) if one.get("Alt")), "")


def headings(file: Inspected) -> Iterator[Finding]:
    """Check 4: the first heading has level 1, and no level is skipped on the way down."""
    before = 0
    for node in file.nodes:
        level = HEADINGS.get(node.role)
        if level is None:
            continue
        words = short(node.text)
        if not words:
            yield Finding("overskrift-tom", f"En overskrift på niveau {level} har ingen tekst.")
        if before == 0 and level != 1:
            yield Finding(
                "overskrift-foerste", f"Den første overskrift »{words}« har niveau {level}; den skal have niveau 1."
            )
        elif before and level > before + 1:
            yield Finding("overskrift-spring", f"Overskriften »{words}« springer fra niveau {before} til {level}.")
        before = level


def figures(file: Inspected) -> Iterator[Finding]:
    """Check 7: every figure says what it shows, and stands on the page."""
    boxes = [tuple(float(side) for side in page.mediabox) for page in file.pdf.pages]
    for node in file.nodes:
        if node.role != "Figure":
            continue
        words = str(node.get("Alt") or "").strip()
        if not words:
            yield Finding("figur-uden-ord", "En figur har ingen alternativ tekst.", ("skriv, hvad billedet viser",))
        box = node.get("BBox")
        if not isinstance(box, tuple) or len(box) != 4 or not any(_inside(box, page) for page in boxes):
            yield Finding("figur-kasse", f"Figuren »{short(words)}« står ikke inden for siden (BBox).")


def notes(file: Inspected) -> Iterator[Finding]:
    """Check 8: every note has an id of its own."""
    found = [node for node in file.nodes if node.role in ("Note", "FENote")]
    counts = Counter(str(node.get("ID") or "") for node in found)
    for node in found:
        name = str(node.get("ID") or "")
        if not name or counts[name] > 1:
            fault = "mangler et ID" if not name else f"deler ID'et »{name}« med en anden"
            yield Finding("note-id", f"Fodnoten »{short(node.text)}« {fault}.")


def _inside(box: tuple[Any, ...], page: tuple[float, ...]) -> bool:
    left, bottom, right, top = (float(side) for side in box)
    slack = 1.0
    return (
        left < right
        and bottom < top
        and left >= page[0] - slack
        and bottom >= page[1] - slack
        and right <= page[2] + slack
        and top <= page[3] + slack
    )
