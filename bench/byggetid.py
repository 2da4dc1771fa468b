"""How long a build takes, beside a plain loop over the same HTML in the same run. Prints ratios; asserts nothing.

Every figure is of a whole process, the median of RUNS with the commands taken in turn, so that a machine whose speed
drifts does not favour one of them: the time that passed, and the time on a processor of it and its children. The second
tells what the first hides, a core that another guest of the machine has taken. The sources are copied: nothing in the
checkout is touched.
"""

from __future__ import annotations

import os
import resource
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
        _run(copy, "-m", "bench.dokumenter", str(markups))
        loop, cold, warm, edit = Timings(), Timings(), Timings(), Timings()
        for number in range(RUNS):
            loop.time(copy, "bench/raa_loekke.py", str(markups))
            shutil.rmtree(copy / "ud", ignore_errors=True)
            cold.time(copy, "build.py", "rammeaftale")
            warm.time(copy, "build.py", "rammeaftale")
            text = copy / EDITED
            text.write_text(text.read_text("utf-8") + f"\nMåling nummer {number}.\n", "utf-8")
            edit.time(copy, "build.py", "rammeaftale")
    for words, measured in (
        ("simpel løkke, én proces", loop),
        ("hele bygningen forfra", cold),
        ("intet ændret", warm),
        ("ét kapitel rettet", edit),
    ):
        print(f"{words:26} {measured.against(loop)}")


class Timings:
    """One command's runs: seconds passed, and seconds on a processor."""

    def __init__(self) -> None:
        self.passed: list[float] = []
        self.busy: list[float] = []

    def time(self, folder: Path, *arguments: str) -> None:
        """Run the command once more."""
        start, busy = time.perf_counter(), _busy()
        _run(folder, *arguments)
        self.passed.append(time.perf_counter() - start)
        self.busy.append(_busy() - busy)

    def against(self, loop: Timings) -> str:
        """The medians in Danish, and the medians of the ratios run by run."""
        ratios = (
            statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
            for ours, theirs in ((self.passed, loop.passed), (self.busy, loop.busy))
        )
        ratio, busy_ratio = ratios
        return (
            f"{statistics.median(self.passed):7.2f} s   {ratio:5.2f} af løkken   "
            f"({min(self.passed):.2f}-{max(self.passed):.2f})   "
            f"{statistics.median(self.busy):7.2f} s på processoren   {busy_ratio:5.2f}"
        )


def _busy() -> float:
    """Seconds that the processes which have ended were on a processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": ""}  # as `make` sets it
    subprocess.run([sys.executable, *arguments], cwd=folder, check=True, env=environment, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
