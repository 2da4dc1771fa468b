"""»Intet er faldet ud«: what the style sheet hides, moves or glues is found, with file, line and first words."""

from __future__ import annotations

import pytest

from rammeaftale.base.diagnostics import Severity, TextSpan
from rammeaftale.engine.inspect.completeness import compare
from rammeaftale.engine.tagging.state import Growing
from rammeaftale.engine.tagging.tree import LogicalNode, Node, Piece
from tests.tagging.rendering import element_tree, page, tagged

TEXT = "Kommunerne og regionen indgår en rammeaftale, som gælder i to år og følges af en styringsaftale om takster."
KEPT = '<p data-kilde="a.md:3">Afsnittet før.</p>'
HIDDEN = f'<p class="x" data-kilde="content/a.md:7:2">{TEXT}</p>'
AFTER = '<p data-kilde="a.md:9">Afsnittet efter.</p>'
FIRST = "Kommunerne og regionen indgår en rammeaftale,"


def findings(body: str, css: str = "") -> list[tuple[str, str, str]]:
    html = page(f"<h1>Prøve</h1>{body}", css)
    found = compare(element_tree(html), tagged(html).tree.root)
    assert all(one.severity is Severity.ERROR and one.hints for one in found if one.kind == "tekst-faldet-ud")
    return [(one.kind, str(one.span), one.message) for one in found]


@pytest.mark.parametrize(
    "css",
    [
        "display: none",
        "visibility: hidden",
        "color: transparent",
        "overflow: hidden; height: 0",
        "position: absolute; left: -9999px",
        "position: absolute; top: 400mm",
        "position: fixed; bottom: 0",
        "transform: translate(-500mm)",
        "transform: scale(0)",
        "text-indent: -9999px",
        "font-size: 0",
        "opacity: 0",
        "position: relative; top: -400mm",
    ],
)
def test_whole_text_lost(css: str) -> None:
    (kind, place, message) = findings(KEPT + HIDDEN + AFTER, f".x {{ {css} }}")[0]
    assert kind == "tekst-faldet-ud"
    assert place == "content/a.md:7:2"
    assert FIRST.casefold() in message.casefold()


@pytest.mark.parametrize(
    ("css", "words"),
    [
        ("overflow: hidden; height: 1.5em", "gælder i to år"),
        ("overflow: hidden; white-space: nowrap", "gælder i to"),
        ("overflow: hidden; white-space: nowrap; text-overflow: ellipsis", "gælder i to"),
        ("line-clamp: 1", "gælder i to år"),
        ("position: absolute; top: 120mm", "to år"),
    ],
)
def test_the_end_of_a_text_lost(css: str, words: str) -> None:
    found = findings(KEPT + HIDDEN + AFTER, f".x {{ {css} }}")
    assert [(kind, place) for kind, place, _ in found] == [("tekst-faldet-ud", "content/a.md:7:2")]
    assert words.split()[0] in found[0][2] or words.split()[-1] in found[0][2]


def test_a_note_that_is_read_before_its_text_has_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    note = f'<aside role="note"><p data-kilde="a.md:5">En note.</p></aside>{AFTER}'
    body = f'{KEPT}<div class="med-note">{note}</div>'
    assert findings(body) == []
    monkeypatch.setattr(Growing, "read_asides_last", lambda _: None)
    assert ("tekst-flyttet", "a.md:5:1") in {(kind, place) for kind, place, _ in findings(body)}


def test_text_under_a_placed_block_is_lost() -> None:
    css = ".x { position: absolute; top: 0; left: 0; width: 60mm; height: 60mm; background: #eee; padding-top: 50mm }"
    places = {place for kind, place, _ in findings(KEPT + HIDDEN, css) if kind == "tekst-faldet-ud"}
    assert "a.md:3:1" in places


def test_placed_block_in_an_empty_place_is_no_loss() -> None:
    assert findings(KEPT + HIDDEN, ".x { position: absolute; bottom: 5mm; left: 0 }") == []


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ('<p data-kilde="a.md:1">Versaler her</p>', "p { text-transform: uppercase }"),
        ('<p data-kilde="a.md:1">Første bogstav</p>', "p::first-letter { font-size: 3em; float: left }"),
        ('<p data-kilde="a.md:1">Første linje her</p>', "p::first-line { color: red }"),
        ('<p data-kilde="a.md:1">Ord<span class="m">mere</span></p>', ".m { margin-left: 1em }"),
        ('<p data-kilde="a.md:1"><b>a</b> <b>b</b><br><i>c</i></p>', ""),
        ('<p aria-hidden="true">Pynt</p>', "p { display: none }"),
        ('<div class="l" aria-hidden="true">Sidehoved</div><p>Tekst</p>', ".l { position: running(l) }"),
        ("<ul><li><div>I en kasse</div></li></ul><table><tr><td><ul><li>I celle</li></ul></td></tr></table>", ""),
        ("<table><tr><td><table><tr><td>Inderst</td></tr></table></td></tr></table>", ""),
        ('<p data-kilde="a.md:1">10.000&nbsp;kr. og 2&#8209;3</p>', ""),
    ],
)
def test_looks_are_no_loss(body: str, css: str) -> None:
    assert findings(body, css) == []


def test_leader_dots_are_not_read() -> None:
    dots = Piece(0, 1, ". . . . . . ", generated=True)
    tree: LogicalNode = Node("Document", kids=(Node("P", kids=(Piece(0, 0, "Tekst"), dots), tag="p", source="a.md:1"),))
    (found,) = compare(element_tree('<p data-kilde="a.md:1">Tekst</p>'), tree)
    assert (found.kind, found.span) == ("prikker-laeses", TextSpan("a.md", 1))


def test_number_joined_to_the_heading() -> None:
    css = "h2 { counter-increment: n } h2::before { content: counter(n) }"
    assert findings('<h2 data-kilde="a.md:5">Formål</h2>', css) == [
        ("ord-sammen", "a.md:5:1", "Ordene »1Formål« læses op som ét ord i PDF'en.")
    ]


def paragraphs(*texts: str) -> LogicalNode:
    kids: list[LogicalNode] = [
        Node("P", kids=(Piece(0, i, text),), tag="p", source=f"a.md:{i}") for i, text in enumerate(texts, 1)
    ]
    return Node("Document", kids=tuple(kids))


@pytest.mark.parametrize(
    ("texts", "kind", "line"),
    [
        (("En", "To ord", "Tre", "Tre"), "tekst-dobbelt", 4),
        (("En", "Toord", "Tre"), "ord-sammen", 2),
        (("En", "To o rd", "Tre"), "ord-delt", 2),
        (("En", "Tre"), "tekst-faldet-ud", 2),
        (("En", "Tre", "To ord"), "tekst-flyttet", None),
        (("En", "To ord", "Tre", "Fire"), "tekst-uden-kilde", None),
    ],
)
def test_differences(texts: tuple[str, ...], kind: str, line: int | None) -> None:
    html = '<p data-kilde="a.md:1">En</p><p data-kilde="a.md:2">To ord</p><p data-kilde="a.md:3">Tre</p>'
    (found,) = compare(element_tree(html), paragraphs(*texts))
    assert found.kind == kind
    assert line is None or found.span == TextSpan("a.md", line)


def test_heading_that_became_a_paragraph() -> None:
    (found,) = compare(element_tree('<h2 data-kilde="a.md:1">En</h2>'), paragraphs("En"))
    assert found.kind == "tekst-forkert-slags"


def test_alternative_text_is_part_of_the_text() -> None:
    html = '<p data-kilde="a.md:1">En</p><img alt="Et billede" data-kilde="a.md:2">'
    (found,) = compare(element_tree(html), paragraphs("En"))
    assert (found.kind, found.span) == ("tekst-faldet-ud", TextSpan("a.md", 2))


@pytest.mark.parametrize("source", ["bilag/a.md:3:7", "bilag/a.md:3", "bilag/a.xlsx", ""])
def test_a_finding_stands_where_the_source_says(source: str) -> None:
    (found,) = compare(element_tree(f'<p data-kilde="{source}">En</p>'), paragraphs())
    assert found.kind == "tekst-faldet-ud"
    assert str(found.span or "").removesuffix(":1") == source
