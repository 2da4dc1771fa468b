"""Takes a file's blocks in order, gives the errors of those whose place depends on their neighbours."""

from __future__ import annotations

from itertools import pairwise

from rammeaftale.base.diagnostics import Diagnostic, error
from rammeaftale.model.text import Block, Heading, Introduction, MarginNote


def misplaced(blocks: tuple[Block, ...]) -> list[Diagnostic]:
    """An introduction opens a chapter; a margin note stands beside what follows it."""
    found = []
    for before, block in pairwise((None, *blocks)):
        if isinstance(block, Introduction) and not (isinstance(before, Heading) and before.level == 1):
            hint = "flyt den op lige under kapitlets overskrift (den med ét #)"
            found.append(error("indledning-forkert-sted", "indledningen står ikke først i kapitlet", block.span, hint))
    for block, after in pairwise((*blocks, None)):
        if isinstance(block, MarginNote) and (after is None or isinstance(after, Heading)):
            hint = "sæt noten lige før det afsnit, den hører til"
            found.append(error("margen-uden-afsnit", "der er intet afsnit ved siden af noten", block.span, hint))
    return found
