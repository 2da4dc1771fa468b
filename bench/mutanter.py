"""Do the tests see a fault? Some hundred small faults, one at a time, against the tests that pass their line.

    python -m bench.mutanter [--antal 300] [--frø 1] [--kun check] [--sekunder 30] [--optag [tests/test_x.py ...]]

A seeded sample of all faults (bench/mutanter_fejl.py) that can be made in check/, resolve/, takster/, decode/takster/,
publish and memo. Each is tried in a process of its own, in which the module is imported with the fault; no file is
changed. A fault that no test sees lives. It is printed, with the reason why it needs no test when
bench/mutanter-levende.yaml has it. The exit status is 1 when one lives that is not there.

First it is recorded which tests pass which lines. The record lies in ud/mutanter/ and is made anew for the test files
that have changed; `--optag` makes it anew for all or for those given, as after a large move or a new case file. What
tests run by a command in a process of its own is not seen, neither in the record nor with a fault. `--uden-fejl` does
the same without any fault: then every one of them must live. Nothing may be changed while it runs: use a clone.

Why not a library: mutmut 3.8 (BSD) writes all faults of a file into a copy of it, on which the tests of the program's
source and digests fall, leaves decorated functions alone (every property), deletes no statement and has no seeded
sample. cosmic-ray 8.7 (MIT) changes the file in the checkout, starts Python anew for each fault, and does not know
which tests pass a line. This takes one or two seconds for a fault.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Mapping
from random import Random

import yaml

from bench.mutanter_fejl import Mutant, mutants
from bench.mutanter_proces import KEPT, ROOT, Trials, recorded

KNOWN = ROOT / "bench" / "mutanter-levende.yaml"
PARTS = (
    *("rammeaftale/check", "rammeaftale/resolve", "rammeaftale/takster", "rammeaftale/decode/takster"),
    *("rammeaftale/shell/publish.py", "rammeaftale/shell/memo.py"),
)


def main() -> int:
    """Sample, try, print."""
    options = _options()
    os.chdir(ROOT)
    os.nice(4)
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(KEPT / "pyc")  # compiled once for all processes
    sources, files = _sources(), _files()
    record = recorded(sources, options.optag)
    possible = [mutant for path, source in sources.items() for mutant in mutants(path, source)]
    possible = [mutant for mutant in possible if options.kun in mutant.path]
    sample = Random(options.froe).sample(possible, min(options.antal, len(possible)))
    known, began = _known(), time.monotonic()
    alive = named = 0
    trials = Trials(record, sources, options.sekunder)
    for done, (mutant, test, tried) in enumerate(trials.run(sample, without=options.uden_fejl), 1):
        if not test:
            print(_said(mutant, tried, known.get(mutant.key)), flush=True)
            alive += 1
            named += mutant.key in known
        elif options.alle:
            print(f"{mutant.path}:{mutant.line} {mutant.change}\n    {test}")
        print(f"{done}/{len(sample)}, {alive} lever", file=sys.stderr)
    if _files() != files:
        sys.exit("programmet eller testene er ændret undervejs: tallene gælder ikke")
    share = f"{100 * alive / max(1, len(sample)):.1f} pct."
    print(f"{len(sample)} af {len(possible)} fejl, frø {options.froe}: {alive} lever ({share}), {named} med en grund")
    print(f"{time.monotonic() - began:.0f} sekunder")
    return 0 if named == alive else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.mutanter")
    parser.add_argument("--antal", type=int, default=300, help="hvor mange fejl, der prøves")
    parser.add_argument("--frø", dest="froe", type=int, default=1, help="samme frø, samme fejl")
    parser.add_argument("--kun", default="", help="kun filer med dette i stien")
    parser.add_argument("--sekunder", type=float, default=30, help="hvor længe test af én fejl højst tager")
    parser.add_argument("--optag", nargs="*", help="optag igen, hvilke linjer testene kommer forbi")
    parser.add_argument("--alle", action="store_true", help="vis også den test, der ser hver fejl")
    parser.add_argument("--uden-fejl", action="store_true", help="prøv testene uden fejl: ingen må falde")
    return parser.parse_args()


def _files() -> frozenset[tuple[str, int]]:
    """What the run stands on, with the time of each file's last change."""
    folders = (ROOT / name for name in ("rammeaftale", "templates", "tests"))
    paths = (path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts)
    return frozenset((str(path), path.stat().st_mtime_ns) for path in paths if path.is_file())


def _sources() -> dict[str, str]:
    paths = [
        path for part in PARTS for path in ((ROOT / part).rglob("*.py") if (ROOT / part).is_dir() else (ROOT / part,))
    ]
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in sorted(paths)}


def _known() -> Mapping[tuple[str, str, str], str]:
    """The faults that may live, with the reason."""
    text = KNOWN.read_text("utf-8") if KNOWN.exists() else ""
    return {(one["funktion"], one["linje"], one["ændring"]): one["grund"] for one in yaml.safe_load(text) or ()}


def _said(mutant: Mutant, tried: int, reason: str | None) -> str:
    """The fault as it stands in mutanter-levende.yaml, with the reason left for the reader to write."""
    entry = {"funktion": mutant.function.name, "linje": mutant.text, "ændring": mutant.change}
    entry["grund"] = reason or ("" if tried else "ingen test kommer forbi")
    written = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=10_000)
    return f"# {mutant.path}:{mutant.line} ({tried} test)\n{written}"


if __name__ == "__main__":
    sys.exit(main())
