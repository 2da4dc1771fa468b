"""Takes the blocks of a text, gives its chapters: one per heading of level 1.

That a text begins with such a heading is the reader's rule (`read.markdown_tree`); a text that breaks it has been
reported there, and what stands before the first chapter is left out here.
"""

from __future__ import annotations

from rammeaftale.base.diagnostics import Checked, error
from rammeaftale.model.agreement import Chapter
from rammeaftale.model.text import Heading
from rammeaftale.read.markdown.tree import MarkdownText


def split_chapters(text: MarkdownText, label: str, continues: bool) -> Checked[tuple[Chapter, ...]]:
    """The chapters of a text."""
    headings = [(at, block) for at, block in enumerate(text.blocks) if isinstance(block, Heading) and block.level == 1]
    ends = [*(at for at, _ in headings[1:]), len(text.blocks)]
    return Checked(
        tuple(
            Chapter(heading, label, continues, text.blocks[at + 1 : end])
            for (at, heading), end in zip(headings, ends, strict=False)
        )
    )


def one_chapter(text: MarkdownText, label: str, continues: bool) -> Checked[tuple[Chapter, ...]]:
    """The chapter of a file of the main agreement, which holds exactly one."""
    chapters = split_chapters(text, label, continues).value
    hint = "skriv ## foran overskriften, eller læg kapitlet i sin egen fil"
    return Checked(
        chapters,
        tuple(
            error("kapitel-dobbelt", "filen har mere end ét kapitel", chapter.heading.span, hint)
            for chapter in chapters[1:]
        ),
    )
