"""Questions to git, asked so that neither the caller's environment nor the repository decides what runs or is fetched.

No hooks, no pager, no replaced objects, no network; another repository than the one at the root is never found.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from rammeaftale.base.diagnostics import Refused
from rammeaftale.world.git_failures import failure, no_git, too_much, too_slow
from rammeaftale.world.process import within

MAX_SECONDS = 30.0
_MAX_ANSWER_BYTES = 20_000
"""Of an answer that is a line or two, and of a complaint."""
_HEADER_BYTES = 200
"""More than git says of an object before its bytes."""
_SETTINGS = ("core.hooksPath=/dev/null", "core.fsmonitor=false", "protocol.allow=never")


class Git:
    """git in the repository whose top folder is `root`. Every method raises Refused when git cannot answer."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def ask(self, *words: str, stdin: bytes = b"", at_most: int = _MAX_ANSWER_BYTES) -> bytes | None:
        """What `git <words>` prints, `at_most` so many bytes; None when it says no (status 1)."""
        with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaints:
            try:
                done = subprocess.run(  # noqa: S603  a revision stands after --end-of-options, the rest is ours
                    self._command(words),
                    check=False,
                    input=stdin,
                    stdout=answer,
                    stderr=complaints,
                    env=_environment(self._root),
                    timeout=MAX_SECONDS,
                    preexec_fn=partial(_write_at_most, at_most),
                )
            except (FileNotFoundError, NotADirectoryError, PermissionError) as problem:
                raise no_git() from problem
            except subprocess.TimeoutExpired as problem:
                raise too_slow(MAX_SECONDS) from problem
            if done.returncode == -signal.SIGXFSZ:
                raise too_much()
            if done.returncode > 1 or done.returncode < 0:
                complaints.seek(0)
                raise self._failure(complaints.read(_MAX_ANSWER_BYTES).decode(errors="replace"))
            answer.seek(0)
            return None if done.returncode else answer.read()

    def objects(self, sizes: Mapping[str, int]) -> Mapping[str, bytes]:
        """The bytes of files by git's ids for them, of which the sizes in bytes are known."""
        asked = "".join(f"{name}\n" for name in sizes).encode()
        room = sum(sizes.values()) + _HEADER_BYTES * len(sizes)
        answer, at = self.ask("cat-file", "--batch", stdin=asked, at_most=room) or b"", 0
        found = {}
        for name, size in sizes.items():
            head = f"{name} blob {size}\n".encode()
            if not answer.startswith(head, at):
                raise self.lost(name)
            start = at + len(head)
            found[name] = answer[start : start + size]
            at = start + size + 1
        return found

    def kept_as(self, folder: str) -> str:
        """What a folder of the root is called in the next commit, in its capitals; empty when it has none of it."""
        try:
            listed = self.ask("ls-files", "-z", "--cached", "--", f":(top,icase){folder}") or b""
        except Refused as refused:
            if refused.kind != "git-for-stor":
                raise
            return folder
        return listed.partition(b"\0")[0].partition(b"/")[0].decode(errors="replace")

    def is_shallow(self) -> bool:
        """Whether the history of this clone is cut."""
        return (self.ask("rev-parse", "--is-shallow-repository") or b"").strip() == b"true"

    def lost(self, name: str) -> Refused:
        """The refusal of an object that should be here."""
        return self._failure(f"{name} mangler")

    def _failure(self, complaint: str) -> Refused:
        lacks = complaint.endswith("mangler") or "promisor" in complaint
        return failure(complaint, self._root, is_partial=lacks and self._is_partial())

    def _is_partial(self) -> bool:
        """Whether this clone has left objects at the place that it was cloned from."""
        return self.ask("config", "--get-regexp", r"^remote\..*\.promisor$") is not None

    def _command(self, words: tuple[str, ...]) -> list[str]:
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        return ["git", "-C", str(self._root), "--no-pager", "--no-replace-objects", *settings, *words]


def _write_at_most(size: int) -> None:
    """No file that this process writes may grow beyond so many bytes, or beyond what it was allowed before."""
    limit = within(resource.RLIMIT_FSIZE, size)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def _environment(root: Path) -> Mapping[str, str]:
    """The caller's, without what would lead git elsewhere or make it speak another language."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "LC_", "LANG"))}
    return kept | {
        "LC_ALL": "C",
        "GIT_ALLOW_PROTOCOL": "",  # no transport at all: a partial clone would fetch what it lacks
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_CEILING_DIRECTORIES": str(root.parent),
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
    }
