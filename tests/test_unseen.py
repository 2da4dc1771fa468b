"""Nothing that somebody wrote is obeyed by a terminal or by a workflow's machine, and what cannot be seen is told."""

from __future__ import annotations

import ast
import json
import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.base.diagnostics import CellSpan, Diagnostic, FileSpan, Severity, Span, TextSpan
from rammeaftale.base.report import as_github, as_json, as_text
from rammeaftale.base.unseen import HIDDEN, MOST_MARKS, SOFT_HYPHEN, SPACES, harmless, pile_of_marks
from rammeaftale.model.agreement import Contact
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.read.text_file import decode_text
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.shell.pipeline import load
from rammeaftale.takster.workbooks.mail import unread_text
from rammeaftale.world import Source
from tests.case_files import EDITION, basis
from tests.guides import PACKAGE
from tests.memory_world import MemoryWorld

ORDERS = (
    "x\n::error file=a::pwned\n::add-mask::x",
    "::stop-commands::x",
    "  ::set-output name=a::b",
    "x ##[add-mask]y",
    "###[group]",
    "\x1b[31m\x1b]0;titel\x07",
    "\u009b31m",
    "fil\u202egnp.exe",
    "\u2028::error::x",
    "a\u0085::error::x",
    "a\udcffb",
    "a\U000e0041\ufe0f\u200bb",
)
WITH_INK = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd" + "".join(
    map(chr, range(0x13430, 0x13440))
)
"""Signs of Arabic, Syriac, Kaithi and Egyptian that Unicode classes with those that format, and that can be seen."""
EVERY = "".join(map(chr, range(sys.maxunicode + 1)))


def _is_obeyed(line: str) -> bool:
    return line.lstrip().startswith("::") or "##[" in line or HIDDEN.search(line) is not None


def test_every_character_that_orders_turns_or_hides_is_known() -> None:
    """Unicode's own classes, and those of its letters without ink that are of other classes."""
    hidden = set(HIDDEN.findall(EVERY))
    classes = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    told = {letter for letter in EVERY if unicodedata.category(letter) in classes} - {"\t"}
    assert "".join(sorted(told - hidden - set(WITH_INK))) == ""
    assert set("\u034f\u115f\u17b4\u180b\ufe00\ufe0f\u3164\uffa0\u2800\U000e0100\ufdd0\uffff\U0010ffff") <= hidden
    assert not hidden & set("æøåÆØÅéüß§»«–’…½²€\t 🙂가") | set(SPACES) & hidden


@pytest.mark.parametrize("words", ORDERS)
def test_a_harmless_line_is_obeyed_by_nobody(words: str) -> None:
    assert not _is_obeyed(harmless(words))


@given(st.text(alphabet=st.sampled_from("a:#[]% \t\n\r\x1b\u202e\u200b\ud800æ")))
def test_any_line_made_harmless_is_and_stays_so(words: str) -> None:
    shown = harmless(words)
    assert not _is_obeyed(shown)
    assert harmless(shown) == shown
    assert len(shown) == len(words) or words.lstrip().startswith("::")


def _findings(words: str) -> list[Diagnostic]:
    spans: tuple[Span | None, ...] = (
        None,
        FileSpan(words),
        TextSpan(words, 1),
        TextSpan("a.md", 1),
        CellSpan(words, words, "A1"),
    )
    return [Diagnostic(Severity.ERROR, "k", words, span, (words,), ((FileSpan(words), words),)) for span in spans]


@pytest.mark.parametrize("words", ORDERS)
def test_no_format_of_findings_carries_an_order(words: str) -> None:
    for finding in _findings(words):
        text = as_text(finding, lambda _: [words])
        assert not [line for line in text.split("\n") if _is_obeyed(line)]
        line = as_github(finding)
        assert line.startswith("::error ")
        assert line.count("\n") == 0
        assert not _is_obeyed(line.removeprefix("::error "))
    shown = as_json(_findings(words))
    assert not [line for line in shown.split("\n") if _is_obeyed(line)]
    assert {entry["besked"] for entry in json.loads(shown)} == {words}


@pytest.mark.parametrize("words", ORDERS)
def test_no_mail_carries_an_order(words: str) -> None:
    contact = Contact("", words, words, "", "", "")
    mail = unread_text(f"ind/{words}", _findings(words), contact, 2021)
    assert not [line for line in mail.split("\n") if _is_obeyed(line)]


def test_every_word_to_the_terminal_goes_through_one_door() -> None:
    """`say` makes lines harmless; `pass_on` gives a program what base/report.py has made for it."""
    echoing = {}
    for path in PACKAGE.rglob("*.py"):
        calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        names = [ast.unparse(call.func) for call in calls]
        if found := [name for name in names if name.rpartition(".")[2] in {"echo", "secho", "print", "show"}]:
            echoing[path.relative_to(PACKAGE).as_posix()] = found
    assert echoing == {
        "shell/console.py": ["click.echo"] * 2,
        "shell/endings.py": ["problem.show"],  # into a text that is said
        "shell/progress.py": ["console.print"],
    }


_LETTERS = {
    "styretegn": "\x00\x07\x1b\x7f\x9b\ufdd0\uffff\U0001ffff",
    "usynligt-tegn": "\u200b\u200e\u202e\u2066\u034f\ufe0f\u3164\u2800\ue000\U000e0041\U00100000\u2028\u00a0",
}


@pytest.mark.parametrize(("kind", "letter"), [(kind, letter) for kind, some in _LETTERS.items() for letter in some])
def test_a_character_that_cannot_be_seen_is_found_where_it_stands(kind: str, letter: str) -> None:
    data = f"# Godt {{#godt}}\n\nHer {letter} står\n".encode()
    for read in (decode_text, parse_markdown):
        found = [finding for finding in read(Source("a.md", data)).diagnostics if finding.kind == kind]
        assert [(str(finding.span), len(finding.hints)) for finding in found] == [("a.md:3:5", 1)]
        assert f"U+{ord(letter):04X}" in found[0].message
    mended = data.decode().replace(f"{letter} ", "").encode()
    assert decode_text(Source("a.md", mended)).diagnostics == ()


@pytest.mark.parametrize("letter", _LETTERS["styretegn"] + _LETTERS["usynligt-tegn"])
def test_an_escape_that_makes_such_a_character_is_found(letter: str) -> None:
    data = f'titel: "a\\U{ord(letter):08x}b"\n'.encode()
    assert [finding.kind for finding in parse_yaml(Source("a.yaml", data)).diagnostics] == ["yaml-skraastreg"]


def test_a_soft_hyphen_is_a_warning_as_before() -> None:
    found = decode_text(Source("a.md", f"ord{SOFT_HYPHEN}deling".encode())).diagnostics
    assert [(finding.severity, finding.kind) for finding in found] == [(Severity.WARNING, "usynligt-tegn")]


def test_a_letter_under_a_pile_of_marks_is_refused_and_not_put_in_order() -> None:
    """Ordering a million marks would take an hour."""
    pile = "a" + "\u0301\u0316" * 200_000
    (found,) = decode_text(Source("a.md", f"x\nso {pile}".encode())).diagnostics
    assert (found.kind, str(found.span)) == ("tegn-ophobet", "a.md:2:5")
    (found,) = parse_yaml(Source("a.yaml", ('a: "a' + "\\u0301" * 40 + '"').encode())).diagnostics
    assert found.kind == "yaml-skraastreg"
    assert pile_of_marks("a" + "\u0301" * MOST_MARKS + "b") is None
    assert pile_of_marks("Ελληνικά" * 20) is None


@pytest.mark.parametrize("name", ("a\nb.md", "a\x1b[31m.yaml", "x\u202egnp.md", "\udcff\udcfe.md", "e\u200b.png"))
@pytest.mark.parametrize(
    "show", (lambda found: as_text(found, lambda _: []), as_github, lambda found: as_json([found]))
)
def test_a_file_whose_name_cannot_be_shown_is_told(name: str, show: Callable[[Diagnostic], str]) -> None:
    path = f"content/{EDITION}/{name}"
    told = load(MemoryWorld(basis() | {path: b"x"}), EDITION).diagnostics
    (found,) = (finding for finding in told if finding.severity is not Severity.NOTE)
    assert (found.kind, found.span) == ("fil-navn", FileSpan(path))
    assert show(found).encode()
