"""Fixture files (title, `.`, Markdown, `.`, the tree with its places, `.`) and the wording of a few findings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rammeaftale.base.diagnostics import Severity, TextSpan
from rammeaftale.model.inline import Inline
from rammeaftale.model.text import ItemList, ListItem, Table
from rammeaftale.read.markdown.tree import parse_inline, parse_markdown
from rammeaftale.world import Source

FIXTURES = Path(__file__).parent / "fixtures" / "markdown"
FIELDS = ("level", "id", "value", "language", "scheme", "target", "name", "form", "label", "path", "alt")
CHILDREN = ("title", "who", "children", "lists", "items", "blocks", "caption")


def dump(node: object, depth: int = 0) -> Iterator[str]:
    """One line a node: kind, place, fields; its children below it."""
    span = getattr(node, "span", None)
    assert isinstance(span, TextSpan)
    kind = getattr(node, "kind", type(node).__name__.lower())
    written = (name for name in FIELDS if hasattr(node, name) and (name != "id" or getattr(node, name)))
    fields = [repr(getattr(node, name)) for name in written]
    if isinstance(node, Table):
        fields = [repr(node.id), " ".join(node.align), *(["sum"] if node.total else [])]
    if isinstance(node, ItemList):
        fields = [node.numbering.value]
    yield "  " * depth + " ".join([kind, f"{span.line}:{span.column}+{span.length}", *fields])
    for row in (node.header, *node.rows) if isinstance(node, Table) else ():
        for cell in row.cells:
            yield from dump(cell, depth + 1)
    for name in CHILDREN:
        for child in getattr(node, name, ()):
            yield from dump(child, depth + 1)


def fixtures() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(FIXTURES.glob("*.md")):
        parts = path.read_text("utf-8").split("\n.\n")
        found += [(parts[i].strip(), parts[i + 1], parts[i + 2]) for i in range(0, len(parts) - 2, 3)]
    return found


@pytest.mark.parametrize(("title", "text", "expected"), fixtures(), ids=lambda value: value[:40].split("\n")[0])
def test_fixture(title: str, text: str, expected: str) -> None:
    result = parse_markdown(Source("a.md", text.encode()))
    lines = [line for block in result.value.blocks for line in dump(block)]
    found = [f"{d.severity.value} {d.kind} {d.span}" for d in result.diagnostics]
    assert "\n".join([*lines, *found]) == expected, title


def inline(text: str, length: int) -> tuple[Inline, ...]:
    result = parse_inline(text, TextSpan("a.yaml", 4, 10, length))
    assert result.diagnostics == ()
    return result.value


def test_a_field_is_placed_exactly_when_bare_or_quoted() -> None:
    text = "De {{ kommuner.antal }} kommuner"
    assert str(inline(text, len(text))[1].span) == "a.yaml:4:13"
    assert str(inline(text, len(text) + 2)[1].span) == "a.yaml:4:14"


def test_a_folded_field_is_placed_as_a_whole() -> None:
    assert {node.span for node in inline("en\n*to*", 3)} == {TextSpan("a.yaml", 4, 10, 3)}


def test_a_field_has_no_footnotes() -> None:
    result = parse_inline("ord[^a]", TextSpan("a.yaml", 1, 1, 7))
    assert [d.kind for d in result.diagnostics] == ["fodnote-forkert-sted"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("::: udestaar X\nord\n:::", "mente du »udestår«?"),
        ("::: Faktaboks X\nord\n:::", "mente du »faktaboks«?"),
        ("{{ a | orrd }}", "mente du »ord«?"),
        ("[ord](bilg:x)", "mente du »bilag«?"),
        ("[ord](www.a.dk)", "skriv https://www.a.dk"),
        ("[ord](#afsnit)", "skriv afsnit:afsnit"),
        ("ord[^not]\n\n[^note]: x", "giv de to samme navn, fx [^not] begge steder"),
        ("## Økonomi i 2021", "skriv fx {#oekonomi-i} til sidst på linjen"),
        ("## Økonomi {#Økonomi}", "brug kun små bogstaver a-z og bindestreger, fx {#oekonomi}"),
        ("::: margen\nord", "sæt ::: på en linje for sig sidst i filen"),
    ],
)
def test_hints(text: str, hint: str) -> None:
    result = parse_markdown(Source("a.md", f"# K {{#k}}\n\n{text}".encode()))
    assert hint in [hint for finding in result.diagnostics for hint in finding.hints]


def test_a_second_note_names_the_first() -> None:
    result = parse_markdown(Source("a.md", b"# K {#k}\n\nx[^a]\n\n[^a]: en\n[^a]: to"))
    finding = result.diagnostics[0]
    assert finding.severity is Severity.ERROR
    assert [(str(place), words) for place, words in finding.related] == [("a.md:5:1", "den første")]


def test_items_keep_their_numbers() -> None:
    result = parse_markdown(Source("a.md", b"# K {#k}\n\n1. a\n2. b\n   - c\n"))
    items = result.value.blocks[1]
    assert isinstance(items, ItemList)
    assert [isinstance(item, ListItem) and len(item.lists) for item in items.items] == [0, 1]
