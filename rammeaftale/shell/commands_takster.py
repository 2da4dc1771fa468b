"""`build.py takster ind` and `takster svar`: the senders' files in, the answers out.

Like cli.py it holds no logic: it opens the door, calls takst_pipeline, prints, and writes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rammeaftale.base.diagnostics import Severity
from rammeaftale.shell.console import OUTPUT, chosen, edition_option, print_all, print_findings, say, stopped
from rammeaftale.world import DiskWorld, Folder, RecordingWorld, World
from rammeaftale.world.disk import path_in
from rammeaftale.world.writing import own_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rammeaftale.base.diagnostics import Diagnostic
    from rammeaftale.model.intake import HiddenRows
    from rammeaftale.shell.answer_folder import Laid
    from rammeaftale.shell.takst_pipeline import Reception

UNTOUCHED = "Takstregistret er urørt."
_ASKED = (Severity.ERROR, Severity.WARNING)
"""What a driftsherre is asked to answer, which takes a date."""


@click.group(name="takster", subcommand_metavar="KOMMANDO MAPPE [VALG]", options_metavar="[VALG]")
def takster() -> None:
    """Læs driftsherrernes takstfiler ind, eller skriv svar til dem."""


def _year(_: click.Context, __: click.Parameter, year: int | None) -> int | None:
    """The year of the option. Raises click.BadParameter when it has not four figures."""
    if year is not None and not 1000 <= year <= 9999:
        raise click.BadParameter("et årstal har fire cifre, fx 2021")
    return year


def _hidden(_: click.Context, __: click.Parameter, choices: tuple[str, ...]) -> Mapping[str, HiddenRows]:
    """What is decided of each file's hidden rows. Raises click.BadParameter for what is no decision."""
    from rammeaftale.model.intake import HiddenRows

    words = {"laes": HiddenRows.READ, "læs": HiddenRows.READ, "spring-over": HiddenRows.SKIPPED}
    decided = {}
    for choice in choices:
        name, _sign, word = choice.rpartition("=")
        if not name or word not in words:
            raise click.BadParameter("skriv filens navn og valget, fx 665-lemvig.xlsx=laes eller =spring-over")
        decided[name] = words[word]
    return decided


def _common(function: Callable[..., None]) -> Callable[..., None]:
    folder = click.argument("folder", metavar="MAPPE", type=click.Path(exists=True, file_okay=False, path_type=Path))
    year = click.option(
        "--år",
        "year",
        type=int,
        callback=_year,
        metavar="ÅR",
        help="Året, som filerne gælder. Uden valget: året i udgave.yaml.",
    )
    whole = click.option("--alle", "all_findings", is_flag=True, help="Vis hvert fund, også når der er mange.")
    return folder(year(whole(edition_option(click.pass_obj(function)))))


@takster.command(name="ind", options_metavar="[VALG]", short_help="Læs takstfilerne i en mappe ind i takstregistret.")
@_common
@click.option("--vis", "details", is_flag=True, help="Vis hver kolonne i hver fil, som den er forstået.")
@click.option(
    "--skjulte",
    "hidden",
    multiple=True,
    callback=_hidden,
    metavar="FIL=laes|spring-over",
    help="Læs skjulte rækker i en fil, eller spring dem over. Valget huskes, til filen bliver ændret.",
)
def take_in_command(
    root: Path,
    folder: Path,
    year: int | None,
    edition: str | None,
    all_findings: bool,
    details: bool,
    hidden: Mapping[str, HiddenRows],
) -> None:
    """Læs takstfilerne i MAPPE, kontrollér dem, og skriv takstregistret.

    Er der fejl, bliver registret ikke skrevet. En afvigelse, som nogen står inde for, kan skrives i afvigelser.yaml.
    """
    from rammeaftale.base.diagnostics import Checked
    from rammeaftale.base.report import summary
    from rammeaftale.shell.takst_pipeline import register_files
    from rammeaftale.takster.intake.shown import understood
    from rammeaftale.takster.workbooks.changes import register_summary

    world = RecordingWorld(DiskWorld(root))
    diagnostics, reception = _receive(world, root, folder, year, chosen(world, edition), hidden)
    for received in reception.received if reception else ():
        say(understood(received, details=details))
    _print(world, diagnostics, all_findings=all_findings)
    register = reception.register if reception and Checked(None, diagnostics).ok else None
    if reception is None or register is None:
        raise stopped(diagnostics, UNTOUCHED)
    say(register_summary(register, reception.before))
    say(f"Kontrolleret: {summary(diagnostics)}.")
    files = register_files(reception)
    Folder(root).write_all(files)
    for path in files:
        say(f"Skrevet: {path}")


@takster.command(name="svar", options_metavar="[VALG]", short_help="Skriv et svar til hver driftsherre.")
@_common
@click.option(
    "--til",
    "target",
    metavar="MAPPE",
    type=click.Path(file_okay=False, path_type=Path),
    help="Mappen, som svarene skrives i. Uden valget: ud/<udgave>/svar.",
)
def answer_command(
    root: Path, folder: Path, year: int | None, edition: str | None, all_findings: bool, target: Path | None
) -> None:
    """Skriv et regneark og en mailtekst til hver driftsherre om filerne i MAPPE.

    I regnearket er cellerne med fund farvet. Driftsherren kan rette dem og sende samme fil igen.
    """
    from rammeaftale.base.danish import counted, listing, visible
    from rammeaftale.base.report import summary
    from rammeaftale.shell.answer_folder import lay
    from rammeaftale.shell.takst_pipeline import answers

    world = RecordingWorld(DiskWorld(root))
    name = chosen(world, edition)
    diagnostics, reception = _receive(world, root, folder, year, name, {})
    if reception is None or not (reception.received or reception.unread):
        _print(world, diagnostics, all_findings=all_findings)
        raise stopped(diagnostics, "Der er ikke skrevet svar.")
    answer_folder = Folder(target) if target else own_folder(root, f"{OUTPUT}/{name}/svar")
    if answer_folder.lies_at(folder):
        raise click.BadParameter(
            "svarene kan ikke skrives i den mappe, som filerne læses fra; de ville erstatte filerne", param_hint="--til"
        )
    laid = lay(answer_folder, dict(answers(reception)))
    ours = tuple(finding for finding in diagnostics if not reception.is_answered(finding))
    _print(world, ours, all_findings=all_findings)
    say(f"Fundet: {summary(diagnostics)}.")
    written = f"er skrevet i {_shown(root, answer_folder.root)}/"
    if reception.received:
        say(f"Svar til {counted(len(reception.received), 'driftsherre', 'driftsherrer')} {written}")
    unread = [*reception.unread, *(finding.span.path for finding in reception.others if finding.span)]
    if unread:
        names = listing(visible(path.rpartition("/")[2]) for path in unread)
        say(f"Kun en mail om {names}, der ikke kan læses, {written}")
    for line in _besides(laid):
        say(line)
    if unread or any(reception.is_answered(finding) and finding.severity in _ASKED for finding in diagnostics):
        say("Skriv fristen i mailene, før de sendes.")


def _besides(laid: Laid) -> Iterator[str]:
    """What else the sender of the answers must know of their folder, a line for each thing."""
    from rammeaftale.base.danish import listing, visible

    told = (
        ("Slettet, fordi de er svar fra før og ikke gælder mere", laid.removed),
        ("Ikke skrevet igen, fordi de er rettet i hånden og svaret er det samme", laid.kept),
        ("Skrevet igen, fordi svaret er et andet; det, der var rettet i hånden, er væk", laid.replaced),
        ("I mappen ligger også filer, som ikke er svar fra denne gang; send dem ikke", laid.others),
    )
    for words, names in told:
        if names:
            yield f"{words}: {listing(map(visible, names))}"


def _print(world: World, findings: tuple[Diagnostic, ...], *, all_findings: bool) -> None:
    from rammeaftale.takster.alike import gathered_cells

    told = tuple(gathered_cells(findings))
    if all_findings:
        print_all(world, told)
    else:
        print_findings(world, told, ("Se det hele med den samme kommando og --alle.",))


def _receive(
    world: World, root: Path, folder: Path, year: int | None, edition: str, hidden: Mapping[str, HiddenRows]
) -> tuple[tuple[Diagnostic, ...], Reception | None]:
    from rammeaftale.base.danish import visible
    from rammeaftale.base.diagnostics import in_order
    from rammeaftale.shell.takst_pipeline import incoming, take_in

    shown = _shown(root, folder)
    files = incoming(DiskWorld(folder), shown)
    if not files.value:
        return files.diagnostics, None
    there = [file.path.rpartition("/")[2] for file in files.value]
    if unknown := [name for name in hidden if name not in there]:
        raise click.BadParameter(
            f"der er ingen fil i mappen, der hedder »{visible(unknown[0])}«", param_hint="--skjulte"
        )
    taken = take_in(world, edition, files.value, shown, year, hidden, files.diagnostics)
    return in_order((*files.diagnostics, *taken.diagnostics)), taken.value


def _shown(root: Path, folder: Path) -> str:
    """The folder as a path in the project when it lies there, else as it was written."""
    return path_in(root, folder) or folder.as_posix().rstrip("/")
