"""`build.py tjek`: what is found in the sources, and what of it is new.

Like cli.py it holds no logic: it opens the door, calls the pipeline, and prints.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click

from rammeaftale.base.diagnostics import Checked, Diagnostic, in_order
from rammeaftale.shell.console import (
    OUTPUT,
    TEXT,
    chosen,
    edition_option,
    format_option,
    own_store,
    print_all,
    say,
    see_all,
    show_findings,
)
from rammeaftale.shell.editions import check_folders, current_edition, editions_in
from rammeaftale.shell.output_in_git import output_in_git
from rammeaftale.world import DiskWorld, RecordingWorld, World
from rammeaftale.world.program import stamp
from rammeaftale.world.source import printable


@click.command(name="tjek", options_metavar="[VALG]")
@edition_option
@format_option
@click.option("--alle", "all_findings", is_flag=True, help="Vis hvert fund og ikke kun det, der er nyt.")
@click.option("--art", "kind", metavar="ART", help="Vis hvert fund af én slags, fx udestaar.")
@click.option(
    "--siden",
    "revision",
    metavar="VERSION",
    help="Det, der er kommet siden et mærke eller commit, er nyt. Uden valget: siden det sidste commit.",
)
@click.pass_obj
def check_command(
    root: Path, edition: str | None, shape: str, all_findings: bool, kind: str | None, revision: str | None
) -> None:
    """Kontrollér alle kilder uden at lave PDF-filer.

    Fejl og det, der er nyt, bliver vist; af resten bliver det kun vist, hvor meget der er af hver slags.
    """
    from rammeaftale.base.report import summary
    from rammeaftale.shell.earlier import news_since

    if revision == "":
        raise click.UsageError("Valget --siden skal have navnet på en version, fx v2021-22.1 eller HEAD^1.")
    current = stamp(root)
    world = RecordingWorld(DiskWorld(root))
    names, checked = _all_checked(root, world, edition)
    in_git = output_in_git(root, OUTPUT)
    found = in_order((*in_git, *checked.diagnostics))
    store = None if in_git else own_store(root, lambda: stamp(root) == current)
    news = news_since(root, world, found, names, revision, store)
    asked = tuple(finding for finding in found if kind in (None, finding.kind))
    if shape == TEXT and (all_findings or kind is not None):
        print_all(world, asked, news, "Skriv --format json for at få dem alle.")
    else:
        show_findings(world, asked, shape, news, see_all(edition))
    if kind is not None and not asked:
        say(_none_of_it(kind, found), err=True)
    if shape == TEXT:
        say(f"Kontrolleret: {summary(found)}.")
    if in_git or not checked.ok:
        raise click.exceptions.Exit(1)


def _none_of_it(kind: str, found: Iterable[Diagnostic]) -> str:
    """That there is no finding of a kind, and which kinds there are."""
    from rammeaftale.base.danish import listed_key, listing, suggestion

    there = sorted({finding.kind for finding in found}, key=listed_key)
    meant = "".join(suggestion(kind, there)).capitalize()
    of_these = f"Der er fund af disse: {listing(there)}." if there else ""
    return " ".join(filter(None, (f"Der er ingen fund af arten »{printable(kind)}«.", meant, of_these)))


def _all_checked(root: Path, world: World, edition: str | None) -> tuple[tuple[str, ...], Checked[None]]:
    """The editions that are looked at, or the one asked for, and what is found in them and in what lies beside them."""
    findings = [*check_folders(world), *current_edition(world).diagnostics]
    names = editions_in(world)
    if edition is not None or not (names or findings):
        names = (chosen(world, edition),)
    for name in names:
        findings += _edition_checked(root, world, name)
    return names, Checked(None, in_order(findings))


def _edition_checked(root: Path, world: World, name: str) -> Iterable[Diagnostic]:
    from rammeaftale.shell.pipeline import load

    loaded = load(world, name)
    if loaded.value and any(descent.revision for descent in loaded.value.lineage):
        from rammeaftale.shell.versions import with_revisions
        from rammeaftale.world.git import open_commit

        loaded = with_revisions(loaded, partial(open_commit, root))
    return loaded.diagnostics
