"""What of the findings is new: those of an earlier commit are looked up in the store, or found and kept there.

An edition's findings follow from its files and the program alone, so they are kept by these. What follows from other
commits (lineage that names a version) is of the repository as it lies here and counts as new each time.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from rammeaftale.base.diagnostics import Checked, Diagnostic, Refused
from rammeaftale.base.newness import News, Noted, new_since, noted
from rammeaftale.shell.content import source_lines
from rammeaftale.shell.editions import check_folders, current_edition, edition_folders, editions_in
from rammeaftale.shell.memo import Memo
from rammeaftale.shell.pipeline import load
from rammeaftale.shell.recipes import findings_recipe
from rammeaftale.world import PROGRAM, World
from rammeaftale.world.git import FOLDERS, GitWorld, open_commit
from rammeaftale.world.program import one_digest, program_digests

_LAST = "HEAD"
_SHOWN_ID = 7
"""Characters of a commit's id that are shown, as git shows them."""
_Found = tuple[bool, tuple[Noted, ...]]
"""Whether it is without errors, and what is kept of each finding."""


def news_since(
    root: Path,
    world: World,
    findings: Sequence[Diagnostic],
    editions: Collection[str],
    revision: str | None,
    memo: Memo | None,
) -> News:
    """Which of the findings in these editions the last commit did not give, or another revision that is named.

    Where the commit cannot be read nothing is known, and the reason is told. Without a store nothing is kept.
    """
    if not findings:
        return News(frozenset())
    try:
        commit = open_commit(root, _LAST if revision is None else revision)
        found = [_found_beside(commit), *_found_in(commit, editions, memo)]
    except OSError:  # no process to spare: that takes nothing from what is found
        return News(frozenset(findings), remark="git kan ikke startes på denne maskine")
    except Refused as refused:
        is_unborn = revision is None and refused.kind == "git-version-ukendt"
        reason = "der er ikke noget commit endnu" if is_unborn else refused.message
        return News(frozenset(findings), remark=reason, is_asked=revision is not None)
    before = [note for _, notes in found for note in notes]
    there = {path for folder in FOLDERS for path in world.list(folder)}
    new = new_since(findings, before, source_lines(world), there.__contains__)
    shown = commit.commit[:_SHOWN_ID]
    since = f"{revision} ({shown})" if revision else f"det sidste commit ({shown})"
    is_sound = all(ok for ok, _ in found)
    return News(new, since, "" if is_sound else "Der er fejl i det commit, så noget af det kan være fra før.")


def _found_beside(commit: GitWorld) -> _Found:
    """What is found in what lies beside the editions of a commit. Raises Refused."""
    return _kept_of((*check_folders(commit), *current_edition(commit).diagnostics), commit)


def _kept_of(findings: Sequence[Diagnostic], world: World) -> _Found:
    return Checked(None, tuple(findings)).ok, noted(findings, source_lines(world))


def _found_in(commit: GitWorld, editions: Collection[str], memo: Memo | None) -> Iterable[_Found]:
    """What is found in those of the editions that a commit has. Raises Refused."""
    program = one_digest(program_digests(PROGRAM))
    for edition in editions_in(commit):
        if edition not in editions:
            continue
        recipe = findings_recipe(edition, commit.digest(edition_folders(edition)), program)
        found = _read(memo.get(recipe)) if memo else None
        if found is None:
            found = _kept_of(load(commit, edition).diagnostics, commit)
            if memo:
                with contextlib.suppress(OSError, Refused):  # a checkout that cannot be written to
                    memo.put(recipe, json.dumps(found).encode())
                    memo.prune()
        yield found


def _read(stored: bytes | None) -> _Found | None:
    """What was kept; None when it is not there, or not as it was written: the store is only files."""
    try:
        ok, notes = json.loads(stored or b"null")
        found = tuple(Noted(*note) for note in notes)
    except (TypeError, ValueError, RecursionError):
        return None
    is_ours = isinstance(ok, bool) and all(isinstance(word, str) for note in found for word in note)
    return (ok, found) if is_ours else None
