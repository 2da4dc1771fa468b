"""Which findings are new: lines move, files are renamed, the same is said twice, and a finding grows graver."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rammeaftale.base.diagnostics import CellSpan, Diagnostic, FileSpan, Severity, TextSpan, warning
from rammeaftale.base.newness import new_since, noted

BEFORE = {"a.md": "# A\n\nEn 5% tekst.\n", "b.md": "# B\n\nAndet 5%.\n"}


def _found(files: dict[str, str]) -> list[Diagnostic]:
    """A warning that says the same of each line with a percent sign."""
    return [
        warning("procenttegn", "procenttegnet bruges ikke", TextSpan(path, number, line.index("%") + 1))
        for path, text in files.items()
        for number, line in enumerate(text.split("\n"), 1)
        if "%" in line
    ]


def _new(after: dict[str, str], before: dict[str, str] | None = None) -> list[str]:
    """The places of what is new."""
    kept = noted(_found(before or BEFORE), lambda path: (before or BEFORE)[path].split("\n"))
    found = _found(after)
    new = new_since(found, kept, lambda path: after[path].split("\n"), after.__contains__)
    return [f"{finding.span}".rpartition(":")[0] for finding in found if finding in new]


@pytest.mark.parametrize(
    ("after", "new"),
    [
        (BEFORE, []),
        ({**BEFORE, "a.md": "# A\n\nNyt.\n\nEn 5% tekst.\n"}, []),  # the line moves
        ({**BEFORE, "a.md": "# A\n\nEn helt anden 5% tekst.\n"}, []),  # what it says of the file is the same
        ({**BEFORE, "a.md": "# A\n\nNy 7%.\n\nEn 5% tekst.\n"}, ["a.md:3"]),  # the new one is known by its words
        ({**BEFORE, "a.md": "# A\n\nEn 5% tekst.\n\nNy 7%.\n"}, ["a.md:5"]),
        ({**BEFORE, "a.md": "# A\n\nEn 5% tekst.\n\nEn 5% tekst.\n"}, ["a.md:5"]),  # as often as before
        ({**BEFORE, "c.md": "# C\n\nEn 5% tekst.\n"}, ["c.md:3"]),  # another file
        ({"c.md": BEFORE["a.md"], "b.md": BEFORE["b.md"]}, []),  # another name for the same file
        ({"c.md": "# A\n\nEn ny 5%.\n", "b.md": BEFORE["b.md"]}, ["c.md:3"]),
        ({"a.md": "# A\n", "b.md": "# B\n\nAndet 5%.\n\nEn 5% tekst.\n"}, ["b.md:5"]),  # moved to a file that was there
        ({"a.md": "# A\n", "b.md": "# B\n"}, []),
    ],
)
def test_a_finding_is_the_same_when_it_says_the_same_of_the_same_file(after: dict[str, str], new: list[str]) -> None:
    assert _new(after) == new


def test_each_finding_of_before_is_taken_once() -> None:
    twice = {"a.md": "# A\n\nEn 5% tekst.\n\nEn 5% tekst.\n"}
    assert _new({"a.md": "# A\n\nEn 5% tekst.\n\nEn anden 5%.\n"}, twice) == []
    assert _new({"a.md": "# A\n\nEn 5% tekst.\n\nEn anden 5%.\n\nEn tredje 5%.\n"}, twice) == ["a.md:7"]


def test_another_severity_in_a_renamed_file_is_new() -> None:
    found = warning("t9-belaegning", "belægningen er 80 pct.", FileSpan("b.xlsx"))
    kept = noted([replace(found, severity=Severity.ACCEPTED, span=FileSpan("a.xlsx"))], lambda _: [])
    assert new_since([found], kept, lambda _: [], lambda path: path == "b.xlsx") == {found}


def test_what_several_editions_give_counts_once() -> None:
    """Editions that print one register give the same finding; it may not hide a second one."""
    lines = BEFORE["a.md"].split("\n")
    first = _found({"a.md": BEFORE["a.md"]})
    second = [*first, replace(first[0], span=TextSpan("a.md", 4))]
    kept = noted([*first, *first], lambda _: lines)
    assert new_since(second, kept, lambda _: lines, lambda _: True) == {second[1]}


def test_another_severity_is_new() -> None:
    found = warning("t9-belaegning", "belægningen er 80 pct.", CellSpan("a.xlsx", "Ark1", "C2"))
    accepted = replace(found, severity=Severity.ACCEPTED)
    kept = noted([accepted], lambda _: [])
    assert new_since([found], kept, lambda _: [], lambda _: True) == {found}
    assert new_since([accepted], kept, lambda _: [], lambda _: True) == frozenset()


def test_what_is_of_a_file_of_a_cell_or_of_nothing_is_known_by_what_it_says() -> None:
    found = [warning("k", "besked", span) for span in (FileSpan("a.xlsx"), CellSpan("a.xlsx", "Ark1", "C14"), None)]
    kept = noted(found, lambda _: [])
    moved = [replace(found[1], span=CellSpan("a.xlsx", "Ark1", "C15")), *found[:1], found[2]]
    assert new_since(moved, kept, lambda _: [], lambda _: True) == frozenset()
