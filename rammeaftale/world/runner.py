"""The machine that runs a workflow for GitHub: the page that it shows of a step."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable

from rammeaftale.world.disk import open_without_waiting

_PAGE = "GITHUB_STEP_SUMMARY"
"""The variable that names the page's file; there is none elsewhere."""
_MOST_BYTES = 1024 * 1024
"""A page of more is not shown at all (docs.github.com, "Workflow commands for GitHub Actions", "Step isolation and
limits")."""


def add_to_page(text: Callable[[int], str]) -> bool:
    """Write at the end of the page what `text` gives for the room in bytes that it has left; whether it was written.

    False where there is no such page, or it cannot be written: what a step finds must not hang on it.
    """
    path = os.environ.get(_PAGE, "")  # nothing can be opened by the empty name
    with contextlib.suppress(OSError), open(path, "ab", opener=open_without_waiting) as page:
        status = os.fstat(page.fileno())
        if stat.S_ISREG(status.st_mode):
            page.write(text(_MOST_BYTES - status.st_size).encode(errors="replace"))
            return True
    return False
