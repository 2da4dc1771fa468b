"""What GitHub shows: ten of each level with the new ones first, and a page of all that content cannot write in."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from rammeaftale.base.diagnostics import Diagnostic, FileSpan, Severity, TextSpan, error, in_order, note, warning
from rammeaftale.base.github import as_annotations, job_summary
from rammeaftale.base.newness import News
from rammeaftale.world.runner import add_to_page

PLENTY = 1_000_000
OLD = tuple(warning("tankestreg", f"gammel {number}", TextSpan("a.md", number)) for number in range(1, 31))
NEW = tuple(warning("tankestreg", f"ny {number}", TextSpan("z.md", number)) for number in range(1, 13))
GAPS = tuple(
    Diagnostic(Severity.GAP, "udestaar", f"Hold {number % 3}: Lever", TextSpan("g.md", number), owed_by="Hold")
    for number in range(1, 15)
)
HOSTILE = (
    "</pre><script>alert(1)</script><!-- ", "# overskrift", "[link](javascript:alert(1))", "![x](http://a.example/x)",
    "`kode` **fed** _kursiv_ @nogen #12", "| a | b |\n|---|---|\n", "\n\n<h1>stor</h1>\n\n", "&lt;b&gt; &amp;",
    "::error file=x::falsk", "##[error]falsk", "\x1b[31m\u202e\x00", "</PRE\n>", "]]>", "<details>",
)  # fmt: skip


def _page(findings: tuple[Diagnostic, ...], new: frozenset[Diagnostic], room: int = PLENTY) -> str:
    return job_summary(findings, News(new, "HEAD^1 (1f2e3d4)"), lambda _: ["linje"] * 40, room)


def test_ten_of_each_level_are_shown_and_the_new_ones_come_first() -> None:
    wrong = tuple(error("k", f"fejl {number}", TextSpan("b.md", number)) for number in range(1, 13))
    findings = in_order((*OLD, *NEW, *GAPS, *wrong))
    shown = as_annotations(findings, News(frozenset((*NEW, *GAPS, wrong[11])), "HEAD^1 (1f2e3d4)"))
    assert Counter(command.split()[0] for command in shown) == {"::error": 10, "::warning": 10, "::notice": 10}
    assert "fejl 12" in shown[0]
    assert all("ny" in command for command in shown if command.startswith("::warning"))


def test_what_was_there_before_stands_on_the_page_alone_unless_that_is_not_known() -> None:
    findings = in_order((*OLD, *NEW, *GAPS))
    few = as_annotations(findings, News(frozenset(NEW[:2]), "HEAD^1 (1f2e3d4)"))
    assert [command.partition("::ny")[2] for command in few] == [" 1", " 2"]
    all_ = as_annotations(findings, News(frozenset(findings), remark="git findes ikke"))
    assert Counter(command.split()[0] for command in all_) == {"::warning": 10, "::notice": 10}


def test_the_page_has_every_finding() -> None:
    findings = in_order((*OLD, *NEW, *GAPS, note("t2-undervejs", "a", None), error("k", "fejl", FileSpan("x"))))
    page = _page(findings, frozenset(NEW))
    assert page.startswith("**1 fejl, 42 advarsler, 1 oplysning og 14 udestående.**\n\n### Fejl\n\n<pre>\n")
    assert page.index("### Fejl") < page.index("### Nyt") < page.index("### Fra før") < page.index("### Udestående")
    assert "\nDette er nyt siden HEAD^1 (1f2e3d4).\n" in page
    wrong = frozenset(finding for finding in findings if finding.severity is Severity.ERROR)
    assert "\nIntet andet er nyt siden HEAD^1 (1f2e3d4).\n" in _page(findings, wrong)
    assert "\nIntet er nyt siden HEAD^1 (1f2e3d4).\n" in _page(findings, frozenset())
    assert "\nIntet er nyt siden HEAD^1 (1f2e3d4).\n" in _page(GAPS, frozenset())
    unknown = job_summary(NEW, News(frozenset(NEW), remark="git findes ikke"), lambda _: [], PLENTY)
    assert "<pre>\nDet vides ikke, hvad der er nyt: git findes ikke.\n\nadvarsel[tankestreg]: ny 1\n" in unknown
    assert _page((), frozenset()) == "**Ingen fejl.**\n\n"
    for finding in findings:
        assert finding.message in page
        assert str(finding.span or "") in page
    assert page.index("ny 12") < page.index("gammel 1")
    assert "\noplysning[t2-undervejs]: a\n" in page


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_the_content_are_neither_markdown_nor_html_on_the_page(words: str) -> None:
    """What is read as HTML, or as anything but text, is the page's own."""
    span = TextSpan(f"content/{words}.md", 1)
    plain = tuple(
        Diagnostic(severity, "k", "besked", TextSpan("content/x.md", 1), ("råd",), owed_by="hvem")
        for severity in Severity
    )
    hostile = tuple(replace(one, message=words, span=span, hints=(words,), owed_by=words) for one in plain)
    pages = [
        job_summary(findings, News(frozenset(findings[:2]), since), lambda _, line=line: [line], PLENTY)  # type: ignore[misc]
        for findings, since, line in ((plain, "x", "linje"), (hostile, words, words))
    ]
    read = [MarkdownIt("commonmark", {"html": True}).parse(page) for page in pages]
    assert [token.type for token in read[1]] == [token.type for token in read[0]]
    assert [page.count("<") for page in pages] == [8, 8]
    assert not [letter for letter in "\x1b\u202e\x00" if letter in pages[1]]
    assert "\n::" not in pages[1]


def test_the_page_stays_within_its_room_and_says_what_was_left_out() -> None:
    many = tuple(
        warning("tankestreg", f"{'æ<' * 300} {number}", TextSpan("a.md", number)) for number in range(1, 3_001)
    )
    for room in (2_500, 50_000, PLENTY):
        for new in (frozenset[Diagnostic](), frozenset(many)):
            page = _page(many, new, room)
            assert room - 6_000 < len(page.encode()) <= room
            left = int(page.rpartition("plads til ")[2].split()[0].replace(".", ""))
            assert page.count("tankestreg") + left == len(many)
            assert page.count("<pre>") == page.count("</pre>")
    assert _page(many, frozenset(), 1_000) == ""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that GitHub gives a step."""
    path = tmp_path / "side.md"
    path.write_text("andet\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


def test_the_page_of_a_step_is_written_on(page: Path) -> None:
    assert add_to_page(lambda room: f"{room} bytes æ\n")
    assert page.read_text("utf-8") == f"andet\n{1024 * 1024 - 6} bytes æ\n"


def test_where_there_is_no_page_nothing_is_written(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "")
    assert not add_to_page(str)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page.parent / "findes-ikke" / "side.md"))
    assert not add_to_page(str)
    other = page.parent / "andet"
    other.symlink_to(page)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(other))
    assert not add_to_page(str)
    os.mkfifo(page.parent / "rør")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page.parent / "rør"))
    assert not add_to_page(str)
    assert page.read_text("utf-8") == "andet\n"
