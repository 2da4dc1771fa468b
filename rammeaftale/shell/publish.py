"""Finished products → `ud/<udgave>/`, each written whole or not at all, with a manifest of what they were made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from rammeaftale.base.diagnostics import Refused
from rammeaftale.shell.editions import edition_folders
from rammeaftale.world import Folder, Source, World
from rammeaftale.world.program import program_digests

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build was made of and gave. `inputs` and `products` map names to sha256; `versions` engine and fonts.

    `warnings` and `gaps` count what the check found, so that a build with nothing to do can still say so.
    """

    edition: str
    status: str
    inputs: Mapping[str, str]
    products: Mapping[str, str]
    versions: Mapping[str, str]
    warnings: int
    gaps: int

    def as_bytes(self) -> bytes:
        """Sorted JSON: the same build gives the same bytes."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def sha256(data: bytes) -> str:
    """The digest in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_edition(world: World, edition: str) -> Iterator[tuple[str, Source | Refused]]:
    """Every file that an edition is made of, by its path, or why it, or its folder, cannot be read."""
    for folder in edition_folders(edition):
        try:
            paths = world.list(folder)
        except Refused as refused:
            yield folder, refused
            continue
        for path in paths:
            try:
                yield path, world.read(path)
            except Refused as refused:
                yield path, refused


def read_inputs(content: World, program: World, edition: str) -> Mapping[str, str]:
    """Every file that decides the products, with its digest: the edition's sources and the whole program.

    A source that cannot be read is left out, since loading the edition says so. Raises Refused for the program's own.
    """
    sources = {path: read.digest for path, read in read_edition(content, edition) if isinstance(read, Source)}
    return {**sources, **program_digests(program)}


def read_manifest(folder: Folder) -> Manifest | None:
    """The manifest of the last good build, or None when there is none that can be read."""
    try:
        manifest = Manifest(**json.loads(folder.read(MANIFEST) or b""))
    except (ValueError, TypeError):
        return None
    return manifest if isinstance(manifest.products, dict) else None


def up_to_date(folder: Folder, inputs: Mapping[str, str], versions: Mapping[str, str]) -> Manifest | None:
    """The manifest when it was made of exactly these inputs and every product is still there, byte for byte."""
    manifest = read_manifest(folder)
    if manifest is None or (manifest.inputs, manifest.versions) != (inputs, versions):
        return None
    ours = _safe_names(manifest.products)
    are_whole = all(
        name in ours and (data := folder.read(name)) is not None and sha256(data) == digest
        for name, digest in manifest.products.items()
    )
    return manifest if are_whole else None


def publish(folder: Folder, products: Mapping[str, bytes], manifest: Manifest) -> tuple[str, ...]:
    """Write what differs, remove the products of the last manifest that no longer exist, then the manifest.

    Returns the names removed. Files that no manifest of ours names are left alone.
    """
    before = read_manifest(folder)
    for name, data in products.items():
        folder.write_changed(name, data)
    gone = sorted(_safe_names(before.products) - products.keys()) if before else []
    for name in gone:
        folder.remove(name)
    folder.write(MANIFEST, manifest.as_bytes())
    return tuple(gone)


def _safe_names(names: Iterable[str]) -> set[str]:
    """A manifest is only a file: names that lead out of the folder are not ours to remove."""
    return {name for name in names if PurePosixPath(name).name == name and name.endswith((".pdf", ".csv", ".xlsx"))}
