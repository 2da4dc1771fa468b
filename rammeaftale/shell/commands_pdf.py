"""The commands that look into a finished PDF: its tags, what a screen reader says, the files that it carries.

Like cli.py it holds no logic: it opens the file, calls `engine/inspect/`, and prints or writes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from rammeaftale.shell.console import say
from rammeaftale.world import Folder
from rammeaftale.world.disk import given_file

T = TypeVar("T")
_PDF = click.argument("pdf", metavar="FIL.pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.command(name="tagtrae", options_metavar="[VALG]", short_help="Vis opmærkningen i en PDF som et træ.")
@_PDF
def tagtree_command(pdf: Path) -> None:
    """Vis opmærkningen i en PDF som et træ: overskrifter, tabeller, noter og tekst i læserækkefølge."""
    from rammeaftale.engine.inspect.tagtree import tree_text

    say(_inspected(pdf, tree_text), nl=False)


@click.command(name="oplaes", options_metavar="[VALG]", short_help="Vis, hvad en skærmlæser siger af en PDF.")
@_PDF
def read_aloud_command(pdf: Path) -> None:
    """Vis, hvad en skærmlæser siger, så du kan høre et dokument ved at læse det."""
    from rammeaftale.engine.inspect.oplaes import read_aloud

    say(_inspected(pdf, read_aloud), nl=False)


@click.command(name="udtraek", options_metavar="[VALG]")
@_PDF
@click.option(
    "--til",
    "folder",
    default=".",
    metavar="MAPPE",
    type=click.Path(file_okay=False, path_type=Path),
    help="Mappen, som filerne skrives i. Uden valget: her.",
)
def extract_command(pdf: Path, folder: Path) -> None:
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
