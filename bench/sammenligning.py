"""One edit somewhere, many thousands of times: what the matcher finds against what was done. Prints counts.

    python -m bench.sammenligning [how many made-up editions] [first seed]

Made-up editions get every kind of edit; the real sources (all documents, every takst) get one for every ten of them. A
run that finds a fault prints the seed, which gives the same edit again. At the end the time that a match takes.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from rammeaftale.compare.matcher import match
from rammeaftale.compare.provisions import provisions
from rammeaftale.shell.editions import edition_folders
from rammeaftale.shell.pipeline import load
from rammeaftale.world import DiskWorld
from tests.compare.edits import EDITS, Edit, faults
from tests.compare.trees import Tree, provisions_of, random_tree, tree_of

ROOT = Path(__file__).resolve().parent.parent
EDITION = "2021-22"
PER_REAL_EDIT = 10


def main(count: int = 1000, first: int = 0) -> None:
    """Measure and print."""
    edition = load(DiskWorld(ROOT), EDITION).value
    if edition is None:
        sys.exit(f"{edition_folders(EDITION)[0]} kan ikke læses")
    real = tree_of(provisions(edition))
    done: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for seed in range(first, first + count):
        rng = Random(seed)
        made_up = random_tree(rng)
        for do in EDITS:
            _judge(seed, made_up, do(rng, made_up), "opdigtet", done, wrong)
        if seed % PER_REAL_EDIT == 0:
            _judge(seed, real, EDITS[seed // PER_REAL_EDIT % len(EDITS)](rng, real), "rigtig", done, wrong)
    for name in sorted(done):
        print(f"{name:32} {done[name]:7} rettelser  {wrong[name]:5} forkerte svar")
    print(f"{'i alt':32} {done.total():7} rettelser  {wrong.total():5} forkerte svar")
    _time(real)


def _judge(seed: int, tree: Tree, edit: Edit | None, kind: str, done: Counter[str], wrong: Counter[str]) -> None:
    if edit is None:
        return
    done[f"{kind}, {edit.name}"] += 1
    found = faults(tree, edit)
    if found:
        wrong[f"{kind}, {edit.name}"] += 1
        print(f"frø {seed}, {kind}: {'; '.join(found)}")


def _time(tree: Tree) -> None:
    own = provisions_of(tree)
    half = tree.copy()
    for number, node in enumerate(half.nodes()):
        if number % 2:
            node.printed = node.written = f"{node.printed} rettet"
    for words, other in (("den samme udgave", own), ("hver anden omformuleret", provisions_of(half))):
        start = time.perf_counter()
        match(own, other)
        print(f"{len(own)} bestemmelser mod {words}: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
