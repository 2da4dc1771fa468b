"""Every block knows how far it reaches: over all real texts, over generated ones, and over whatever is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given

from rammeaftale.model.extent import Extent, Located
from rammeaftale.model.inline import FootnoteCall, Inline
from rammeaftale.model.text import (
    Cell,
    FactBox,
    Formula,
    Gap,
    Heading,
    Introduction,
    ItemList,
    ListItem,
    MarginNote,
    Paragraph,
    Quote,
    Row,
    Table,
)
from rammeaftale.read.markdown.inline import InlineReader
from rammeaftale.read.markdown.notes import Note, Notes
from rammeaftale.read.markdown.positions import OpenFile
from rammeaftale.read.markdown.tree import MarkdownText, parse_markdown
from rammeaftale.world import Source
from tests import frozen
from tests.generated_text import generated
from tests.real import REAL
from tests.test_markdown_random import QUICK, SOUP, WRITTEN, nodes

Offsets = tuple[int, int]
TEXTS = [pytest.param(text, id=f"text{at}") for at, text in enumerate([*WRITTEN, *REAL, *generated(30)])]


def parsed(text: str) -> MarkdownText:
    return parse_markdown(Source("a.md", text.encode())).value


class Cut:
    """Cuts extents out of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def offsets(self, extent: Extent | None) -> Offsets:
        assert extent is not None
        first = self.starts[extent.first_line - 1] + extent.first_column - 1
        return first, self.starts[extent.last_line - 1] + extent.last_column

    def __call__(self, extent: Extent | None) -> str:
        start, end = self.offsets(extent)
        return self.text[start:end]


def below(node: object) -> list[Located]:
    """What stands directly inside a block, in the order of the file, without notes."""
    match node:
        case ItemList():
            return [*node.items]
        case ListItem():
            return [*node.lists]
        case Table():
            return [node.header, *node.rows]
        case Row():
            return [cell for cell in node.cells if cell.extent is not None]
        case Quote() | Introduction() | MarginNote() | FactBox() | Gap():
            return [*node.blocks]
        case _:
            return []


def located(value: object) -> Iterator[Located]:
    yield from (node for node in nodes(value) if isinstance(node, Located) and node.extent is not None)


def assert_apart(siblings: list[Offsets], within: Offsets) -> None:
    """In order, without overlap, inside what they stand in."""
    assert [place for place in siblings if place[0] > place[1]] == []
    assert [(one, two) for one, two in pairwise([(within[0], within[0]), *siblings]) if one[1] > two[0]] == []
    assert all(end <= within[1] for _, end in siblings)


@QUICK
@given(SOUP)
def test_siblings_are_apart_whatever_is_typed(soup: str) -> None:
    text = re.sub(r"\r\n?", "\n", "# Kapitel {#kapitel}\n\n" + soup)
    cut, tree = Cut(text), parsed(text)
    assert_apart([cut.offsets(block.extent) for block in tree.blocks], (0, len(text)))
    for node in located(tree.blocks):
        inside = [cut.offsets(child.extent) for child in below(node)]
        assert_apart(inside, cut.offsets(node.extent))
        if node.inner is not None:
            assert_apart([cut.offsets(node.inner)], cut.offsets(node.extent))


def rest(text: str, within: Offsets, parts: list[Offsets]) -> str:
    """What lies between the parts."""
    ends = [within[0], *(end for _, end in parts)]
    starts = [*(start for start, _ in parts), within[1]]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


@pytest.mark.parametrize("text", TEXTS)
def test_blocks_and_white_space_are_the_whole_file(text: str) -> None:
    """Between the blocks of a file, notes among them, lies white space and nothing else."""
    cut, tree = Cut(text), parsed(text)
    notes = {cut.offsets(node.extent) for node in located(tree.blocks) if isinstance(node, FootnoteCall)}
    top = [cut.offsets(block.extent) for block in tree.blocks]
    notes = {note for note in notes if not any(start <= note[0] < end for start, end in top)}
    parts = sorted([*top, *notes])
    assert_apart(parts, (0, len(text)))
    assert rest(text, (0, len(text)), parts).strip() == ""


@pytest.mark.parametrize("text", TEXTS)
def test_between_what_stands_in_a_block_lie_its_own_marks_only(text: str) -> None:
    """In a quote its `>`, and in a list in it; in a row its `|`, in a table the dashes, in a frame its notes."""
    cut, tree = Cut(text), parsed(text)
    notes = [cut.offsets(node.extent) for node in located(tree.blocks) if isinstance(node, FootnoteCall)]
    own = {ItemList: ">", Quote: ">", Row: "|", Table: "|-: ", Introduction: "", MarginNote: "", FactBox: "", Gap: ""}
    for node in located(tree.blocks):
        if type(node) in own:
            inner = cut.offsets(node.extent if isinstance(node, Row) else node.inner)
            inside = [note for note in notes if inner[0] <= note[0] < inner[1]]
            between = rest(text, inner, sorted([*(cut.offsets(part.extent) for part in below(node)), *inside]))
            assert between.strip(own[type(node)] + " \n") == "", type(node)


MARKS = {
    Heading: r"#{1,3} .*\{#[a-z-]+\}( #+)?",
    ListItem: r"(-|\d+\.|[a-z]+\)) .*",
    Row: r"\|.*\|",
    Quote: r">.*",
    FactBox: r"::: ?faktaboks .*\n:::",
    Gap: r"::: ?udestår .*\n:::",
    Formula: r"::: ?formel.*\n:::",
    Introduction: r"::: ?indledning\n.*\n:::",
    MarginNote: r"::: ?margen\n.*\n:::",
    FootnoteCall: r"\[\^[^\]]+\]: .*",
}


@pytest.mark.parametrize("text", TEXTS)
def test_an_extent_begins_and_ends_with_the_blocks_own_marks(text: str) -> None:
    cut = Cut(text)
    for node in located(parsed(text).blocks):
        said = cut(node.extent)
        assert said == said.strip()
        assert re.fullmatch(MARKS.get(type(node), ".*"), said, re.DOTALL), said
        if name := getattr(node, "id", ""):
            assert f"{{#{name}" in said


def words_alone(text: str, notes: dict[str, FootnoteCall]) -> tuple[Inline, ...]:
    """The words of a paragraph without its marks; its lines lose what indents them or quotes them."""
    bare = "\n".join(re.sub(r"^[ >]*", "", line) if number else line for number, line in enumerate(text.split("\n")))
    file = OpenFile("a.md", bare.split("\n"))
    defined = {label: Note(call.children, call.span, call.id) for label, call in notes.items()}
    return InlineReader(file.passage(bare, 0), file, Notes(file, defined)).read()


@pytest.mark.parametrize("text", TEXTS)
def test_the_inner_words_alone_are_the_blocks_words(text: str) -> None:
    cut, tree = Cut(text), parsed(text)
    notes = {node.label: node for node in located(tree.blocks) if isinstance(node, FootnoteCall)}
    for node in located(tree.blocks):
        if isinstance(node, Heading | Paragraph | ListItem | Cell | Formula | FootnoteCall):
            assert words_alone(cut(node.inner), notes) == node.children
        elif isinstance(node, ItemList):
            assert node.inner == node.extent


@pytest.mark.parametrize("text", TEXTS)
def test_the_inside_of_a_frame_alone_is_its_blocks(text: str) -> None:
    cut, tree = Cut(text), parsed(text)
    notes = "\n".join({cut(node.extent) for node in located(tree.blocks) if isinstance(node, FootnoteCall)})
    for node in located(tree.blocks):
        if isinstance(node, Introduction | MarginNote | FactBox | Gap | Quote):
            inside = cut(node.inner)
            if isinstance(node, Quote):
                inside = re.sub(r"^ *> ?", "", inside, flags=re.MULTILINE)
            assert parsed(f"# K {{#k}}\n\n{inside}\n\n{notes}").blocks[1:] == node.blocks


def test_what_was_filled_in_stands_nowhere() -> None:
    """A cell that is missing, and that the reader puts in after saying so, has no place."""
    (_, table) = parsed("# K {#k}\n\n| a | b |\n|---|---|\n| 1 |\n").blocks
    assert isinstance(table, Table)
    assert [cell.extent is None for cell in table.rows[0].cells] == [False, True]


def test_a_text_lies_where_its_path_says() -> None:
    path = f"{frozen.CONTENT}/forord.md"
    tree = parse_markdown(Source(path, frozen.files()[path])).value
    assert {node.extent.path for node in located(tree.blocks) if node.extent} == {path}
