"""Every content of the repository's history, through git and as a checkout: the same findings and digests.

    .venv/bin/python -m bench.historie

Prints a line for each content and how many there were; status 1 when one differs. A quicker sample is in
tests/world/test_history.py.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from rammeaftale.world import DiskWorld
from rammeaftale.world.git import open_commit
from tests.world.history import checked_out, contents, seen

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Compare every content; the exit status."""
    commits = contents(ROOT)
    different = [commit for commit in commits if not _same(commit)]
    print(f"{len(commits)} forskellige indhold, {len(different)} med forskel")
    return 1 if different else 0


def _same(commit: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        disk = seen(DiskWorld(checked_out(ROOT, commit, Path(folder) / "klon")))
    start = time.perf_counter()
    same = seen(open_commit(ROOT, commit)) == disk
    counts = ", ".join(
        f"{name}: {len(found)} fund, {len(digests)} dokumenter" for name, (found, digests) in disk.items()
    )
    print(f"{commit[:10]}  {'ens' if same else 'FORSKEL'}  {time.perf_counter() - start:.2f} s  {counts}", flush=True)
    return same


if __name__ == "__main__":
    sys.exit(main())
