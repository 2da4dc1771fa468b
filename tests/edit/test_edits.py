"""Every edit of a text gives the tree that was meant, or a reason, and touches nothing else; a seed picks places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from random import Random

from rammeaftale.base.diagnostics import Checked
from rammeaftale.edit.deletion import delete
from rammeaftale.edit.insertion import insert_after
from rammeaftale.edit.open_text import OpenText
from rammeaftale.edit.words import WITH_WORDS, replace_title, replace_words, write_id
from rammeaftale.model.extent import Located
from rammeaftale.model.inline import Text
from rammeaftale.model.text import Block, Cell, FactBox, Gap, ListItem, Paragraph, Row, Table
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.world import Source
from tests.edit.samples import HERE, odd_run, odd_words, picked, some

REASONS = {
    "delete": (
        "rettelsen ville give en fejl",  # a frame would be empty, a chapter without its heading …
        "det, der står her, kan ikke slettes for sig",  # cells and heads of tables
        "det er alt, hvad der står i citatet",
        "teksten ville blive læst anderledes",  # two lists would grow together
    ),
    "words": (),
    "title": (),
    "insert": (
        "her kan der ikke sættes noget ind",  # after a cell or a note
        "rettelsen ville give en fejl: et punkt kan kun have sin egen tekst og underpunkter",
        "rettelsen ville give en fejl: indledningen står ikke først i kapitlet",
    ),
    "id": ("der står allerede et id her", "det, der står her, kan ikke have et id"),
}


def tree(text: str) -> tuple[Block, ...]:
    read = parse_markdown(Source("a.md", text.encode()))
    assert read.ok
    return read.value.blocks


def check(text: OpenText, node: Located, what: str, made: Checked[str | None]) -> bool:
    """Whether the edit was done; else it has one of the reasons that are known for it."""
    if made.value is None:
        (found,) = made.diagnostics
        assert found.message.startswith(REASONS[what]), (what, type(node), found)
        return False
    assert node.extent is not None
    kept = text.starts[node.extent.first_line - 1]
    if what != "delete":  # what is deleted may take notes and blank lines before it along
        assert made.value.startswith(text.text[:kept])
    return True


def test_edits_give_what_was_meant() -> None:
    done, refused = edited(some(11), 3, 7)
    assert all(done[what] > 5 for what in REASONS if what != "title")
    assert refused["words"] == refused["title"] == 0


def edited(some_texts: Iterable[OpenText], each: int, seed: int) -> tuple[Counter[str], Counter[str]]:
    """How many edits of each kind were done, and how many refused; bench/rettelser.py runs some thousands."""
    random, done, refused = Random(seed), Counter[str](), Counter[str]()
    for text in some_texts:
        for node in picked(text, random, each):
            for what, made in edits(text, node, random):
                (done if check(text, node, what, made) else refused)[what] += 1
    return done, refused


def edits(text: OpenText, node: Located, random: Random) -> list[tuple[str, Checked[str | None]]]:
    assert node.extent is not None
    made = [("delete", delete(text, node.extent)), ("id", write_id(text, node.extent, "et-nyt-id"))]
    if isinstance(node, WITH_WORDS):
        made.append(("words", replace_words(text, node.extent, odd_run(random))))
    if isinstance(node, FactBox | Gap) or (isinstance(node, Table) and node.id):
        made.append(("title", replace_title(text, node.extent, odd_run(random))))
    made.append(("insert", insert_after(text, node.extent, new_after(node, random))))
    return made


def new_after(node: Located, random: Random) -> Block | ListItem | Row:
    words = (Text(odd_words(random), HERE),)
    match node:
        case ListItem():
            return ListItem(words, (), HERE)
        case Row():
            return Row(tuple(Cell(words, HERE) for _ in node.cells), HERE)
        case _:
            return Paragraph(words, HERE)


def test_the_blocks_of_a_file_less_one_are_the_others() -> None:
    """The same asked in another way than the edit does itself: block by block over the file."""
    random = Random(3)
    for text in some(10):
        for at in random.sample(range(len(text.blocks)), 2):
            block = text.blocks[at]
            assert block.extent is not None
            without = delete(text, block.extent).value
            if without is not None:
                assert tree(without) == text.blocks[:at] + text.blocks[at + 1 :]
                assert "\n\n\n\n" not in without or "\n\n\n\n" in text.text
            more = insert_after(text, block.extent, Paragraph((Text("Nyt stykke.", HERE),), HERE)).value
            if more is not None:
                assert tree(more)[at + 1] == Paragraph((Text("Nyt stykke.", HERE),), HERE)
                assert tree(more)[: at + 1] + tree(more)[at + 2 :] == text.blocks


def test_own_words_again_change_at_most_where_lines_end() -> None:
    random = Random(11)
    for text in some(8):
        for node in picked(text, random, 3):
            if isinstance(node, Paragraph | ListItem | Cell) and node.children and node.extent:
                made = replace_words(text, node.extent, node.children).value
                assert made is not None and tree(made) == text.blocks
