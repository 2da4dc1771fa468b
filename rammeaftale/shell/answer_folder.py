"""The answers to senders → their folder, so that none of an earlier run lies there to be sent by mistake."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from rammeaftale.shell.publish import sha256
from rammeaftale.world import Folder

LIST = "svar.json"
"""The file that says which answers a run has written, by name, with the sha256 of each."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What happened in the folder besides the answers: file names, in their order.

    `removed` were answers of the last run that this one did not give, `kept` have been changed by hand since an answer
    that would be the same today, `replaced` since one that is another today, and `others` no run has written so.
    """

    removed: tuple[str, ...]
    kept: tuple[str, ...]
    replaced: tuple[str, ...]
    others: tuple[str, ...]


def lay(folder: Folder, files: Mapping[str, bytes]) -> Laid:
    """Write the answers and their list, and remove earlier answers that no longer hold, unless they were changed.

    A mail with a date written in by hand stays as long as its words would be the same. Raises as `Folder.write_all`.
    """
    before = _written_before(folder)
    digests = {name: sha256(data) for name, data in files.items()}
    there = {name: folder.read(name) for name in (*before, *files)}
    found = {name: sha256(data) for name, data in there.items() if data is not None}
    changed = {name for name, digest in found.items() if name in before and digest != before[name]}
    kept = {name for name in changed if digests.get(name) == before[name]}
    gone = sorted(name for name in found.keys() - files.keys() if name not in changed)
    listed = json.dumps(digests, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    written = {name: data for name, data in files.items() if name not in kept}
    removed = folder.write_all({LIST: listed.encode(), **written}, lambda: gone)
    others = (name for name in folder.names() if name not in files and name != LIST)
    return Laid(removed, tuple(sorted(kept)), tuple(sorted((changed & files.keys()) - kept)), tuple(others))


def _written_before(folder: Folder) -> Mapping[str, str]:
    """What the list says; nothing when there is none, or one that no run of ours has written."""
    try:
        listed = json.loads(folder.read(LIST) or b"")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(listed, dict):
        return {}
    return {name: digest for name, digest in listed.items() if _is_plain(name) and isinstance(digest, str)}


def _is_plain(name: str) -> bool:
    """Whether it is the name of an answer directly in the folder."""
    is_answer = name.isprintable() and name.endswith((".xlsx", ".txt"))
    return is_answer and PurePosixPath(name).name == name and not name.startswith(".")
