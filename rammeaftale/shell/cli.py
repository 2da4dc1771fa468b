"""The command line: its commands, and `tjek`. No logic of its own: it opens the door, calls the pipeline, and prints.

Only what loads fast is imported at the top: "intet at gøre" is answered before anything expensive is loaded.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click

from rammeaftale.base.diagnostics import Checked, Diagnostic, in_order
from rammeaftale.shell.commands_maerk import mark_command
from rammeaftale.shell.commands_pdf import extract_command, read_aloud_command, tagtree_command
from rammeaftale.shell.commands_rammeaftale import build_command
from rammeaftale.shell.commands_sammenlign import compare_command
from rammeaftale.shell.commands_takster import takster
from rammeaftale.shell.console import TEXT, chosen, edition_option, format_option, say, show_findings
from rammeaftale.shell.editions import check_folders, current_edition, editions_in
from rammeaftale.shell.endings import exit_status
from rammeaftale.world import DiskWorld, RecordingWorld, World


def main(root: Path) -> int:
    """Run the command line for the checkout at `root` and return the exit status. Raises what `exit_status` does."""

    def command() -> int:
        with commands.make_context("build.py", sys.argv[1:], obj=root) as context:
            commands.invoke(context)
        return 0

    return exit_status(command, root)


@click.group(
    context_settings={"help_option_names": ["--help", "-h"]},
    options_metavar="[VALG]",
    subcommand_metavar="KOMMANDO [VALG]",
)
def commands() -> None:
    """Rammeaftalen som kode: kontrollér kilderne, og byg de færdige PDF-filer."""


for _command in (
    build_command,
    takster,
    compare_command,
    mark_command,
    tagtree_command,
    read_aloud_command,
    extract_command,
):
    commands.add_command(_command)


@commands.command(name="tjek", options_metavar="[VALG]")
@edition_option
@format_option
@click.pass_obj
def _check_command(root: Path, edition: str | None, shape: str) -> None:
    """Kontrollér alle kilder uden at lave PDF-filer."""
    from rammeaftale.base.report import summary

    world = RecordingWorld(DiskWorld(root))
    loaded = _all_checked(root, world, edition)
    show_findings(world, loaded.diagnostics, shape, gaps=True)
    if shape == TEXT:
        say(f"Kontrolleret: {summary(loaded.diagnostics)}.")
    if not loaded.ok:
        raise click.exceptions.Exit(1)


def _all_checked(root: Path, world: World, edition: str | None) -> Checked[None]:
    """What is found in the editions, or in the one asked for, and in what lies beside them."""
    findings = [*check_folders(world), *current_edition(world).diagnostics]
    names = editions_in(world)
    if edition is not None or not (names or findings):
        names = (chosen(world, edition),)
    for name in names:
        findings += _edition_checked(root, world, name)
    return Checked(None, in_order(findings))


def _edition_checked(root: Path, world: World, name: str) -> Iterable[Diagnostic]:
    from rammeaftale.shell.pipeline import load

    loaded = load(world, name)
    if loaded.value and any(descent.revision for descent in loaded.value.lineage):
        from rammeaftale.shell.versions import with_revisions
        from rammeaftale.world.git import open_commit

        loaded = with_revisions(loaded, partial(open_commit, root))
    return loaded.diagnostics
