"""Tables with rows of any height: `python -m bench.hoeje_tabeller [antal] [frø]`; ends with how many were refused."""

from __future__ import annotations

import gc
import sys

from tests.layout.chapters import chapter, told
from tests.layout.tall_tables import tall_table


def main(tables: int = 200, seed: int = 0) -> None:
    """Typeset, count."""
    gc.disable()
    refused = 0
    for number in range(seed, seed + tables):
        if found := told(chapter(tall_table(number))):
            refused += 1
            print(f"frø {number}: {', '.join(found)}")
    print(f"{refused} af {tables} afvist")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
