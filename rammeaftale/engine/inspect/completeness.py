"""Takes the source HTML and the tag tree; gives an error for each text that fell out, came twice, joined or moved.

»Intet er faldet ud«: the tree's text equals the source's, block by block and in order. Text from the style sheet
(numbers, markers, page numbers) is left out, but leader dots must not be read out, and numbers must not join words.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from rammeaftale.base.diagnostics import Diagnostic, FileSpan, TextSpan, error, in_order
from rammeaftale.engine.inspect.source_text import INVISIBLE, source_blocks
from rammeaftale.engine.inspect.text_difference import Difference, differences
from rammeaftale.engine.inspect.tree_text import generated_faults, tree_blocks, unseen_texts
from rammeaftale.engine.tagging.nodes import Node

LOST = "tekst-faldet-ud"
SAYS = {
    "lost": (LOST, "Teksten »{words}« står i kilden, men er faldet ud af PDF'en."),
    "extra": ("tekst-uden-kilde", "Teksten »{words}« læses op i PDF'en, men står ikke i kilden på dette sted."),
    "twice": ("tekst-dobbelt", "Teksten »{words}« læses op to gange i PDF'en."),
    "moved": ("tekst-flyttet", "Teksten »{words}« læses op på et andet sted i PDF'en end i kilden."),
    "joined": ("ord-sammen", "Ordene »{words}« læses op som ét ord i PDF'en."),
    "split": ("ord-delt", "Ordet »{words}« læses op delt i PDF'en."),
    "kind": ("tekst-forkert-slags", "Teksten »{words}« er mærket som noget andet i PDF'en end i kilden."),
}
HINTS = {
    "lost": "se efter display: none, overflow: hidden, position: absolute eller en for lav kasse i typografiarket",
    "moved": "se efter position: absolute eller order i typografiarket",
}
UNSEEN = {
    "uden for siden": "den står uden for siden",
    "skåret af": "den er skåret af kanten på en kasse (overflow: hidden)",
    "usynlig": "den er gjort usynlig i typografiarket",
    "dækket": "en absolut placeret blok ligger oven i en anden tekst",
}


def compare(html: Element, tree: Node) -> tuple[Diagnostic, ...]:
    """Compare the source, the element tree that was typeset, with the logical tree of the laid-out pages.

    Every finding is an error that names the source's file and line (`data-kilde`) and the first words.
    """
    source = source_blocks(html)
    found = [_unseen(words, reason, place) for words, reason, place in unseen_texts(tree)]
    found += [_generated(kind, words, place) for kind, words, place in generated_faults(tree)]
    found += [_difference(one, html) for one in differences(source, tree_blocks(tree))]
    return in_order(found)


def _difference(one: Difference, html: Element) -> Diagnostic:
    kind, sentence = SAYS[one.kind]
    hints = (HINTS[one.kind],) if one.kind in HINTS else ()
    return error(kind, sentence.format(words=_as_written(one.words, html)), place_of(one.source), *hints)


def _as_written(words: str, html: Element) -> str:
    """The words with the source's own capitals: they were compared without, since a style sheet may change them."""
    whole = " ".join(INVISIBLE.sub("", "".join(html.itertext())).split())
    sought = words.removesuffix(" …")
    place = whole.casefold().find(sought)
    return words if place < 0 else whole[place : place + len(sought)] + words[len(sought) :]


def _unseen(words: str, reason: str, source: str) -> Diagnostic:
    sentence = f"Teksten »{words}« er faldet ud af den synlige PDF: {UNSEEN[reason]}."
    return error(LOST, sentence, place_of(source), "giv blokken plads i sidens tekst, eller ret typografiarket")


def _generated(kind: str, words: str, source: str) -> Diagnostic:
    if kind == "dots":
        return error("prikker-laeses", f"Prikkerne »{words}« læses op i PDF'en.", place_of(source))
    return error(
        "ord-sammen",
        f"Ordene »{words}« læses op som ét ord i PDF'en.",
        place_of(source),
        "sæt et mellemrum eller en margen i typografiarkets content",
    )


def place_of(source: str) -> TextSpan | FileSpan | None:
    """A `data-kilde` as a place: `sti:linje` or `sti:linje:kolonne`; anything else names the whole file."""
    if not source:
        return None
    parts = source.split(":")
    if len(parts) == 2 and parts[1].isdigit():
        return TextSpan(parts[0], int(parts[1]))
    if len(parts) == 3 and parts[1].isdigit() and parts[2].isdigit():
        return TextSpan(parts[0], int(parts[1]), int(parts[2]))
    return FileSpan(source)
