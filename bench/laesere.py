"""Faulty table files of every format through the readers and the intake: none may raise, none may find beside itself.

    python -m bench.laesere [antal] [--frø 1]

Each input is a good file with one to three faults (bench/laesere_fejl.py). A fault of ours is an exception, a finding
with another file's path, a value or message that cannot be written as UTF-8, or an input that takes more than
`_SLOW` seconds. The exit status is 1 when there is one; the input is kept in ud/laesere/.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

from bench.laesere_fejl import faulty
from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.read.tables.workbook import read_table
from rammeaftale.takster.intake.receive import receive
from rammeaftale.world import Source
from tests.takster.intake_help import DRIFTSHERRER, names
from tests.takster.table_samples import SAMPLES

KEPT = Path(__file__).parent.parent / "ud" / "laesere"
_SLOW = 2.0


def outcome(name: str, data: bytes) -> str:
    """What becomes of a file, in a word: read, read with findings, refused. Raises what the readers raise."""
    source = Source(f"ind/{name}", data)
    book = read_table(source)
    findings = book.diagnostics
    if book.value is None:
        _must_be_own(source, findings)
        assert findings, "a file is refused without a reason"
        return f"{name}: afvist"
    received = receive(book.value, source.digest, names(), DRIFTSHERRER, "Midtjylland")
    findings += received.diagnostics
    _must_be_own(source, findings)
    for line in received.value.lines if received.value else ():
        "".join(str(value) for value in (*line.raw.values(), line.takst)).encode()
    if received.value is None:
        assert findings, "nothing is understood, without a reason"
        return f"{name}: ikke forstået"
    return f"{name}: læst, med fund" if findings else f"{name}: læst"


def _must_be_own(source: Source, findings: tuple[Diagnostic, ...]) -> None:
    for finding in findings:
        assert finding.span is not None
        assert finding.span.path == source.path
        " ".join((str(finding.span), finding.message, *finding.hints)).encode()


def main() -> int:
    """Try, count, keep what fails."""
    parser = argparse.ArgumentParser(prog="python -m bench.laesere")
    parser.add_argument("antal", nargs="?", type=int, default=10_000)
    parser.add_argument("--frø", dest="seed", type=int, default=1)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    samples, began = sorted(SAMPLES.items()), time.monotonic()
    for number in range(options.antal):
        random = Random(f"{options.seed}-{number}")
        name, good = samples[number % len(samples)]
        data, start = faulty(good, random), time.process_time()
        try:
            result = outcome(name, data)
        except Exception:
            result = f"{name}: FEJL"
            sys.stdout.write(f"--- {options.seed}-{number} {name}\n{traceback.format_exc(limit=-3)}")
        if time.process_time() - start > _SLOW:
            result = f"{name}: FEJL, langsom"
        if "FEJL" in result:
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / f"{options.seed}-{number}-{name}").write_bytes(data)
        counts[result] += 1
    for result, count in sorted(counts.items()):
        sys.stdout.write(f"{count:8} {result}\n")
    sys.stdout.write(f"{options.antal} filer, frø {options.seed}, {time.monotonic() - began:.0f} sekunder\n")
    return int(any("FEJL" in result for result in counts))


if __name__ == "__main__":
    sys.exit(main())
