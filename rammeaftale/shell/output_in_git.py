"""What is built belongs to one machine only: whoever could bring it along by git, could bring false products.

The store's objects carry their own checksums, which hold against a broken disk and not against a forger.
"""

from __future__ import annotations

import os
from pathlib import Path

from rammeaftale.base.diagnostics import Diagnostic, FileSpan, Refused, error


def output_in_git(root: Path, folder: str) -> tuple[Diagnostic, ...]:
    """The error that git keeps something of the output's folder; nothing where git is not there to be asked."""
    if not os.path.lexists(root / ".git"):
        return ()
    from rammeaftale.world.git_process import Git

    try:
        name = Git(root).kept_as(folder)
    except (OSError, Refused):
        return ()
    if not name:
        return ()
    message = f"mappen {name}/ ligger i git, så det, der er bygget, kan være skrevet af andre"
    hint = f"fjern den med »git rm -rf {name}«, og gem ændringen i git; alt i den kan bygges igen"
    return (error("ud-i-git", message, FileSpan(name), hint),)
