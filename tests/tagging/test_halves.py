"""Words that a line's end breaks: found by a plain search, read once, where they begin, and drawn as before."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from rammeaftale.engine.inspect.judge import judge
from rammeaftale.engine.inspect.tagtree import read_tree
from rammeaftale.engine.tagging.halves import Broken, broken_words
from rammeaftale.engine.tagging.tree import HYPHEN, SPACE, LogicalNode, Node, Piece
from tests.tagging.rendering import element_tree, page, tagged

WORD = "samarbejdsrelationerne"
BROKEN = "samarbejds&shy;relationerne"
NARROW = 'p { width: 31mm; hyphens: manual; hyphenate-character: "-" }'


def pages(body: str, css: str = NARROW) -> list[str]:
    """What PDFium reads on each page; the tag tree must say the same words once."""
    data = tagged(page(body, css)).data
    document = pypdfium2.PdfDocument(data)
    found = [one.get_textpage().get_text_bounded() for one in document]
    document.close()
    drawn = "".join(found).replace("\u00ad", "")
    assert "".join(drawn.split()) == "".join(read_tree(data).text.split())
    return found


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f"<p>Og det er {BROKEN} mellem alle.</p>", [WORD, "mellem"]),
        (f"<p>Og det er {BROKEN}.</p><p>Næste afsnit</p>", [f"{WORD}.", "Næste"]),
        (f"<p>Og det er <em>{BROKEN}</em> og mere</p>", [WORD, "og"]),
        (f'<p>Og det er <a href="https://kl.dk/">{BROKEN}</a> og mere</p>', [WORD, "og"]),
        (f"<p>Se på ({BROKEN}, {BROKEN}), og</p>", [f"({WORD},", f"{WORD}),"]),
        ("<p>Og det er jo social-pædagogisk og/eller noget</p>", ["social-pædagogisk", "og/eller"]),
    ],
)
def test_a_broken_word_comes_whole_and_once(body: str, words: list[str]) -> None:
    (text,) = pages(body)
    assert [text.split().count(word) for word in words] == [1] * len(words)
    assert "\x02" not in text  # PDFium's mark where it met a hyphen


def test_a_word_broken_over_the_page_stands_where_it_begins() -> None:
    css = NARROW + "@page { size: A6; margin: 12mm } p { orphans: 1; widows: 1; margin: 0 } div { height: 110mm }"
    first, second = pages(f"<div></div><p>Og det er {BROKEN} mellem alle.</p>", css)
    assert first.split()[-1] == WORD
    assert second.split()[0] == "mellem"


def test_what_follows_the_word_without_a_space_stays_at_the_word() -> None:
    body = f"<p>Og det er {BROKEN}<b>,</b> og mere</p>"
    (text,) = pages(body)
    assert f"{WORD}," in text.split()
    assert read_tree(tagged(page(body, NARROW)).data).text == f"Og det er {WORD}, og mere"


@pytest.mark.parametrize(
    ("body", "copied"),
    [
        (f'<p>Og det er <a href="https://kl.dk/">{BROKEN}</a>, og</p>', f"Og det er {WORD}, og"),
        (f'<p>Og det er <a href="https://kl.dk/">{BROKEN}</a>.</p>', f"Og det er {WORD}."),
        (f"<p>(Se <b>{BROKEN}</b>), {BROKEN}, og</p>", f"(Se {WORD}), {WORD}, og"),
    ],
)
def test_what_is_copied_from_a_link_over_two_lines_has_no_soft_hyphen(body: str, copied: str) -> None:
    (text,) = pages(body)
    assert " ".join(text.split()) == copied


PLACES = (
    "<p>{0}</p><p>Ord</p><aside><p>{0}</p></aside>"
    "<table><caption>T</caption><tr><th scope=col>Ord</th><th scope=col>Sted</th></tr>"
    "<tr><td>og</td><td>{0}</td></tr></table>"
)
LINES = """* { hyphens: manual; hyphenate-character: "-"; overflow-wrap: anywhere }
table { table-layout: fixed; width: 70mm } aside p { width: 30mm !important }"""
ADDRESS = "https://www.eksempel.dk/eli/lta/2019/798/meget/lang/sti/som/og-bliver-ved-og-ved?foo=bar&amp;baz=qux#anker"


def links_found(text: str, width: int) -> list[str]:
    """What the judge says of the links in a text: in a paragraph so many mm wide, a margin note and a table's cell."""
    html = page(PLACES.format(text), f"{LINES} p {{ width: {width}mm }}")
    found = judge(tagged(html).data, element_tree(html))
    return [finding.message for finding in found if finding.kind.startswith("link-")]


@pytest.mark.parametrize("letters", [26, 44, 61, 80, len(ADDRESS)])
@pytest.mark.parametrize("after", [".", ") og", ""])
def test_an_address_may_end_a_line_anywhere(letters: int, after: str) -> None:
    for width in (24, 52, 78):
        text = f'Se (<a href="https://kl.dk/">{ADDRESS[:letters].removesuffix("&amp")}</a>{after}'
        assert links_found(text, width) == [], width


@pytest.mark.parametrize(
    "text",
    [
        'jo social-<a href="https://kl.dk/">pædagogisk</a>, og',
        'jo <a href="https://kl.dk/">social-</a>pædagogisk, og',
        'jo <a href="https://kl.dk/">social-</a><a href="https://kl.dk/">pædagogisk</a>, og',
        f'<a href="https://kl.dk/">{BROKEN}?</a>, og',
    ],
)
def test_a_link_keeps_its_own_words_where_a_line_breaks_one_of_them(text: str) -> None:
    assert links_found(f"Og det er {text}", 31) == []


def test_a_word_over_three_lines_keeps_a_soft_hyphen_and_is_read_whole() -> None:
    css = 'p { width: 17mm; hyphens: manual; hyphenate-character: "-" }'
    data = tagged(page("<p>Kommunal&shy;direktør&shy;netværkets ord</p>", css)).data
    assert read_tree(data).text == "Kommunaldirektørnetværkets ord"


def piece(mcid: int, text: str, joint: str = "") -> Piece:
    return Piece(0, mcid, text, joint)


def test_a_space_stands_for_the_second_half_when_one_follows_or_the_block_ends() -> None:
    start, end, mark = piece(0, "et sam", HYPHEN), piece(1, "arbejde"), piece(2, ", og")
    broken = [*broken_words(Node("P", kids=(start, end, mark)))]
    assert broken == [Broken(start, end, " ", mark)]
    call = replace(mark, text="1 er en note")
    assert [*broken_words(Node("P", kids=(start, end, call)))] == [Broken(start, end, "\u00ad")]
    assert [one.after for one in broken_words(Node("P", kids=(start, end)))] == [" "]
    spaced = piece(1, "arbejde", SPACE)
    assert [one.after for one in broken_words(Node("P", kids=(start, spaced, mark)))] == [" "]


def test_blocks_and_plain_line_ends_join_no_words() -> None:
    start, end = piece(0, "et sam", HYPHEN), piece(1, "arbejde")
    apart: LogicalNode = Node("LBody", kids=(start, Node("P", kids=(end,))))
    assert [*broken_words(apart)] == []
    assert [*broken_words(Node("P", kids=(piece(0, "børne-", SPACE), piece(1, "og unge"))))] == []
