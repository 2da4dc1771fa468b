"""Finished products → `ud/<udgave>/`, each written whole or not at all, with a manifest of what they were made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from rammeaftale.base.diagnostics import Refused
from rammeaftale.shell.editions import edition_folders
from rammeaftale.world import Folder, Source, World
from rammeaftale.world.program import program_digests

MANIFEST = "manifest.json"
_LONGEST = 255
"""Bytes of a file's name on most disks."""


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
    """The manifest of the last good build; None when there is none, or one that no build of ours has written."""
    try:
        fields = json.loads(folder.read(MANIFEST) or b"")
        manifest = Manifest(**fields)
    except (ValueError, TypeError, RecursionError):
        return None
    return manifest if _is_ours(manifest) else None


def _is_ours(manifest: Manifest) -> bool:
    """Whether every field has its type, and the products are files of ours: a manifest is only a file."""
    words = (manifest.edition, manifest.status)
    counts = (manifest.warnings, manifest.gaps)
    tables = (manifest.inputs, manifest.products, manifest.versions)
    return (
        all(isinstance(word, str) and word.isprintable() for word in words)
        and all(type(count) is int and count >= 0 for count in counts)
        and all(isinstance(table, dict) and all(isinstance(value, str) for value in table.values()) for table in tables)
        and all(map(_is_product, manifest.products))
    )


def _is_product(name: str) -> bool:
    """Whether it is the name of a file directly in the edition's folder, and of a kind that a build makes."""
    if not name.isprintable() or len(name.encode()) > _LONGEST:
        return False
    return PurePosixPath(name).name == name and not name.startswith(".") and name.endswith((".pdf", ".csv", ".xlsx"))


def up_to_date(folder: Folder, inputs: Mapping[str, str], versions: Mapping[str, str]) -> Manifest | None:
    """The manifest when it was made of exactly these inputs and every product is still there, byte for byte."""
    manifest = read_manifest(folder)
    if manifest is None or (manifest.inputs, manifest.versions) != (inputs, versions):
        return None
    files = ((folder.read(name), digest) for name, digest in manifest.products.items())
    return manifest if all(data is not None and sha256(data) == digest for data, digest in files) else None


def publish(folder: Folder, products: Mapping[str, bytes], manifest: Manifest) -> tuple[str, ...]:
    """Remove the products of the last manifest that no longer exist, then write the manifest and what differs.

    Returns the names removed. Files that no manifest of ours names are left alone. The manifest comes before the
    products: one that is killed in between leaves no file that no manifest names, and what is not there yet is not as
    the manifest says, so the next build puts it there.
    """

    def no_longer() -> list[str]:
        before = read_manifest(folder)
        return sorted(before.products.keys() - products.keys()) if before else []

    return folder.write_all({MANIFEST: manifest.as_bytes(), **products}, no_longer)
