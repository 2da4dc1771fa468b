"""Make one space more or less, or join two lines, at every place of every source, and ask whether it is told.

Run with `python -m bench.mellemrum [SEED] [COUNT]`: all sources of content/, bilag/ and the frozen edition, then COUNT
generated ones, made from the seed. Prints each place where blocks change in silence; there should be none.
"""

from __future__ import annotations

import sys
import time

from tests.generated_text import Maker
from tests.real import REAL
from tests.spaces import joined_lines, silent, space_changes, surroundings
from tests.test_markdown_random import WRITTEN


def main(seed: int, count: int) -> int:
    """Prints every silent change, then how many changes were made; gives how many were silent."""
    started, tried, found = time.monotonic(), 0, 0
    for text in (*REAL, *WRITTEN, *(Maker(seed + number).text() for number in range(count))):
        for small, begin, end in surroundings(text):
            for kind in (space_changes, joined_lines):
                changes = list(kind(small, begin, end))
                tried += len(changes)
                for place in silent(small, iter(changes)):
                    print(f"{kind.__name__}: {place!r}")
                    found += 1
    print(f"{tried} ændringer, {found} i stilhed, {time.monotonic() - started:.0f} s, frø {seed}")
    return found


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*given, *(1, 40)[len(given) :]) > 0)
