"""Make the driftsherrer's example files of two years again: python -m tools.eksempeltakster, from the root.

The same seed gives the same bytes. Nothing in them is a real tilbud or takst, and every file says so.
"""

from __future__ import annotations

from pathlib import Path

from tools.eksempel.files import files

ROOT = Path(__file__).parent.parent

if __name__ == "__main__":
    for path, data in files():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_bytes(data)
