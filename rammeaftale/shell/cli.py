"""The commands. No logic of its own: it opens the door, calls the pipeline, prints, and gives the exit status.

Only what loads fast is imported at the top: "intet at gøre" is answered before anything expensive is loaded.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from rammeaftale.base.diagnostics import Checked, Diagnostic, Refused, Severity, in_order
from rammeaftale.shell.commands_maerk import mark_command
from rammeaftale.shell.commands_sammenlign import compare_command
from rammeaftale.shell.commands_takster import takster
from rammeaftale.shell.console import (
    OUTPUT,
    chosen,
    edition_option,
    pass_on,
    print_findings,
    say,
    stop_at_strays,
    stopped,
)
from rammeaftale.shell.editions import check_folders, current_edition, editions_in
from rammeaftale.shell.endings import exit_status
from rammeaftale.shell.memo import STORE_PARTS, Memo
from rammeaftale.shell.publish import Manifest, publish, read_inputs, sha256, up_to_date
from rammeaftale.world import DiskWorld, Folder, RecordingWorld, World
from rammeaftale.world.disk import given_file
from rammeaftale.world.leftovers import sweep_scratch
from rammeaftale.world.program import stamp
from rammeaftale.world.writing import own_folder

T = TypeVar("T")

_WORKERS = 2
_MODERN = "PDF/UA-2 og PDF/A-4f"
"""Stands in the manifest when it was asked for, so that asking for the other makes the products anew."""
_STORE = f"{OUTPUT}/lager"


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a build stands on. Each file is read once, so that digests, products and manifest are of the same text.

    `is_current` tells whether the program's files are still those that were read.
    """

    content: RecordingWorld
    program: RecordingWorld
    fonts: Mapping[str, bytes]
    versions: Mapping[str, str]
    is_current: Callable[[], bool]


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


commands.add_command(takster)
commands.add_command(compare_command)
commands.add_command(mark_command)


@commands.command(name="rammeaftale", options_metavar="[VALG]")
@edition_option
@click.option("--forklar", "explain", is_flag=True, help="Fortæl for hvert dokument, hvorfor det blev lavet eller ej.")
@click.option(
    "--pdf2", "modern", is_flag=True, help="Brug PDF/UA-2 og PDF/A-4f til de dokumenter, der har datafiler med sig."
)
@click.pass_obj
def _build_command(root: Path, edition: str | None, explain: bool, modern: bool) -> None:
    """Byg rammeaftalen og alle bilag som PDF i mappen ud/."""
    current = stamp(root)
    content, program = RecordingWorld(DiskWorld(root)), RecordingWorld(DiskWorld(root))
    name = chosen(DiskWorld(root), edition)  # what says which one it is, is no part of it
    stop_at_strays(content)
    folder = own_folder(root, f"{OUTPUT}/{name}")
    for part in STORE_PARTS:
        own_folder(root, f"{_STORE}/{part}")
    own_folder(root, OUTPUT).sweep()
    folder.sweep()
    sweep_scratch()
    from rammeaftale.engine.versions import fonts, versions

    inputs = read_inputs(content, program, name)
    font_files = fonts()
    numbers = {**versions(program, font_files), **({"standard": _MODERN} if modern else {})}
    manifest = up_to_date(folder, inputs, numbers)
    if manifest is None:
        ground = _Ground(content, program, font_files, numbers, lambda: stamp(root) == current)
        say(f"Færdig: {_where(_built(root, name, ground, explain=explain, modern=modern))}.")
        return
    say(f"Intet er ændret siden sidst: {_where(manifest)} er færdig.")
    for product in manifest.products if explain else ():
        say(f"  {product}: uændret")


def _built(root: Path, name: str, ground: _Ground, *, explain: bool, modern: bool) -> Manifest:
    """Make the products and publish them; gives their manifest."""
    from rammeaftale.engine.typesetters import Typesetters
    from rammeaftale.render.style_sheets import small_page

    with Typesetters(_WORKERS, lambda: small_page(ground.program, ground.fonts)) as typesetters:
        from rammeaftale.shell.pipeline import build, load, product_count
        from rammeaftale.shell.progress import progress
        from rammeaftale.shell.recipes import read_kit

        loaded = load(ground.content, name)
        print_findings(ground.content, loaded.diagnostics)
        if loaded.value is None or not loaded.ok:
            raise stopped(loaded.diagnostics, "Intet er bygget. Det seneste færdige resultat er urørt.")
        kit = read_kit(ground.program, ground.fonts, ground.versions, modern=modern)
        memo = Memo(root / _STORE, ground.is_current)
        with progress(product_count(loaded.value), explain=explain) as tell:
            built = build(loaded.value, kit, memo, typesetters, tell)
    if not built.ok:
        print_findings(ground.content, built.diagnostics)
        raise stopped(built.diagnostics, "Det seneste færdige resultat er urørt.")
    if not ground.is_current():
        raise Refused("program-aendret", "programmet blev ændret, mens der blev bygget", "kør kommandoen igen")
    memo.prune()
    severities = [diagnostic.severity for diagnostic in loaded.diagnostics]
    manifest = Manifest(
        edition=name,
        status=loaded.value.status.value,
        inputs={**ground.content.digests, **ground.program.digests},
        products={product: sha256(data) for product, data in built.value.items()},
        versions=ground.versions,
        warnings=severities.count(Severity.WARNING),
        gaps=severities.count(Severity.GAP),
    )
    for gone in publish(own_folder(root, f"{OUTPUT}/{name}"), built.value, manifest):
        say(f"Fjernet, fordi dokumentet ikke længere hedder sådan: {gone}")
    return manifest


@commands.command(name="tjek", options_metavar="[VALG]")
@edition_option
@click.option(
    "--format",
    "shape",
    type=click.Choice(["tekst", "github", "json"]),
    default="tekst",
    help="Hvordan fundene vises: tekst (til læsning), github (mærker i en pull request) eller json (til programmer).",
)
@click.pass_obj
def _check_command(root: Path, edition: str | None, shape: str) -> None:
    """Kontrollér alle kilder uden at lave PDF-filer."""
    from rammeaftale.base.report import as_github, as_json, summary

    world = RecordingWorld(DiskWorld(root))
    loaded = _all_checked(root, world, edition)
    if shape == "json":
        pass_on(as_json(loaded.diagnostics))
    elif shape == "github":
        for diagnostic in loaded.diagnostics:
            pass_on(as_github(diagnostic))
    else:
        print_findings(world, loaded.diagnostics, gaps=True)
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


_PDF = click.argument("pdf", metavar="FIL.pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@commands.command(name="tagtrae", options_metavar="[VALG]", short_help="Vis opmærkningen i en PDF som et træ.")
@_PDF
def _tagtree_command(pdf: Path) -> None:
    """Vis opmærkningen i en PDF som et træ: overskrifter, tabeller, noter og tekst i læserækkefølge."""
    from rammeaftale.engine.inspect.tagtree import tree_text

    say(_inspected(pdf, tree_text), nl=False)


@commands.command(name="oplaes", options_metavar="[VALG]", short_help="Vis, hvad en skærmlæser siger af en PDF.")
@_PDF
def _read_aloud_command(pdf: Path) -> None:
    """Vis, hvad en skærmlæser siger, så du kan høre et dokument ved at læse det."""
    from rammeaftale.engine.inspect.oplaes import read_aloud

    say(_inspected(pdf, read_aloud), nl=False)


@commands.command(name="udtraek", options_metavar="[VALG]")
@_PDF
@click.option(
    "--til",
    "folder",
    default=".",
    metavar="MAPPE",
    type=click.Path(file_okay=False, path_type=Path),
    help="Mappen, som filerne skrives i. Uden valget: her.",
)
def _extract_command(pdf: Path, folder: Path) -> None:
    """Hent de datafiler (csv), som en PDF har med sig."""
    from rammeaftale.engine.inspect.objects import carried_files

    files = _inspected(pdf, carried_files)
    Folder(folder).write_all(files)
    for name in files:
        say(f"Skrevet: {folder / name}")
    if not files:
        say("PDF-filen har ingen datafiler med sig.")


def _inspected(pdf: Path, look: Callable[[bytes], T]) -> T:
    """What `look` sees in the file; a file that is no PDF, or one that others made without tags, is told."""
    from pikepdf import PdfError

    try:
        return look(given_file(pdf))
    except PdfError:
        say(f"fejl[pdf-ulaeselig]: »{pdf}« er ikke en PDF-fil, der kan læses", err=True)
        raise click.exceptions.Exit(1) from None


def _where(manifest: Manifest) -> str:
    """`ud/2021-22/ (10 filer, udkast, 23 udestående)`."""
    parts = [f"{len(manifest.products)} filer", manifest.status]
    if manifest.warnings:
        parts.append("1 advarsel" if manifest.warnings == 1 else f"{manifest.warnings} advarsler")
    if manifest.gaps:
        parts.append(f"{manifest.gaps} udestående")
    return f"{OUTPUT}/{manifest.edition}/ ({', '.join(parts)})"
