"""Checks 5, 9, 10 and 11: what the HTML has, the file has too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.engine.inspect.file_text import lost_blocks
from rammeaftale.engine.inspect.inspected import Inspected, short
from rammeaftale.engine.inspect.source_text import is_silent, source_blocks
from rammeaftale.engine.tagging.grid import table_rows
from rammeaftale.engine.tagging.markup import contents_entries, is_contents, is_presentation

_TEXT = {
    "lost": ("tekst-faldet-ud", "Teksten »{}« fra kilden findes ikke i PDF'ens tagtræ."),
    "moved": ("tekst-flyttet", "Teksten »{}« står et andet sted i PDF'ens tagtræ end i kilden."),
    "spaces": ("ord-sammen", "Ordene i »{}« er skrevet sammen eller delt i PDF'en."),
}


def tables(file: Inspected) -> Iterator[Diagnostic]:
    """Check 5: one Table for each table, with as many rows."""
    if file.source is None:
        return
    wanted = [
        _row_count(element) for element in file.visible if element.tag == "table" and not is_presentation(element)
    ]
    written = [len(table_rows(node)) for node in file.nodes if node.role == "Table"]
    if len(wanted) != len(written):
        yield file.error("tabel-antal", f"Kilden har {len(wanted)} tabeller, PDF'en {len(written)}.")
        return
    for number, (rows, tagged) in enumerate(zip(wanted, written, strict=True), 1):
        if rows != tagged:
            yield file.error("tabel-raekker", f"Tabel nr. {number} har {rows} rækker i kilden, {tagged} i PDF'en.")


def contents(file: Inspected) -> Iterator[Diagnostic]:
    """Check 9: as many entries in the table of contents as the source has."""
    if file.source is None:
        return
    items = (item for element in file.visible if is_contents(element) for item in contents_entries(element))
    wanted = sum(bool("".join(item.itertext()).strip()) for item in items)
    written = sum(node.role == "TOCI" for node in file.nodes)
    if wanted != written:
        yield file.error("indhold-antal", f"Indholdsfortegnelsen har {wanted} punkter i kilden, {written} i PDF'en.")


def languages_and_abbreviations(file: Inspected) -> Iterator[Diagnostic]:
    """Check 10: every foreign word has its language, every abbreviation its words."""
    if file.source is None:
        return
    wanted = Counter(_foreign(file.source, file.source.get("lang") or ""))
    written = Counter(str(node.get("Lang")) for node in file.nodes if node.get("Lang"))
    for name, count in (wanted - written).items():
        yield file.error("sprog-mangler", f"{count} tekst(er) på sproget »{name}« er ikke mærket med sprog i PDF'en.")
    titles = Counter(element.get("title", "") for element in file.visible if element.tag == "abbr")
    expanded = Counter(str(node.get("E")) for node in file.nodes if node.get("E"))
    for title in titles - expanded:
        if title:
            yield file.error("forkortelse-mangler", f"Forkortelsen for »{short(title)}« bliver ikke læst ud i PDF'en.")


def text(file: Inspected) -> Iterator[Diagnostic]:
    """Check 11: every block of the source's text stands in the tree, whole and in order."""
    if file.source is not None:
        for fault, words in lost_blocks(source_blocks(file.source), file.nodes[0]):
            kind, message = _TEXT[fault]
            yield file.error(kind, message.format(words))


def _row_count(table: Element) -> int:
    """The rows of a table without those of tables inside it."""
    inner = sum(len(list(other.iter("tr"))) for other in table.iter("table") if other is not table)
    return len(list(table.iter("tr"))) - inner


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
