"""Takes a file's blocks in order, finds those whose place depends on their neighbours and is wrong."""

from __future__ import annotations

from itertools import pairwise

from rammeaftale.model.text import Block, Heading, Introduction, MarginNote
from rammeaftale.read.markdown.positions import OpenFile


def find_misplaced(blocks: tuple[Block, ...], file: OpenFile) -> None:
    """An introduction opens a chapter; a margin note stands beside what follows it."""
    for before, block in pairwise((None, *blocks)):
        if isinstance(block, Introduction) and not (isinstance(before, Heading) and before.level == 1):
            hint = "flyt den op lige under kapitlets overskrift (den med ét #)"
            file.error("indledning-forkert-sted", "indledningen står ikke først i kapitlet", block.span, hint)
    for block, after in pairwise((*blocks, None)):
        if isinstance(block, MarginNote) and (after is None or isinstance(after, Heading)):
            hint = "sæt noten lige før det afsnit, den hører til"
            file.error("margen-uden-afsnit", "der er intet afsnit ved siden af noten", block.span, hint)
