"""`build.py sammenlign`: what has changed between two versions, provision by provision.

Like cli.py it holds no logic: it opens the door, calls `versions`, and prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rammeaftale.shell.console import chosen, print_findings, say, stopped
from rammeaftale.world import DiskWorld, World
from rammeaftale.world.source import printable

if TYPE_CHECKING:
    from rammeaftale.base.diagnostics import Diagnostic
    from rammeaftale.compare.changes import Match
    from rammeaftale.shell.versions import Version

_HERE = "mappen her"


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two: its world, what a person calls it, its commit (empty for the checkout), its edition."""

    world: World
    name: str
    commit: str
    folder: str
    version: Version


@dataclass(frozen=True, slots=True)
class _Unread:
    """One of the two that cannot be read: its edition, a sentence that says so, and what is wrong in it."""

    folder: str
    words: str
    found: tuple[Diagnostic, ...]


@click.command(name="sammenlign", options_metavar="[VALG]", short_help="Vis, hvad der er ændret siden en version.")
@click.argument("before", metavar="VERSION")
@click.argument("after", metavar="[VERSION]", required=False)
@click.option(
    "--udgave", "edition", metavar="PERIODE", help="Den nye udgaves mappe i content/. Uden valget: den aktuelle."
)
@click.option(
    "--fra-udgave",
    "from_edition",
    metavar="PERIODE",
    help="Den gamle udgaves mappe i content/. Uden valget: den samme som den nye.",
)
@click.option("--alle", "all_lines", is_flag=True, help="Vis hver eneste takst, der er ændret, også når der er mange.")
@click.pass_obj
def compare_command(
    root: Path, before: str, after: str | None, edition: str | None, from_edition: str | None, all_lines: bool
) -> None:
    """Vis, hvilke bestemmelser der er nye, udgåede, ændrede eller flyttede mellem to versioner.

    VERSION er et mærke eller et commit, fx v2021-22.1. Nævnes kun én, bliver den sammenlignet med det, der ligger her.
    """
    from rammeaftale.shell.versions import compare
    from rammeaftale.world.git import open_commit

    new = _side(root, after, edition)
    old = _side(root, before, from_edition or new.folder, "--fra-udgave")
    if isinstance(new, _Unread) or isinstance(old, _Unread):
        unread = [side for side in (new, old) if isinstance(side, _Unread)]
        found = [finding for side in unread for finding in side.found]
        raise stopped(found, f"{' '.join(side.words for side in unread)} Der er intet at sammenligne.")
    matched = compare(old.version, new.version, partial(open_commit, root))
    print_findings(new.world, matched.diagnostics)
    _print(matched.value, old, new, all_lines=all_lines)


def _side(root: Path, revision: str | None, edition: str | None, option: str = "--udgave") -> _Side | _Unread:
    """An edition of a revision, or of the checkout; why one cannot be read is told. Raises Refused."""
    from rammeaftale.shell.versions import load_version
    from rammeaftale.world.git import open_commit

    commit = open_commit(root, revision) if revision is not None else None
    world, name = commit or DiskWorld(root), _HERE if revision is None else printable(revision)
    folder = chosen(world, edition, option)
    loaded = load_version(world, folder)
    if loaded.value is None:
        print_findings(world, loaded.diagnostics)
        return _Unread(folder, f"Udgaven {folder} i {name} kan ikke læses.", loaded.diagnostics)
    if not loaded.ok:
        say(f"Bemærk: Udgaven {folder} i {name} har fejl. Der er sammenlignet alligevel.", err=True)
    return _Side(world, name, commit.commit if commit else "", folder, loaded.value)


def _print(match: Match, old: _Side, new: _Side, *, all_lines: bool) -> None:
    from rammeaftale.compare.change_lines import change_lines, counted

    say(f"{_called(old)} er sammenlignet med {_called(new)}:\n{counted(match.changes)}.")
    for line in change_lines(match.changes, old.version.names, new.version.names, all_lines=all_lines):
        say(line)
    _print_proposals(match, old, new)


def _called(side: _Side) -> str:
    """`2021-22 i v1 (1f2e3d4c5b6a)`."""
    commit = side.commit[:12]
    return f"{side.folder} i {side.name}{f' ({commit})' if commit and commit != side.name else ''}"


def _print_proposals(match: Match, old: _Side, new: _Side) -> None:
    from rammeaftale.compare.change_lines import shown
    from rammeaftale.compare.ids import how_to_write
    from rammeaftale.compare.pasted import entries, to_be_marked

    ready, unmarked = tuple(entries(match.proposals, old.commit[:12])), to_be_marked(match.proposals)
    if ready:
        say(
            "\nDisse ligner hinanden, men ingen har skrevet, at de er den samme bestemmelse. Er de det, så sæt\n"
            f"linjerne ind i content/{new.folder}/afstamning.yaml:\n\nafstamning:"
        )
    for line in ready:
        say(shown(line))
    if unmarked:
        say("\nDisse ligner hinanden. Er de den samme, så giv først den nye et id, og sammenlign igen:\n")
    for pair in unmarked:
        say(shown(f"  {pair.new.id} ligner {pair.old.id} ({round(100 * pair.likeness)} pct. ens)"))
        say(shown(f"    = {how_to_write(pair.new, new.version.names.provisions)}"))
