"""A hostile `ud/`: `.venv/bin/python -m bench.angreb [antal] [frø]`.

Each round spoils a built `ud/` at one place by chance (manifest, products, store, traces, the folders themselves):
bytes, JSON of other types, names that lead elsewhere, links, pipes, folders, huge files. Then a build. It must end by
itself, in Danish, with the right products or with a message whose remedy works; nothing outside may be touched. Status
1 when not.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.klon import Clone, digest
from rammeaftale.shell.publish import MANIFEST

_HUGE = 50 << 30
"""Bytes of a file that takes no room: nobody reads it whole."""
_NAMES = (
    "../../content/2031-32/forord.md",
    "../../../offer.pdf",
    "/etc/passwd",
    "/{home}/offer.pdf",
    "svar/mail.pdf",
    "noter.txt",
    ".skjult.pdf",
    "..",
    "",
    "a\n::error::x.pdf",
    "\x1b[2J.pdf",
    "x" * 5000 + ".pdf",
    "nul\0.pdf",
    "\u202efdp.exe.pdf",
    "rammeaftale-2031-32.pdf",
)
_VALUES: tuple[Any, ...] = (
    None, True, -1, 1e308, "x", "\x1b[31m", "::add-mask::x", "x" * 100_000, [], ["../x"], {}, {"../x.pdf": "0"},
    {"a.pdf": None}, {"a": {"b": []}}, [[]] * 1000, 10**400,
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
_WAY = re.compile(r"»(ud[^«]*)«|: (ud/\S+)")
"""The place that a message names, which its remedy says to move or delete."""


def _bytes(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes() if path.is_file() else b"")
    match chance.randrange(5):
        case 0:
            data = data[: chance.randrange(len(data) + 1)]
        case 1:
            data += chance.randbytes(200)
        case 2:
            data = bytearray(chance.choice([b"[" * 100_000, b"{", b"null", b"\xff\xfe", b"0" * 5000, b'"\\ud800"']))
        case _:
            for _ in range(20):
                data[chance.randrange(len(data) or 1) : 1] = chance.randbytes(1)
    _replace(path, bytes(data))


def _json(path: Path, chance: random.Random) -> None:
    """Another value, or another name, somewhere in it."""
    try:
        tree = json.loads(path.read_bytes())
    except (ValueError, OSError):
        tree = {}
    if isinstance(tree, dict):
        key = chance.choice([*tree, "products", "inputs"])
        if chance.random() < 0.5:
            tree[key] = chance.choice(_VALUES)
        else:
            name = chance.choice(_NAMES).replace("{home}", path.anchor)
            tree["products"] = {**(tree.get("products") or {}), name: chance.choice(["0" * 64, "", "x"])}
    _replace(path, json.dumps(tree).encode())


def _link(path: Path, chance: random.Random) -> None:
    clone = next(parent for parent in path.parents if parent.name == "klon")
    _gone(path)
    places = [
        path,
        Path(path.name),
        clone / "content/2031-32/forord.md",
        clone.parent / "offer.pdf",
        clone.parent / "andet",
    ]
    path.symlink_to(
        chance.choice([*places, Path("/dev/zero"), Path("/dev/full"), Path("/proc/self/mem"), Path("/findes/ikke")])
    )


def _other(path: Path, chance: random.Random) -> None:
    _gone(path)
    match chance.randrange(4):
        case 0:
            os.mkfifo(path)
        case 1:
            (path / "mappe").mkdir(parents=True)
            (path / "mappe/fil").write_bytes(b"x")
        case 2:
            with path.open("wb") as file:
                file.truncate(_HUGE)
        case _:
            path.write_bytes(b"")


def _gone(path: Path, _: random.Random | None = None) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _replace(path: Path, data: bytes) -> None:
    _gone(path)
    path.write_bytes(data)


_ATTACKS: tuple[Callable[[Path, random.Random], None], ...] = (_bytes, _json, _json, _link, _other, _gone)


def main(rounds: int = 200, seed: int = 1) -> int:
    """Attack and look, `rounds` times; the exit status."""
    chance, counts, wrong = random.Random(seed), Counter[str](), list[str]()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "offer.pdf").write_bytes(b"V")
        (home / "andet").mkdir()
        (home / "andet/offer.pdf").write_bytes(b"V")
        clone = Clone(home)
        clone.set(0)
        clone.run("rammeaftale")
        wanted = clone.products()
        shutil.copytree(clone.root / "ud", home / "godt")
        outside = _outside(clone, home)
        for number in range(rounds):
            _gone(clone.root / "ud")
            shutil.copytree(home / "godt", clone.root / "ud")
            target, attack = _target(clone, chance), chance.choice(_ATTACKS)
            attack(target, chance)
            name = f"runde {number}: {attack.__name__[1:]} på {target.relative_to(clone.root)}"
            faults = list(_looked_at(clone, wanted, counts))
            faults += ["rørte noget udenfor"] * (_outside(clone, home) != outside)
            wrong += [f"{name}: {fault}" for fault in faults]
    print(f"{rounds} angreb, frø {seed}, {len(wrong)} fejl")
    for name, count in sorted(counts.items()):
        print(f"  {name}: {count}")
    print(*(f"  FEJL {fault}" for fault in wrong), sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


def _target(clone: Clone, chance: random.Random) -> Path:
    """The manifest often, else any file or folder of `ud/`."""
    if chance.random() < 0.3:
        return clone.products_folder / MANIFEST
    return chance.choice(sorted([clone.root / "ud", *(clone.root / "ud").rglob("*")]))


def _outside(clone: Clone, home: Path) -> Mapping[str, str]:
    """The digest of all that is not in `ud/`."""
    kept = (*clone.root.rglob("*"), home / "offer.pdf", *(home / "andet").rglob("*"))
    return {
        path.as_posix(): digest(path)
        for path in kept
        if not path.relative_to(home).as_posix().startswith("klon/ud") and "__pycache__" not in path.parts
    }


def _looked_at(clone: Clone, wanted: Mapping[str, str], counts: Counter[str]) -> Iterator[str]:
    """Build; what was not as it should be."""
    status, out, said = clone.run("rammeaftale")
    yield from _said_wrong(status, out + said)
    if status == 0:
        is_same = out.startswith("Intet er ændret")
        counts["intet ændret" if is_same else "bygget igen"] += 1
        found = clone.products()
        if wrong := [name for name in wanted if found.get(name) != wanted[name] and not (is_same and name == MANIFEST)]:
            yield f"filerne er ikke de rigtige: {wrong}"  # a manifest with another count of warnings is believed
        return
    counts[f"sagde nej: {said.partition(']')[0]}]"] += 1
    way = _WAY.search(said)
    if way is None:
        yield f"nævner intet sted: {said!r}"
        return
    _gone(clone.root / (way[1] or way[2]))
    status, _, said = clone.run("rammeaftale")
    if status or {name: clone.products().get(name) for name in wanted} != wanted:
        yield f"rådet hjalp ikke: {said!r}"


def _said_wrong(status: int, said: str) -> Iterator[str]:
    if status not in (0, 1):
        yield f"sluttede med {status}"
    if "Traceback" in said or "fejl i selve programmet" in said:
        yield f"sagde {said[-300:]!r}"
    if _CONTROL.search(said) or "\n::" in said:
        yield f"skrev et styretegn: {said!r}"


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
