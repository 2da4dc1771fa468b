"""The frozen edition in tests/frosset/: its files, the edition that they give, and a checkout that holds it.

The program's tests hang on it and on small made-up editions, never on what content/ and bilag/ happen to hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rammeaftale.engine.versions import fonts
from rammeaftale.model.agreement import Edition
from rammeaftale.model.product import Markup
from rammeaftale.shell.editions import CURRENT_FILE, edition_folders
from rammeaftale.shell.memo import Memo
from rammeaftale.shell.pipeline import composer, load
from rammeaftale.shell.recipes import read_kit
from rammeaftale.world import DiskWorld, World
from tests.checkouts import ROOT, copied
from tests.memory_world import MemoryWorld

FROZEN = Path(__file__).parent / "frosset"
EDITION = "2031-32"
CONTENT = f"content/{EDITION}"
BILAG = f"bilag/{EDITION}"
HOME = "content/takster"
SENT = f"{HOME}/indberetninger"


@cache
def files() -> Mapping[str, bytes]:
    """Every file of the edition by its path. Not to be changed."""
    disk = DiskWorld(FROZEN)
    paths = (path for folder in edition_folders(EDITION) for path in disk.list(folder))
    return {path: disk.read(path).data for path in (CURRENT_FILE, *paths)}


def text(path: str) -> str:
    """One file of the edition as text."""
    return files()[path].decode()


def changed(path: str, old: str, new: str) -> MemoryWorld:
    """The edition with words in one file replaced; they must stand there once."""
    assert text(path).count(old) == 1, f"{old!r} står {text(path).count(old)} gange i {path}"
    return MemoryWorld({**files(), path: text(path).replace(old, new).encode()})


@cache
def edition() -> Edition:
    """The edition, resolved and checked."""
    checked = load(MemoryWorld(files()), EDITION)
    assert checked.ok, checked.diagnostics
    assert checked.value is not None
    return checked.value


def composed(world: World, store: Path) -> tuple[Markup, ...]:
    """Every document of an edition without errors as HTML, made with the project's own templates and fonts."""
    checked = load(world, EDITION)
    assert checked.ok, checked.diagnostics
    assert checked.value is not None
    made = [*map(composer(checked.value, read_kit(DiskWorld(ROOT), fonts(), {}), Memo(store)), checked.value.documents)]
    assert all(one.diagnostics == () for one in made)
    return tuple(one.value for one in made)


def checkout(folder: Path, *parts: str) -> Path:
    """These parts of the program in a folder of their own, with the frozen edition as its content."""
    copied(folder, *parts)
    for path, data in files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder
