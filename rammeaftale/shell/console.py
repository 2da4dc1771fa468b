"""What all commands share: Danish words from click, choosing the edition, printing findings, stopping.

Only what loads fast is imported at the top: "intet at gøre" is answered before anything expensive is loaded.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterable

import click

from rammeaftale.base.diagnostics import Diagnostic, Refused, Severity, in_order
from rammeaftale.base.unseen import harmless
from rammeaftale.shell.editions import check_folders, current_edition, editions_in
from rammeaftale.world import World
from rammeaftale.world.program import own_path
from rammeaftale.world.source import printable

OUTPUT = "ud"
UNTOUCHED = "Det seneste færdige resultat er urørt."
TEXT, JSON = "tekst", "json"
"""Two of the shapes that findings are given in; the third is GitHub's."""
_MAX_SHOWN = 100
"""Findings printed to a person; more than this only drowns the first ones."""


def _speak_danish() -> None:
    """Take click's own words ("Usage", "Error") from our catalogue, whatever the machine's language is."""
    os.environ["LANGUAGE"] = "da"
    gettext.bindtextdomain("messages", str(own_path("locale")))


_speak_danish()  # before any command is declared: click looks some words up there and then


edition_option = click.option(
    "--udgave", "edition", metavar="PERIODE", help="Mappen i content/, fx 2021-22. Uden valget: den aktuelle."
)

format_option = click.option(
    "--format",
    "shape",
    type=click.Choice([TEXT, "github", JSON]),
    default=TEXT,
    help="Hvordan fundene vises: tekst (til læsning), github (mærker i en pull request) eller json (til programmer).",
)


def chosen(world: World, edition: str | None, option: str = "--udgave", shape: str = TEXT) -> str:
    """The edition asked for, or the current one. Raises click.UsageError for an unknown one.

    Stops when none is asked for and the content does not say which is the current one.
    """
    known = editions_in(world)
    if edition is None:
        current = current_edition(world)
        if current.diagnostics:
            show_findings(world, current.diagnostics, shape)
            raise stopped(current.diagnostics, f"Ret det, eller vælg en udgave med {option}.")
        edition = current.value
    if edition is None:
        words = "Der er ingen mappe i content/ med navn efter en periode, fx 2021-22. Hent mappen content igen fra git."
        raise click.UsageError(words)
    if edition not in known:
        raise click.UsageError(
            f"Udgaven »{printable(edition)}« findes ikke. Vælg en med {option}. Disse findes i content/: "
            f"{', '.join(known) or 'ingen'}."
        )
    return edition


def stop_at_strays(world: World, shape: str = TEXT) -> None:
    """Stop when something lies in content/ or bilag/ that no edition reads."""
    if strays := in_order(check_folders(world)):
        show_findings(world, strays, shape)
        raise stopped(strays, f"Intet er bygget. {UNTOUCHED}")


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Show lines on the terminal or in the log; no word of theirs can order either about."""
    click.echo("\n".join(map(harmless, text.split("\n"))), err=err, nl=nl)


def pass_on(text: str) -> None:
    """Give a program what base/report.py has written for it."""
    click.echo(text)


def show_findings(world: World, diagnostics: Iterable[Diagnostic], shape: str, *, gaps: bool = False) -> None:
    """Findings in the shape that was asked for; a program and GitHub are given all of them."""
    from rammeaftale.base.report import as_github, as_json

    if shape == TEXT:
        print_findings(world, diagnostics, gaps=gaps)
    elif shape == JSON:
        pass_on(as_json(diagnostics))
    else:
        for diagnostic in diagnostics:
            pass_on(as_github(diagnostic))


def print_findings(world: World, diagnostics: Iterable[Diagnostic], *, gaps: bool = False) -> None:
    """Findings on stderr with their lines; gaps and accepted ones only when asked for, since a draft has many."""
    from rammeaftale.base.report import as_text
    from rammeaftale.read.text_file import shown_lines

    def lines(path: str) -> list[str]:
        try:
            return shown_lines(world.read(path).data)
        except Refused:
            return []

    quiet = () if gaps else (Severity.GAP, Severity.ACCEPTED)
    shown = [diagnostic for diagnostic in diagnostics if diagnostic.severity not in quiet]
    for diagnostic in shown[:_MAX_SHOWN]:
        say(as_text(diagnostic, lines) + "\n", err=True)
    if len(shown) > _MAX_SHOWN:
        say(f"… og {len(shown) - _MAX_SHOWN} fund mere. Ret de første, og kontrollér igen.\n", err=True)


def stopped(diagnostics: Iterable[Diagnostic], words: str) -> click.exceptions.Exit:
    """Say how much was found and what that means for the products; the exit status is 1."""
    from rammeaftale.base.report import summary

    say(f"{summary(diagnostics).capitalize()}. {words}", err=True)
    return click.exceptions.Exit(1)
