"""The content of a commit, read from git without a checkout and without anything that git could be made to run.

Only `content/` and `bilag/` are read: the program is always the one that runs. A file's bytes are those that git keeps,
which are those of a checkout as long as `.gitattributes` asks for `eol=lf` and no filters.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rammeaftale.base.diagnostics import Refused
from rammeaftale.world.git_failures import no_repository, no_revision, unknown
from rammeaftale.world.git_process import Git
from rammeaftale.world.source import (
    MAX_FILE_BYTES,
    MAX_FILES,
    Source,
    a_link,
    another_repository,
    below,
    check_size,
    inside,
    no_plain_file,
    not_there,
    ways_to,
    within_limits,
)

FOLDERS = ("content", "bilag")
MAX_LISTING_BYTES = 200 * 20 * MAX_FILES
"""Room for the names of twenty times as many files as a folder may hold: a commit has every edition."""
_LINK, _SUBMODULE = b"120000", b"160000"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file of the commit: what it is (`100644`, a link, a submodule), git's name for its bytes, how many they are."""

    mode: bytes
    object: str
    size: int


class GitWorld:
    """A `World` of the content of one commit; `commit` is its full id. Made by `open_commit`."""

    def __init__(self, commit: str, git: Git, entries: Mapping[str, _Entry]) -> None:
        self.commit = commit
        self._git = git
        self._entries = entries
        self._bytes: dict[str, bytes] = {}

    def list(self, folder: str) -> tuple[str, ...]:
        """See World."""
        if stop := self._stop_on_the_way(inside(folder)):
            return (stop,)
        return within_limits(folder, ((path, self._entries[path].size) for path in below(self._entries, folder)))

    def digest(self, folders: Iterable[str]) -> str:
        """sha256 over all that these folders hold: the names of the files, what they are, and git's digests of them."""
        held = {path for folder in folders for path in (*ways_to(folder), *below(self._entries, folder))}
        entries = ((path, self._entries[path]) for path in sorted(held & self._entries.keys()))
        said = [(os.fsencode(path).hex(), entry.mode.hex(), entry.object) for path, entry in entries]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    def read(self, path: str) -> Source:
        """See World. Raises Refused also when git fails."""
        plain = inside(path)
        if stop := self._stop_on_the_way(plain):
            raise a_link() if self._entries[stop].mode == _LINK else another_repository()
        entry = self._entries.get(plain)
        if entry is None:
            if below(self._entries, plain):
                raise no_plain_file()
            raise not_there()
        check_size(entry.size)
        if entry.object not in self._bytes:
            self._fetch(plain)
        return Source(path, self._bytes[entry.object])

    def _fetch(self, path: str) -> None:
        """The bytes of a file, and with them those of its edition: the files below the same two folders."""
        try:
            beside = self.list("/".join(path.split("/")[:2]))
        except Refused:  # too much to have at once
            beside = ()
        entries = [entry for entry in map(self._entries.__getitem__, {path, *beside}) if _is_readable(entry)]
        self._bytes |= self._git.objects({entry.object: entry.size for entry in entries})

    def _stop_on_the_way(self, path: str) -> str:
        """The first of the folders on the way, or the file itself, that is a link or a submodule; else empty."""
        ways = (way for way in ways_to(path) if way in self._entries)
        return next((way for way in ways if self._entries[way].mode in (_LINK, _SUBMODULE)), "")


def _is_readable(entry: _Entry) -> bool:
    return entry.mode not in (_LINK, _SUBMODULE) and entry.size <= MAX_FILE_BYTES


def open_commit(root: Path, revision: str) -> GitWorld:
    """The content of a commit of the repository at `root`, named by id, tag, branch or any other form that git knows.

    Raises Refused: no git, no repository there, no such commit, or git fails.
    """
    if revision.startswith("-") or "@{" in revision or not revision.isprintable():
        raise no_revision(revision)
    git = Git(root)
    which = ("--show-prefix", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    answer = git.ask("rev-parse", *which) or b""
    prefix, _, commit = answer.decode(errors="replace").removesuffix("\n").partition("\n")
    if prefix:  # the way from a repository that the root lies in
        raise no_repository()
    if not re.fullmatch("[0-9a-f]{40,64}", commit):  # "^v1" gives "^" and a commit: all but what that one has
        raise unknown(revision, is_shallow=git.is_shallow())
    what = ("-r", "-z", "--long", "--full-tree", commit, "--", *FOLDERS)
    listed = git.ask("ls-tree", *what, at_most=MAX_LISTING_BYTES)
    if listed is None:
        raise git.lost(commit)
    return GitWorld(commit, git, dict(_entry(line, git) for line in listed.split(b"\0")[:-1]))


def _entry(line: bytes, git: Git) -> tuple[str, _Entry]:
    """`100644 blob <id> <size>`, a tab and the path; a submodule has `-` for its size. Raises Refused for a loss."""
    words, _, path = line.partition(b"\t")
    mode, _, name, size = words.split()
    if not size.isdigit() and mode != _SUBMODULE:
        raise git.lost(name.decode())
    return os.fsdecode(path), _Entry(mode, name.decode(), 0 if mode == _SUBMODULE else int(size))
