"""`build.py maerk`: writes an id into the source, so that a provision can be known again after an edit.

Like cli.py it holds no logic: it opens the door, calls `marking`, writes, and prints.
"""

from __future__ import annotations

from pathlib import Path

import click

from rammeaftale.shell.console import chosen, edition_option, print_findings, say
from rammeaftale.world import DiskWorld
from rammeaftale.world.source import printable
from rammeaftale.world.writing import Folder


@click.command(name="maerk", options_metavar="[VALG]", short_help="Skriv et id på en bestemmelse i teksten.")
@click.argument("place", metavar="STED")
@click.argument("id_", metavar="[ID]", default="")
@edition_option
@click.pass_obj
def mark_command(root: Path, place: str, id_: str, edition: str | None) -> None:
    """Skriv et id på den bestemmelse, der står på et sted, så den kan kendes igen, når teksten bliver ændret.

    STED er fil og linje, fx content/2021-22/forord.md:12, eller en adresse fra »sammenlign«, fx formaal/stykke-2. Uden
    ID bliver det lavet af bestemmelsens ord.
    """
    from rammeaftale.shell.marking import mark
    from rammeaftale.shell.pipeline import load

    world = DiskWorld(root)
    loaded = load(world, chosen(world, edition))
    if loaded.value is None:
        print_findings(world, loaded.diagnostics)
        say("Udgaven kan ikke læses, før fejlene er rettet. Intet er skrevet.", err=True)
        raise click.exceptions.Exit(1)
    made = mark(loaded.value, printable(place), printable(id_), world.read)
    if made.value is None:
        print_findings(world, made.diagnostics)
        say("Intet er skrevet.", err=True)
        raise click.exceptions.Exit(1)
    marked = made.value
    Folder(root).write_all({marked.path: marked.text.encode()})
    say(f"Skrevet: {marked.what} i {marked.path}, linje {marked.line}, har nu id'et »{marked.id}«.\n")
    say(f" {marked.line} | {marked.text.split(chr(10))[marked.line - 1]}")
