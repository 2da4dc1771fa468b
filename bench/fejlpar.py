"""Two faults in two files: both are told, and nothing that neither gives alone.

    python -m bench.fejlpar [antal] [frø]

First every pair of the faults in `tests/planted.py`, then that many sets of three to twenty of them, then as many
random pairs: two files of the small edition or of the frozen one are changed, in their bytes or in their structure. A
seed gives the same again. Told are findings that none of the faults gives alone, and findings that are gone without
being told as waiting.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain, combinations
from random import Random

from bench.mutationer import mutated
from rammeaftale.base.diagnostics import Diagnostic, Severity
from tests import frozen, planted
from tests.planted import FAULTS, complaints, homes, loaded, with_faults

_ENDINGS = (".md", ".yaml", ".csv")
_SHARE_OF_FROZEN = 0.2
_SIZES = 3, 20
_PROGRESS = 250


def main(count: int = 1_000, seed: int = 1) -> None:
    """Plant all pairs, then the random ones, and print what is wrong."""
    pairs = wrong = 0
    for name, complaint in chain(_of_kinds(), _sets(count, seed), _random(count, seed)):
        pairs += 1
        wrong += bool(complaint)
        for line in complaint[:4]:
            print(f"{name}: {line}", flush=True)
        if pairs % _PROGRESS == 0:
            print(f"{pairs} par, {wrong} med fejl", flush=True)
    print(f"{pairs} par, {wrong} med fejl")


def _of_kinds() -> Iterator[tuple[str, list[str]]]:
    alone = {name: loaded(with_faults([name])).diagnostics for name in FAULTS}
    for first, second in combinations(FAULTS, 2):
        if homes(first, alone[first]).isdisjoint(homes(second, alone[second])):
            found = loaded(with_faults([first, second])).diagnostics
            yield f"{first} + {second}", complaints(found, (alone[first], alone[second]))


def _sets(count: int, seed: int) -> Iterator[tuple[str, list[str]]]:
    alone = {name: loaded(with_faults([name])).diagnostics for name in FAULTS}
    for number in range(seed, seed + count):
        rng = Random(number)
        most, taken, names = rng.randint(*_SIZES), set[str](), list[str]()
        for name in rng.sample(list(FAULTS), len(FAULTS)):
            its = homes(name, alone[name])
            if len(names) < most and taken.isdisjoint(its):
                taken |= its
                names.append(name)
        found = loaded(with_faults(names)).diagnostics
        yield f"frø {number} {' + '.join(names)}", complaints(found, (alone[name] for name in names))


def _random(count: int, seed: int) -> Iterator[tuple[str, list[str]]]:
    for number in range(seed, seed + count):
        rng = Random(number)
        files = frozen.files() if rng.random() < _SHARE_OF_FROZEN else planted.edition()
        paths = rng.sample([path for path in sorted(files) if path.endswith(_ENDINGS) and planted.EDITION in path], 2)
        others = [files[path] for path in sorted(files) if path.endswith(_ENDINGS)]
        changed = [{path: mutated(rng, files[path], others)} for path in paths]
        alone = [loaded({**files, **change}).diagnostics for change in changed]
        if all(map(_is_of_own_file, alone, paths)):
            found = loaded({**files, **changed[0], **changed[1]}).diagnostics
            apart = (_outside(alone[0], paths[1]), _outside(alone[1], paths[0]))
            yield f"frø {number} {' + '.join(paths)}", complaints(found, apart)


def _outside(findings: tuple[Diagnostic, ...], path: str) -> Iterator[Diagnostic]:
    """The findings that do not stand in the file that the other change moves about."""
    return (finding for finding in findings if not finding.span or finding.span.path != path)


def _is_of_own_file(findings: tuple[Diagnostic, ...], path: str) -> bool:
    """Whether a change is told where it was made: one that says something else is right where it stands."""
    errors = (finding for finding in findings if finding.severity is Severity.ERROR)
    return any(finding.span and finding.span.path == path for finding in errors)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
