"""How long a build takes, beside a plain loop over the same HTML in the same run. Prints ratios; asserts nothing.

Every figure is the wall time of a whole process, the median of RUNS with the commands taken in turn, so that a machine
whose speed drifts does not favour one of them. The sources are copied: nothing in the checkout is touched.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 3
EDITED = "content/2021-22/forord.md"


def main() -> None:
    """Measure and print a table in Danish."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "kopi"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("ud", ".venv", ".git", ".*_cache", ".hypothesis"))
        markups = Path(folder) / "dokumenter.pickle"
        _run(copy, "-c", _DUMP, str(markups))
        loop, cold, warm, edit = [], [], [], []
        for number in range(RUNS):
            loop.append(_timed(copy, "bench/raa_loekke.py", str(markups)))
            shutil.rmtree(copy / "ud", ignore_errors=True)
            cold.append(_timed(copy, "build.py", "rammeaftale"))
            warm.append(_timed(copy, "build.py", "rammeaftale"))
            text = copy / EDITED
            text.write_text(text.read_text("utf-8") + f"\nMåling nummer {number}.\n", "utf-8")
            edit.append(_timed(copy, "build.py", "rammeaftale"))
    for words, seconds in (
        ("simpel løkke, én proces", loop),
        ("hele bygningen forfra", cold),
        ("intet ændret", warm),
        ("ét kapitel rettet", edit),
    ):
        median = statistics.median(seconds)
        ratio = statistics.median(a / b for a, b in zip(seconds, loop, strict=True))
        print(f"{words:26} {median:7.2f} s   {ratio:5.2f} af løkken   ({min(seconds):.2f}-{max(seconds):.2f})")


_DUMP = """
import pickle, sys
from pathlib import Path
from rammeaftale import engine, memo, pipeline, world
here = world.DiskWorld(Path.cwd())
edition = pipeline.load(here, "2021-22").value
kit = pipeline.read_kit(here, engine.fonts(), engine.versions())
markups = pipeline.compose_all(edition, kit, memo.Memo(Path("ud/lager"))).value
Path(sys.argv[1]).write_bytes(pickle.dumps(list(markups)))
"""


def _timed(folder: Path, *arguments: str) -> float:
    start = time.perf_counter()
    _run(folder, *arguments)
    return time.perf_counter() - start


def _run(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": ""}  # as `make` sets it
    subprocess.run([sys.executable, *arguments], cwd=folder, check=True, env=environment, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
