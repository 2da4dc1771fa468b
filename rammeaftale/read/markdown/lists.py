"""Takes list blocks, gives `ItemList`s numbered as they stand, and every way in which a list is not what was meant.

The engine renumbers lists and makes lists of dates and years; a legal text must never change silently.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.inline import Inline
from rammeaftale.model.numbering import Numbering
from rammeaftale.model.text import ItemList, ListItem
from rammeaftale.read.markdown.beginnings import MONTH
from rammeaftale.read.markdown.ids import take_id
from rammeaftale.read.markdown.lettered import LETTERED
from rammeaftale.read.markdown.nodes import BlockNode
from rammeaftale.read.markdown.positions import OpenFile, Passage

LISTS = ("bullet_list", "ordered_list", LETTERED)
_MAX_DEPTH = 3

_LAST_DAY = 31
_YEARS = range(1800, 2200)


@dataclass(frozen=True, slots=True)
class ListReader:
    """Reads lists; `read_words` reads an item's words, given its mark too."""

    file: OpenFile
    read_words: Callable[[Passage, str], tuple[Inline, ...]]

    def read(self, node: BlockNode, depth: int = 1, start: int = 1) -> ItemList:
        """The list; `start` is the number its first item must have."""
        if depth == _MAX_DEPTH + 1:
            message = f"lister kan højst have {_MAX_DEPTH} niveauer"
            self.file.error("liste-for-dyb", message, node, "del listen i to, eller lav underafsnit")
        self._check_mark(node)
        self._check_columns(node)
        numbering = _numbering(node)
        if numbering is not Numbering.BULLETS and (node.kind == LETTERED or node.markup == "."):
            before = len(self.file.findings)
            check = self._check_marks if node.kind == LETTERED else self._check_numbers
            check(node, numbering, start)
            if len(node.children) == 1 and start == 1 and before == len(self.file.findings):
                self._warn_single(node.children[0])
        items = tuple(self._item(item, depth) for item in node.children)
        extent = self.file.block_extent(node)
        return ItemList(numbering, items, self.file.line_span(node.first), extent=extent, inner=extent)

    def _item(self, node: BlockNode, depth: int) -> ListItem:
        span, extent = self.file.line_span(node.first), self.file.block_extent(node)
        begins_with = node.children[0].kind if node.children else ""
        text = node.children[0] if begins_with == "paragraph" else None
        below = node.children[1:] if text else node.children
        if begins_with in ("", *LISTS):
            hint = "skriv teksten lige efter tegnet, eller slet linjen"
            self.file.error("liste-punkt-tomt", "punktet har ingen tekst", span, hint)
        words, name = self._words(text, span) if text else (None, "")
        for block in below:
            if block.kind not in LISTS:
                hint = "flyt det helt ud til venstre efter listens sidste punkt, eller lav det til et punkt for sig"
                message = "et punkt kan kun have sin egen tekst og underpunkter"
                self.file.error("liste-indhold", message, block, hint)
        for above, list_below in pairwise(below):
            self.check_between(above, list_below)
        lists = tuple(self.read(block, depth + 1) for block in below if block.kind in LISTS)
        if words is None:
            return ListItem((), lists, span, extent=extent)
        mark = node.info if node.info.endswith(")") else f"{node.info}{node.markup}"
        return ListItem(self.read_words(words, mark), lists, span, name, extent=extent, inner=words.extent())

    def check_between(self, above: BlockNode, node: BlockNode) -> None:
        """A list right after another and further in is meant to stand below its last point, and does not."""
        if above.kind in LISTS and node.kind in LISTS and self.file.column(node.start) > self.file.column(above.start):
            message = "listen er ikke rykket langt nok ind til at høre til punktet over den"
            hint = "ryk den ind under punktets tekst, eller helt ud, hvis den er en liste for sig"
            self.file.error("liste-indrykning", message, node, hint)

    def _check_columns(self, node: BlockNode) -> None:
        """Points of a list begin in one column, or their numbers end in one: what is further in may be meant below."""
        starts = [self.file.column(item.start) for item in node.children]
        ends = [start + len(item.info) for start, item in zip(starts, node.children, strict=True)]
        uneven = (item for start, item in zip(starts, node.children, strict=True) if start != starts[0])
        if len(set(ends)) > 1 and (item := next(uneven, None)):
            message = "punktet er ikke rykket lige så langt ind som listens første punkt"
            hint = "ryk det helt hen under det første punkt, eller under dets tekst, hvis det er et underpunkt"
            self.file.error("liste-indrykning", message, item, hint)

    def _check_mark(self, node: BlockNode) -> None:
        if node.markup in ("-", ".") or node.kind == LETTERED:
            return
        mark, hint = node.markup, "begynd punkter med »- «; er det midt i en sætning, så flyt ordet op på linjen før"
        if node.kind == "ordered_list":
            mark, hint = f"1{node.markup}", "skriv »1.«, »2.« og »3.«"
        self.file.error("liste-tegn", f"linjen begynder med »{mark} « og blev til et punkt i en liste", node, hint)

    def _check_marks(self, node: BlockNode, numbering: Numbering, start: int) -> None:
        """The marks of letters or Roman numerals must follow each other from `start` on."""
        expected = start
        for item in node.children:
            if item.info != (mark := numbering.mark(expected)):
                printed = f"ville blive trykt som {mark}" if mark else "listens mærker er sluppet op"
                message = f"punktet har mærket {item.info}, men {printed}"
                first = f"lister begynder med {numbering.value} og følger alfabetet"
                if numbering is Numbering.ROMANS:
                    first = "lister med romertal begynder med i) og tæller én op"
                hint = f"{first}; underpunkter rykkes ind under punktets tekst"
                self.file.error("liste-nummer", message, item, hint, _no_point(item))
            expected = (numbering.number(item.info) or expected) + 1

    def _check_numbers(self, node: BlockNode, _: Numbering, start: int) -> None:
        expected = start
        for item in node.children:
            words = item.children[0].text if item.children else ""
            number = int(item.info)
            if self._is_date(item, number, words, expected):
                continue
            if item.info != str(expected):
                message = f"punktet har nummer {item.info}, men ville blive trykt som {expected}"
                hint = "lister begynder med 1 og tæller én op; underpunkter rykkes tre mellemrum ind"
                self.file.error("liste-nummer", message, item, hint, _no_point(item))
            expected = number + 1

    def _warn_single(self, item: BlockNode) -> None:
        """A numbered list of one point is likely a sentence that begins with a number ("1. klasse")."""
        what = "listen med bogstaver" if item.markup == ")" else "den nummererede liste"
        self.file.warning("liste-enlig", f"{what} har kun ét punkt", item, _no_point(item))

    def _words(self, node: BlockNode, item: TextSpan) -> tuple[Passage, str]:
        """A point's own words, and its id. A line at the margin under them is part of them (CommonMark: lazy)."""
        passage = self.file.passage(node.text, node.first)
        for line in passage.spans[1:]:
            if line.column <= item.column:
                hint = "ryk linjen ind under punktets tekst, eller sæt en blank linje før den, hvis den ikke hører til"
                self.file.warning("liste-fortsat", "linjen blev en del af punktet over den", line, hint)
        return take_id(passage, self.file)

    def _is_date(self, item: BlockNode, number: int, words: str, expected: int) -> bool:
        month = MONTH.match(words) if number <= _LAST_DAY else None
        if not month and (number == expected or number not in _YEARS):
            return False
        said = f"{item.info}. {month[0]}" if month else f"{item.info}."
        kind, what = ("liste-dato", "datoen") if month else ("liste-aarstal", "årstallet")
        message = f"{what} »{said}« står først på linjen og blev til et nummereret punkt"
        hint = f"flyt et ord ned på linjen, så den ikke begynder med tallet, eller skriv »{item.info}\\.«"
        self.file.error(kind, message, item, hint)
        return True


def _numbering(node: BlockNode) -> Numbering:
    """How a list is counted. `i)` and `ii)` are Roman numerals, `h)`, `i)` and `j)` letters."""
    if node.kind != LETTERED:
        return Numbering.NUMBERS if node.kind == "ordered_list" else Numbering.BULLETS
    marks = [item.info for item in node.children]
    is_roman = Numbering.ROMANS.number(marks[0]) and (len(marks) == 1 or Numbering.ROMANS.number(marks[1]))
    return Numbering.ROMANS if is_roman else Numbering.LETTERS


def _number(item: BlockNode, numbering: Numbering) -> int:
    """Which number a point has in the source."""
    return int(item.info) if item.info.isdigit() else numbering.number(item.info)


def _no_point(item: BlockNode) -> str:
    """The hint for text that begins as a point does."""
    number, mark = item.info.rstrip(")"), ")" if item.info.endswith(")") else item.markup
    return f"er det ikke et punkt, så skriv »{number}\\{mark}«"


def continued_number(siblings: Sequence[BlockNode], index: int) -> tuple[int, BlockNode] | None:
    """For an ordered list that goes on where an earlier one stopped: its first number and what broke the first.

    So it looks when a sub-list or a second paragraph under a point is not indented enough.
    """
    node = siblings[index]
    if node.kind == "bullet_list" or not node.children:
        return None
    between = index - 1
    while between >= 0 and siblings[between].kind in (*LISTS, "paragraph") and siblings[between].kind != node.kind:
        between -= 1
    earlier = siblings[between] if 0 <= between < index - 1 else None
    if earlier is None or earlier.kind != node.kind:
        return None
    numbering = _numbering(earlier)
    first, last = (_number(item, numbering) for item in (node.children[0], earlier.children[-1]))
    inside = siblings[between + 1 : index]
    breaker = next((block for block in inside if block.kind == "paragraph"), inside[0])
    return (first, breaker) if first > 1 and first == last + 1 else None


def interrupts_sentence(before: BlockNode | None, node: BlockNode) -> bool:
    """Whether a list begins right under a line of text that does not lead up to it."""
    return (
        before is not None
        and before.kind == "paragraph"
        and before.last == node.first
        and not before.text.rstrip().endswith((":", ".", "?", "!"))
    )
