"""The command line and its commands. No logic of its own.

Only what loads fast is imported at the top: "intet at gøre" is answered before anything expensive is loaded.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rammeaftale.shell.commands_maerk import mark_command
from rammeaftale.shell.commands_pdf import extract_command, read_aloud_command, tagtree_command
from rammeaftale.shell.commands_rammeaftale import build_command
from rammeaftale.shell.commands_sammenlign import compare_command
from rammeaftale.shell.commands_takster import takster
from rammeaftale.shell.commands_tjek import check_command
from rammeaftale.shell.endings import exit_status


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
    check_command,
    takster,
    compare_command,
    mark_command,
    tagtree_command,
    read_aloud_command,
    extract_command,
):
    commands.add_command(_command)
