"""Checks 5, 9, 10 and 11: what the HTML has, the file has too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from rammeaftale.engine.inspect.file_text import lost_blocks
from rammeaftale.engine.inspect.inspected import Finding, Inspected, short
from rammeaftale.engine.inspect.source_text import is_silent, source_blocks
from rammeaftale.engine.inspect.tag_grid import table_rows

CONTENTS_CLASSES = frozenset({"toc", "indhold", "indholdsfortegnelse"})


def tables(file: Inspected) -> Iterator[Finding]:
    """Check 5: one Table for each table, with as many rows."""
    if file.source is None:
        return
    wanted = [_row_count(one) for one in file.visible if one.tag == "table" and not _is_layout(one)]
    found = [len(table_rows(node)) for node in file.nodes if node.role == "Table"]
    if len(wanted) != len(found):
        yield Finding("tabel-antal", f"Kilden har {len(wanted)} tabeller, PDF'en {len(found)}.")
        return
    for number, (mine, theirs) in enumerate(zip(wanted, found, strict=True), 1):
        if mine != theirs:
            yield Finding("tabel-raekker", f"Tabel nr. {number} har {mine} rækker i kilden, {theirs} i PDF'en.")


def contents(file: Inspected) -> Iterator[Finding]:
    """Check 9: as many entries in the table of contents as the source has."""
    if file.source is None:
        return
    lists = (nav for nav in file.visible if nav.tag == "nav" and _is_contents(nav))
    wanted = sum(bool("".join(item.itertext()).strip()) for nav in lists for item in nav.iter("li"))
    found = sum(node.role == "TOCI" for node in file.nodes)
    if wanted != found:
        yield Finding("indhold-antal", f"Indholdsfortegnelsen har {wanted} punkter i kilden, {found} i PDF'en.")


def languages_and_abbreviations(file: Inspected) -> Iterator[Finding]:
    """Check 10: every foreign word has its language, every abbreviation its words."""
    if file.source is None:
        return
    language = next((one.get("lang") for one in file.source.iter("html")), None) or ""
    wanted = Counter(_foreign(file.source, language))
    found = Counter(str(node.get("Lang")) for node in file.nodes if node.get("Lang"))
    for name, count in (wanted - found).items():
        yield Finding("sprog-mangler", f"{count} tekst(er) på sproget »{name}« er ikke mærket med sprog i PDF'en.")
    words = Counter(one.get("title", "") for one in file.visible if one.tag == "abbr" and one.get("title"))
    expanded = Counter(str(node.get("E")) for node in file.nodes if node.get("E"))
    for word in words - expanded:
        yield Finding("forkortelse-mangler", f"Forkortelsen for »{short(word)}« bliver ikke læst ud i PDF'en.")


def text(file: Inspected) -> Iterator[Finding]:
    """Check 11: every block of the source's text stands in the tree, whole and in order."""
    if file.source is None:
        return
    for kind, words in lost_blocks(source_blocks(file.source), file.tree):
        sentence = {
            "lost": f"Teksten »{words}« fra kilden findes ikke i PDF'ens tagtræ.",
            "moved": f"Teksten »{words}« står et andet sted i PDF'ens tagtræ end i kilden.",
            "spaces": f"Ordene i »{words}« er skrevet sammen eller delt i PDF'en.",
        }[kind]
        yield Finding({"lost": "tekst-faldet-ud", "moved": "tekst-flyttet", "spaces": "ord-sammen"}[kind], sentence)


def _row_count(table: Element) -> int:
    """The rows of a table without those of tables inside it."""
    inner = sum(len(list(one.iter("tr"))) for one in table.iter("table") if one is not table)
    return len(list(table.iter("tr"))) - inner


def _is_layout(table: Element) -> bool:
    return table.get("role") in ("presentation", "none")


def _is_contents(nav: Element) -> bool:
    return bool(set((nav.get("class") or "").split()) & CONTENTS_CLASSES) or nav.get("role") == "doc-toc"


def _foreign(element: Element, language: str) -> Iterator[str]:
    """The languages of the elements that leave the language around them."""
    if is_silent(element):
        return
    own = element.get("lang") or language
    if own != language and element.tag not in ("html", "body") and "".join(element.itertext()).strip():
        yield own
    for child in element:
        if isinstance(child.tag, str):
            yield from _foreign(child, own)
