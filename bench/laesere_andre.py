"""The same faulty files through our readers and python-calamine: what it reads and we do not, and where cells differ.

    python -m bench.laesere_andre [antal] [--frø 1]

The other reader may fill the memory or never end, so each file is read in a process of its own, within limits. The
first few of each sort are kept in ud/laesere-andre/, to be looked at by hand; no number of them is right or wrong.
"""

from __future__ import annotations

import argparse
import io
import os
import pickle
import resource
import sys
from collections import Counter
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from python_calamine import CalamineWorkbook

from bench.laesere_fejl import faulty
from rammeaftale.read.tables.sheet import CellFault, CellValue, Sheet
from rammeaftale.read.tables.workbook import read_table
from rammeaftale.world import Source
from tests.takster.table_samples import SAMPLES

_KEPT = Path(__file__).parent.parent / "ud" / "laesere-andre"
_SHEET = "Takster"
_SECONDS, _BYTES = 2, 1_500_000_000
_EXAMPLES = 5
Place = tuple[int, int]


def theirs(data: bytes) -> dict[Place, Any] | None:
    """The cells of the sheet that calamine reads, by row and column; None when it reads none."""
    receiver, sender = os.pipe()
    child = os.fork()
    if not child:
        os.close(receiver)
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
        try:
            rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(_SHEET).to_python(False)
            cells = {(row, column): cell for row, line in enumerate(rows) for column, cell in enumerate(line)}
            with os.fdopen(sender, "wb") as pipe:
                pickle.dump(cells, pipe)
        except BaseException:  # whatever stops it; a panic of it is no Exception
            os._exit(1)
        os._exit(0)
    os.close(sender)
    with os.fdopen(receiver, "rb") as pipe:
        sent = pipe.read()
    is_read = os.waitpid(child, 0)[1] == 0
    return pickle.loads(sent) if is_read and sent else None  # our own child wrote it


def ours(source: Source) -> Sheet | None:
    """The sheet, if it was read as a whole."""
    book = read_table(source).value
    sheet = book.sheet(_SHEET) if book else None
    return None if sheet is None or sheet.fault else sheet


def differences(sheet: Sheet, others: dict[Place, Any]) -> list[str]:
    """The cells that are not the same; a fault is empty to the other, which also shows days and truths its own way."""
    own = {(row, column): cell.value for row, line in enumerate(sheet.rows) for column, cell in enumerate(line)}
    return [
        f"{place}: {own.get(place)!r} mod {others.get(place)!r}"
        for place in sorted(own.keys() | others.keys())
        if not _same(own.get(place), others.get(place))
    ]


def _same(own: CellValue, other: Any) -> bool:
    match own, other:
        case (CellFault(), _) | (_, time() | timedelta()):
            return True
        case date(), datetime() | date():
            return str(other)[:10] == str(own)
        case Decimal(), bool():
            return False
        case Decimal(), int() | float():
            return float(own) == float(other)
        case None, str():
            return not str(other).strip()
        case str(), str():
            return " ".join(own.split()) == " ".join(other.split())
        case _:
            return bool(own == other)


def main() -> int:
    """Read with both, count, keep some of what is not the same."""
    parser = argparse.ArgumentParser(prog="python -m bench.laesere_andre")
    parser.add_argument("antal", nargs="?", type=int, default=2_000)
    parser.add_argument("--frø", dest="seed", type=int, default=1)
    options = parser.parse_args()
    samples = [(name, data) for name, data in sorted(SAMPLES.items()) if not name.endswith(".csv")]
    counts: Counter[str] = Counter()
    for number in range(options.antal):
        name, good = samples[number % len(samples)]
        data = faulty(good, Random(f"{options.seed}-{number}"))
        sheet, others = ours(Source(f"ind/{name}", data)), theirs(data)
        what, told = f"{name}: {'læst' if sheet else 'afvist'} her, {'læst' if others else 'afvist'} dér", []
        if sheet and others and (told := differences(sheet, others)):
            what = f"{name}: celler er forskellige"
        counts[what] += 1
        if (told or (others and not sheet)) and counts[what] <= _EXAMPLES:
            _KEPT.mkdir(parents=True, exist_ok=True)
            (_KEPT / f"{options.seed}-{number}-{name}").write_bytes(data)
            sys.stdout.write(f"{options.seed}-{number} {what}: {'; '.join(told[:2])}\n")
    for what, count in sorted(counts.items()):
        sys.stdout.write(f"{count:8} {what}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
