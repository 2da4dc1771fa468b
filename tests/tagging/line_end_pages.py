"""Pages of dense text made from a seed: words with a hyphen or a slash, in all kinds of marking, on small pages.

The page's width, height and number of columns come from the seed, so that such words stand at the end of lines, columns
and pages in every way.
"""

from __future__ import annotations

from random import Random

_TEXT = """
og/eller social-pædagogisk over-/underskud kr./døgn børne- og unge ind- og udskrivning aftale samarbejde om det på en
af til takst-reduktion 2019-20 e-mail/telefon den der som kommu&shy;nerne samarbejds&shy;relationerne (jf. a/b) § 85,
1.250,50 kr. – »til-/fravalg« x/y/z A-B-C
"""
_WORDS = _TEXT.split()
_MARKS = ("em", "strong", "a", "span", "abbr", "sup")
_NOTE = '<span class="fodnote">og/eller en note</span>'
_CSS = """
body { font: 9pt "Source Serif Pro"; margin: 0; orphans: 1; widows: 1 }
p, li, td { margin: 0 0 1mm; padding: 0; hyphens: manual; hyphenate-character: "-" }
li, blockquote p { hyphens: none }
ul { padding-left: 4mm } table { border-collapse: collapse } blockquote { margin: 0 3mm }
.fodnote { float: footnote } strong { font-weight: bold } .samlet { white-space: nowrap }
"""


def dense_page(seed: int) -> str:
    """A whole document."""
    chance = Random(seed)
    width, height, columns = chance.randint(40, 110), chance.randint(60, 110), chance.choice((1, 1, 2))
    size = f"@page {{ size: {width * columns + 10}mm {height + 10}mm; margin: 5mm }}"
    spread = f".tekst {{ columns: {columns}; column-gap: 4mm }}" if columns > 1 else ""
    blocks = "".join(_block(chance, f"a.md:{line}") for line in range(1, 6))
    if columns == 1:  # in columns the engine drops some notes
        blocks = blocks.replace("<p ", f"<p><b>A/B</b>{_NOTE} social-</p><p ", 1)
    style = f"<style>{size}{_CSS}{spread}</style>"
    return f'<html lang="da"><head><title>P</title>{style}</head><body><div class="tekst">{blocks}</div></body></html>'


def _block(chance: Random, place: str) -> str:
    kind = chance.choice(("p", "p", "p", "ul", "table", "blockquote"))
    source = f'data-kilde="{place}"'
    if kind == "ul":
        return f"<ul {source}>{''.join(f'<li>{_run(chance, 25)}</li>' for _ in range(3))}</ul>"
    if kind == "table":
        cells = "".join(f"<td>{_run(chance, 15)}</td>" for _ in range(2))
        return f"<table {source}>{f'<tr>{cells}</tr>' * 2}</table>"
    if kind == "blockquote":
        return f"<blockquote {source}><p>{_run(chance, 40)}</p></blockquote>"
    return f"<p {source}>{_run(chance, 60)}</p>"


def _run(chance: Random, words: int) -> str:
    return " ".join(_word(chance) for _ in range(words)) + "."


def _word(chance: Random) -> str:
    word = chance.choice(_WORDS)
    if chance.random() > 0.2:
        return word
    mark = chance.choice(_MARKS)
    inner = " ".join(chance.choice(_WORDS) for _ in range(chance.randint(1, 3)))
    marked = {
        "a": f'<a href="https://a.example/{chance.random()}">{inner}</a>',
        "abbr": '<abbr title="Det fulde">KKR</abbr>',
        "span": f'<span class="samlet">{chance.choice(("KD-net", "2019-20,", "Ikast-Brande"))}</span>',
        "sup": f"{word}<sup>2</sup>",
    }.get(mark, f"<{mark}>{inner}</{mark}>")
    return chance.choice(
        (marked, f"{word}-{marked}", f"{word}/{marked}", f"{marked}/{word}", f"({marked})", f"{marked},")
    )
