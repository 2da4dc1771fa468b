"""The example files made long: for measuring the intake (bench/takster.py)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

from tools.eksempel.cells import Sender
from tools.eksempel.figures import Row
from tools.eksempel.files import SHAPES, file_name
from tools.eksempel.names import DRIFTSHERRER
from tools.eksempel.plans import THIS_YEAR
from tools.eksempel.register import intended, of_driftsherre


def many(lines: int) -> dict[str, bytes]:
    """The 20 files of this year, each in its own shape, with so many lines in all; names of files and bytes."""
    share = lines / len(intended(THIS_YEAR))
    made, left = {}, lines
    for code, name, _ in DRIFTSHERRER:
        own = of_driftsherre(THIS_YEAR, code)
        number = left if code == DRIFTSHERRER[-1][0] else round(len(own) * share)
        left -= number
        sender = Sender(code, name, THIS_YEAR, tuple(islice(_repeated(own), number)))
        made[file_name(code, name)] = SHAPES[code].make(sender)
    return made


def one(lines: int, code: str = "615") -> dict[str, bytes]:
    """One driftsherre's file with so many lines."""
    name = next(name for known, name, _ in DRIFTSHERRER if known == code)
    sender = Sender(code, name, THIS_YEAR, tuple(islice(_repeated(of_driftsherre(THIS_YEAR, code)), lines)))
    return {file_name(code, name): SHAPES[code].make(sender)}


def _repeated(rows: list[Row]) -> Iterator[Row]:
    """The lines, then the same again as other tilbud, without end and without ids."""
    for time in count():
        for row in rows:
            again = row | {"tilbud": f"{row['tilbud']} {time + 1}"} if time else dict(row)
            again.pop("id")
            yield again
