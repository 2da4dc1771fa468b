"""Builds and takster that are stopped at a moment by chance: `.venv/bin/python -m bench.afbrudt [antal] [frø]`.

Each round gives the content another form, starts a command, stops it (Ctrl-C, SIGTERM, SIGHUP or kill -9; the command
alone, one of its processes, or all of them), looks at what lies there, and runs the command again to its end. Status 1
when anything was not as it should be.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.klon import VERSIONS, Clone, digest, members
from rammeaftale.shell.publish import MANIFEST, read_manifest
from rammeaftale.world import Folder
from tests import frozen

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)
_AT = ("kommandoen", "en af dens processer", "alle")
_LATEST = 1.1
"""Of the time that a command takes: some signals come when it has ended."""
_PATIENCE = 60.0
"""Seconds for the processes of a command to end when it has."""
_REGISTER = ("content/takster/2031.csv", "content/takster/2031-modtaget.csv")


@dataclass(frozen=True, slots=True)
class Stop:
    """What is done to a command, and when: seconds after its start."""

    number: signal.Signals
    at: str
    after: float


def stopped(clone: Clone, words: tuple[str, ...], stop: Stop, chance: random.Random) -> tuple[int, str]:
    """Start a command, stop it, wait until none of its processes runs. Its status and what it said on stderr."""
    process = clone.start(*words)
    time.sleep(stop.after)
    if process.poll() is None:
        _send(process, stop, chance)
    _, said = process.communicate(timeout=_PATIENCE)
    end = time.monotonic() + _PATIENCE
    while members(process.pid) and time.monotonic() < end:
        time.sleep(0.02)
    return process.returncode, said


def _send(process: subprocess.Popen[str], stop: Stop, chance: random.Random) -> None:
    try:
        if stop.at == "alle":
            os.killpg(process.pid, stop.number)
        else:
            others = [pid for pid in members(process.pid) if pid != process.pid]
            os.kill(chance.choice(others) if others and stop.at != "kommandoen" else process.pid, stop.number)
    except ProcessLookupError:  # it has just ended
        pass


def said_wrong(stop: Stop, status: int, said: str, *, is_changed: bool) -> Iterator[str]:
    """What a command should not have said, or its status should not have been."""
    if "Traceback" in said or "fejl i selve programmet" in said:
        yield f"sagde {said[-300:]!r}"
    if "urørt" in said and is_changed:
        yield "kaldte noget urørt, som var ændret"
    if stop.at == "kommandoen" and stop.number is not signal.SIGKILL:
        if status not in (0, 128 + stop.number, -stop.number):  # the last one before the program has begun
            yield f"sluttede med {status}"
        if status == 128 + stop.number and said.count("Afbrudt.") != 1:
            yield f"sagde {said!r}"


class Builds:
    """Rounds of `rammeaftale`: products of one version, whole, as the manifest says."""

    words: tuple[str, ...] = ("rammeaftale",)

    def __init__(self, home: Path) -> None:
        self.clone = Clone(home)
        self.wanted = [self._made(version) for version in VERSIONS]
        """What each version gives: the sha256 of each file."""

    def _made(self, version: int) -> Mapping[str, str]:
        self.set(version)
        began = time.monotonic()
        status, _, said = self.clone.run(*self.words)
        assert status == 0, said
        self.seconds = time.monotonic() - began
        return self.state()

    def set(self, version: int) -> None:
        """Make something to do."""
        self.clone.set(version)

    def state(self) -> Mapping[str, str]:
        """What lies there now."""
        return {name: found for name, found in self.clone.products().items() if not name.startswith(".")}

    def half(self, state: Mapping[str, str]) -> list[str]:
        """Files that are not whole files of any version."""
        whole = {file for version in self.wanted for file in version.items()}
        return sorted(name for name, found in state.items() if (name, found) not in whole)

    def agrees(self, state: Mapping[str, str]) -> bool:
        """Whether the files are those of one version, and the manifest says so."""
        manifest = read_manifest(Folder(self.clone.products_folder))
        products = {name: found for name, found in state.items() if name != MANIFEST}
        return state in self.wanted and manifest is not None and manifest.products == products


class Intakes(Builds):
    """Rounds of `takster ind`: the register and the list of its files, both of yesterday or both of today."""

    words = ("takster", "ind", "content/takster/indberetninger/2031")

    def __init__(self, home: Path) -> None:
        self._yesterday = {name: frozen.files()[name].rpartition(b"\n8")[0] + b"\n" for name in _REGISTER}
        super().__init__(home)
        self.wanted.append({name: hashlib.sha256(data).hexdigest() for name, data in self._yesterday.items()})

    def set(self, version: int) -> None:  # noqa: ARG002
        """The register of yesterday, which lacks a line."""
        for path, data in {**frozen.files(), **self._yesterday}.items():
            (self.clone.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.clone.root / path).write_bytes(data)

    def state(self) -> Mapping[str, str]:
        """The two files."""
        return {name: digest(self.clone.root / name) for name in _REGISTER}

    def agrees(self, state: Mapping[str, str]) -> bool:
        """Whether both are of the same day."""
        return state in self.wanted


def main(rounds: int = 60, seed: int = 1) -> int:
    """Stop and look, `rounds` times each; the exit status."""
    faults = 0
    for kind in (Builds, Intakes):
        with tempfile.TemporaryDirectory() as home:
            counts, wrong = tried(kind(Path(home)), rounds, random.Random(f"{kind.__name__} {seed}"))
        faults += len(wrong)
        print(f"{' '.join(kind.words[:2])}: {rounds} runder, frø {seed}, {len(wrong)} fejl")
        for name, count in sorted(counts.items()):
            print(f"  {name}: {count}")
        print(*(f"  FEJL {fault}" for fault in wrong), sep="\n", end="\n" if wrong else "")
    return 1 if faults else 0


def tried(work: Builds, rounds: int, chance: random.Random) -> tuple[Counter[str], list[str]]:
    """What happened, counted, and each thing that was not as it should be."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    version = 0
    for number in range(rounds):
        version = chance.choice([other for other in VERSIONS if other != version])
        work.set(version)
        before = work.state()
        stop = Stop(chance.choice(SIGNALS), chance.choice(_AT), chance.uniform(0, _LATEST * work.seconds))
        status, said = stopped(work.clone, work.words, stop, chance)
        after = work.state()
        faults = list(looked_at(work, stop, before, after))
        faults += said_wrong(stop, status, said, is_changed=after != before)
        counts[f"{stop.number.name} til {stop.at}"] += 1
        counts["stoppet undervejs" if status else "nåede at blive færdig"] += 1
        counts["blandet, indtil næste gang (kill -9 mellem to omdøbninger)"] += not work.agrees(after)
        counts["efterlod noget (kill -9), fjernet næste gang"] += bool(work.clone.left_over())
        status, _, said = work.clone.run(*work.words)
        if status or work.state() != work.wanted[version % len(work.wanted)]:
            faults.append(f"næste gang: {status} {said[-300:]!r}")
        if left := work.clone.left_over():
            faults.append(f"efter næste gang ligger der {left}")
        wrong += [
            f"runde {number}, {stop.number.name} til {stop.at} efter {stop.after:.2f} s: {fault}" for fault in faults
        ]
    return counts, wrong


def looked_at(work: Builds, stop: Stop, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """What a command that was stopped should not have left."""
    if half := work.half(after):
        yield f"halve filer: {half}"
    if stop.number is signal.SIGKILL:
        return
    if after != before and not work.agrees(after):
        yield "filerne er hverken dem fra før eller dem fra efter"
    if left := work.clone.left_over():
        yield f"der ligger {left}"


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
