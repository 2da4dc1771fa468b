"""What can go wrong when git is asked, and what may help: one refusal for each."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from rammeaftale.base.diagnostics import Refused
from rammeaftale.world.source import printable


def no_git() -> Refused:
    """There is no git to run."""
    hint = "sæt git op (https://git-scm.com), og prøv igen"
    return Refused("git-mangler", "git findes ikke på denne maskine, så ældre versioner kan ikke læses", hint)


def no_repository() -> Refused:
    """The root is not the top folder of a repository."""
    reason = "projektets mappe er ikke et git-arkiv, så ældre versioner kan ikke læses"
    hint = "hent projektet med »git clone«, og kør kommandoen i den mappe, der så kommer"
    return Refused("git-intet-arkiv", reason, hint)


def _unreadable() -> Refused:
    """There is a `.git`, but git does not take it for a repository."""
    reason = "».git« kan ikke læses som et git-arkiv: det er beskadiget, eller du har ikke adgang til det"
    return Refused("git-intet-arkiv", reason, "få adgang til .git, eller hent projektet igen med »git clone«")


def no_revision(revision: str) -> Refused:
    """What was asked for is an option, or hangs on the day and the machine (`@{`), and is no revision."""
    hint = "en version er et mærke, en gren eller et commit, fx v2021-22.1"
    return Refused("git-version-ulovlig", f"»{printable(revision)}« kan ikke være navnet på en version", hint)


def unknown(revision: str, *, is_shallow: bool) -> Refused:
    """No commit has that name here; it may be one that was cut off when the repository was fetched."""
    shown = f"»{printable(revision.removeprefix('refs/tags/'))}«"
    if is_shallow:
        reason = f"versionen {shown} findes ikke her, for arkivets historie er skåret af"
        return Refused("git-afkortet", reason, "hent hele historien med »git fetch --unshallow --tags«")
    hint = "se mærkerne med »git tag« og commits med »git log --oneline«, eller hent nye med »git fetch --tags«"
    return Refused("git-version-ukendt", f"versionen {shown} findes ikke", hint)


def too_slow(seconds: float) -> Refused:
    """Git did not answer in time."""
    hint = "prøv igen; sker det hver gang, så kør »git fsck« og »git gc«"
    return Refused("git-for-langsom", f"git svarede ikke inden for {seconds:.0f} sekunder", hint)


def too_much() -> Refused:
    """The commit has more than can be read."""
    return Refused(
        "git-for-stor", "der er flere eller større filer i versionen, end programmet vil læse", "brug en anden version"
    )


def failure(complaint: str, root: Path, *, is_partial: bool) -> Refused:
    """What git's complaint means."""
    if "dubious ownership" in complaint or "unsafe repository" in complaint:
        command = f"git config --global --add safe.directory {shlex.quote(str(root))}"
        hint = f"stoler du på det, der ligger i mappen, så kør »{command}«"
        return Refused("git-ejer", "git åbner ikke arkivet, for mappen ejes af en anden bruger end dig", hint)
    if any(words in complaint for words in ("not a git repository", "cannot change to", "invalid gitfile")):
        return _unreadable() if os.path.lexists(root / ".git") else no_repository()
    if is_partial:
        reason = "noget af versionen er ikke hentet, for arkivet her er en delvis kopi"
        return Refused("git-delvis", reason, "hent resten med »git fetch --refetch --no-filter«")
    first = printable(complaint.strip().split("\n")[0])
    return Refused("git-fejl", f"git kan ikke læse versionen ({first})", "»git fsck« viser, om arkivet er beskadiget")
