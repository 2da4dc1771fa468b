"""Takes a piece of a text that the language refuses, gives what to write in its place where that is known."""

from __future__ import annotations

import re

from rammeaftale.read.markdown.traps import BREAK_IN_CELL, BREAK_IN_TEXT

_NAME = re.compile(r"</? *([a-z][a-z0-9]*)", re.IGNORECASE)
_SITE = re.compile(r"<(www\.[^\s<>]+)>")
_ATTRIBUTE = re.compile(r"(src|alt)=[\"']?([^\"'>]*)", re.IGNORECASE)
_FACT = re.compile(r"[a-zæøå][a-zæøå0-9_]*(?:\.[a-zæøå0-9_]+)+")
_ELSE = "brug Markdown: *kursiv*, **fed**, \\ sidst på linjen for linjeskift; efter »<« i tekst skrives mellemrum"
_INSTEAD = {
    **dict.fromkeys(("b", "strong"), "sæt **to stjerner** om ordene i stedet"),
    **dict.fromkeys(("i", "em"), "sæt *en stjerne* om ordene i stedet"),
    **dict.fromkeys(("u", "font", "span", "center", "div", "p"), "slet det; udseendet bestemmes ét sted"),
    **dict.fromkeys(("ul", "ol", "li"), "slet det, og begynd hvert punkt med »- « eller »1. « på sin egen linje"),
    **dict.fromkeys(
        ("table", "thead", "tbody", "tr", "th", "td"),
        "slet det, og skriv tabellen med | om cellerne: | Tilbud | Takst |, så |---|---|, så rækkerne",
    ),
    **dict.fromkeys(("h1", "h2", "h3", "h4"), "slet det, og skriv overskriften som »## Overskrift {#overskrift}«"),
    **dict.fromkeys(("sup", "sub"), "slet det, og skriv tegnet selv, fx ² eller ₂"),
    "a": "skriv linket som [ord](https://…)",
}
"""What to do about an element, by its name."""


def remedy(kind: str, written: str, *, is_cell: bool) -> str:
    """What to do about a piece of a kind that `parser.py` gives; empty where that is not known."""
    if kind == "html" and (site := _SITE.fullmatch(written)):
        return f"skriv <https://{site[1]}>"
    if kind == "html":
        return _html_hint(written, is_cell=is_cell)
    name = written.strip("{ }")
    return f"skriv {{{{ {name} }}}}" if kind == "brace" and _FACT.fullmatch(name) else ""


def _html_hint(written: str, *, is_cell: bool) -> str:
    """What to do about a tag, a comment or anything between < and >."""
    if written.startswith("<!--"):
        return "slet bemærkningen; den ville ikke blive trykt"
    match = _NAME.match(written)
    name = match[1].lower() if match else ""
    if name == "br":
        return BREAK_IN_CELL if is_cell else BREAK_IN_TEXT
    if name == "img":
        said = {key.lower(): value for key, value in _ATTRIBUTE.findall(written)}
        words, file = said.get("alt") or "Hvad billedet viser", said.get("src") or "billede.png"
        return f"skriv ![{words}]({file}) alene på en linje"
    is_tag = re.fullmatch(r"</?[a-z][a-z0-9]*(?:\s[^<>]*=[^<>]*)?/?>", written, re.IGNORECASE)
    return _INSTEAD.get(name, _ELSE) if is_tag else _ELSE
