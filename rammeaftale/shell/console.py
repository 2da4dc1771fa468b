"""What all commands share: Danish words from click, choosing the edition, printing findings, stopping.

Only the standard library and click are imported at the top: "intet at gøre" is answered before anything dear is loaded.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from rammeaftale.base.diagnostics import Refused
from rammeaftale.shell.publish import source_lines
from rammeaftale.world import World
from rammeaftale.world.program import own_path
from rammeaftale.world.source import printable

if TYPE_CHECKING:
    from rammeaftale.base.diagnostics import Diagnostic

OUTPUT = "ud"
MAX_SHOWN = 100
"""Findings printed to a person; more than this only drowns the first ones."""


def _speak_danish() -> None:
    """Take click's own words ("Usage", "Error") from our catalogue, whatever the machine's language is."""
    os.environ["LANGUAGE"] = "da"
    gettext.bindtextdomain("messages", str(own_path("locale")))


_speak_danish()  # before any command is declared: click looks some words up there and then


def edition_option(function: Callable[..., None]) -> Callable[..., None]:
    """The option `--udgave`."""
    return click.option(
        "--udgave", "edition", metavar="PERIODE", help="Mappen i content/, fx 2021-22. Uden valget: den nyeste."
    )(function)


def chosen(world: World, edition: str | None, option: str = "--udgave") -> str:
    """The edition asked for, or the newest folder in content/. Raises click.UsageError for an unknown one.

    Names of editions are printed as they are; Refused when one could tell the terminal or a log what to do.
    """
    known = sorted({path.split("/")[1] for path in world.list("content") if path.endswith("/udgave.yaml")})
    if unseen := [name for name in known if not name.isprintable()]:
        reason = f"mappen »content/{printable(unseen[0])}« har et tegn i navnet, som ikke kan ses"
        raise Refused("sti-ulovlig", reason, "giv mappen et navn som 2023-24")
    if edition is None and known:
        return known[-1]
    if edition is None:
        raise click.UsageError("Der er ingen mappe med en udgave.yaml i content/. Hent mappen content igen fra git.")
    if edition not in known:
        raise click.UsageError(
            f"Udgaven »{printable(edition)}« findes ikke. Vælg en med {option}. Disse findes i content/: "
            f"{', '.join(known) or 'ingen'}."
        )
    return edition


def print_findings(world: World, diagnostics: Iterable[Diagnostic], *, gaps: bool = False) -> None:
    """Findings on stderr with their lines; gaps and accepted ones only when asked for, since a draft has many."""
    from rammeaftale.base.diagnostics import Severity
    from rammeaftale.base.report import as_text

    def lines(path: str) -> list[str]:
        try:
            return source_lines(world.read(path))
        except (OSError, Refused):
            return []

    quiet = () if gaps else (Severity.GAP, Severity.ACCEPTED)
    shown = [one for one in diagnostics if one.severity not in quiet]
    for diagnostic in shown[:MAX_SHOWN]:
        click.echo(as_text(diagnostic, lines) + "\n", err=True)
    if len(shown) > MAX_SHOWN:
        click.echo(f"… og {len(shown) - MAX_SHOWN} fund mere. Ret de første, og kontrollér igen.\n", err=True)


def stopped(diagnostics: Iterable[Diagnostic], words: str) -> click.exceptions.Exit:
    """Say how much was found and what that means for the products; the exit status is 1."""
    from rammeaftale.base.report import summary

    click.echo(f"{summary(diagnostics).capitalize()}. {words}", err=True)
    return click.exceptions.Exit(1)
