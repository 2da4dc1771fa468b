"""Sources with something wrong in them, thousands of times: what tjek says of each, and whether that can be trusted.

    python -m bench.kildemutanter [antal] [første frø]

A text, a data file or a CSV file of a small edition, of the frozen one or of a sender is changed, in its bytes or in
its structure; then it goes the whole way of `tjek` or of `takster ind`. Told are exceptions, findings outside their
file, lines that a terminal or a log would obey, and inputs that take long. A seed gives the same input again.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from bench.mutationer import mutated
from rammeaftale.base.diagnostics import CellSpan, Diagnostic, FileSpan, Span, TextSpan
from rammeaftale.base.report import as_github, as_json, as_text
from rammeaftale.base.unseen import HIDDEN, harmless
from rammeaftale.shell.pipeline import load
from rammeaftale.shell.takst_pipeline import answers, take_in
from rammeaftale.takster.intake.shown import understood
from rammeaftale.world import Source
from tests import case_files, frozen
from tests.memory_world import MemoryWorld

SECONDS = 10.0
"""Of processor time for one input; the frozen edition as it is takes half a second."""
_ENDINGS = (".md", ".yaml", ".csv")
_SHARE_OF_FROZEN, _SHARE_OF_SENDERS = 0.06, 0.1
_PROGRESS = 1_000
_OF_NO_PLACE = "ikke-kontrolleret"


def main(count: int = 20_000, first: int = 1) -> None:
    """Change, read, judge, count."""
    told: Counter[str] = Counter()
    for seed in range(first, first + count):
        rng = Random(seed)
        kind, path, files = _input(rng)
        told[f"{kind} {path.rpartition('.')[2]}"] += 1
        begin = time.process_time()
        try:
            faults = list(_faults(kind, files, path, told))
        except Exception:
            faults = [traceback.format_exc(limit=-3)]
        seconds = time.process_time() - begin
        if seconds > SECONDS:
            faults.append(f"tog {seconds:.1f} s")
        told["fejl i programmet"] += bool(faults)
        for fault in faults[:3]:
            print(f"frø {seed}, {kind}, {path}: {fault}", flush=True)
        if (seed - first + 1) % _PROGRESS == 0:
            print(f"{seed - first + 1} input, {told['fejl i programmet']} med fejl i programmet", flush=True)
    for name in sorted(told):
        print(f"{name:30} {told[name]:8}")


def _input(rng: Random) -> tuple[str, str, Mapping[str, bytes]]:
    """Which way it goes, the file that is changed, and all files with that one changed."""
    chance = rng.random()
    if chance < _SHARE_OF_SENDERS:
        kind, files = "indberetning", frozen.files()
        paths = [path for path in files if path.startswith(f"{frozen.SENT}/") and path.endswith(".csv")]
    else:
        is_frozen = chance < _SHARE_OF_SENDERS + _SHARE_OF_FROZEN
        kind, files = ("frosset", frozen.files()) if is_frozen else ("grundlag", case_files.basis())
        paths = [path for path in files if path.endswith(_ENDINGS) and "/indberetninger/" not in path]
    path = rng.choice(sorted(paths))
    others = [files[other] for other in sorted(files) if other.endswith(_ENDINGS)]
    return kind, path, {**files, path: mutated(rng, files[path], others)}


def _faults(kind: str, files: Mapping[str, bytes], path: str, told: Counter[str]) -> Iterator[str]:
    """What is wrong with what is said of the input; the kinds of findings are counted."""
    said: list[str] = []
    if kind == "indberetning":
        files = {f"ind/{path.rpartition('/')[2]}": files[path]} | dict(files)
        source = Source(next(iter(files)), next(iter(files.values())))
        taken = take_in(MemoryWorld(frozen.files()), frozen.EDITION, [source], "ind", None)
        found, value = taken.diagnostics, taken.value
        if value is not None:
            shown = [understood(received, details=True) for received in value.received]
            said += [harmless(line) for text in shown for line in text.split("\n")]  # as the commands say them
            said += [data.decode() for name, data in answers(value) if name.endswith(".txt")]
    else:
        loaded = load(MemoryWorld(files), case_files.EDITION)
        found = loaded.diagnostics
        told["uden fejl"] += loaded.ok
    told["fund"] += len(found)
    yield from (f"{finding.kind} uden for filen: {finding.span}" for finding in found if not _is_inside(finding, files))
    yield from _orders(found, files, said)


def _is_inside(finding: Diagnostic, files: Mapping[str, bytes]) -> bool:
    spans = (finding.span, *(span for span, _ in finding.related))
    return finding.kind == _OF_NO_PLACE or all(_is_there(span, files) for span in spans)


def _is_there(span: Span | None, files: Mapping[str, bytes]) -> bool:
    match span:
        case TextSpan(path, line, column, length):
            lines = _lines(files.get(path, b""))
            return path in files and 0 < line <= len(lines) and 0 < column <= len(lines[line - 1]) + 1 and length > 0
        case CellSpan(path, _, cell):
            return path in files and cell[:1].isalpha()
        case FileSpan():
            return True
        case None:
            return False


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _orders(found: Sequence[Diagnostic], files: Mapping[str, bytes], said: Sequence[str]) -> Iterator[str]:
    """Lines of any format that somebody would obey."""
    shown = [as_text(finding, lambda path: _lines(files.get(path, b""))) for finding in found[:100]]
    for line in "\n".join((*shown, as_json(found), *said)).split("\n"):
        if HIDDEN.search(line) or "##[" in line or line.lstrip().startswith("::"):
            yield f"en ordre: {line[:200]!a}"
    for line in map(as_github, found[:100]):
        if "\n" in line or HIDDEN.search(line) or "##[" in line or not line.startswith("::"):
            yield f"en ordre: {line[:200]!a}"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
