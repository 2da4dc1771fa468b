"""Finished products → `ud/<udgave>/`, each written whole or not at all, with a manifest of what they were made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from rammeaftale.world import Source, World, write_atomically

MANIFEST = "manifest.json"
OWN_FOLDERS = ("templates", "rammeaftale")
LOCK_FILE = "krav/drift.txt"


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


def edition_folders(edition: str) -> tuple[str, ...]:
    """The folders whose files an edition is made of."""
    return ("content/faelles", f"content/{edition}", f"bilag/{edition}")


def read_inputs(world: World, edition: str) -> Mapping[str, str]:
    """Every file that decides the products, with its digest: sources, templates, the program and its locked packages.

    Raises what `World.read` raises.
    """
    folders = (*edition_folders(edition), *OWN_FOLDERS)
    paths = [path for folder in folders for path in world.list(folder)]
    return {path: world.read(path).digest for path in sorted({*paths, LOCK_FILE})}


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of the last good build, or None when there is none that can be read."""
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def up_to_date(folder: Path, inputs: Mapping[str, str], versions: Mapping[str, str]) -> Manifest | None:
    """The manifest when it was made of exactly these inputs and every product is still there, byte for byte."""
    manifest = read_manifest(folder)
    if manifest is None or (manifest.inputs, manifest.versions) != (inputs, versions):
        return None
    try:
        whole = all(sha256((folder / name).read_bytes()) == digest for name, digest in manifest.products.items())
    except OSError:
        return None
    return manifest if whole else None


def publish(folder: Path, products: Mapping[str, bytes], manifest: Manifest) -> tuple[str, ...]:
    """Write what differs, remove the products of the last manifest that no longer exist, then the manifest.

    Returns the names removed. Files that no manifest of ours names are left alone.
    """
    before = read_manifest(folder)
    for name, data in products.items():
        if not _holds(folder / name, data):
            write_atomically(folder / name, data)
    gone = sorted(_safe_names(before.products) - products.keys()) if before else []
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    write_atomically(folder / MANIFEST, manifest.as_bytes())
    return tuple(gone)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _safe_names(names: Iterable[str]) -> set[str]:
    """A manifest is only a file: names that lead out of the folder are not ours to remove."""
    return {name for name in names if Path(name).name == name and name.endswith((".pdf", ".csv", ".xlsx"))}


def sweep(folder: Path) -> None:
    """Remove what a killed build left half written."""
    for path in folder.glob(".*.tmp"):
        path.unlink(missing_ok=True)


def source_lines(source: Source) -> list[str]:
    """A source's lines for showing a finding, whatever its encoding."""
    return source.data.decode("utf-8-sig", errors="replace").splitlines()
