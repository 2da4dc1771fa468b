"""All that is wrong in an edition is told at once: faults in several files give what each gives alone, and no more.

Where a check must wait for a file, one sentence says so. Every pair of faults is planted in `bench/fejlpar.py`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from rammeaftale.base.diagnostics import Checked, Diagnostic, Severity
from rammeaftale.check.unknown import KEEPS_NAMES
from rammeaftale.check.unsettled import RESTING
from rammeaftale.model.agreement import Edition
from rammeaftale.model.walk import blocks_in
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.shell.pipeline import load
from rammeaftale.world import DiskWorld, Source
from tests import final_edition
from tests.case_files import CASES, read_case
from tests.guides import PACKAGE, guide, kinds_in
from tests.planted import EDITION, FAULTS, NOTE, Files, complaints, edition, homes, loaded, with_faults
from tests.world.repositories import write

_STEP = 7
"""Faults that the next turn begins later: another fault of each file comes first."""
_OF_NO_EDITION = ("ubrugt tekst med html", "ubrugte data uden form")


@cache
def _alone(name: str) -> Checked[Edition | None]:
    return loaded(with_faults([name]))


def _shown(findings: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{one.severity.value} {one.kind}" for one in findings]


def _planted(turn: int) -> tuple[str, ...]:
    """Faults in files of their own: all of the first two turns, half of them in the others, never the same half."""
    taken: set[str] = set()
    planted: list[str] = []
    begin = turn * _STEP % len(FAULTS)
    for at, name in enumerate((*list(FAULTS)[begin:], *list(FAULTS)[:begin])):
        its = homes(name, _alone(name).diagnostics)
        if taken.isdisjoint(its) and (turn < 2 or (at >> (turn % 4)) & 1):
            taken |= its
            planted.append(name)
    return tuple(planted)


def test_the_edition_without_faults_has_no_findings() -> None:
    checked = loaded(edition())
    assert (_shown(checked.diagnostics), checked.value is not None) == ([], True)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_and_nothing_is_built(name: str) -> None:
    checked = _alone(name)
    errors = [one for one in checked.diagnostics if one.severity is Severity.ERROR]
    assert checked.diagnostics != ()
    assert (errors == []) == (name in _OF_NO_EDITION) == checked.ok
    notes = [one for one in checked.diagnostics if one.kind == NOTE]
    assert notes == list(checked.diagnostics[len(checked.diagnostics) - len(notes) :]), "it is the last"
    assert len(notes) <= 1
    assert all(one.span is None and "rettet" in one.message for one in notes)


@pytest.mark.parametrize("turn", range(8))
def test_faults_together_give_what_each_gives_alone(turn: int) -> None:
    planted = _planted(turn)
    checked = loaded(with_faults(planted))
    assert complaints(checked.diagnostics, (_alone(name).diagnostics for name in planted)) == []
    assert not checked.ok
    if any(_alone(name).value is None for name in planted):
        assert checked.value is None


def test_an_error_in_one_text_hides_no_unknown_reference_in_another() -> None:
    found = loaded(with_faults(["html i en tekst", "henvisning til intet"])).diagnostics
    assert _shown(found) == ["fejl html-i-tekst", "fejl html-i-tekst", "fejl henvisning-ukendt"]


@pytest.mark.parametrize("name", ["fakta: intet tal", "fakta: forkert regneart", "love: række uden titel"])
def test_what_is_there_with_a_fault_is_told_once_wherever_it_is_used(name: str) -> None:
    """That it has no value is known, so nothing waits for it."""
    assert len(_alone(name).diagnostics) == 1


def test_a_fact_with_a_fault_gives_no_false_limit() -> None:
    fact = with_faults(["fakta: intet tal"])
    aftale = f"content/{EDITION}/takstaftale.yaml"
    limit = {**fact, aftale: fact[aftale].replace("værdi: 2".encode(), "værdi: pladser.pris".encode())}
    assert [one for one in _shown(loaded(limit).diagnostics) if one.startswith("fejl")] == ["fejl tal-forkert"]
    whole = {**edition(), aftale: limit[aftale]}
    assert _shown(loaded(whole).diagnostics) == []


def test_an_unused_copy_with_errors_stops_no_build() -> None:
    checked = loaded(with_faults(_OF_NO_EDITION))
    assert (checked.ok, checked.value is not None) == (True, True)
    assert {one.kind for one in checked.diagnostics} == {"fil-ubrugt", "html-i-tekst", "yaml-klamme"}


def test_a_final_edition_with_an_error_says_that_its_pages_were_not_looked_at() -> None:
    files = final_edition.with_words(final_edition.files(), "Stedpunkt", "Udestår")
    holes = loaded(files).diagnostics
    assert _shown(holes) == ["fejl hul-i-endelig"]
    text = f"bilag/{EDITION}/styringsaftale/tekst.md"
    *others, note = loaded({**files, text: files[text] + b"\n<b>x</b>\n"}).diagnostics
    assert _shown(tuple(others)) == ["fejl html-i-tekst", "fejl html-i-tekst"]
    assert note.message.startswith("ikke kontrolleret endnu: om siderne har huller; ")
    assert text in note.message


def test_no_number_in_a_finding_shifts() -> None:
    """A chapter whose text is not there keeps its number; of a section in a text with errors the number is not said."""
    gap = "\n::: udestår [](afsnit:afsnit-dag)\nSe [](afsnit:k-dag).\n:::\n"
    text = f"content/{EDITION}/k-hus.md"
    usual = _owed({**edition(), text: edition()[text] + gap.encode()})
    assert len(usual) == 1
    assert re.search(r"Afsnit \d+\.1: Se kapitel \d+$", usual[0])
    for name in ("tekst er væk", "html i en tekst", "udgave: ukendt skabelon", "fakta er væk"):
        files = dict(with_faults([name]))
        assert _owed({**files, text: files[text] + gap.encode()}) == usual, name
    files = dict(with_faults(["dag, der ikke findes"]))
    day = f"content/{EDITION}/k-dag.md"
    more = b"##Nyt\n\n" + files[day].replace(b"# K", b"## Ny {#ny}\n\n# K")
    shifted = {**files, text: files[text] + gap.encode(), day: more}
    assert _owed(shifted) == []


def _owed(files: Files) -> list[str]:
    return [one.message for one in loaded(files).diagnostics if one.kind == "udestaar"]


@pytest.mark.parametrize("path", sorted((CASES / "markdown").glob("*.case")), ids=lambda path: path.stem)
def test_errors_of_words_take_no_id_from_a_text(path: Path) -> None:
    """Else a reference to it would be called unknown: an error that can is no error of words."""
    for name, data in read_case(path.read_text("utf-8")).files.items():
        parsed = parse_markdown(Source(name, data)) if name.endswith(".md") else None
        if parsed is None or {one.kind for one in parsed.diagnostics if one.severity is Severity.ERROR} - KEEPS_NAMES:
            continue
        written = re.findall(r"^(?:#|:::).*\{#([a-z][a-z0-9-]*)\}$", data.decode("utf-8-sig"), re.MULTILINE)
        read = {getattr(block, "id", "") for block in blocks_in(parsed.value.blocks)}
        assert set(written) - read == set(), name


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (f"content/{EDITION}/fakta-kopi.yaml", "a:\n  b: c"),
        (f"content/{EDITION}/fakta-kopi.yaml", "a:\n  b"),
        (f"bilag/{EDITION}/kopi/tekst.md", "# A\n\n<b>x</b>"),
        ("content/takster/kopi.csv", "<<<<<<< HEAD\n"),
        (f"content/{EDITION}/gammel.yml", "<<<<<<< HEAD\n"),
    ],
)
def test_no_fault_of_a_file_that_nothing_uses_is_an_error(path: str, text: str) -> None:
    checked = loaded({**edition(), path: text.encode()})
    assert {one.severity for one in checked.diagnostics} == {Severity.WARNING}
    assert ("fil-ubrugt", path) in {(one.kind, str(one.span)) for one in checked.diagnostics}
    assert checked.value is not None


@pytest.mark.parametrize("name", ["k-hus.md", "note.md"])
def test_a_link_hides_nothing_that_is_wrong_in_other_files(name: str, tmp_path: Path) -> None:
    """It is never followed, so nobody knows what it is: an error also where nothing uses it."""
    write(tmp_path, with_faults(["html i en tekst", "fakta: intet tal"]))
    link = tmp_path / "content" / EDITION / name
    link.unlink(missing_ok=True)
    link.symlink_to(tmp_path / "content" / EDITION / "forord.md")
    found = load(DiskWorld(tmp_path), EDITION).diagnostics
    assert [one.kind for one in found if one.severity is Severity.ERROR] == [
        *("tal-forkert", "html-i-tekst", "html-i-tekst", "fil-genvej"),
    ]
    assert all(one.kind in {NOTE, "fil-ubrugt"} for one in found if one.severity is not Severity.ERROR)


def test_every_kind_that_rests_on_something_exists() -> None:
    assert [kind for kind in RESTING if f"\n### `{kind}`\n" not in guide("meddelelser")] == []


def test_every_name_that_is_looked_up_in_other_files_rests_on_them() -> None:
    """The kinds that end so and are found when the edition is put together; the others ask the program's own lists."""
    rooms = (*(PACKAGE / "resolve").glob("*.py"), *(PACKAGE / "check").glob("*.py"), PACKAGE / "decode/edition.py")
    looked_up = {kind for path in rooms for kind in kinds_in(path) if kind.endswith(("-ukendt", "-ubrugt", "-tabel"))}
    assert looked_up - RESTING.keys() == {"figur-ukendt", "indsaet-ukendt", "skabelon-ukendt"}
