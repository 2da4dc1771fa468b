"""Edits as a secretariat makes them, upon the frozen edition, with the answer of the matcher written down first.

tests/sammenligning/ has the case files, in the form of tests/case_files.py. Each line of what is expected is one
change, in any order:

    omformuleret stykke »before …« → »after …«
    delt punkt »whole …« → »part …« + »part …«
    ny raekke »words …«
    forslag »old …« → »new …«

The kinds of the change, the kind of the provision, and its words; `…` stands for what follows. ` eller ` stands
between answers that are equally good.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from rammeaftale.compare.changes import Change, ChangeKind, Match
from rammeaftale.compare.matcher import match
from rammeaftale.model.provision import Provision
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.shell.versions import Version, compare, load_version
from rammeaftale.world import World
from tests import frozen
from tests.case_files import read_case
from tests.compare.edits import mirror_faults
from tests.memory_world import MemoryWorld

CASES = Path(__file__).parent.parent / "sammenligning"
MIN_CASES = 50
_LINE = re.compile(r"(?P<what>[^»]+) (?P<words>».+«)")
_KINDS = {kind.value for kind in ChangeKind}


@cache
def _frozen() -> Version:
    return _version(frozen.files())


def _version(files: Mapping[str, bytes]) -> Version:
    loaded = load_version(MemoryWorld(files), frozen.EDITION)
    assert loaded.value is not None, loaded.diagnostics
    return loaded.value


def _opened(revision: str) -> World:
    """Lineage that names a version names the frozen edition itself."""
    assert revision == "refs/tags/v2031-32.1"
    return MemoryWorld(frozen.files())


@pytest.fixture(autouse=True, scope="module")
def _read_once() -> Iterator[None]:
    """Nearly all files of a case are those of the frozen edition: each is parsed once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rammeaftale.shell.content.parse_markdown", cache(parse_markdown))
        patch.setattr("rammeaftale.shell.content.parse_yaml", cache(parse_yaml))
        yield


@pytest.mark.parametrize("path", sorted(CASES.glob("*.case")), ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = read_case(path.read_text("utf-8"), frozen.files())
    new = _version(case.files)
    result = compare(_frozen(), new, _opened)
    assert result.diagnostics == ()
    if not new.edition.lineage:
        assert mirror_faults(result.value, match(new.provisions, _frozen().provisions)) == []
    told = [*_told(result.value)]
    left = [*told]
    missing = []
    for line in case.expected:
        fits = next((one for one in left if any(_fits(answer, one) for answer in line.split(" eller "))), None)
        if fits is None:
            missing.append(line)
        else:
            left.remove(fits)
    assert not missing and not left, "\n".join([case.title, "mangler:", *missing, "for meget:", *map(str, left)])


Told = tuple[frozenset[str], tuple[tuple[str, ...], ...]]
"""What it is, in words, and the texts of each side that has any."""


def _told(result: Match) -> Iterator[Told]:
    for change in result.changes:
        yield _change(change)
    for proposal in result.proposals:
        yield frozenset({"forslag"}), (_texts([proposal.old]), _texts([proposal.new]))


def _change(change: Change) -> Told:
    kinds = {kind.value for kind in change.kinds}
    sides = [side for side in (change.old, change.new) if side]
    return frozenset({*kinds, sides[-1][0].kind.value}), tuple(map(_texts, sides))


def _texts(provisions: Iterable[Provision]) -> tuple[str, ...]:
    return tuple(one.printed for one in provisions)


def _fits(line: str, told: Told) -> bool:
    match = _LINE.fullmatch(line)
    assert match, f"linjen kan ikke læses: {line}"
    *kinds, provision = re.split(r" og | (?=\w+$)", match["what"])
    assert kinds == [] or set(kinds) <= _KINDS, f"ukendt slags ændring: {line}"
    sides = [re.findall(r"»([^«]*)«", side) for side in match["words"].split(" → ")]
    texts = told[1]
    if len(sides) == 1 and len(texts) == 2:
        texts = texts[1:]  # what is the same on both sides is written once
    return (
        told[0] == {*kinds, provision}
        and len(sides) == len(texts)
        and all(
            len(words) == len(own) and all(_begins(text, word) for word, text in zip(words, own, strict=True))
            for words, own in zip(sides, texts, strict=True)
        )
    )


def _begins(text: str, words: str) -> bool:
    return text.startswith(words.removesuffix("…").rstrip()) if words.endswith("…") else text == words


def test_there_are_enough_cases() -> None:
    assert len([*CASES.glob("*.case")]) >= MIN_CASES
