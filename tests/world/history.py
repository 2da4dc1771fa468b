"""Every content that a repository's history has, and what the program sees in one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.compare.canonical import document_digests
from rammeaftale.shell.editions import editions_in
from rammeaftale.shell.pipeline import load
from rammeaftale.world import World
from tests.world.repositories import git

Seen = dict[str, tuple[tuple[Diagnostic, ...], dict[str, str]]]


def contents(root: Path) -> tuple[str, ...]:
    """A commit for each distinct content in the history of HEAD that has an edition, the newest first."""
    commits = git(root, "log", "--format=%H").split()
    asked = "".join(f"{commit}:content\n{commit}:bilag\n" for commit in commits)
    trees = iter(git(root, "cat-file", "--batch-check=%(objectname)", stdin=asked.encode()).splitlines())
    found = {pair: commit for commit, pair in zip(commits, zip(trees, trees, strict=True), strict=True)}
    return tuple(
        commit
        for (content, _), commit in found.items()
        if not content.endswith("missing") and "/udgave.yaml" in git(root, "ls-tree", "-r", "--name-only", content)
    )


def checked_out(root: Path, commit: str, place: Path) -> Path:
    """The commit's content as git lays it out in a folder; the repository's own checkout and index are not touched."""
    place.mkdir(parents=True)
    index = str(place / ".index")
    git(root, "read-tree", commit, GIT_INDEX_FILE=index)
    git(root, "checkout-index", "--all", f"--prefix={place}/", GIT_INDEX_FILE=index)
    return place


def seen(world: World) -> Seen:
    """The findings in each edition, and the digest of each of its documents."""
    return dict(_editions(world))


def _editions(world: World) -> Iterator[tuple[str, tuple[tuple[Diagnostic, ...], dict[str, str]]]]:
    for name in editions_in(world):
        loaded = load(world, name)
        edition = loaded.value
        documents = dict(document_digests(edition)) if edition else {}
        yield name, (loaded.diagnostics, documents)
