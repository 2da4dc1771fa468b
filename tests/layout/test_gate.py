"""The gate of page layout: broken pages are found at the source's line, good ones pass in silence."""

from __future__ import annotations

import pytest

from rammeaftale.base.diagnostics import Severity
from rammeaftale.engine.layout.gate import layout_findings
from tests.tagging.rendering import element_tree, laid_out, page

WORD = "Socialpsykiatrispecialistrådgivningsfunktionen"
CSS = """
table { width: 80mm; table-layout: fixed; border-collapse: collapse } th, td { padding: 1mm 2mm 1mm 0 }
.note { position: absolute; width: 18mm; margin-left: 61mm; border-top: 1px solid } .tekst { width: 58mm }
.boks { padding: 3mm; background: #eee } img { display: block; width: 30mm; height: 30mm }
.fod { float: footnote } .hvem { display: inline-block; width: 20mm } p { margin: 0 0 2mm } caption { color: teal }
"""
PICTURE = """<img alt="Kort" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>">"""


def found(body: str, css: str = "") -> list[str]:
    """The kinds and places of all findings on the pages, without the words of the messages."""
    html = page(body, CSS + css)
    document = laid_out(html)
    # The elements that were typeset are those of the boxes, so the tree is theirs.
    findings = layout_findings(document.pages, document.pages[0]._page_box.children[0].element or element_tree(html))
    assert all(finding.severity is Severity.ERROR and finding.hints for finding in findings)
    return [f"{finding.kind} {finding.span}" for finding in findings]


def table(rows: int, *cells: str, head: bool = True, css: str = "") -> str:
    """A table whose rows stand at a.md:1, a.md:2 …"""
    heads = "".join(f"<th>Spalte {number}</th>" for number in range(len(cells)))
    body = "".join(
        f'<tr data-kilde="a.md:{row}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
        for row in range(1, rows + 1)
    )
    start = f"<thead><tr>{heads}</tr></thead>" if head else ""
    return f'<table class="{css}" data-kilde="a.md:9"><caption>Titel</caption>{start}<tbody>{body}</tbody></table>'


NOTE = '<div class="note" data-kilde="a.md:3">{}</div>'
BROKEN = {
    "et langt ord over den næste celle": (table(1, WORD, "Andet", "Tredje"), "", "trykt-oveni a.md:1:1"),
    "et langt ord ind i en tom celle": (table(1, WORD, "", ""), "", "trykt-udenfor a.md:1:1"),
    "overskrifter løber sammen": (table(0, *["x"] * 9), "th { font-size: 14pt }", "trykt-oveni a.md:9:1"),
    "nitten talspalter": (table(1, *["1.234,5"] * 19, head=False), "", "trykt-oveni a.md:1:1"),
    "spalter i en bunke": (table(1, *["12"] * 50, head=False), "td { padding: 0; width: 0 }", "trykt-oveni a.md:1:1"),
    "en margennote over hovedet på en bred tabel": (
        NOTE.format("En note, som er lang og går langt ned ad siden") + "<p>Kort</p>" + table(2, "En", "To", "Tre"),
        "",
        "trykt-oveni a.md:3:1",
    ),
    "en margennote over et tomt sted i en tabel": (
        NOTE.format("En note, som er lang og går langt ned ad siden") + table(6, "En", "To", "", head=False),
        "caption { display: none }",
        "trykt-oveni a.md:3:1",
    ),
    "to margennoter": (
        NOTE.format("En note, som er lang og går langt ned ad siden")
        + '<p class="tekst">Kort</p><div class="note" data-kilde="a.md:5">Den næste</div><p class="tekst">Kort</p>',
        "",
        "trykt-oveni a.md:3:1",
    ),
    "en margennote over sidefoden": (
        '<p style="height: 118mm"></p>' + NOTE.format("En note, som er lang og går langt ned ad siden") + "<p>Kort</p>",
        "@page { @bottom-right { content: 'side 1' } }",
        "trykt-udenfor a.md:3:1",
    ),
    "et langt ord ud i papirets margen": (f'<h2 data-kilde="a.md:4">{WORD}</h2>', "", "trykt-udenfor a.md:4:1"),
    "et langt ord ud af en boks": (
        f'<div class="boks" data-kilde="a.md:4" style="width: 40mm">{WORD}</div>',
        "",
        "trykt-udenfor a.md:4:1",
    ),
    "et langt navn over et link": (
        f'<p data-kilde="a.md:4"><span class="hvem">{WORD}</span> <a href="#x">Styring</a></p>',
        "",
        "trykt-oveni a.md:4:1",
    ),
    "tekst over et billede": (
        f'<p data-kilde="a.md:4" style="margin-bottom: -10mm">Ord</p>{PICTURE}',
        "",
        "trykt-oveni a.md:4:1",
    ),
    "et billede over en tabel": (
        f'{table(3, "En", "To", "")}<div data-kilde="a.md:4" style="margin: -9mm 0 0 55mm">{PICTURE}</div>',
        "",
        "trykt-oveni a.md:4:1",
    ),
    "en placeret blok oven i teksten": (
        '<p>Ord</p><p data-kilde="a.md:4" style="position: absolute; top: 2mm; left: 0">Placeret</p>',
        "",
        "trykt-oveni a.md:4:1",
    ),
    "linjer i hinanden": (
        '<p data-kilde="a.md:4">Ord, der fylder mere end en eneste linje på siden her</p>',
        "p { line-height: 2pt }",
        "trykt-oveni a.md:4:1",
    ),
    "et langt ord i en fodnote over den næste spalte": (
        f'<p>Ord<span class="fod" data-kilde="a.md:4">{WORD}{WORD}</span></p>',
        "",
        "trykt-udenfor a.md:4:1",
    ),
    "en forside på to sider": (
        '<div class="forside" data-kilde="a.md:1"><h1 style="height: 100mm">Titel</h1><p>Under</p><p>Mere</p></div>',
        "p { height: 15mm }",
        "trykt-udenfor a.md:1:1",
    ),
    "et for langt sidehoved": (
        f'<div data-titel="{"Titel " * 80}"><h2 data-kilde="a.md:2">Titel</h2></div>',
        "div { string-set: t attr(data-titel) } @page { @top-left { content: string(t) } }",
        "trykt-oveni a.md:2:1",
    ),
}
GOOD = {
    "ni smalle talspalter": (table(3, "Navn", *["12,5"] * 8), "table { font-size: 7pt } th { hyphens: auto }"),
    "en lang margennote, der er plads til": (
        NOTE.format("En note, som er lang og går langt ned ad siden") + '<p class="tekst">' + "Ord og flere ord. " * 40,
        "",
    ),
    "tal i margenen": (
        '<h2><span class="n">12</span> Titel</h2>',
        ".n { display: inline-block; width: 8mm; margin-left: -8mm }",
    ),
    "en indholdslinje": (
        '<p><a href="#a" id="a">Titel</a></p>',
        "a::after { content: leader('.') target-counter(attr(href), page) }",
    ),
    "fodnoter": ('<p>Ord<span class="fod">En note</span> og ord<span class="fod">En anden</span></p>', ""),
    "hævet og sænket": ("<p>10 m<sup>2</sup> og H<sub>2</sub>O i en linje, der fylder mere end en linje her</p>", ""),
    "en boks i spalter": ('<ul style="columns: 2"><li>Aarhus</li><li>Viborg</li><li>Skive</li></ul>', ""),
    "et stort bogstav": (
        "<p>Ord i en linje, der fylder mere end en eneste linje på siden</p>",
        "p::first-letter { font-size: 20pt }",
    ),
    "et sidehoved og en sidefod": (
        "<p>Ord</p>",
        "@page { @top-left { content: 'Titel' } @bottom-right { content: 'side ' counter(page) } }",
    ),
    "drejet tekst": ('<p>Ord</p><p style="transform: rotate(-90deg)">Vandmærke</p>', ""),
    "en tabel over flere sider": (table(60, "En", "To"), ""),
    "et skjult lag": ('<p style="opacity: 0; position: absolute">Skjult</p><p>Ord</p>', ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_page_is_found_at_its_line(name: str) -> None:
    body, css, finding = BROKEN[name]
    assert found(body, css) == [finding]


@pytest.mark.parametrize("name", GOOD)
def test_a_good_page_passes_in_silence(name: str) -> None:
    body, css = GOOD[name]
    assert found(body, css) == []


TALL = "Ord og flere ord i en høj celle. " * 30


def test_rows_without_their_head_are_found() -> None:
    css = "tr { break-inside: avoid; break-after: avoid } caption { break-after: avoid }"
    assert "tabel-uden-hoved a.md:9:1" in found(table(3, TALL, TALL), css)


def test_a_caption_alone_is_found() -> None:
    css = "table { break-inside: avoid } tr { break-inside: avoid; break-after: avoid }"
    assert "titel-alene a.md:9:1" in found("<p>Ord</p>" + table(3, TALL, TALL), css)
    figure = f'<p>Ord</p><figure data-kilde="a.md:4"><figcaption>Titel</figcaption>{PICTURE}</figure>'
    assert found(figure) == []
    assert found(figure, "img { height: 124mm }") == ["titel-alene a.md:4:1"]
