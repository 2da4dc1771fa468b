"""What all commands share: Danish words from click, choosing the edition, printing findings, stopping.

Only what loads fast is imported at the top: "intet at gøre" is answered before anything expensive is loaded.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rammeaftale.base.diagnostics import Diagnostic, Refused, Severity, in_order
from rammeaftale.base.unseen import harmless
from rammeaftale.shell.editions import check_folders, current_edition, editions_in
from rammeaftale.shell.memo import STORE_PARTS, Memo
from rammeaftale.world import World
from rammeaftale.world.program import own_path
from rammeaftale.world.runner import add_to_page
from rammeaftale.world.source import printable
from rammeaftale.world.writing import own_folder

if TYPE_CHECKING:
    from rammeaftale.base.newness import News

OUTPUT = "ud"
UNTOUCHED = "Det seneste færdige resultat er urørt."
TEXT, GITHUB, JSON = "tekst", "github", "json"
"""The shapes that findings are given in."""
STORE = f"{OUTPUT}/lager"


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
    type=click.Choice([TEXT, GITHUB, JSON]),
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


def stop_at_strays(world: World, edition: str, shape: str = TEXT) -> None:
    """Stop when something lies in content/ or bilag/ that no edition reads; the edition's own errors are told too."""
    if strays := in_order(check_folders(world)):
        from rammeaftale.shell.pipeline import load

        loaded = load(world, edition)
        strays = in_order((*strays, *(() if loaded.ok else loaded.diagnostics)))
        show_findings(world, strays, shape)
        raise stopped(strays, f"Intet er bygget. {UNTOUCHED}")


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Show lines on the terminal or in the log; no word of theirs can order either about."""
    click.echo("\n".join(map(harmless, text.split("\n"))), err=err, nl=nl)


def pass_on(text: str) -> None:
    """Give a program what base/report.py has written for it."""
    click.echo(text)


def show_findings(
    world: World, diagnostics: Iterable[Diagnostic], shape: str, news: News | None = None, ways: Sequence[str] = ()
) -> None:
    """Findings in the shape that was asked for. A program is given all of them, GitHub and people what they can use.

    Without news all are new. `ways` say to people how to see what is only counted.
    """
    from rammeaftale.base.newness import News
    from rammeaftale.base.report import as_json

    findings = tuple(diagnostics)
    known = news or News(frozenset(findings))
    if shape == JSON:
        pass_on(as_json(findings, known))
    elif shape == GITHUB:
        _show_on_github(world, findings, known)
    else:
        from rammeaftale.base.overview import overview
        from rammeaftale.shell.content import source_lines

        for line in overview(findings, known, source_lines(world), ways):
            say(line, err=True)


def _show_on_github(world: World, findings: Sequence[Diagnostic], news: News) -> None:
    """On the lines of the pull request what there is room for; all of them on the page of the step."""
    from rammeaftale.base.github import as_annotations, job_summary
    from rammeaftale.base.report import summary
    from rammeaftale.shell.content import source_lines

    for command in as_annotations(findings, news):
        pass_on(command)
    is_told = add_to_page(partial(job_summary, findings, news, source_lines(world)))
    where = "på jobbets side, »Summary«" if is_told else "i det, som »build.py tjek --alle« viser"
    say(f"{summary(findings).capitalize()}. Alle fund står {where}.")


def print_findings(world: World, diagnostics: Iterable[Diagnostic], ways: Sequence[str] = ()) -> None:
    """Findings for people, of a command that is not about the sources as they were: errors, or else all in full."""
    from rammeaftale.base.newness import News

    findings = tuple(diagnostics)
    errors = frozenset(finding for finding in findings if finding.severity is Severity.ERROR)
    show_findings(world, findings, TEXT, News(errors or frozenset(findings)), ways)


def print_all(
    world: World,
    findings: Sequence[Diagnostic],
    news: News | None = None,
    way: str = "Ret de første, og kør kommandoen igen.",
) -> None:
    """All findings on stderr in full; `way` is what to do when even these are too many."""
    from rammeaftale.base.newness import News
    from rammeaftale.base.overview import whole
    from rammeaftale.shell.content import source_lines

    for line in whole(findings, news or News(frozenset(findings)), source_lines(world), way):
        say(line, err=True)


def see_all(edition: str | None) -> tuple[str, ...]:
    """How to see all that is found in the editions, or in the one that was asked for; and one kind, »{art}«."""
    command = f".venv/bin/python build.py tjek{f' --udgave {edition}' if edition else ''}"
    return f"Se det hele med:  {command} --alle", f"Se én slags med:  {command} --art {{art}}"


def own_store(root: Path, may_keep: Callable[[], bool]) -> Memo | None:
    """The store of the checkout at `root`; None where a link or a file stands in its way."""
    try:
        for part in STORE_PARTS:
            own_folder(root, f"{STORE}/{part}")
    except Refused:
        return None
    return Memo(root / STORE, may_keep)


def stopped(diagnostics: Iterable[Diagnostic], words: str) -> click.exceptions.Exit:
    """Say how much was found and what that means for the products; the exit status is 1."""
    from rammeaftale.base.report import summary

    say(f"{summary(diagnostics).capitalize()}. {words}", err=True)
    return click.exceptions.Exit(1)
