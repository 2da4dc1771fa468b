"""Takes the source HTML and the tag tree; gives an error for each text that fell out, came twice, joined or moved.

»Intet er faldet ud«: the tree's text equals the source's, block by block and in order. Text from the style sheet
(numbers, markers, page numbers) is left out, but leader dots must not be read out, and numbers must not join words.
"""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

from rammeaftale.base.diagnostics import Diagnostic, FileSpan, TextSpan, error, in_order
from rammeaftale.engine.inspect.blocks import Fault, visible
from rammeaftale.engine.inspect.source_text import source_blocks
from rammeaftale.engine.inspect.text_difference import differences
from rammeaftale.engine.inspect.tree_text import generated_faults, tree_blocks, unseen_texts
from rammeaftale.engine.tagging.tree import LogicalNode

LOST = "tekst-faldet-ud"
"""The kind of a text that nobody sees."""

_JOINED = "Ordene »{words}« læses op som ét ord i PDF'en."
_SAYS = {
    "lost": (
        LOST,
        "Teksten »{words}« står i kilden, men er faldet ud af PDF'en.",
        "se efter display: none, overflow: hidden, position: absolute eller en for lav kasse i typografiarket",
    ),
    "extra": ("tekst-uden-kilde", "Teksten »{words}« læses op i PDF'en, men står ikke i kilden på dette sted."),
    "twice": ("tekst-dobbelt", "Teksten »{words}« læses op to gange i PDF'en."),
    "moved": (
        "tekst-flyttet",
        "Teksten »{words}« læses op på et andet sted i PDF'en end i kilden.",
        "se efter position: absolute eller order i typografiarket",
    ),
    "joined": ("ord-sammen", _JOINED),
    "split": ("ord-delt", "Ordet »{words}« læses op delt i PDF'en."),
    "kind": ("tekst-forkert-slags", "Teksten »{words}« er mærket som noget andet i PDF'en end i kilden."),
    "dots": ("prikker-laeses", "Prikkerne »{words}« læses op i PDF'en."),
    "glued": ("ord-sammen", _JOINED, "sæt et mellemrum eller en margen i typografiarkets content"),
}


def compare(html: Element, root: LogicalNode) -> tuple[Diagnostic, ...]:
    """Compare the source, the element tree that was typeset, with the logical tree of the laid-out pages.

    Every finding is an error that names the source's file and line (`data-kilde`) and the first words.
    """
    faults = [*unseen_texts(root), *generated_faults(root)]
    compared = differences(source_blocks(html), tree_blocks(root))
    faults += [replace(difference, words=_as_written(difference.words, html)) for difference in compared]
    return in_order(map(_diagnostic, faults))


def _diagnostic(fault: Fault) -> Diagnostic:
    span = place_of(fault.source)
    if fault.kind not in _SAYS:  # the reason why a text cannot be seen
        message = f"Teksten »{fault.words}« er faldet ud af den synlige PDF: {fault.kind}."
        return error(
            LOST,
            message,
            span,
            "gør teksten kortere, eller del den i flere; hjælper det ikke, så sig det til den, der passer programmet",
        )
    kind, message, *hints = _SAYS[fault.kind]
    return error(kind, message.format(words=fault.words), span, *hints)


def _as_written(words: str, html: Element) -> str:
    """The words with the source's own capitals: they were compared without, since a style sheet may change them."""
    whole = visible("".join(html.itertext()))
    sought = words.removesuffix(" …")
    start = whole.casefold().find(sought)
    return words if start < 0 else whole[start : start + len(sought)] + words[len(sought) :]


def place_of(source: str) -> TextSpan | FileSpan | None:
    """A `data-kilde` as a place: `sti:linje` or `sti:linje:kolonne`; anything else names the whole file."""
    path, *numbers = source.split(":")
    if len(numbers) in (1, 2) and all(number.isdigit() for number in numbers):
        return TextSpan(path, *map(int, numbers))
    return FileSpan(source) if source else None
