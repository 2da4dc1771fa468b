"""Takes list blocks, gives `ItemList`s numbered as they stand, and every way in which a list is not what was meant.

The engine renumbers lists and makes lists of dates and years (motor.md 2.2); a legal text must never change silently.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rammeaftale.base.diagnostics import TextSpan, error, warning
from rammeaftale.model.text import ItemList, ListItem
from rammeaftale.read.markdown.ids import Named, take_id
from rammeaftale.read.markdown.nodes import BlockNode
from rammeaftale.read.markdown.place import Reading
from rammeaftale.read.markdown.table import ReadInline

LISTS = ("bullet_list", "ordered_list")
MAX_DEPTH = 3

_MONTH = re.compile(
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|kvartal|halvår)\b",
    re.IGNORECASE,
)
_YEARS = range(1800, 2200)


@dataclass(frozen=True, slots=True)
class ListReader:
    """Reads lists; `inline` reads an item's words."""

    reading: Reading
    inline: ReadInline

    def read(self, node: BlockNode, depth: int = 1, start: int = 1) -> ItemList:
        """The list; `start` is the number its first item must have."""
        place = self.reading.line_span(node.first)
        if depth == MAX_DEPTH + 1:
            hint = "del listen i to, eller lav underafsnit"
            self.reading.found.append(
                error("liste-for-dyb", f"lister kan højst have {MAX_DEPTH} niveauer", place, hint)
            )
        self._check_mark(node)
        ordered = node.kind == "ordered_list"
        if ordered and node.markup == ".":
            before = len(self.reading.found)
            self._check_numbers(node, start)
            if len(node.children) == 1 and start == 1 and before == len(self.reading.found):
                self._warn_single(node.children[0])
        items = tuple(self._item(item, depth) for item in node.children)
        extent = self.reading.block_extent(node)
        return ItemList(ordered, items, place, extent=extent, inner=extent)

    def _item(self, node: BlockNode, depth: int) -> ListItem:
        place = self.reading.line_span(node.first)
        words, *rest = node.children or (BlockNode("empty", node.first, node.first + 1),)
        if words.kind in ("empty", *LISTS):
            hint = "skriv teksten lige efter tegnet, eller slet linjen"
            self.reading.found.append(error("liste-punkt-tomt", "punktet har ingen tekst", place, hint))
        rest = rest if words.kind in ("empty", "paragraph") else [words, *rest]
        text = self._words(words, place) if words.kind == "paragraph" else None
        for block in rest:
            if block.kind not in LISTS:
                hint = "ryk teksten helt ud til venstre efter listen, eller lav den til et punkt for sig"
                where = self.reading.line_span(block.first)
                message = "et punkt kan kun have sin egen tekst og underpunkter"
                self.reading.found.append(error("liste-indhold", message, where, hint))
        lists = tuple(self.read(block, depth + 1) for block in rest if block.kind in LISTS)
        extent = self.reading.block_extent(node)
        if text is None:
            return ListItem((), lists, place, extent=extent)
        return ListItem(self.inline(text.words), lists, place, text.id, extent=extent, inner=text.words.extent())

    def _check_mark(self, node: BlockNode) -> None:
        if node.markup in ("-", "."):
            return
        mark = f"1{node.markup}" if node.kind == "ordered_list" else node.markup
        hint = (
            "skriv »1.«, »2.« og »3.«"
            if node.kind == "ordered_list"
            else "begynd punkter med »- «; er det midt i en sætning, så flyt ordet op på linjen før"
        )
        message = f"linjen begynder med »{mark} « og blev til et punkt i en liste"
        self.reading.found.append(error("liste-tegn", message, self.reading.line_span(node.first), hint))

    def _check_numbers(self, node: BlockNode, start: int) -> None:
        expected = start
        for item in node.children:
            words = item.children[0].text if item.children else ""
            number = int(item.info)
            if self._is_date(item, number, words, expected):
                continue
            if item.info != str(expected):
                message = f"punktet har nummer {item.info}, men ville blive trykt som {expected}"
                hint = "lister begynder med 1 og tæller én op; underpunkter rykkes tre mellemrum ind"
                escape = f"er det ikke et punkt, så skriv »{item.info}\\.«"
                place = self.reading.line_span(item.first)
                self.reading.found.append(error("liste-nummer", message, place, hint, escape))
            expected = number + 1

    def _warn_single(self, item: BlockNode) -> None:
        """A numbered list of one point is likely a sentence that begins with a number ("1. klasse")."""
        hint = f"er det ikke en liste, så skriv »{item.info}\\.«"
        place = self.reading.line_span(item.first)
        self.reading.found.append(warning("liste-enlig", "den nummererede liste har kun ét punkt", place, hint))

    def _words(self, node: BlockNode, item: TextSpan) -> Named:
        """A point's own words. A line at the margin under them is part of them (CommonMark's lazy continuation)."""
        passage = self.reading.passage(node.text, node.first)
        for place in passage.spans[1:]:
            if place.column <= item.column:
                hint = "ryk linjen ind under punktets tekst, eller sæt en blank linje før den, hvis den ikke hører til"
                message = "linjen blev en del af punktet over den"
                self.reading.found.append(warning("liste-fortsat", message, place, hint))
        named = take_id(passage)
        self.reading.found += named.problems
        return named

    def _is_date(self, item: BlockNode, number: int, words: str, expected: int) -> bool:
        month = _MONTH.match(words) if number <= 31 else None
        if not month and (number == expected or number not in _YEARS):
            return False
        said = f"{item.info}. {month[0]}" if month else f"{item.info}."
        kind, what = ("liste-dato", "datoen") if month else ("liste-aarstal", "årstallet")
        message = f"{what} »{said}« står først på linjen og blev til et nummereret punkt"
        hint = f"flyt et ord ned på linjen, så den ikke begynder med tallet, eller skriv »{item.info}\\.«"
        self.reading.found.append(error(kind, message, self.reading.line_span(item.first), hint))
        return True


def continued_number(siblings: Sequence[BlockNode], index: int) -> tuple[int, BlockNode] | None:
    """For an ordered list that goes on where an earlier one stopped: its first number and what broke the first.

    So it looks when a sub-list or a second paragraph under a point is not indented enough.
    """
    node = siblings[index]
    first = int(node.children[0].info or 0) if node.kind == "ordered_list" and node.children else 1
    if first == 1:
        return None
    between = index - 1
    while between >= 0 and siblings[between].kind in ("bullet_list", "paragraph"):
        between -= 1
    earlier = siblings[between] if 0 <= between < index - 1 else None
    if earlier is None or earlier.kind != "ordered_list" or int(earlier.children[-1].info) + 1 != first:
        return None
    return first, siblings[between + 1]


def interrupts_sentence(before: BlockNode | None, node: BlockNode) -> bool:
    """Whether a list begins right under a line of text that does not lead up to it."""
    return (
        before is not None
        and before.kind == "paragraph"
        and before.last == node.first
        and not before.text.rstrip().endswith((":", ".", "?", "!"))
    )


def sentence_warning(node: BlockNode, reading: Reading) -> None:
    """Say that the list may be an accident of line breaking."""
    message = "listen begynder midt i en sætning"
    hint = "sæt kolon og en blank linje før listen; er det ingen liste, så flyt tegnet op på linjen før"
    reading.found.append(warning("liste-midt-i-saetning", message, reading.line_span(node.first), hint))
