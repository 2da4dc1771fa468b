"""`rammeaftale`: what a build stands on, the products, and what is said of them.

Like cli.py it holds no logic: it opens the doors, calls `pipeline`, prints, and publishes. Only what loads fast is
imported at the top: "intet at gøre" is answered before anything expensive is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import click

from rammeaftale.base.diagnostics import Refused, Severity, in_order
from rammeaftale.shell.console import (
    JSON,
    OUTPUT,
    STORE,
    TEXT,
    UNTOUCHED,
    chosen,
    edition_option,
    format_option,
    say,
    see_all,
    show_findings,
    stop_at_strays,
    stopped,
)
from rammeaftale.shell.memo import STORE_PARTS, Memo
from rammeaftale.shell.output_in_git import output_in_git
from rammeaftale.shell.publish import Manifest, publish, read_inputs, sha256, up_to_date
from rammeaftale.world import DiskWorld, RecordingWorld
from rammeaftale.world.leftovers import sweep_scratch
from rammeaftale.world.program import stamp
from rammeaftale.world.writing import own_folder

_WORKERS = 2
_MODERN = "PDF/UA-2 og PDF/A-4"
"""Stands in the manifest when it was asked for, so that asking for the other makes the products anew."""
_ALONE = "enkelt"
"""The folder in an edition's own where a document lies that was made by itself."""


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


@dataclass(frozen=True, slots=True)
class _Order:
    """What the command line asks for: an edition by its folder, one document of it or all, and what is to be told."""

    edition: str
    document: str | None
    explain: bool
    modern: bool
    shape: str

    def say(self, text: str) -> None:
        """Tell how it goes; where a program reads the findings, beside them."""
        say(text, err=self.shape == JSON)


@click.command(name="rammeaftale", options_metavar="[VALG]")
@edition_option
@click.option(
    "--dokument", "document", metavar="NAVN", help=f"Lav kun det ene, fx bilag-6, i mappen {OUTPUT}/PERIODE/{_ALONE}/."
)
@click.option("--forklar", "explain", is_flag=True, help="Fortæl for hvert dokument, hvorfor det blev lavet eller ej.")
@click.option(
    "--pdf2", "modern", is_flag=True, help="Brug de nyeste standarder: PDF/UA-2 og PDF/A-4 (PDF/A-4f med datafiler)."
)
@format_option
@click.pass_obj
def build_command(
    root: Path, edition: str | None, document: str | None, explain: bool, modern: bool, shape: str
) -> None:
    """Byg rammeaftalen og alle bilag som PDF i mappen ud/."""
    current = stamp(root)
    content, program = RecordingWorld(DiskWorld(root)), RecordingWorld(DiskWorld(root))
    # What says which one it is, is no part of it.
    order = _Order(chosen(DiskWorld(root), edition, shape=shape), document, explain, modern, shape)
    if in_git := output_in_git(root, OUTPUT):
        show_findings(content, in_git, shape)
        raise stopped(in_git, f"Intet er bygget. {UNTOUCHED}")
    stop_at_strays(content, order.edition, shape)
    folder = own_folder(root, f"{OUTPUT}/{order.edition}")
    for part in STORE_PARTS:
        own_folder(root, f"{STORE}/{part}")
    own_folder(root, OUTPUT).sweep()
    folder.sweep()
    sweep_scratch()
    from rammeaftale.engine.versions import check_packages, fonts, versions

    inputs = read_inputs(content, program, order.edition)
    check_packages(program)
    font_files = fonts()
    numbers = {**versions(program, font_files), **({"standard": _MODERN} if modern else {})}
    ground = _Ground(content, program, font_files, numbers, lambda: stamp(root) == current)
    manifest = None if document is not None else up_to_date(folder, inputs, numbers)
    if manifest is None:
        order.say(f"Færdig: {_built(root, order, ground)}.")
    else:
        _repeated(root, order, ground, manifest)


def _repeated(root: Path, order: _Order, ground: _Ground, manifest: Manifest) -> None:
    """Say that nothing has changed; who asks for the findings in a shape of their own, gets them nevertheless."""
    if order.shape != TEXT:
        from rammeaftale.shell.earlier import news_since
        from rammeaftale.shell.pipeline import load

        found = load(ground.content, order.edition).diagnostics
        memo = Memo(root / STORE, ground.is_current)
        news = news_since(root, ground.content, found, (order.edition,), None, memo)
        show_findings(ground.content, found, order.shape, news)
    order.say(f"Intet er ændret siden sidst: {_where(manifest)} er færdig.")
    for product in manifest.products if order.explain else ():
        order.say(f"  {product}: uændret")


def _built(root: Path, order: _Order, ground: _Ground) -> str:
    """Make the products and put them in their places; gives what is to be said of them."""
    from rammeaftale.engine.typesetters import Typesetters
    from rammeaftale.render.style_sheets import small_page

    with Typesetters(_WORKERS, lambda: small_page(ground.program, ground.fonts)) as typesetters:
        from rammeaftale.shell.documents import document_named
        from rammeaftale.shell.earlier import news_since
        from rammeaftale.shell.pipeline import build, load, product_count
        from rammeaftale.shell.progress import progress
        from rammeaftale.shell.recipes import read_kit

        loaded = load(ground.content, order.edition)
        memo = Memo(root / STORE, ground.is_current)
        news = news_since(root, ground.content, loaded.diagnostics, (order.edition,), None, memo)
        if order.shape != JSON or not loaded.ok:  # a program reads one list, so it is given at the end
            show_findings(ground.content, loaded.diagnostics, order.shape, news, see_all(order.edition))
        if loaded.value is None or not loaded.ok:
            raise stopped(loaded.diagnostics, f"Intet er bygget. {UNTOUCHED}")
        only = document_named(loaded.value, order.document) if order.document is not None else None
        kit = read_kit(ground.program, ground.fonts, ground.versions, modern=order.modern)
        count = 1 if only else product_count(loaded.value)
        with progress(count, explain=order.explain, err=order.shape == JSON) as tell:
            built = build(loaded.value, kit, memo, typesetters, tell, only)
    if order.shape == JSON:
        both = in_order((*loaded.diagnostics, *built.diagnostics))
        show_findings(ground.content, both, JSON, replace(news, new=news.new | frozenset(built.diagnostics)))
    elif not built.ok:
        show_findings(ground.content, built.diagnostics, order.shape)
    if not built.ok:
        raise stopped(built.diagnostics, UNTOUCHED)
    if not ground.is_current():
        raise Refused("program-aendret", "programmet blev ændret, mens der blev bygget", "kør kommandoen igen")
    memo.prune()
    if only:
        return _put_alone(root, order, built.value)
    severities = [diagnostic.severity for diagnostic in loaded.diagnostics]
    manifest = Manifest(
        edition=order.edition,
        status=loaded.value.status.value,
        inputs={**ground.content.digests, **ground.program.digests},
        products={product: sha256(data) for product, data in built.value.items()},
        versions=ground.versions,
        warnings=severities.count(Severity.WARNING),
        gaps=severities.count(Severity.GAP),
    )
    for gone in publish(own_folder(root, f"{OUTPUT}/{order.edition}"), built.value, manifest):
        order.say(f"Fjernet, fordi dokumentet ikke længere hedder sådan: {gone}")
    return _where(manifest)


def _put_alone(root: Path, order: _Order, products: Mapping[str, bytes]) -> str:
    """Put one document in a folder of its own, which has no manifest; gives its place and what that means.

    Beside the others it would be newer than they are: its number or what it says of them need not be theirs any more,
    and the manifest, by which `udgiv` publishes, would name a file that is not there. So the last whole set stays as
    it was, and nothing takes this folder for one. The store has the product, so the next whole build need not make it.
    """
    place = f"{OUTPUT}/{order.edition}/{_ALONE}"
    own_folder(root, place).write_all(products)
    names = ", ".join(f"{place}/{name}" for name in products)
    return f"{names}. Det er kun til at se på: De andre filer i {OUTPUT}/{order.edition}/ er, som de var"


def _where(manifest: Manifest) -> str:
    """`ud/2021-22/ (10 filer, udkast, 23 udestående)`."""
    parts = [f"{len(manifest.products)} filer", manifest.status]
    if manifest.warnings:
        parts.append("1 advarsel" if manifest.warnings == 1 else f"{manifest.warnings} advarsler")
    if manifest.gaps:
        parts.append(f"{manifest.gaps} udestående")
    return f"{OUTPUT}/{manifest.edition}/ ({', '.join(parts)})"
