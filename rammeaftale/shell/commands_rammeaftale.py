"""`rammeaftale`: what a build stands on, the products, and what is said of them.

Like cli.py it holds no logic: it opens the doors, calls `pipeline`, prints, and publishes. Only what loads fast is
imported at the top: "intet at gøre" is answered before anything expensive is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from rammeaftale.base.diagnostics import Refused, Severity
from rammeaftale.shell.console import OUTPUT, chosen, edition_option, print_findings, say, stop_at_strays, stopped
from rammeaftale.shell.memo import STORE_PARTS, Memo
from rammeaftale.shell.publish import Manifest, publish, read_inputs, sha256, up_to_date
from rammeaftale.world import DiskWorld, RecordingWorld
from rammeaftale.world.leftovers import sweep_scratch
from rammeaftale.world.program import stamp
from rammeaftale.world.writing import own_folder

_WORKERS = 2
_MODERN = "PDF/UA-2 og PDF/A-4"
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


@click.command(name="rammeaftale", options_metavar="[VALG]")
@edition_option
@click.option("--forklar", "explain", is_flag=True, help="Fortæl for hvert dokument, hvorfor det blev lavet eller ej.")
@click.option(
    "--pdf2", "modern", is_flag=True, help="Brug de nyeste standarder: PDF/UA-2 og PDF/A-4 (PDF/A-4f med datafiler)."
)
@click.pass_obj
def build_command(root: Path, edition: str | None, explain: bool, modern: bool) -> None:
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


def _where(manifest: Manifest) -> str:
    """`ud/2021-22/ (10 filer, udkast, 23 udestående)`."""
    parts = [f"{len(manifest.products)} filer", manifest.status]
    if manifest.warnings:
        parts.append("1 advarsel" if manifest.warnings == 1 else f"{manifest.warnings} advarsler")
    if manifest.gaps:
        parts.append(f"{manifest.gaps} udestående")
    return f"{OUTPUT}/{manifest.edition}/ ({', '.join(parts)})"
