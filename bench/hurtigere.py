"""What each quicker form of the engine saves: all documents typeset with every form, and without one of them.

    .venv/bin/python -m bench.hurtigere [runs] [form …]

Each time is the processor time of a child of one warm process; the variants take turns, and each is compared with the
run of all forms in the same round, so that a machine whose speed drifts favours none. A form whose bytes differ stops
the measurement. Instructions tell more on a busy machine: see bench/README.md.
"""

from __future__ import annotations

import gc
import hashlib
import os
import statistics
import sys
import time
import warnings
from collections.abc import Sequence
from multiprocessing import get_context

from bench.dokumenter import composed
from rammeaftale.engine import speed
from rammeaftale.engine.typesetters import NO_FONTS
from rammeaftale.model.product import Markup
from rammeaftale.world.program import own_path


def main(runs: str = "5", *names: str) -> None:
    """Measure and print a table in Danish."""
    os.environ["FONTCONFIG_FILE"] = str(own_path(NO_FONTS))
    warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
    gc.disable()  # as in the typesetting processes
    markups = composed()
    variants = {name: {name} for name in names or speed.FORMS} | {"alle": set(speed.FORMS)}
    saved: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(int(runs)):
        seconds, digest = _in_a_child(markups, set())
        for name, without in variants.items():
            slower, other = _in_a_child(markups, without)
            if other != digest:
                sys.exit(f"{name}: filerne er ikke de samme")
            saved[name].append(100 * (1 - seconds / slower))
    for name, shares in saved.items():
        middle = f"{statistics.median(shares):5.1f} pct. sparet"
        print(f"{name:14} {middle}   ({min(shares):.1f} til {max(shares):.1f}, {runs} kørsler)")


def _in_a_child(markups: Sequence[Markup], without: set[str]) -> tuple[float, str]:
    with get_context("fork").Pool(1) as pool:
        return pool.apply(typeset_without, (markups, without))


def typeset_without(markups: Sequence[Markup], without: set[str]) -> tuple[float, str]:
    """Processor seconds for all documents, and a digest of their bytes; once in a process."""
    for name in without:
        del speed.FORMS[name]
    from rammeaftale.engine.pdf import typeset  # the import puts the forms in place

    typeset(markups[-1])  # what is made at first use
    files, start = hashlib.sha256(), time.process_time()
    for markup in markups:
        files.update(typeset(markup).value)
    return time.process_time() - start, files.hexdigest()


if __name__ == "__main__":
    main(*sys.argv[1:])
