"""Inputs made to take time that grows with their square: each would take minutes here, and takes a moment."""

from __future__ import annotations

import pytest

from rammeaftale.base.danish import suggestion
from rammeaftale.base.unseen import SOFT_HYPHEN
from rammeaftale.decode.paths import missing_file
from rammeaftale.decode.takster.column_names import fold
from rammeaftale.read.markdown.notes import MAX_NOTES
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.read.tables.values import Style, style_of
from rammeaftale.read.yaml import tree as yaml_tree
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.render.hyphenation import hyphenate
from rammeaftale.shell.pipeline import load
from rammeaftale.world import Source
from tests import case_files
from tests.editions import SPAN
from tests.memory_world import MemoryWorld

LONG = 400_000
FORORD = "content/2031-32/forord.md"


@pytest.mark.parametrize("line", (f":::{' ' * LONG}x", f"::: boks{' ' * LONG}x", f"::: boks x{' ' * LONG}"))
def test_a_frame_with_many_blanks(line: str) -> None:
    parse_markdown(Source("a.md", f"# A {{#a}}\n\n{line}\n".encode()))


def test_many_notes_that_are_called_something_else() -> None:
    calls = "\n\n".join(f"Ord[^n{number}]." for number in range(250))
    notes = "\n\n".join(f"[^m{number}]: Note." for number in range(1_900))
    parse_markdown(Source("a.md", f"# A {{#a}}\n\n{calls}\n\n{notes}\n".encode()))


def test_the_larger_a_file_the_fewer_of_its_faults_are_corrected_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"m{number}: a: b\n" for number in range(60))
    monkeypatch.setattr(yaml_tree, "_MAX_PARSED", 7 * len(text))
    found = parse_yaml(Source("a.yaml", text.encode())).diagnostics
    assert [finding.kind for finding in found] == ["yaml-kolon"] * 7


def test_a_word_of_a_thousand_words_is_left_whole() -> None:
    long = "aftale" * 3_000
    assert hyphenate(f"Den {long} er") == f"Den {long} er"
    assert SOFT_HYPHEN in hyphenate("aftale" * 12)
    files = {**case_files.basis(), FORORD: case_files.basis()[FORORD] + f"\n\n{long}\n".encode()}
    assert [finding.kind for finding in load(MemoryWorld(files), case_files.EDITION).diagnostics] == ["ord-for-bredt"]


def test_many_findings_in_one_file() -> None:
    text = case_files.basis()[FORORD] + b"\n\n" + b"::: a\n" * 2_000
    files = {**case_files.basis(), FORORD: text}
    assert len(load(MemoryWorld(files), case_files.EDITION).diagnostics) == 4_000


def test_more_notes_than_can_be_set_in_a_minute_are_refused_once() -> None:
    def read(count: int) -> list[tuple[str, str]]:
        numbers = range(count)
        calls, notes = "\n\n".join(f"Ord[^n{n}]." for n in numbers), "\n\n".join(f"[^n{n}]: Note." for n in numbers)
        found = parse_markdown(Source("a.md", f"# A {{#a}}\n\n{calls}\n\n{notes}\n".encode())).diagnostics
        return [(finding.kind, str(finding.span)) for finding in found]

    assert read(MAX_NOTES) == []
    assert read(MAX_NOTES + 20) == [("fodnote-for-mange", f"a.md:{3 + 2 * MAX_NOTES}:4")]


@pytest.mark.parametrize("filler", (".", "\n", "(", ")", "[", " (kr)", " kr.", "a-\n", " ,", "2021 "))
def test_a_heading_of_one_sign_again_and_again(filler: str) -> None:
    for text in (filler * LONG, f"Takst{filler * LONG}", f"Takst{filler * LONG}x"):
        fold(text)


@pytest.mark.parametrize("sign", '["\\_*]')
def test_a_number_format_of_one_sign(sign: str) -> None:
    assert style_of(200, sign * LONG) is Style.PLAIN


def test_near_names_are_found_among_many_and_not_looked_for_among_thousands() -> None:
    names = [f"takster.nummer_{number}" for number in range(1_500)]
    assert suggestion("takster.reduktio", [*names, "takster.reduktion"]) == ("mente du »takster.reduktion«?",)
    assert suggestion("akster.reduktion", [*names, "takster.reduktion"]) == ("mente du »takster.reduktion«?",)
    assert suggestion("takster.reduktio", [*names, *map(str, range(1_000)), "takster.reduktion"]) == ()


def test_many_missing_files_among_many_files() -> None:
    paths = [f"bilag/x/mappe-{number}/fil.png" for number in range(5_000)]
    for number in range(100):
        missing_file(f"bilag/y/billede-{number}.png", "billede.png", SPAN, paths)
