"""What is encoded is read back as it was: odd words, whole trees, and the same file when nothing is new."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from rammeaftale.edit.blocks import block_lines, note_lines, notes_in
from rammeaftale.edit.inlines import WIDTH, joined, wrapped
from rammeaftale.model.inline import Inline, Text
from rammeaftale.model.text import Paragraph
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.world import Source
from tests.edit.samples import HERE, MARKS, odd_run, some

HEAD = "# Kapitel {#kapitel}\n\n"


def read_back(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words of the one paragraph that the encoded run gives; no error is found."""
    text = HEAD + "\n".join(wrapped(run, 0, 0)) + "\n"
    read = parse_markdown(Source("a.md", text.encode()))
    assert read.ok, read.diagnostics
    (_, paragraph) = read.value.blocks
    assert isinstance(paragraph, Paragraph) and not paragraph.id
    return paragraph.children


@settings(max_examples=300)
@given(st.lists(st.sampled_from(MARKS), min_size=1, max_size=8).map(lambda parts: "".join(parts).strip() or "x"))
def test_odd_words_are_words(words: str) -> None:
    assert read_back((Text(words, HERE),)) == (Text(words, HERE),)


def test_odd_words_around_other_nodes_are_words() -> None:
    random = Random(1)
    for _ in range(150):
        run = joined(odd_run(random))
        assert read_back(run) == run


def test_whole_texts_written_anew_have_the_same_tree() -> None:
    for text in some(30):
        lines = [line for block in text.blocks for line in (*block_lines(block), "")]
        lines += [line for note in notes_in(text.blocks) for line in (*note_lines(note), "")]
        read = parse_markdown(Source("a.md", "\n".join(lines).encode()))
        assert read.ok and read.value.blocks == text.blocks


def test_lines_are_broken_before_words_only() -> None:
    words = "2021. januar - 5 # " * 20 + "Ord der kan stå først på en linje " * 8
    lines = wrapped((Text(words.strip(), HERE),), 0, 0)
    assert len(lines) > 2
    assert all(line[0].isalpha() for line in lines[1:])
    assert max(map(len, lines[1:])) <= WIDTH
