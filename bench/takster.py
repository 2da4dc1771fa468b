"""Measure the intake and the rules on 10,000 takster: seconds and peak memory, in one process.

    python -m bench.takster [lines] [--en] [--profil]

`--en` puts all lines in one file in place of twenty; `--profil` prints where the time goes. The aim is at most 3 s and
500 MB on two cores; nothing is asserted. The files are made before the clock starts, and read from memory.
"""

from __future__ import annotations

import cProfile
import gc
import pstats
import resource
import sys
import time
from collections import Counter
from pathlib import Path

from rammeaftale.shell.takst_pipeline import Reception, register_files, take_in
from rammeaftale.world import DiskWorld, Source
from tools.eksempel.many import many, one

ROOT = Path(__file__).parent.parent
PLACE = "maaling"


def _peak() -> float:
    """MB that the process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _take_in(files: tuple[Source, ...]) -> Reception | None:
    checked = take_in(DiskWorld(ROOT), "2021-22", files, PLACE, None)
    if checked.value is not None:
        register_files(checked.value)
    found = Counter(one.kind for one in checked.diagnostics)
    print("fund:", ", ".join(f"{kind} {number}" for kind, number in found.most_common(12)) or "ingen")
    return checked.value


def main(arguments: list[str]) -> None:
    """Make the files, take them in, print the figures."""
    lines = next((int(word) for word in arguments if word.isdigit()), 10_000)
    made = one(lines) if "--en" in arguments else many(lines)
    files = tuple(Source(f"{PLACE}/{name}", data) for name, data in made.items())
    size = sum(len(file.data) for file in files) / 1e6
    print(f"{lines} linjer i {len(files)} filer, {size:.1f} MB; {_peak():.0f} MB hukommelse før målingen")
    profile = cProfile.Profile()
    gc.disable()  # as build.py does
    start, busy = time.perf_counter(), time.process_time()
    if "--profil" in arguments:
        profile.enable()
    value = _take_in(files)
    profile.disable()
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    used = len(value.register.takster) if value and value.register else 0
    print(f"{used} takster i registret: {seconds:.2f} s ({busy:.2f} s på processoren), højst {_peak():.0f} MB")
    if "--profil" in arguments:
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main(sys.argv[1:])
