"""Words with a hyphen or a slash are whole wherever a line, column or page ends (long run: bench.linjeslut)."""

from __future__ import annotations

import pytest

from rammeaftale.engine.inspect.completeness import compare
from tests.tagging.line_end_pages import dense_page
from tests.tagging.rendering import element_tree, page, tagged


def findings(html: str) -> list[str]:
    """What the gate says of the words; a word wider than the small page is another matter."""
    found = compare(element_tree(html), tagged(html).tree.root)
    return [finding.message for finding in found if "uden for siden" not in finding.message]


@pytest.mark.parametrize("seed", range(16))
def test_words_are_whole_on_dense_pages(seed: int) -> None:
    assert findings(dense_page(seed)) == []


@pytest.mark.parametrize("word", ["og/eller", "social-pædagogisk", "over-/underskud", "samar&shy;bejde", "A–B"])
@pytest.mark.parametrize("css", ["@page { size: A6 }", "div { columns: 2; column-fill: auto; height: 119mm }"])
def test_a_word_is_whole_over_a_page_and_a_column(word: str, css: str) -> None:
    space = '<p style="height: 112mm; margin: 0"></p>'
    text = f'<p data-kilde="a.md:3">Det er en linje {word} og mere {word} og igen {word} og så {word} til sidst</p>'
    narrow = "p { width: 31mm; margin: 0; orphans: 1; widows: 1; hyphens: manual; hyphenate-character: '-' }"
    html = page(f"<div>{space}{text}</div>", css + narrow)
    assert findings(html) == []


@pytest.mark.parametrize(
    "text",
    [
        "<em>og/</em>eller", "<strong><em>og/</em></strong>eller", "KKR/<em>2019-20</em>", "– unge og – unge",
        "<b>takst-</b>reduktion", "samarbejde-<span>Ikast-Brande</span>", "og/ <em>eller</em>", "<em>og/ </em>eller",
        "om <em>ind- </em> og<br/>ud", "<em>x</em> samar&shy;bejde",
    ],
)  # fmt: skip
def test_what_follows_a_line_end_between_two_boxes_is_what_the_source_says(text: str) -> None:
    css = "p { hyphens: manual; hyphenate-character: '-' } "
    for width in range(12, 40, 3):
        assert findings(page(f"<p>{' '.join([text] * 4)}</p>", f"{css} p {{ width: {width}mm }}")) == [], width
