"""Edits of every kind at many places of every text: `.venv/bin/python -m bench.rettelser [antal pr. tekst] [frø]`.

The same checks as tests/edit/test_edits.py, some thousand times; ends with what was done and what was refused.
"""

from __future__ import annotations

import sys

from tests.edit.samples import texts
from tests.edit.test_edits import edited


def main(each: int = 12, seed: int = 1) -> None:
    """Edit, check, count."""
    for name, counted in zip(("gjort", "afvist"), edited(texts(150), each, seed), strict=True):
        print(name, dict(counted))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
