"""Format 2 → format 3: in the second an edition's registers of takster lay in a folder that its udgave.yaml named."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from rammeaftale.decode.older.files import Files, Program
from rammeaftale.decode.paths import TAKSTER, content_folder
from rammeaftale.read.yaml import nodes

_REGISTER, _FOLDER = "takstregister", "mappe"
_NAME = re.compile(r"/takster-([0-9]{4}(?:-modtaget)?\.csv)")


def from_2(folder: str, files: Files, _: Program) -> Files:
    """The edition without the name of the folder, and what lies in it as if it lay in the folder of all editions.

    What already lies there, of the same year, counts instead: the intake writes nowhere else.
    """
    path = f"{content_folder(folder)}/udgave.yaml"
    udgave = files.trees.get(path)
    register = udgave.get(_REGISTER) if isinstance(udgave, nodes.Mapping) else None
    if not isinstance(udgave, nodes.Mapping) or not isinstance(register, nodes.Mapping):
        return files
    kept = replace(register, entries=tuple(entry for entry in register.entries if entry[0].value != _FOLDER))
    entries = tuple((key, kept if key.value == _REGISTER else value) for key, value in udgave.entries)
    written = register.get(_FOLDER)
    home = written.value.rstrip("/") if isinstance(written, nodes.Scalar) else ""
    sources = {_today(old, home, files.sources): source for old, source in files.sources.items()}
    return Files({**files.trees, path: replace(udgave, entries=entries)}, sources)


def _today(path: str, home: str, there: Collection[str]) -> str:
    """Where a register or its list of files lies today; the path itself of any other file."""
    name = _NAME.fullmatch(path.removeprefix(home))
    today = f"{TAKSTER}/{name[1]}" if name else path
    return path if today in there else today
