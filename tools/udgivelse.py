"""A release on GitHub, made by `gh` so that it can be stopped anywhere and begun again.

A draft, the files, a look at what GitHub gives back, and only then is it published.

While it is a draft nobody sees it, and everything in it is put right. Once it is published nothing in it is changed:
the same files are then "already published", other files are refused.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rammeaftale.base.diagnostics import Refused
from rammeaftale.shell.publish import sha256
from rammeaftale.world.source import printable

Gh = Callable[..., str]
"""Runs `gh` with words and gives what it prints. Raises Refused when it fails."""
_NOT_FOUND = "release not found"
"""What `gh release view` says when there is none."""
_AGAIN = "kør jobbet igen; det begynder, hvor det slap"


@dataclass(frozen=True, slots=True)
class About:
    """What a release says of itself. `is_final` is an edition that is decided; `is_current` the one of aktuel.yaml."""

    title: str
    notes: str
    is_final: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class _Release:
    is_draft: bool
    files: tuple[str, ...]


def gh(*words: str) -> str:
    """The real one. Raises Refused when it is not there or fails."""
    try:
        done = subprocess.run(["gh", *words], capture_output=True, text=True, check=False)  # noqa: S607  the runner's own
    except OSError as problem:
        raise Refused("udgiv-gh", "programmet gh findes ikke på maskinen") from problem
    if done.returncode:
        said = printable(done.stderr.strip().replace("\n", " "))
        raise Refused("udgiv-gh", f"»gh {' '.join(words[:2])}« mislykkedes ({said})", _AGAIN)
    return done.stdout


def release(run: Gh, tag: str, folder: Path, digests: Mapping[str, str], about: About) -> str:
    """Publish the files of a folder, given with their sha256, and say in Danish what was done.

    Raises Refused when `gh` fails, when GitHub gives back other bytes than it got, and when something else is published
    under the tag already.
    """
    found = _view(run, tag)
    if found is not None and not found.is_draft:
        if set(found.files) == digests.keys() and _downloaded(run, tag) == digests:
            return f"{tag} er allerede udgivet med netop disse {len(digests)} filer"
        reason = f"{tag} er allerede udgivet med andre filer, og en udgivelse bliver aldrig ændret"
        raise Refused("udgiv-anden", reason, "sæt et nyt mærke med det næste nummer")
    if found is None:
        run("release", "create", tag, "--draft", "--verify-tag", *_words(about))
    for name in found.files if found is not None else ():
        if name not in digests:
            run("release", "delete-asset", tag, name, "--yes")
    run("release", "upload", tag, "--clobber", *(str(folder / name) for name in sorted(digests)))
    if _downloaded(run, tag) != digests:
        raise Refused("udgiv-bytes", "filerne på GitHub er ikke dem, der blev lagt op", _AGAIN)
    latest = about.is_final and about.is_current
    published = ("--draft=false", f"--latest={_flag(latest)}", "--tag", tag, "--verify-tag")
    run("release", "edit", tag, *published, *_words(about))
    return f"{tag} er udgivet med {len(digests)} filer"


def _words(about: About) -> tuple[str, ...]:
    return "--title", about.title, "--notes", about.notes, f"--prerelease={_flag(not about.is_final)}"


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _view(run: Gh, tag: str) -> _Release | None:
    """The release of the tag, a draft too; None when there is none."""
    try:
        said = json.loads(run("release", "view", tag, "--json", "isDraft,assets"))
    except Refused as problem:
        if _NOT_FOUND in problem.message:
            return None
        raise
    return _Release(said["isDraft"], tuple(asset["name"] for asset in said["assets"]))


def _downloaded(run: Gh, tag: str) -> Mapping[str, str]:
    """The sha256 of each file of the release, as GitHub gives it."""
    with tempfile.TemporaryDirectory() as folder:
        run("release", "download", tag, "--dir", folder)
        return {path.name: sha256(path.read_bytes()) for path in Path(folder).iterdir()}
