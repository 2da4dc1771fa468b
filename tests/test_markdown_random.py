"""Whatever is typed, the stage gives a tree and places that lie inside the file; it never raises."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rammeaftale.base.diagnostics import Checked, FileSpan, TextSpan
from rammeaftale.model.extent import Extent
from rammeaftale.model.inline import Text
from rammeaftale.read.markdown.tree import MarkdownText, parse_inline, parse_markdown
from rammeaftale.read.text_file import decode_text
from rammeaftale.read.text_form import as_decoded
from rammeaftale.world import Source
from tests import frozen

WRITTEN = [frozen.text(path) for path in frozen.files() if path.endswith(".md")]
PIECES = (
    "# ", "## ", "{#id}", "{#", "{%", "{{ a.b }}", "{{", "}}", "::: margen\n", "::: tabel T {#t}\n", ":::\n", ":::",
    "- ", "1. ", "2. ", "1) ", "a) ", "b) ", "i) ", "ii) ", "  ", "    ", "> ", "| a | b |\n", "|---|---|\n", "|",
    "\\", "\n", "\n\n", "*", "**",
    "_", "`", "```\n", "---\n", "[", "]", "(", ")", "[^a]", "[^a]: ", "![a](b.png)", "[x](bilag:y)", "<b>", "<", ">",
    "&amp;", "ord ", "22. november ", "å", "\u00a0", "\t", "\r\n", "\x00", "🄯", "%", '"', "10 000 ", "{sprog=en}", "!",
)  # fmt: skip
SOUP = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)
QUICK = settings(max_examples=150, suppress_health_check=list(HealthCheck))


def nodes(value: object) -> Iterator[object]:
    """Every dataclass in a tree."""
    if isinstance(value, tuple):
        for part in value:
            yield from nodes(part)
    elif dataclasses.is_dataclass(value) and not isinstance(value, (type, TextSpan, Extent)):
        yield value
        for item in dataclasses.fields(value):
            yield from nodes(getattr(value, item.name))


def spans(result: Checked[MarkdownText]) -> Iterator[TextSpan]:
    for node in nodes(result.value.blocks):
        span = getattr(node, "span", None)
        assert isinstance(span, TextSpan)
        yield span
    for finding in result.diagnostics:
        assert finding.kind.isascii() and finding.message
        if isinstance(finding.span, TextSpan):
            yield finding.span
        else:
            assert isinstance(finding.span, FileSpan)


def assert_sound(data: bytes) -> None:
    source = Source("proeve.md", data)
    try:
        lines = as_decoded(data).split("\n")
    except UnicodeDecodeError:
        lines = decode_text(source).value.split("\n")
    for span in spans(parse_markdown(source)):
        assert 1 <= span.line <= len(lines), span
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1, span
        assert span.length >= 1
        assert span.column + span.length <= max(len(lines[span.line - 1]), span.column) + 1, span


@QUICK
@given(SOUP)
def test_any_soup_gives_a_tree(text: str) -> None:
    assert_sound(("# Kapitel {#kapitel}\n\n" + text).encode("utf-8", "replace"))


@QUICK
@given(st.binary(max_size=80))
def test_any_bytes_give_a_tree(data: bytes) -> None:
    assert_sound(data)


@QUICK
@given(st.sampled_from(WRITTEN), st.integers(0, 50_000), st.integers(0, 12), SOUP)
def test_mutated_text_gives_a_tree(text: str, place: int, cut: int, soup: str) -> None:
    at = place % (len(text) + 1)
    begin = max(0, at - 1500)
    mutated = text[begin:at] + soup + text[at + cut : at + 1500]
    assert_sound(mutated.encode("utf-8", "replace"))


@QUICK
@given(SOUP, st.integers(1, 60))
def test_any_field_gives_inlines(text: str, length: int) -> None:
    span = TextSpan("felt.yaml", 3, 8, length)
    result = parse_inline(text, span)
    for node in nodes(result.value):
        assert node.span.line == 3 and node.span.column >= 8  # type: ignore[attr-defined]


def words_in(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]{3,}|\d+", text))


def assert_nothing_lost(text: str) -> None:
    """Without an error, every word of the source stands in the tree: nothing is dropped in silence."""
    result = parse_markdown(Source("proeve.md", text.encode("utf-8", "replace")))
    if result.ok:
        marks = r"^\s*::: ?\w+|\{sprog=|^[\s>]*(?:\d+\.|[a-z]+\)) |\.sum|^\[\^\S*\]:"
        source = re.sub(marks, "", text, flags=re.MULTILINE)
        assert words_in(source) - words_in(repr(result.value)) == Counter()


@pytest.mark.parametrize("text", WRITTEN)
def test_no_word_of_a_text_is_lost(text: str) -> None:
    assert_nothing_lost(text)


@QUICK
@given(
    st.lists(st.sampled_from(PIECES[:9] + PIECES[10:21] + ("alfa ", "beta", "gamma\n", "\n\n", "| delta | eps |\n")))
)
def test_no_word_of_a_soup_is_lost(pieces: list[str]) -> None:
    assert_nothing_lost("# Kapitel {#kapitel}\n\n" + "".join(pieces))


@pytest.mark.parametrize(
    "text",
    [
        "*a " * 900 + "a* " * 900,
        "-     kode i et punkt",
        "| a | b |\n---\nx",
        "::: x | y\n|---|---|",
        "\u00a0\nord\u00a0*",
        "  \n\t- a\n\t\tb",
        ":::\u00a0",
    ],
)
def test_texts_that_once_went_wrong(text: str) -> None:
    assert_sound(f"# Kapitel {{#kapitel}}\n\n{text}".encode())


@pytest.mark.parametrize("text", WRITTEN)
def test_every_text_stands_where_it_says(text: str) -> None:
    lines = text.split("\n")
    for node in nodes(parse_markdown(Source("proeve.md", text.encode())).value.blocks):
        if isinstance(node, Text):
            span = node.span
            said = lines[span.line - 1][span.column - 1 : span.column - 1 + span.length]
            said = said.replace("\\", "").strip().strip("<>")  # of an address that stands as it is
            assert node.value.strip().startswith(said), span


def test_long_and_deep_texts_are_refused_in_words() -> None:
    head = "# Kapitel {#kapitel}\n\n"
    long = parse_markdown(Source("a.md", (head + "ord " * 6000).encode()))
    large = parse_markdown(Source("a.md", (head + "ord\n\n" * 250_000).encode()))
    assert [finding.kind for finding in (*long.diagnostics, *large.diagnostics)] == [
        "afsnit-for-langt",
        "tekst-for-stor",
    ]


def test_there_are_texts() -> None:
    assert len(WRITTEN) > 10
